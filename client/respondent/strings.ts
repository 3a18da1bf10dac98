import type { Problem } from "../../survey-definitions/response.ts";

/** The words around the questions. `you` is how the person is addressed: Anh/Chị, Ông/Bà. */
export interface Strings {
	next: string;
	back: string;
	exit: string;
	exited: string;
	part: (section: number, of: number) => string;
	chosen: (count: number, max: number) => string;
	tooMany: (max: number) => string;
	chooseFirst: string;
	otherText: string;
	charactersLeft: (count: number) => string;
	tapInOrder: string;
	rankAgain: string;
	more: string;
	verify: string;
	tickFirst: string;
	code: string;
	codeHint: string;
	codeWrong: string;
	codeUnknown: string;
	codeUsed: string;
	closed: string;
	paused: string;
	pausedTitle: string;
	pausedText: string;
	notOpen: string;
	sendTitle: string;
	sendText: (blank: number) => string;
	send: string;
	sending: string;
	notSent: string;
	offline: string;
	busy: string;
	refusedAnswers: string;
	seeQuestion: string;
	problem: (code: Problem["code"]) => string;
	loading: string;
	needsScript: string;
	notAccepted: string;
	loadFailed: string;
	again: string;
	whoKnows: string;
	language: { label: string; own: "vi" | "en"; other: "vi" | "en" };
}

export function strings(language: string, you: string): Strings {
	return language === "en" ? english : vietnamese(you);
}

const vietnamese = (you: string): Strings => ({
	next: "Tiếp tục",
	back: "Quay lại",
	exit: "Thoát và xóa",
	exited: `Đã xóa mọi câu trả lời trên máy này. ${you} có thể đóng trang.`,
	part: (section, of) => `Phần ${section} trên ${of}`,
	chosen: (count, max) => `Đã chọn ${count} trên ${max}`,
	tooMany: (max) =>
		`${you} chọn nhiều nhất ${max} ý. Xin bỏ bớt một ý để chọn ý khác.`,
	chooseFirst: `Xin ${you} chọn một câu trả lời để đi tiếp.`,
	otherText: "Viết thêm, nếu muốn",
	charactersLeft: (count) => `Còn ${count} ký tự`,
	tapInOrder: `Xin ${you} chạm lần lượt theo thứ tự ưu tiên.`,
	rankAgain: "Xếp lại",
	more: "Xem thêm",
	verify: "Phiếu này có thật không?",
	tickFirst: `Nếu đồng ý, xin ${you} đánh dấu vào ô trên. Nếu không, xin chọn “Tôi không tham gia”.`,
	code: "Mã trên thẻ",
	codeHint: `Xin ${you} nhập đủ 21 chữ và số in trên thẻ. Không cần gõ dấu gạch.`,
	codeWrong: "Mã chưa đúng. Xin so lại từng chữ với thẻ.",
	codeUnknown: `Mã này không có trong đợt xin ý kiến. Xin ${you} so lại với thẻ, hoặc hỏi nơi phát thẻ.`,
	codeUsed: `Thẻ này không còn dùng được. Nếu chưa phải ${you} trả lời, xin đổi thẻ ở nơi phát. Nơi phát chỉ ghi số thẻ đã đổi, không ghi tên.`,
	closed: `Đợt xin ý kiến đã kết thúc nên phiếu không gửi được nữa. Xin cảm ơn ${you}.`,
	paused: `Cuộc hỏi ý kiến đang tạm dừng nên chưa nhận phiếu. Câu trả lời vẫn còn trên máy này. Xin ${you} đừng đóng trang, bấm “Gửi phiếu” lại sau.`,
	pausedTitle: "Cuộc hỏi ý kiến đang tạm dừng",
	pausedText: `Xin ${you} mở lại trang này sau. Nếu đang trả lời dở, xin đừng đóng trang: câu trả lời vẫn còn ở đây.`,
	notOpen: `Cuộc hỏi ý kiến này chưa mở. Xin ${you} giữ thẻ và mở lại trang này sau.`,
	sendTitle: "Gửi phiếu",
	sendText: (blank) =>
		`${you} đã đi hết các câu hỏi${blank ? `, để trống ${blank} câu` : ""}. Gửi rồi không ai tìm được phiếu để sửa, xóa.`,
	send: "Gửi phiếu",
	sending: "Đang gửi…",
	notSent: "Chưa gửi",
	offline:
		"Điện thoại đang mất mạng. Xin đừng đóng trang này, rồi bấm “Gửi phiếu” khi có mạng.",
	busy: "Máy chủ đang bận. Xin đừng đóng trang này, rồi bấm “Gửi phiếu” sau ít phút.",
	refusedAnswers: `Phiếu chưa gửi được vì có câu trả lời không hợp lệ. Xin ${you} xem lại câu sau:`,
	seeQuestion: "Xem lại câu này",
	problem: (code) =>
		code === "too-long"
			? "Ý kiến viết dài quá, xin rút ngắn."
			: code === "too-many"
				? "Chọn quá số ý cho phép."
				: "Xin trả lời lại câu này.",
	loading: "Đang mở câu hỏi…",
	needsScript:
		"Trang này cần JavaScript. Xin bật JavaScript rồi tải lại trang, hoặc hỏi nơi phát thẻ.",
	notAccepted: `Máy chủ không nhận phiếu này. Xin ${you} đừng đóng trang và hỏi nơi phát thẻ.`,
	loadFailed:
		"Chưa mở được câu hỏi. Xin kiểm tra mạng rồi bấm “Thử lại”. Chưa có gì được gửi đi.",
	again: "Thử lại",
	whoKnows: "Ai biết gì về phiếu này?",
	language: { label: "English", own: "vi", other: "en" },
});

const english: Strings = {
	next: "Continue",
	back: "Back",
	exit: "Exit and erase",
	exited: "All answers on this phone have been erased. You may close the page.",
	part: (section, of) => `Part ${section} of ${of}`,
	chosen: (count, max) => `${count} of ${max} chosen`,
	tooMany: (max) =>
		`Please choose at most ${max}. Take one away to choose another.`,
	chooseFirst: "Please choose an answer to go on.",
	otherText: "Write more, if you wish",
	charactersLeft: (count) => `${count} characters left`,
	tapInOrder: "Please tap in order of priority.",
	rankAgain: "Rank again",
	more: "Read more",
	verify: "Is this survey genuine?",
	tickFirst:
		"If you agree, please tick the box above. If not, choose “I decline”.",
	code: "Code on the card",
	codeHint:
		"Please enter all 21 letters and digits printed on the card. Dashes are not needed.",
	codeWrong: "The code is not right. Please compare it with the card.",
	codeUnknown:
		"This code does not belong to the survey. Please compare it with the card, or ask where you got it.",
	codeUsed:
		"This card can no longer be used. If it was not you who answered, please exchange it where you got it. Only the number of exchanged cards is written down, no names.",
	closed: "The survey is over, so the form can no longer be sent. Thank you.",
	paused:
		"The survey is paused and takes no forms just now. Your answers are still on this phone. Please keep this page open and tap “Send the form” again later.",
	pausedTitle: "The survey is paused",
	pausedText:
		"Please open this page again later. If you were in the middle of answering, do not close it: your answers are still here.",
	notOpen:
		"This survey is not open yet. Please keep your card and open this page again later.",
	sendTitle: "Send the form",
	sendText: (blank) =>
		`You have been through all questions${blank ? `, leaving ${blank} blank` : ""}. Once sent, nobody can find the form again to change or delete it.`,
	send: "Send the form",
	sending: "Sending…",
	notSent: "Not sent",
	offline:
		"The phone is offline. Please keep this page open and tap “Send the form” when you are online.",
	busy: "The server is busy. Please keep this page open and tap “Send the form” in a few minutes.",
	refusedAnswers:
		"The form could not be sent because of an answer that does not fit. Please look at this question again:",
	seeQuestion: "See this question",
	problem: (code) =>
		code === "too-long"
			? "The text is too long, please shorten it."
			: code === "too-many"
				? "More answers than allowed."
				: "Please answer this question again.",
	loading: "Opening the questions…",
	needsScript:
		"This page needs JavaScript. Please turn it on and load the page again, or ask where you got the card.",
	notAccepted:
		"The server does not take this form. Please keep this page open and ask where you got the card.",
	loadFailed:
		"The questions could not be opened. Please check the connection and tap “Try again”. Nothing has been sent.",
	again: "Try again",
	whoKnows: "Who can know what about this form?",
	language: { label: "Tiếng Việt", own: "en", other: "vi" },
};
