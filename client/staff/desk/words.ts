// Words of the research desk: topline, derived variables, saved tables, tokens. {n} stands for a number or name put in by
// fill().

export const vi = {
	label: "Các phần của kết quả",
	pages: {
		results: "Từng câu",
		tables: "Lập bảng",
		topline: "Topline",
		derived: "Biến dẫn xuất",
		saved: "Bảng đã lưu",
		sensitive: "Câu nhạy cảm",
		"open-answers": "Ý kiến mở",
		files: "Tệp số liệu",
	},
	notClosed:
		"Cuộc điều tra này chưa khóa thực địa nên chưa có số liệu. Phần này mở sau khi khóa.",

	topline: {
		title: "Topline: mọi câu hỏi",
		intro:
			"Phân bố có trọng số của từng câu, theo thứ tự và nguyên văn trong phiếu. Dưới mỗi tỷ lệ là khoảng tin cậy 95%; n là số phiếu trong mẫu số, chưa có trọng số.",
		sections: "Các phần của phiếu",
		csv: "Tải CSV",
		xlsx: "Tải XLSX",
		print: "In hoặc lưu PDF",
		long: "Cuộc này có {n} phiếu nên lập topline mất một lúc.",
		start: "Lập topline",
		askedWhen: "Hỏi khi",
		statements: "Các ý đọc cho người trả lời",
		open: "Câu mở: ý kiến viết tay giữ riêng, không gắn với phiếu nào, nên không có trong bảng.",
		drawn:
			"Mỗi người chỉ thấy một phần các ý, do máy rút ngẫu nhiên; đã nhân trọng số với nghịch đảo xác suất được hỏi.",
		multiple: "Được chọn nhiều phương án; các tỷ lệ cộng lại lớn hơn 100%.",
		item: "Ý",
		mean: "Điểm TB",
		means: "Điểm trung bình",
		top: "Hai mức cao nhất",
		bottom: "Hai mức thấp nhất",
		base: "n = {n}",
		outside: "ngoài mẫu số {n}",
		reasons: {
			notAsked: "không được hỏi {n}",
			notShown: "không hiện theo thiết kế {n}",
			blank: "bỏ trống {n}",
			doesNotApply: "không áp dụng {n}",
		},
		few: "lý do không nêu vì có nhóm quá ít người",
		source: "{title}. {n} phiếu có trọng số.",
		notes: "Ghi chú",
	},

	derived: {
		title: "Biến dẫn xuất",
		intro:
			"Mã hóa lại, chỉ số và biến tính từ các câu của phiếu. Số liệu gốc không đổi. Mỗi lần sửa là một phiên bản mới; bảng cũ vẫn dùng đúng phiên bản của nó. Biến nào tách ra một nhóm quá ít người thì cổng bảo mật không cho lập bảng.",
		none: "Chưa có biến nào.",
		name: "Mã biến",
		nameHint: "Chữ không dấu, chữ số và gạch dưới, bắt đầu bằng chữ.",
		label: "Tên biến",
		version: "Phiên bản",
		madeOf: "Cách tính",
		edit: "Sửa",
		remove: "Xóa",
		restore: "Khôi phục",
		removed: "Đã xóa {name}. Bảng đã lập với biến này vẫn còn.",
		removedTitle: "Đã xóa",
		open: "Xem bảng",
		newRecode: "Mã hóa lại một câu",
		newExpression: "Biến theo công thức",
		newIndex: "Chỉ số trung bình",
		editTitle: "Sửa {name}, thành phiên bản {n}",
		vi: "Tiếng Việt",
		en: "Tiếng Anh",
		source: "Câu gốc",
		choose: "Chọn câu…",
		recodeIntro:
			"Gõ mã mới cho từng phương án; cùng một mã là gộp lại. Để trống là đưa ra ngoài mẫu số. Không biết và không trả lời giữ nguyên.",
		oldCode: "Mã cũ",
		category: "Phương án",
		newCode: "Mã mới",
		expression: "Công thức",
		expressionHint:
			"Ngôn ngữ của phiếu: {a}. Mã biến dẫn xuất khác cũng dùng được.",
		categories: "Các nhóm",
		code: "Mã",
		addCategory: "Thêm nhóm",
		removeCategory: "Bỏ nhóm {code}",
		items: "Các mục",
		itemsHint:
			"Mỗi dòng một mã câu, cùng một thang. Thêm dấu − phía trước để đảo chiều mục ấy.",
		battery: "Lấy mọi mục của bộ câu",
		minimum: "Số mục ít nhất phải trả lời",
		index: "Trung bình {n} mục, ít nhất {min} mục có trả lời",
		reversed: "đảo chiều: {names}",
		alpha: "Hệ số alpha của Cronbach: {alpha}",
		alphaNote: "Hiệp phương sai theo cặp có trọng số; không có sai số chuẩn.",
		alphaWithheld: "Alpha: không công bố vì quá ít phiếu",
		save: "Lưu biến",
		cancel: "Thôi",
		saved: "Đã lưu {name}, phiên bản {n}.",
		notSaved: "Chưa lưu: xin sửa những chỗ có ghi chú.",
		problems: {
			malformed:
				"“{detail}” không dùng làm mã biến được. Xin dùng chữ không dấu, chữ số và gạch dưới, bắt đầu bằng chữ.",
			missing: "Còn trống. Xin điền đủ cả hai thứ tiếng {detail}",
			taken: "Phiếu đã có mã “{detail}”. Xin đặt mã khác.",
			"not-an-expression":
				"Không đọc được công thức: {detail}. Xin sửa chỗ ấy.",
			"unknown-name":
				"Không có biến hay bộ câu “{detail}” trong cuộc điều tra này. Xin xem lại mã.",
			itself: "“{detail}” không thể tính từ chính nó. Xin bỏ khỏi công thức.",
			number:
				"“{detail}” là chỉ số, không có mã để so. Xin dùng các mục của nó.",
			"drawn-together":
				"{detail}: mỗi người chỉ được hỏi một phần các mục này, nên không có trọng số cho cả nhóm. Xin dùng một mục, hoặc lập chỉ số trung bình.",
			"not-a-code":
				"{detail} không dùng làm mã nhóm được. Mã là số nguyên từ 0 đến 94, hoặc 96.",
			"not-listed":
				"Công thức cho ra quá nhiều giá trị. Xin dùng if(…) để đưa về vài nhóm.",
			repeated: "Mã {detail} dùng hai lần. Xin cho mỗi nhóm một mã.",
			"no-label":
				"Công thức cho ra mã {detail} mà chưa có nhóm nào mang mã ấy. Xin thêm nhóm, hoặc sửa công thức.",
			never:
				"Công thức không bao giờ cho ra mã {detail}. Xin bỏ nhóm ấy, hoặc sửa công thức.",
			"too-few": "Cần ít nhất hai.",
			"not-one-scale":
				"“{detail}” không cùng thang với các mục khác. Chỉ số cần các mục chung một bộ mã.",
			identifying:
				"“{detail}” cho biết người trả lời là ai nên không vào chỉ số được.",
			"out-of-range": "Xin chọn từ 1 đến số mục.",
		},
	},

	saved: {
		title: "Bảng đã lưu",
		intro:
			"Mỗi dòng giữ lại cách hỏi của một bảng, không giữ số: mở ra là tính lại, qua đúng cổng bảo mật như mọi bảng.",
		none: "Chưa có bảng nào. Mở một bảng ở phần Bảng và biểu đồ rồi bấm “Lưu bảng này”.",
		name: "Tên",
		table: "Bảng",
		owner: "Người lưu",
		when: "Ngày lưu",
		shared: "Chia sẻ",
		share: "Chia sẻ với đồng nghiệp",
		unshare: "Thôi chia sẻ",
		rename: "Đổi tên",
		remove: "Xóa",
		undo: "Hoàn tác",
		removed: "Đã xóa “{name}”.",
		removedTitle: "Đã xóa gần đây",
		unknown:
			"Không mở được như cũ: cuộc điều tra ở phiên bản phiếu {now} không có {names} (bảng lưu với phiên bản {at}). Xin mở phần Bảng và chọn lại câu.",
		weights:
			"Lưu với trọng số phiên bản {at}; nay dùng phiên bản {now}, nên số có thể khác.",
		version: "phiếu {definition}, trọng số {weights}",
		saveThis: "Lưu bảng này",
		saveName: "Tên bảng",
		saveShared: "Đồng nghiệp cùng xem được",
		save: "Lưu",
		done: "Đã lưu.",
		list: "Xem các bảng đã lưu",
	},

	tokens: {
		link: "Mã API",
		title: "Mã truy cập API",
		intro:
			"Một chương trình khác (R, Python, trang nội bộ) đọc được đúng các bảng như trên màn hình, qua cùng cổng bảo mật. Mã chỉ hiện một lần khi tạo; máy chủ chỉ giữ dấu băm.",
		reference: "Tài liệu API",
		none: "Chưa có mã nào.",
		make: "Tạo mã mới",
		name: "Dùng cho việc gì",
		nameHint: "Ví dụ: báo cáo quý của Phòng Nghiên cứu",
		role: "Quyền",
		roles: {
			reader: "Đọc topline và các bảng đã chia sẻ",
			analyst: "Lập mọi bảng",
		},
		surveys: "Các cuộc điều tra",
		days: "Hạn dùng",
		forDays: "{n} ngày",
		makeButton: "Tạo mã",
		made: "Xin chép mã này ngay. Đóng trang rồi thì không ai xem lại được:",
		copy: "Chép",
		copied: "Đã chép.",
		state: "Tình trạng",
		states: {
			valid: "đang dùng đến {date}",
			expired: "hết hạn {date}",
			revoked: "đã thu hồi {date}",
		},
		madeBy: "Người tạo",
		revoke: "Thu hồi",
		revokeQuestion: "Thu hồi mã “{name}”? Chương trình đang dùng sẽ dừng ngay.",
	},
};

export type DeskWords = typeof vi;

export const en: DeskWords = {
	label: "Parts of the results",
	pages: {
		results: "By question",
		tables: "Build a table",
		topline: "Topline",
		derived: "Derived variables",
		saved: "Saved tables",
		sensitive: "Sensitive questions",
		"open-answers": "Open answers",
		files: "Data files",
	},
	notClosed:
		"This survey's fieldwork is not closed, so there are no figures yet. This part opens once it is.",

	topline: {
		title: "Topline: every question",
		intro:
			"The weighted distribution of each question, in the order and wording of the questionnaire. Under each share stands its 95% confidence interval; n is the number of forms in the base, unweighted.",
		sections: "Sections of the questionnaire",
		csv: "Download CSV",
		xlsx: "Download XLSX",
		print: "Print or save as PDF",
		long: "This survey has {n} forms, so the topline takes a while.",
		start: "Make the topline",
		askedWhen: "Asked when",
		statements: "Statements read to the respondent",
		open: "An open question: what people wrote is kept apart and tied to no form, so it is in no table.",
		drawn:
			"Each person saw only some of the items, drawn at random by the phone; weights are multiplied by the inverse of the chance of being asked.",
		multiple: "Several answers allowed; shares add up to more than 100%.",
		item: "Item",
		mean: "Mean",
		means: "Mean",
		top: "Two highest",
		bottom: "Two lowest",
		base: "n = {n}",
		outside: "outside the base {n}",
		reasons: {
			notAsked: "not asked {n}",
			notShown: "not shown by design {n}",
			blank: "left blank {n}",
			doesNotApply: "does not apply {n}",
		},
		few: "reasons not told, as one group is too small",
		source: "{title}. {n} weighted forms.",
		notes: "Notes",
	},

	derived: {
		title: "Derived variables",
		intro:
			"Recodes, indices and variables computed from the survey's questions. The data stay as they are. Every edit is a new version; earlier tables keep theirs. Where a variable sets apart too few people, the disclosure gate makes no table of it.",
		none: "There is none yet.",
		name: "Code",
		nameHint:
			"Letters without accents, digits and underscores; a letter first.",
		label: "Name",
		version: "Version",
		madeOf: "How it is made",
		edit: "Edit",
		remove: "Remove",
		restore: "Put back",
		removed: "{name} is removed. Tables made with it remain.",
		removedTitle: "Removed",
		open: "See the table",
		newRecode: "Recode a question",
		newExpression: "Variable by an expression",
		newIndex: "Index of means",
		editTitle: "Edit {name}, as version {n}",
		vi: "Vietnamese",
		en: "English",
		source: "Question",
		choose: "Choose a question…",
		recodeIntro:
			"Type a new code for each answer; the same code joins answers. An empty one leaves it out of the base. Don't know and no answer stay as they are.",
		oldCode: "Old code",
		category: "Answer",
		newCode: "New code",
		expression: "Expression",
		expressionHint:
			"The questionnaire's language: {a}. Other derived variables may be named too.",
		categories: "Categories",
		code: "Code",
		addCategory: "Add a category",
		removeCategory: "Drop category {code}",
		items: "Items",
		itemsHint:
			"One question code a line, all on one scale. A minus sign in front turns an item round.",
		battery: "Take all items of a battery",
		minimum: "Fewest items answered",
		index: "Mean of {n} items, at least {min} answered",
		reversed: "turned round: {names}",
		alpha: "Cronbach's alpha: {alpha}",
		alphaNote: "Weighted pairwise covariances; without a standard error.",
		alphaWithheld: "Alpha: withheld, too few forms",
		save: "Save the variable",
		cancel: "Cancel",
		saved: "{name} is saved, version {n}.",
		notSaved: "Not saved: please mend the places with notes.",
		problems: {
			malformed:
				"“{detail}” cannot be a code. Please use letters without accents, digits and underscores, a letter first.",
			missing: "This is empty. Please fill it in, in both languages {detail}",
			taken:
				"The questionnaire has the code “{detail}”. Please choose another.",
			"not-an-expression":
				"The expression cannot be read: {detail}. Please mend that place.",
			"unknown-name":
				"There is no variable or battery “{detail}” in this survey. Please check the code.",
			itself:
				"“{detail}” cannot be made of itself. Please take it out of the expression.",
			number:
				"“{detail}” is an index and has no codes to compare. Please use its items.",
			"drawn-together":
				"{detail}: each person was asked only some of these items, so there is no weight for all of them together. Please use one, or make an index of means.",
			"not-a-code":
				"{detail} cannot be a category's code. Codes are whole numbers from 0 to 94, or 96.",
			"not-listed":
				"The expression gives too many values. Please use if(…) to bring them to a few groups.",
			repeated:
				"Code {detail} is used twice. Please give each category its own.",
			"no-label":
				"The expression gives code {detail}, which no category has. Please add the category, or mend the expression.",
			never:
				"The expression never gives code {detail}. Please drop the category, or mend the expression.",
			"too-few": "At least two are needed.",
			"not-one-scale":
				"“{detail}” is not on the scale of the other items. An index needs items with the same codes.",
			identifying:
				"“{detail}” tells who a respondent is, and cannot be part of an index.",
			"out-of-range": "Please choose from 1 to the number of items.",
		},
	},

	saved: {
		title: "Saved tables",
		intro:
			"Each line keeps what a table was asked as, not its figures: opened, it is computed anew, through the same gate as any table.",
		none: "There is none yet. Open a table under Tables and charts and press “Save this table”.",
		name: "Name",
		table: "Table",
		owner: "Saved by",
		when: "Saved on",
		shared: "Shared",
		share: "Share with colleagues",
		unshare: "Stop sharing",
		rename: "Rename",
		remove: "Remove",
		undo: "Undo",
		removed: "“{name}” is removed.",
		removedTitle: "Removed lately",
		unknown:
			"It cannot be opened as it was: version {now} of the questionnaire has no {names} (saved under version {at}). Please open the tables and choose the question anew.",
		weights:
			"Saved under version {at} of the weights; version {now} is in use now, so figures may differ.",
		version: "questionnaire {definition}, weights {weights}",
		saveThis: "Save this table",
		saveName: "Name of the table",
		saveShared: "Colleagues can see it",
		save: "Save",
		done: "Saved.",
		list: "See saved tables",
	},

	tokens: {
		link: "API tokens",
		title: "API tokens",
		intro:
			"Another program (R, Python, an intranet page) reads the same tables as the screen, through the same gate. A token is shown once, when it is made; the server keeps its hash alone.",
		reference: "API reference",
		none: "There is none yet.",
		make: "Make a token",
		name: "What it is for",
		nameHint: "For example: quarterly report of the research department",
		role: "Role",
		roles: {
			reader: "Reads toplines and shared tables",
			analyst: "Makes any table",
		},
		surveys: "Surveys",
		days: "Valid for",
		forDays: "{n} days",
		makeButton: "Make the token",
		made: "Please copy this token now. Once the page is closed nobody can see it again:",
		copy: "Copy",
		copied: "Copied.",
		state: "State",
		states: {
			valid: "valid until {date}",
			expired: "expired {date}",
			revoked: "revoked {date}",
		},
		madeBy: "Made by",
		revoke: "Revoke",
		revokeQuestion:
			"Revoke the token “{name}”? Programs that use it stop at once.",
	},
};
