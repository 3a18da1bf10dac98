import { render } from "preact-render-to-string";
import { speak } from "../languages.ts";
import { page } from "./respondent.tsx";

/** The page at `/`: where to go with a card, and for staff. */
export const welcomePage = (surveys: { id: string; title: string }[]) =>
	page(
		speak(undefined, "vi"),
		"Lắng nghe",
		`<div id="app">${render(
			<main class="consent">
				<h1>Lắng nghe</h1>
				<p class="invitation">
					Nơi nhận phiếu xin ý kiến không ghi tên. Xin mở đúng địa chỉ in trên
					thẻ, hoặc chọn phiếu dưới đây rồi nhập mã trên thẻ.
				</p>
				<ul>
					{surveys.map(({ id, title }) => (
						<li key={id}>
							<a href={`/s/${id}`}>{title}</a>
						</li>
					))}
				</ul>
				<p>
					<a class="quiet" href="/xac-minh">
						Phiếu này có thật không?
					</a>
				</p>
				<p>
					<a class="quiet" href="/staff">
						Dành cho người làm việc với số liệu
					</a>
				</p>
			</main>,
		)}</div>`,
	);
