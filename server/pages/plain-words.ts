import type { ConsentProblem, PlainNotice } from "../actions/plain-step.ts";

type Trouble =
	| "code-wrong"
	| "unknown-code"
	| "used-code"
	| "fieldwork-paused"
	| "storage-busy";

/** The words that only the pages without scripts need; the others are the phone's own. */
export interface PlainWords {
	offer: string;
	link: string;
	about: string;
	consentProblem: Record<ConsentProblem, string>;
	leave: string;
	left: string;
	seeAgain: (count: number) => string;
	notice: Record<PlainNotice, string>;
	reload: string;
	chosenAtMost: (max: number) => string;
	standsAlone: (choice: string) => string;
	notOffered: string;
	chooseOne: string;
	tooMany: (max: number) => string;
	outOfRange: (min: number, max: number) => string;
	rankedTwice: string;
	rankedWithGap: string;
	otherNotChosen: (choice: string) => string;
	tooLong: (limit: number) => string;
	lookAgain: string;
	otherText: (choice: string) => string;
	upTo: (limit: number) => string;
	place: (place: number) => string;
	noPlace: string;
	toReview: string;
	reviewTitle: string;
	reviewText: string;
	answered: (count: number, of: number) => string;
	blank: string;
	change: string;
	seeBelow: string;
	trouble: Record<Trouble, string>;
	otherCode: string;
	sentTitle: string;
	sentText: string;
	unreadableTitle: string;
	unreadableText: string;
	otherSurveyTitle: string;
	otherSurveyText: string;
	toOtherSurvey: string;
	tooLargeTitle: string;
	tooLargeText: string;
	tokensTitle: string;
	tokensText: string;
	failedTitle: string;
	failedText: string;
	fromBeginning: string;
}

export const plainWords = (language: string, you: string): PlainWords =>
	language === "en" ? english : vietnamese(you);

const vietnamese = (you: string): PlainWords => ({
	offer: "Trang này cần JavaScript. Nếu không bật được, xin mở",
	link: "Trang không cần JavaScript",
	about: `Trang này không cần JavaScript. Mỗi lần bấm “Tiếp tục”, câu trả lời đi qua máy chủ rồi về lại trang. Máy chủ không giữ gì cho đến khi ${you} bấm “Gửi phiếu”. Vài câu phải nhờ điện thoại bốc thăm nên không có ở đây.`,
	consentProblem: {
		"code-missing": `Xin ${you} nhập mã in trên thẻ.`,
		"code-wrong": "Mã chưa đúng. Xin so lại từng chữ với thẻ.",
		"code-unknown": `Mã này không có trong đợt xin ý kiến. Xin ${you} so lại với thẻ, hoặc hỏi nơi phát thẻ.`,
		"tick-first": `Nếu đồng ý, xin ${you} đánh dấu vào ô này. Nếu không, xin chọn “Tôi không tham gia”.`,
	},
	seeBelow: `Chưa sang trang sau được. Xin ${you} xem lại:`,
	leave: "Thoát",
	left: `Chưa có gì được gửi đi và máy chủ không giữ gì. Xin ${you} đóng trang này: khi đó trên máy không còn câu trả lời nào.`,
	seeAgain: (count) =>
		`Còn ${count} câu xin ${you} xem lại. Các câu trả lời khác vẫn giữ nguyên.`,
	notice: {
		"cut-short": `Trang gửi lên bị thiếu một phần, có lẽ do mạng. Những gì nhận được vẫn còn ở dưới. Xin ${you} xem lại rồi bấm “Tiếp tục”.`,
		"questionnaire-changed": `Bộ câu hỏi vừa được thay trong lúc ${you} trả lời. Câu trả lời đã có vẫn được giữ. Xin ${you} đi lại từ đầu để xem các câu đã đổi.`,
	},
	reload: `Nếu mạng đứt khi chuyển trang, xin ${you} tải lại trang (nếu trình duyệt hỏi có gửi lại không, xin đồng ý); câu trả lời không mất.`,
	chosenAtMost: (max) => `Chọn nhiều nhất ${max} ý.`,
	standsAlone: (choice) =>
		`“${choice}” không chọn cùng ý khác. Xin ${you} bỏ bớt.`,
	notOffered: `Câu trả lời gửi lên không có trong danh sách. Xin ${you} chọn lại.`,
	chooseOne: `Xin ${you} chọn một câu trả lời để đi tiếp.`,
	tooMany: (max) =>
		`${you} chọn nhiều nhất ${max} ý. Xin bỏ bớt, các ý đã chọn vẫn còn dưới đây.`,
	outOfRange: (min, max) => `Xin ${you} chọn một số từ ${min} đến ${max}.`,
	rankedTwice: `Một ý đang đứng ở hai chỗ. Xin ${you} chọn ý khác cho một chỗ.`,
	rankedWithGap: `Xin ${you} xếp lần lượt từ thứ nhất, không bỏ cách.`,
	otherNotChosen: (choice) =>
		`${you} đã viết thêm nhưng chưa chọn “${choice}”. Xin chọn ý này, hoặc xóa chữ đã viết.`,
	tooLong: (limit) =>
		`Phần viết dài quá ${limit} ký tự. Xin ${you} rút ngắn; chữ đã viết vẫn còn đây.`,
	lookAgain: `Xin ${you} trả lời lại câu này.`,
	otherText: (choice) => `${choice}: viết thêm, nếu muốn`,
	upTo: (limit) => `Nhiều nhất ${limit} ký tự`,
	place: (place) =>
		["Thứ nhất", "Thứ hai", "Thứ ba"][place - 1] ?? `Thứ ${place}`,
	noPlace: "(chưa chọn)",
	toReview: "Xem lại và gửi",
	reviewTitle: "Xem lại và gửi",
	reviewText: `${you} có thể mở từng phần để xem lại và sửa. Nếu có người đứng cạnh, ${you} không cần mở. Gửi rồi không ai tìm được phiếu để sửa, xóa.`,
	answered: (count, of) => `đã trả lời ${count} trên ${of} câu`,
	blank: "(để trống)",
	change: "Sửa các câu này",
	trouble: {
		"code-wrong": "Mã chưa đúng. Xin so lại từng chữ với thẻ.",
		"unknown-code": `Phiếu chưa gửi được: mã thẻ không có trong đợt xin ý kiến. Câu trả lời vẫn còn ở trang này. Xin ${you} gõ lại mã trên thẻ, hoặc hỏi nơi phát thẻ.`,
		"used-code": `Phiếu chưa gửi được: thẻ này không còn dùng được. Nếu ${you} vừa gửi phiếu rồi quay lại sửa thì phiếu gửi trước đã được nhận, xin đóng trang. Nếu chưa phải ${you} trả lời, xin đổi thẻ ở nơi phát rồi gõ mã mới vào đây; nơi phát chỉ ghi số thẻ đã đổi, không ghi tên. Câu trả lời vẫn còn ở trang này.`,
		"fieldwork-paused": `Cuộc hỏi ý kiến đang tạm dừng nên chưa nhận phiếu. Câu trả lời vẫn còn ở trang này. Xin ${you} đừng đóng trang, bấm “Gửi phiếu” lại sau.`,
		"storage-busy": `Máy chủ đang bận nên chưa nhận phiếu. Câu trả lời vẫn còn ở trang này. Xin ${you} đừng đóng trang, bấm “Gửi phiếu” lại sau ít phút.`,
	},
	otherCode: "Mã thẻ",
	sentTitle: `Phiếu đã gửi. Xin cảm ơn ${you}.`,
	sentText: `Xin ${you} đóng trang này, để người dùng máy sau không bấm “Quay lại” mà thấy câu trả lời.`,
	unreadableTitle: "Máy chủ không đọc được trang vừa gửi",
	unreadableText: `Trang gửi lên đã bị đổi hoặc bị cắt mất một phần. Chưa có gì được gửi đi. Xin ${you} bấm nút quay lại của trình duyệt: câu trả lời còn ở trang trước. Nếu vẫn không được, xin bắt đầu lại; thẻ vẫn còn dùng được.`,
	otherSurveyTitle: "Trang vừa gửi thuộc một phiếu khác",
	otherSurveyText: `Câu trả lời của ${you} vẫn còn. Xin bấm nút dưới đây để về đúng phiếu đó.`,
	toOtherSurvey: "Về phiếu đang trả lời",
	tooLargeTitle: "Trang vừa gửi dài quá",
	tooLargeText: `Chưa có gì được gửi đi. Xin ${you} bấm nút quay lại của trình duyệt, rút ngắn phần tự viết rồi bấm “Tiếp tục”.`,
	tokensTitle: "Phiếu này cần JavaScript",
	tokensText: `Thẻ của đợt này phải được kiểm tra ngay trên điện thoại của ${you}, việc đó cần JavaScript. Xin ${you} bật JavaScript hoặc mở bằng trình duyệt khác, rồi quét lại mã trên thẻ. Thẻ vẫn còn dùng được.`,
	failedTitle: "Máy chủ đang có trục trặc",
	failedText: `Chưa có gì được gửi đi. Xin ${you} đừng đóng trang, đợi ít phút rồi tải lại trang (nếu trình duyệt hỏi có gửi lại không, xin đồng ý): câu trả lời không mất.`,
	fromBeginning: "Bắt đầu lại",
});

const english: PlainWords = {
	offer:
		"This page needs JavaScript. If you cannot turn it on, please open the",
	link: "Page without JavaScript",
	about:
		"This page needs no JavaScript. Each time you press “Continue”, your answers go through the server and back to your page. The server keeps nothing until you press “Send the form”. A few questions need random draws by the phone, so they are not asked here.",
	consentProblem: {
		"code-missing": "Please enter the code printed on the card.",
		"code-wrong": "The code is not right. Please compare it with the card.",
		"code-unknown":
			"This code does not belong to the survey. Please compare it with the card, or ask where you got it.",
		"tick-first":
			"If you agree, please tick this box. If not, choose “I decline”.",
	},
	seeBelow: "The next page cannot be opened yet. Please look at:",
	leave: "Exit",
	left: "Nothing has been sent and the server keeps nothing. Please close this page: then no answer is left on this device.",
	seeAgain: (count) =>
		`Please look at ${count} ${count === 1 ? "question" : "questions"} again. All other answers are still here.`,
	notice: {
		"cut-short":
			"Part of the page did not arrive, perhaps because of the connection. What did arrive is below. Please look through it and press “Continue”.",
		"questionnaire-changed":
			"The questionnaire was replaced while you were answering. Your answers are kept. Please go through it again from the start to see what has changed.",
	},
	reload:
		"If the connection breaks between two pages, please reload the page (agree if the browser asks whether to send again); no answer is lost.",
	chosenAtMost: (max) => `Choose at most ${max}.`,
	standsAlone: (choice) =>
		`“${choice}” cannot be chosen together with anything else. Please take one away.`,
	notOffered: "That answer is not on the list. Please choose again.",
	chooseOne: "Please choose an answer to go on.",
	tooMany: (max) =>
		`Please choose at most ${max}. Take some away; what you chose is still marked below.`,
	outOfRange: (min, max) => `Please choose a number from ${min} to ${max}.`,
	rankedTwice:
		"One choice stands in two places. Please choose another for one of them.",
	rankedWithGap: "Please rank from the first place on, leaving none out.",
	otherNotChosen: (choice) =>
		`You wrote something but did not choose “${choice}”. Please choose it, or remove the text.`,
	tooLong: (limit) =>
		`The text is longer than ${limit} characters. Please shorten it; what you wrote is still here.`,
	lookAgain: "Please answer this question again.",
	otherText: (choice) => `${choice}: write more, if you wish`,
	upTo: (limit) => `At most ${limit} characters`,
	place: (place) => ["First", "Second", "Third"][place - 1] ?? `No. ${place}`,
	noPlace: "(not chosen)",
	toReview: "Review and send",
	reviewTitle: "Review and send",
	reviewText:
		"You may open each part to look over and change your answers. If somebody stands beside you, there is no need to. Once sent, nobody can find the form again to change or delete it.",
	answered: (count, of) => `${count} of ${of} answered`,
	blank: "(left blank)",
	change: "Change these answers",
	trouble: {
		"code-wrong": "The code is not right. Please compare it with the card.",
		"unknown-code":
			"The form was not sent: the code does not belong to the survey. Your answers are still on this page. Please type the code on the card again, or ask where you got it.",
		"used-code":
			"The form was not sent: this card can no longer be used. If you have just sent the form and came back to change it, the first one was received; please close the page. If it was not you who answered, please exchange the card where you got it and type the new code here; only the number of exchanged cards is written down, no names. Your answers are still on this page.",
		"fieldwork-paused":
			"The survey is paused and takes no forms just now. Your answers are still on this page. Please keep it open and press “Send the form” again later.",
		"storage-busy":
			"The server is busy and has not taken the form. Your answers are still on this page. Please keep it open and press “Send the form” again in a few minutes.",
	},
	otherCode: "Code on the card",
	sentTitle: "The form has been sent. Thank you.",
	sentText:
		"Please close this page, so that whoever uses this device next cannot press “Back” and see your answers.",
	unreadableTitle: "The server cannot read the page that was sent",
	unreadableText:
		"The page was altered or part of it is missing. Nothing has been sent. Please press the browser's back button: your answers are on the page before. If that does not help, please start again; your card is still good.",
	otherSurveyTitle: "That page belongs to another form",
	otherSurveyText:
		"Your answers are still here. Please press the button below to go back to that form.",
	toOtherSurvey: "Back to the form I was answering",
	tooLargeTitle: "The page is too long",
	tooLargeText:
		"Nothing has been sent. Please press the browser's back button, shorten what you wrote and press “Continue”.",
	tokensTitle: "This form needs JavaScript",
	tokensText:
		"The cards of this survey must be checked on your own phone, and that needs JavaScript. Please turn it on or open another browser, then scan the card again. The card is still good.",
	failedTitle: "The server has a problem",
	failedText:
		"Nothing has been sent. Please keep the page open, wait a few minutes and reload it (agree if the browser asks whether to send again): no answer is lost.",
	fromBeginning: "Start again",
};
