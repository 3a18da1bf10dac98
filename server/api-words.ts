import type { Text } from "../survey-definitions/definition.ts";

/** What the reference says of each endpoint and parameter, in both languages. */
export const apiWords = {
	title: {
		vi: "API của Lắng nghe",
		en: "The API of Lắng nghe",
	},
	intro: {
		vi: "Đọc các bảng của cuộc điều tra đã khóa, dưới dạng JSON. Mọi số đi qua cùng cổng bảo mật như trên màn hình: ô bị che là {withheld}, và mỗi lần hỏi được ghi vào bộ nhớ công bố.",
		en: "Reads the tables of closed surveys as JSON. Every number passes the same disclosure gate as on the screen: withheld cells are {withheld}, and every request enters the memory of releases.",
	},
	access: {
		vi: "Gửi mã trong phần đầu Authorization. Người quản trị tạo mã ở trang Mã truy cập API; mã gắn với một số cuộc điều tra và một quyền. Mỗi mã hỏi được 60 lần một phút; quá thì nhận 429 và Retry-After.",
		en: "Send the token in the Authorization header. An administrator makes tokens under API tokens; a token is for certain surveys and has one role. Each may ask 60 times a minute; beyond that it gets 429 and Retry-After.",
	},
	surveys: {
		vi: "Các cuộc điều tra mà mã này đọc được",
		en: "The surveys that this token may read",
	},
	variables: {
		vi: "Các biến và cách phân tổ của một cuộc đã khóa",
		en: "Variables of a closed survey, and what tables can be told apart by",
	},
	tables: {
		vi: "Bảng theo yêu cầu (quyền: lập mọi bảng)",
		en: "Tables as asked (role: analyst)",
	},
	topline: {
		vi: "Mọi câu hỏi theo thứ tự trong phiếu",
		en: "Every question in the order of the questionnaire",
	},
	savedTables: {
		vi: "Các bảng đã lưu và chia sẻ",
		en: "Saved tables that are shared",
	},
	savedTable: {
		vi: "Một bảng đã lưu, tính lại lúc hỏi",
		en: "One saved table, computed when asked",
	},
	parameters: {
		survey: { vi: "Mã cuộc điều tra", en: "The survey's id" },
		table: { vi: "Mã bảng đã lưu", en: "The saved table's id" },
		row: {
			vi: "Biến ở hàng; lặp lại được; battery:TÊN là cả bộ câu",
			en: "A variable of the rows; may be repeated; battery:NAME is a whole battery",
		},
		by: {
			vi: "Nhóm cột; lặp lại để đặt cạnh nhau; A*B là lồng nhau",
			en: "A group of columns; repeated, groups stand side by side; A*B nests",
		},
		filter: {
			vi: "Điều kiện chọn người, viết như trong phiếu: ${CB_L4} = 1",
			en: "Who is in the table, in the questionnaire's language: ${CB_L4} = 1",
		},
		base: {
			vi: "all: gồm không biết và không trả lời; opinion: chỉ người có ý kiến",
			en: "all: with don't know and no answer; opinion: without",
		},
		of: {
			vi: "Câu chọn nhiều: tỷ lệ trên người trả lời hay trên lượt chọn",
			en: "Multiple response: shares of respondents or of answers",
		},
		weights: {
			vi: "Phiên bản trọng số; bỏ trống là bản đang dùng",
			en: "Version of the weights; the one in use where absent",
		},
		net: {
			vi: "Gộp phương án: 4.5~Đồng ý; lặp lại được",
			en: "Categories counted together: 4.5~Agree; may be repeated",
		},
		show: {
			vi: "mean, top, bottom, test, letters; lặp lại được",
			en: "mean, top, bottom, test, letters; may be repeated",
		},
	},
} satisfies Record<string, Text | Record<string, Text>>;
