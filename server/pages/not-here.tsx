import { render } from "preact-render-to-string";
import { speak } from "../languages.ts";
import { page } from "./respondent.tsx";

/** For an address that leads nowhere. */
export const notHerePage = () =>
	page(
		speak(undefined, "vi"),
		"Lắng nghe",
		`<div id="app">${render(
			<main class="consent">
				<h1>Không có phiếu nào ở địa chỉ này</h1>
				<p>
					Xin so lại địa chỉ với thẻ, từng chữ một. Nếu vẫn không mở được, xin
					hỏi nơi phát thẻ.
				</p>
				<p lang="en">
					There is no form at this address. Please compare it with the card, or
					ask where you got the card.
				</p>
				<p class="links">
					<a href="/xac-minh">Những cuộc hỏi ý kiến có thật</a>
					<a href="/xac-minh?lang=en" lang="en">
						Which surveys are genuine
					</a>
				</p>
			</main>,
		)}</div>`,
	);
