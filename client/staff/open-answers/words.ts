// Words of the open answers: masking, coding, quotations. {n} stands for a number put in by fill().

export const vi = {
	title: "Ý kiến mở",
	label: "Các bước với ý kiến mở",
	views: {
		mask: "Che tên",
		code: "Mã hóa",
		quote: "Trích dẫn",
		counts: "Kết quả",
	},
	notClosed:
		"Cuộc điều tra này chưa khóa thực địa. Ý kiến mở chỉ được đọc sau khi khóa.",
	none: "Không có ý kiến mở nào.",
	left: "Còn {n} ý kiến",
	question: "Câu {name}",
	mask: {
		intro:
			"Ý kiến mở không gắn với phiếu nào. Trước khi mã hóa, xin che tên người, số điện thoại, tên cơ quan, chức danh của một người cụ thể. Máy đã đánh dấu chỗ nên che; Anh/Chị đọc lại và quyết định.",
		written: "Người trả lời viết",
		result: "Chuyển sang mã hóa",
		done: "Đã che xong",
		leaveOut: "Bỏ cả ý kiến này",
		leaveOutHint:
			"Dùng khi ý kiến là tố giác hoặc chứa tài liệu mật: ý kiến không được mã hóa và không trích dẫn.",
		still:
			"Trong đoạn vẫn còn: {pieces}. Xin che tiếp, hoặc bấm lần nữa nếu đó không phải là người hay cơ quan cụ thể.",
		sure: "Không phải, chuyển đi",
		nothing: "Mọi ý kiến đã được che hoặc bỏ.",
	},
	code: {
		intro:
			"Mỗi ý kiến do hai người mã hóa, không thấy mã của nhau. Chỗ hai người khác nhau, người thứ ba quyết định. Một ý kiến có thể mang tới năm mã.",
		codes: "Mã",
		save: "Ghi mã",
		differing:
			"Hai người đã mã hóa khác nhau: {one}; {other}. Xin cho ý kiến thứ ba.",
		nothing: "Anh/Chị không còn ý kiến nào phải mã hóa.",
		waiting: "{n} ý kiến Anh/Chị đã mã hóa đang chờ người khác.",
	},
	quote: {
		intro:
			"Chỉ trích dẫn ý kiến ở mã có đủ số lần nêu; mỗi trích dẫn phải được một người khác duyệt. Trích dẫn không bao giờ đi kèm câu trả lời khác.",
		nothing: "Chưa có ý kiến nào mã hóa xong.",
		choose: "Trích dẫn",
		passage: "Đoạn trích, đúng nguyên văn",
		under: "Dưới mã",
		chosenBy: "{name} chọn",
		approvedBy: "{name} duyệt",
		waiting: "chờ người khác duyệt",
		approve: "Duyệt",
		drop: "Bỏ trích dẫn",
	},
	counts: {
		intro:
			"Số lần nêu mỗi mã, đếm trên các ý kiến đã mã hóa xong. Đây không phải tỷ lệ của tổng thể. Mã có quá ít lần nêu ghi “…”.",
		caption: "Câu {name}: {n} ý kiến đã mã hóa xong",
		code: "Mã",
		content: "Nội dung",
		mentions: "Số lần nêu",
		kappa: "Kappa",
		agreement:
			"{n} ý kiến có hai người mã hóa; kappa của Cohen trên mọi quyết định có/không có mã: {kappa}. Tính trước ý kiến thứ ba.",
		noKappa: "chưa tính được",
		nothing: "Chưa có ý kiến nào được hai người mã hóa.",
	},
};

export const en: typeof vi = {
	title: "Open answers",
	label: "Steps with the open answers",
	views: {
		mask: "Masking",
		code: "Coding",
		quote: "Quotations",
		counts: "Counts",
	},
	notClosed:
		"This survey's field is not closed. Open answers are read after the close alone.",
	none: "There are no open answers.",
	left: "{n} answers left",
	question: "Question {name}",
	mask: {
		intro:
			"Open answers are tied to no response. Before they are coded, please mask names, telephone numbers, agencies and the title of one certain person. What may need masking is marked; you read it and decide.",
		written: "As written",
		result: "Goes on to coding",
		done: "Masked",
		leaveOut: "Leave this answer out",
		leaveOutHint:
			"For a denunciation or secret material: the answer is neither coded nor quoted.",
		still:
			"There is still: {pieces}. Please mask it, or press once more if it is no certain person or agency.",
		sure: "It is not, go on",
		nothing: "Every answer has been masked or left out.",
	},
	code: {
		intro:
			"Two people code each answer without seeing each other's codes. Where they differ a third decides. An answer may have up to five codes.",
		codes: "Codes",
		save: "Save codes",
		differing:
			"Two people coded differently: {one}; {other}. Please give a third opinion.",
		nothing: "There is nothing left for you to code.",
		waiting: "{n} answers that you coded wait for somebody else.",
	},
	quote: {
		intro:
			"Only answers under a code with enough mentions are quoted, and somebody else approves each quotation. A quotation never stands beside other answers.",
		nothing: "No answer has been coded to the end.",
		choose: "Quote",
		passage: "The passage, word for word",
		under: "Under the code",
		chosenBy: "chosen by {name}",
		approvedBy: "approved by {name}",
		waiting: "waits for somebody else's approval",
		approve: "Approve",
		drop: "Drop the quotation",
	},
	counts: {
		intro:
			"Mentions of each code among answers coded to the end. They are no shares of a population. Codes with too few mentions show “…”.",
		caption: "Question {name}: {n} answers coded to the end",
		code: "Code",
		content: "Content",
		mentions: "Mentions",
		kappa: "Kappa",
		agreement:
			"{n} answers were coded by two; Cohen's kappa over all decisions to give a code or not: {kappa}. Before any third opinion.",
		noKappa: "not to be computed yet",
		nothing: "No answer has been coded by two yet.",
	},
};
