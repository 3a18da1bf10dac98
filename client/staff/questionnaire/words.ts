// Words of questionnaires and waves. {n} stands for a number or name put in by fill().

export const vi = {
	title: "Phiếu và tham số của đợt",
	viewsLabel: "Các phần của phiếu",
	views: {
		wave: "Tham số của đợt",
		access: "Loại thẻ",
		cleaning: "Quy tắc làm sạch",
		text: "Nội dung phiếu",
	},
	pilot: "Thử nghiệm của",
	fixed: "Cuộc điều tra đã mở, nên phần này không đổi được nữa.",
	save: "Lưu",
	saved: "Đã lưu.",
	unsaved: "Chưa lưu",
	notSaved:
		"Chưa lưu được: xin sửa những ô có lời nhắc ngay dưới ô, rồi lưu lại.",

	fresh: {
		intro:
			"Mỗi đợt là một cuộc điều tra riêng, có tham số, mẫu và phiếu thu riêng. Lập xong, cuộc điều tra ở tình trạng “Đang chuẩn bị”; chỉ thu phiếu khi Anh/Chị mở thực địa.",
		source: "Phiếu hỏi",
		questionnaires: "Phiếu có sẵn",
		waves: "Đợt tiếp theo của cuộc điều tra đã có",
		version: "phiên bản {n}",
		copied:
			"Tham số và quy tắc làm sạch của đợt trước được chép sang, trừ các mốc ngày.",
		id: "Mã cuộc điều tra",
		idForm:
			"Chữ thường không dấu, chữ số và gạch nối, bắt đầu bằng chữ, nhiều nhất 40 ký tự.",
		idHint: "Mã nằm trong địa chỉ in trên thẻ: {address}",
		make: "Lập cuộc điều tra",
	},

	wave: {
		intro:
			"Để trống ô nào thì dùng giá trị mặc định in mờ trong ô. Lời đồng ý bên cạnh đổi theo ngay khi gõ.",
		vi: "Tiếng Việt",
		en: "Tiếng Anh",
		default: "Mặc định",
		required: "phải điền trước khi mở",
		smallest: "Lô nhỏ nhất trong mẫu đã rút có {n} thẻ.",
		smallestNone: "Chưa rút mẫu. Số này phải đúng với lô nhỏ nhất của mẫu.",
		tooLarge:
			"Lời đồng ý hứa ít nhất {min} thẻ nhưng lô nhỏ nhất chỉ có {n} thẻ.",
		closes: "Ngày đóng đợt",
		closesHint: "Trong phiếu in thành: “{text}”.",
		signed: "Đã ký cam kết với cá nhân",
		signedHint:
			"Chỉ đánh dấu khi đã có văn bản ký. Không đánh dấu thì phiếu không in lời cam kết này.",
		note: "Ghi chú",
		preview: "Lời đồng ý như người trả lời sẽ thấy",
		previewMissing: "chưa điền",
		problems: "Phiếu chưa dùng được với các tham số này",
		names: {
			CONTROLLER: "Bên kiểm soát dữ liệu",
			HOTLINE: "Đầu mối hỏi đáp",
			LOT_MIN: "Số thẻ ít nhất của một lô",
			COMMITMENT_INDIVIDUAL: "Cam kết với cá nhân",
			MODE_TEXT: "Cách phát và giữ câu trả lời",
			TRUST_TEXT: "Giới hạn phải nói trước",
			BACKUP_TEXT: "Sao lưu",
			RESULTS_TEXT: "Nơi công bố kết quả",
			LAW: "Căn cứ pháp lý",
			WAVE_DATE: "Ngày mở đợt",
			REF: "Khoảng thời gian hỏi",
			REF_FROM: "Ngày đầu của khoảng hỏi",
			BASE: "Mốc so sánh",
			CLOSE_DATE: "Ngày đóng đợt",
			WITH_SOE: "Có cuộc riêng cho doanh nghiệp nhà nước (1 có, 0 không)",
		},
		errors: {
			"unknown-parameter": "Phiếu này không có tham số ấy.",
			"one-language": "Xin điền đủ cả tiếng Việt và tiếng Anh.",
			"not-a-date": "Xin chọn một ngày có thật.",
			"not-a-number": "Xin điền một số nguyên, không âm.",
			"closed-before-opened": "Ngày đóng phải sau ngày mở đợt.",
		},
	},

	access: {
		intro:
			"Chọn trước khi in thẻ. In một thẻ rồi thì không đổi được nữa, vì thẻ đã hứa với người cầm.",
		printed:
			"Thẻ đã in, hoặc khóa của các lô đã công bố, nên loại thẻ không đổi được nữa.",
		legend: "Thẻ của đợt này là",
		slips: {
			name: "Thẻ giấy, trộn rồi bốc tay",
			follows: [
				"Người trả lời bốc thẻ từ chồng đã trộn: không ở đâu có danh sách ai giữ thẻ nào, nên che được cả trước người vận hành máy chủ.",
				"Trả lời được trên điện thoại cũ, không cần JavaScript.",
				"Phiếu không có chữ ký. Sau khi khóa sổ chỉ kiểm tra được số thẻ đã dùng không quá số thẻ đã in.",
				"Người từ chối được đếm. Không có biên nhận.",
			],
		},
		tokens: {
			name: "Thẻ có dấu đối chiếu (chữ ký mù)",
			follows: [
				"Dùng khi phải gửi thẻ tới từng người, như qua thư hay tin nhắn: có biết ai giữ mã nào thì mã cũng không dẫn tới phiếu.",
				"Cần trình duyệt có JavaScript. Trang không có JavaScript không dùng được.",
				"Mỗi phiếu có chữ ký ai cũng kiểm tra được bằng khóa công khai; người trả lời có biên nhận.",
				"Mỗi lô một khóa, lúc in mất khoảng nửa giây mỗi lô. Khóa bị hủy khi khóa sổ. Lô phải có từ 20 thẻ.",
				"Người từ chối không được đếm: đếm thì phải gửi mã thẻ đi đúng lúc họ vừa từ chối.",
				"Ở Tham số của đợt, “Cách phát và giữ câu trả lời” không được nói thẻ bốc tay hay không có danh sách.",
			],
		},
		together:
			"Máy chủ này vừa cấp mã vừa thu phiếu. Với thẻ có dấu đối chiếu, người vận hành nhìn đúng lúc gửi vẫn có thể biết; trang đồng ý phải nói điều đó.",
		split:
			"Việc cấp mã do một tổ chức khác giữ. Hai bên nếu thông đồng vẫn có thể biết; trang đồng ý phải nói điều đó.",
	},

	cleaning: {
		intro:
			"Quy tắc khai trước khi thu phiếu và không đổi sau khi mở. Mỗi quy tắc chỉ gắn cờ cho phiếu, không xóa phiếu nào. “Ngoài tổng thể”: phiếu đếm riêng và không có trọng số.",
		expressions:
			"Biểu thức viết như trong phiếu, ví dụ {a}. Ngoài tên câu hỏi còn dùng được: PACE (1: trung vị dưới 2 giây mỗi màn hình), STRAIGHT (1: chọn thẳng hàng ở ít nhất nửa số bảng), ATTN (0: sai câu kiểm tra chú ý).",
		name: "Mã",
		labelVi: "Tên gọi",
		labelEn: "Tên tiếng Anh",
		when: "Gắn cờ khi",
		effect: "Tác dụng",
		effects: { flag: "Gắn cờ", outside: "Ngoài tổng thể" },
		add: "Thêm quy tắc",
		remove: "Bỏ",
		none: "Chưa khai quy tắc nào.",
		errors: {
			missing: "Xin điền ô này; mã viết bằng chữ thường, số và gạch nối.",
			repeated: "Mã này đã dùng cho quy tắc khác.",
			"not-an-expression": "Không đọc được biểu thức: {detail}.",
			"unknown-name":
				"Phiếu không có “{detail}”. Xin so lại với phần Nội dung phiếu.",
		},
	},

	text: {
		intro:
			"Nội dung như trong định nghĩa; chỗ có dấu ngoặc nhọn kép được thay bằng tham số của đợt.",
		asked: "Hỏi khi",
		kinds: {
			single: "chọn một",
			multiple: "chọn nhiều",
			battery: "bảng câu hỏi",
			number: "số",
			count: "danh sách kín",
			text: "câu mở",
			ranking: "xếp thứ tự",
			calculate: "biến tính",
		},
	},
};

export const en: typeof vi = {
	title: "Questionnaire and wave",
	viewsLabel: "Parts of the questionnaire",
	views: {
		wave: "Parameters of the wave",
		access: "Kind of cards",
		cleaning: "Cleaning rules",
		text: "Text of the questionnaire",
	},
	pilot: "Pilot of",
	fixed: "The survey has opened, so this no longer changes.",
	save: "Save",
	saved: "Saved.",
	unsaved: "Not saved",
	notSaved:
		"Not saved: please mend the fields that say below what is wrong, and save again.",

	fresh: {
		intro:
			"Each wave is a survey of its own, with its own parameters, sample and forms. It begins as “Being prepared” and takes forms only once you open the field.",
		source: "Questionnaire",
		questionnaires: "Questionnaires that come with the program",
		waves: "Next wave of an existing survey",
		version: "version {n}",
		copied:
			"Parameters and cleaning rules of the wave before are copied, but for its dates.",
		id: "Name of the survey",
		idForm:
			"Small letters without accents, digits and hyphens, a letter first, at most 40 characters.",
		idHint: "It stands in the address on the cards: {address}",
		make: "Set up the survey",
	},

	wave: {
		intro:
			"A field left empty takes the default, printed faintly in it. The consent text beside follows as you type.",
		vi: "Vietnamese",
		en: "English",
		default: "Default",
		required: "needed before opening",
		smallest: "The smallest lot of the sample has {n} cards.",
		smallestNone:
			"No sample is drawn yet. This has to be true of its smallest lot.",
		tooLarge:
			"The consent text promises at least {min} cards, but the smallest lot has only {n}.",
		closes: "Closing date",
		closesHint: "Printed in the form as “{text}”.",
		signed: "An undertaking towards individuals is signed",
		signedHint:
			"Tick only where there is a signed document. Without it the form does not print this undertaking.",
		note: "Note",
		preview: "The consent text as respondents will see it",
		previewMissing: "not given yet",
		problems: "The questionnaire cannot be used with these parameters yet",
		names: {
			CONTROLLER: "Data controller",
			HOTLINE: "Number for questions",
			LOT_MIN: "Cards of a lot at least",
			COMMITMENT_INDIVIDUAL: "Undertaking towards individuals",
			MODE_TEXT: "How cards are handed out and answers kept",
			TRUST_TEXT: "Limits to be told beforehand",
			BACKUP_TEXT: "Backups",
			RESULTS_TEXT: "Where results are published",
			LAW: "Legal basis",
			WAVE_DATE: "Opening date",
			REF: "Reference period",
			REF_FROM: "First day of the reference period",
			BASE: "Point of comparison",
			CLOSE_DATE: "Closing date",
			WITH_SOE: "Separate survey of state enterprises (1 yes, 0 no)",
		},
		errors: {
			"unknown-parameter": "This questionnaire has no such parameter.",
			"one-language": "Please fill in both Vietnamese and English.",
			"not-a-date": "Please choose a day of the calendar.",
			"not-a-number": "Please give a whole number of 0 or more.",
			"closed-before-opened": "The closing date must come after the opening.",
		},
	},

	access: {
		intro:
			"To be chosen before cards are printed. From the first card on it stays, because the card has promised it to whoever holds it.",
		printed:
			"Cards are printed, or keys of lots are published, so the kind of cards cannot be changed any more.",
		legend: "The cards of this survey are",
		slips: {
			name: "Paper slips, shuffled and drawn by hand",
			follows: [
				"Respondents draw from a shuffled pile: no list of who holds which slip is anywhere, which protects against an operator of the server too.",
				"Old phones will do, JavaScript is not needed.",
				"Forms carry no signature. After the close it can be checked only that no more slips were used than printed.",
				"Those who decline are counted. There is no receipt.",
			],
		},
		tokens: {
			name: "Cards with a check mark (blind signatures)",
			follows: [
				"For cards that have to be sent to people one by one, by post or message: even where it is known who holds which code, the code leads to no form.",
				"A browser with JavaScript is needed. The pages without it cannot be used.",
				"Every form has a signature that anybody can check with public keys; respondents have a receipt.",
				"Each lot has a key, which takes about half a second a lot as cards are printed. Keys are destroyed at the close. A lot needs 20 cards or more.",
				"Those who decline are not counted: that would send the card's code at the very moment they have said no.",
				"Among the parameters of the wave, “How cards are handed out and answers kept” must not say that cards are drawn by hand or that there is no list.",
			],
		},
		together:
			"This server both issues codes and collects forms. With check marks, an operator who watches at the moment of sending could still tell; the consent screen has to say so.",
		split:
			"Codes are issued by another organisation. The two could tell if they colluded; the consent screen has to say so.",
	},

	cleaning: {
		intro:
			"Rules are declared before fieldwork and do not change once it opens. Each only flags forms and deletes none. “Outside”: the form is counted apart and gets no weight.",
		expressions:
			"Expressions are written as in the questionnaire, for example {a}. Besides its names there are PACE (1: a median under 2 seconds a screen), STRAIGHT (1: straight-lined in half of the batteries or more) and ATTN (0: failed the attention line).",
		name: "Code",
		labelVi: "Vietnamese name",
		labelEn: "English name",
		when: "Flag when",
		effect: "Effect",
		effects: { flag: "Flag", outside: "Outside" },
		add: "Add a rule",
		remove: "Remove",
		none: "No rule has been declared.",
		errors: {
			missing:
				"Please fill this in; a code has small letters, digits and hyphens.",
			repeated: "Another rule has this code.",
			"not-an-expression": "The expression cannot be read: {detail}.",
			"unknown-name":
				"The questionnaire has no “{detail}”. Please compare with its text.",
		},
	},

	text: {
		intro:
			"The text as defined; what stands in double braces is replaced by the wave's parameters.",
		asked: "Asked when",
		kinds: {
			single: "one answer",
			multiple: "several answers",
			battery: "battery",
			number: "number",
			count: "list experiment",
			text: "open question",
			ranking: "ranking",
			calculate: "computed",
		},
	},
};
