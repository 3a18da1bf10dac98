import type { TokenTrouble } from "./tokens.ts";

/** The words of a survey with tokens. `you` is how the person is addressed. */
export interface TokenStrings {
	fetching: string;
	trouble: Record<TokenTrouble, string>;
	fingerprint: string;
	fingerprintHint: string;
	fingerprintWrong: string;
	lost: string;
	receiptTitle: string;
	receiptText: string;
}

export const tokenStrings = (
	language: string,
	you: string,
	hotline: string,
): TokenStrings =>
	language === "en" ? english(hotline) : vietnamese(you, hotline);

const vietnamese = (you: string, hotline: string): TokenStrings => ({
	fetching: "Đang kiểm tra thẻ…",
	trouble: {
		mismatch: `Thẻ và trang web không khớp nhau. Xin đừng trả lời trên trang này; xin ${you} giữ thẻ và gọi ${hotline}. Chưa có câu trả lời nào được gửi đi.`,
		"no-crypto": `Trình duyệt này không kiểm tra được thẻ. Xin ${you} mở bằng Chrome, Safari hoặc Cốc Cốc bản mới, đúng địa chỉ in trên thẻ.`,
		offline:
			"Điện thoại đang mất mạng nên chưa kiểm tra được thẻ. Xin thử lại khi có mạng.",
		busy: "Máy chủ đang bận. Xin thử lại sau ít phút.",
		"unknown-code": `Mã này không có trong đợt xin ý kiến. Xin ${you} so lại với thẻ, hoặc hỏi nơi phát thẻ.`,
		"used-code": `Thẻ này đã được dùng để lấy phiếu. Nếu ${you} đã mở bằng thẻ này rồi đóng trang thì phiếu ấy không lấy lại được. Nếu chưa từng mở, xin gọi ${hotline}.`,
		"fieldwork-paused": `Cuộc hỏi ý kiến đang tạm dừng. Xin ${you} giữ thẻ và thử lại sau.`,
		"fieldwork-closed": `Đợt xin ý kiến đã kết thúc. Xin cảm ơn ${you}.`,
	},
	fingerprint: "Dấu đối chiếu trên thẻ",
	fingerprintHint:
		"20 chữ và số in ở cuối thẻ. Nhờ dấu này, điện thoại biết trang web đúng là của đợt xin ý kiến.",
	fingerprintWrong: "Dấu đối chiếu chưa đúng. Xin so lại từng chữ với thẻ.",
	lost: `Xin ${you} đừng đóng trang trước khi gửi: thẻ chỉ lấy phiếu được một lần.`,
	receiptTitle: "Biên nhận (không bắt buộc)",
	receiptText: `Dãy này nằm trong danh sách phiếu công bố khi khóa sổ, cho biết một phiếu đã được đếm, không cho biết đã trả lời gì. Máy này không giữ lại. ${you} không cần chép; nếu chép, ai thấy sẽ biết ${you} đã tham gia.`,
});

const english = (hotline: string): TokenStrings => ({
	fetching: "Checking the card…",
	trouble: {
		mismatch: `The card and this page do not belong together. Please do not answer on this page; keep the card and call ${hotline}. No answer has been sent.`,
		"no-crypto":
			"This browser cannot check the card. Please open the address on the card in a recent Chrome, Safari or Firefox.",
		offline:
			"The phone is offline, so the card could not be checked. Please try again when you are online.",
		busy: "The server is busy. Please try again in a few minutes.",
		"unknown-code":
			"This code does not belong to the survey. Please compare it with the card, or ask where you got it.",
		"used-code": `A form has been fetched with this card already. If you opened one with it and closed the page, that form cannot be brought back. If you never opened it, please call ${hotline}.`,
		"fieldwork-paused":
			"The survey is paused. Please keep your card and try again later.",
		"fieldwork-closed": "The survey is over. Thank you.",
	},
	fingerprint: "Check mark on the card",
	fingerprintHint:
		"The 20 letters and digits at the foot of the card. By them the phone knows that this page is the survey's own.",
	fingerprintWrong:
		"The check mark is not right. Please compare it with the card.",
	lost: "Please do not close the page before sending: a card fetches one form only.",
	receiptTitle: "Receipt (not needed)",
	receiptText:
		"This stands in the list of forms that is published at close. It shows that a form was counted, not what was answered. This phone does not keep it. You need not copy it; whoever sees your copy will know that you took part.",
});
