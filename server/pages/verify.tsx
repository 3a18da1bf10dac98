import { render } from "preact-render-to-string";
import type { Language } from "../../survey-definitions/definition.ts";
import type { GenuineSurvey } from "../actions/genuine-surveys.ts";
import { surveyAddress } from "../invitation-address.ts";
import { page } from "./respondent.tsx";

const words = {
	vi: {
		title: "Phiếu này có thật không?",
		intro:
			"Trang này ghi những cuộc hỏi ý kiến có thật. Xin so với thẻ hoặc tin nhắn mà Ông/Bà, Anh/Chị nhận được.",
		none: "Hiện không có cuộc hỏi ý kiến nào đang mở. Thẻ hoặc tin nhắn mời trả lời lúc này không phải của chúng tôi.",
		address: "Địa chỉ bắt đầu bằng",
		controller: "Bên chịu trách nhiệm",
		hotline: "Hỏi đáp",
		closes: "Thời hạn",
		open: "Đang nhận phiếu.",
		paused: "Đang tạm dừng, sẽ nhận phiếu tiếp.",
		pilot: "Đây là đợt thử nghiệm.",
		never: "Chúng tôi không bao giờ hỏi",
		neverList: [
			"mật khẩu, mã OTP",
			"số căn cước, số tài khoản",
			"tên, số điện thoại của người trả lời",
			"và không bao giờ yêu cầu chuyển tiền hay cài ứng dụng",
		],
		otherwise:
			"Nếu trang nào hỏi những điều trên, hoặc địa chỉ khác đi dù một chữ, xin đóng trang và gọi số hỏi đáp.",
		nothingKept:
			"Xem trang này không cần mã và không để lại dấu vết trên máy chủ.",
	},
	en: {
		title: "Is this survey genuine?",
		intro:
			"This page lists the surveys that are genuine. Please compare them with the card or message that you received.",
		none: "No survey is open at present. A card or message that asks you to answer now is not ours.",
		address: "The address begins with",
		controller: "Responsible",
		hotline: "Questions",
		closes: "Until",
		open: "Forms are being taken.",
		paused: "Paused; forms will be taken again.",
		pilot: "This is a pilot.",
		never: "We never ask for",
		neverList: [
			"passwords or one-time codes",
			"identity card or account numbers",
			"the name or telephone number of whoever answers",
			"and never for money or the installation of an app",
		],
		otherwise:
			"If a page asks for any of these, or if its address differs by a single letter, please close it and call the number for questions.",
		nothingKept:
			"Reading this page needs no code and leaves no trace on the server.",
	},
};

/** The page against which a respondent holds a card: the same for everyone, with no script and no cookie. */
export function verifyPage(
	surveys: GenuineSurvey[],
	publicUrl: string,
	language: Language,
): string {
	const t = words[language];
	const other = language === "vi" ? "en" : "vi";
	return page(
		language,
		t.title,
		`<div id="app">${render(
			<main class="consent">
				<a class="language" href={`?lang=${other}`}>
					{language === "vi" ? "English" : "Tiếng Việt"}
				</a>
				<h1>{t.title}</h1>
				<p class="invitation">{surveys.length > 0 ? t.intro : t.none}</p>
				{surveys.map((survey) => (
					<section key={survey.id}>
						<h2>{survey.title[language]}</h2>
						<ul>
							<li>
								{t.address}{" "}
								<strong>{surveyAddress(publicUrl, survey.id)}</strong>
							</li>
							<li>
								{t.controller}: {survey.controller[language]}
							</li>
							<li>
								{t.hotline}: {survey.hotline[language]}
							</li>
							{survey.closes[language] && (
								<li>
									{t.closes}: {survey.closes[language]}
								</li>
							)}
							<li>
								{survey.isOpen ? t.open : t.paused}
								{survey.isPilot && ` ${t.pilot}`}
							</li>
						</ul>
					</section>
				))}
				<h2>{t.never}</h2>
				<ul>
					{t.neverList.map((one) => (
						<li key={one}>{one}</li>
					))}
				</ul>
				<p>{t.otherwise}</p>
				<p>{t.nothingKept}</p>
			</main>,
		)}</div>`,
	);
}
