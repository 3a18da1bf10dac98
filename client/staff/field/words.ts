// Words of the field. {n} stands for a number or name put in by fill().

export const vi = {
	title: "Thực địa",
	viewsLabel: "Các phần của thực địa",
	views: {
		open: "Mở và đóng",
		cards: "Thẻ",
		ledger: "Sổ lô",
		monitor: "Theo dõi",
		reminders: "Tin nhắc",
	},

	life: {
		unset: "chưa có giá trị dùng được",
		preparing: "Chưa mở. Thẻ chưa dùng được.",
		open: "Đang thu phiếu.",
		paused:
			"Đang tạm dừng. Điện thoại giữ câu trả lời và báo người trả lời gửi lại sau.",
		closed: "Đã khóa. Không nhận thêm phiếu.",
		checklist: "Việc phải xong trước khi mở",
		point: "Việc",
		state: "Tình trạng",
		states: { met: "xong", unmet: "chưa xong", warning: "lưu ý" },
		open_: "Mở thực địa",
		openHint:
			"Mở rồi thì phiếu, tham số, quy tắc làm sạch và mẫu không đổi được nữa; chỉ lùi được ngày đóng.",
		notReady: "Còn {n} việc chưa xong nên chưa mở được.",
		pause: "Tạm dừng",
		resume: "Thu tiếp",
		extend: "Lùi ngày đóng đợt",
		extendDate: "Ngày đóng mới",
		extendButton: "Lùi ngày",
		extended: "Đã lùi đến ngày {date}.",
		close: "Khóa thực địa",
		closeText:
			"Khóa rồi không mở lại được. Thẻ chưa dùng mất hiệu lực, sổ lô khóa lại, số liệu để phân tích được dựng một lần.",
		closeType: "Để chắc chắn, xin gõ mã cuộc điều tra: {id}",
		closeButton: "Khóa hẳn",
		toResults: "Xem kết quả",
	},

	checks: {
		wave: {
			label: "Phiếu dùng được với tham số của đợt",
			todo: "Còn {problems} chỗ: xin điền tham số thiếu.",
		},
		controller: {
			label: "Có bên kiểm soát dữ liệu",
			todo: "Xin chốt một bên và điền CONTROLLER.",
		},
		hotline: {
			label: "Có đầu mối hỏi đáp",
			todo: "Xin điền HOTLINE; số này in trên mọi thẻ.",
		},
		"lot-minimum": {
			label: "Số thẻ ít nhất của lô là đúng",
			todo: "Lời đồng ý hứa {minimum} thẻ một lô; lô nhỏ nhất có {smallest}. Xin sửa LOT_MIN hoặc gộp lô; dưới 50 chỉ khi kế hoạch mẫu ghi rõ, không bao giờ dưới 20.",
		},
		"consent-words": {
			label: "Lời trên trang đồng ý đúng với cách làm",
			todo: "Xin sửa tham số của đợt, vì trang đồng ý đang nói điều không đúng:",
		},
		sample: {
			label: "Đã rút mẫu và chia lô",
			todo: "Xin rút mẫu ở bước Mẫu.",
		},
		design: {
			label: "Thiết kế đủ đơn vị phương sai và bậc tự do",
			todo: "Có {problems} vấn đề, mỗi vấn đề kèm cách sửa ở dưới.",
		},
		cards: {
			label: "Đã in thẻ cho mọi lô",
			todo: "Còn {without} trên {lots} lô chưa có thẻ.",
		},
		"hand-over": {
			label: "Danh sách giao thẻ đã trao cho người phát và đã xóa ở đây",
			todo: "Xin tải danh sách ở bước Mẫu, trao cho người phát thẻ rồi xóa.",
		},
		pilot: {
			label: "Đã thử nghiệm phiếu",
			todo: "Xin mở đợt thử nghiệm và đóng lại, hoặc ghi lý do không làm.",
		},
		margins: {
			label: "Biên tổng thể có nguồn và phiên bản",
			todo: "Chưa có biên nào hoặc có biên chưa ghi nguồn. Không có biên thì trọng số chỉ điều chỉnh theo tầng.",
		},
		"closing-date": {
			label: "Ngày đóng đợt ở phía trước",
			todo: "Xin đặt ngày đóng sau hôm nay.",
		},
		"public-url": {
			label: "Địa chỉ công khai dùng https",
			todo: "Địa chỉ đang là {url}. Thẻ in địa chỉ này; ngoài chạy thử, xin đặt PUBLIC_URL là https.",
		},
	},
	consent: {
		"mode-says-slips":
			"“Cách phát và giữ câu trả lời” nói thẻ bốc tay hoặc không có danh sách, trong khi đợt này dùng thẻ có dấu đối chiếu. Có thể viết: “Mã thẻ không lưu cùng câu trả lời. Đóng trang là mất câu trả lời.”",
		"trust-says-two":
			"“Giới hạn phải nói trước” nói có hai bên, trong khi chỉ có một. Có thể viết: “người vận hành theo dõi máy chủ đúng lúc gửi vẫn có thể biết.”",
		"trust-silent":
			"“Giới hạn phải nói trước” chưa nói một bên vừa cấp mã vừa thu phiếu, nhìn đúng lúc thì biết. Có thể viết: “người vận hành theo dõi máy chủ đúng lúc gửi vẫn có thể biết.”",
		"trust-says-one":
			"“Giới hạn phải nói trước” nói về một bên, trong khi hai tổ chức cấp mã và thu phiếu. Có thể viết: “hai bên cấp mã và thu phiếu nếu thông đồng vẫn có thể biết.”",
		"backups-denied":
			"“Sao lưu” nói không có bản sao lưu, trong khi hệ thống có tạo. Có thể viết: “Mỗi đêm hệ thống ghi đè một bản sao lưu đã mã hóa và chỉ giữ một bản.”",
	},
	design: {
		"empty-stratum": "{where}: tầng không có đơn vị nào.",
		"stratum-smaller-than-sample": "{where}: số chọn nhiều hơn số đơn vị.",
		"too-few-variance-units": "{where}: có {varianceUnits} lô, cần ít nhất 2.",
		"lot-under-minimum": "{where}: {cards} thẻ, cần ít nhất {minimum}.",
		"lot-minimum-too-low": "Lô phải có ít nhất {lowest} thẻ.",
		"too-few-degrees-of-freedom":
			"{where}: bậc tự do {df}, cần ít nhất {minimum}.",
		whole: "Toàn cuộc",
		merge: "Cách sửa: gộp {what}.",
		lots: "Cách sửa: thêm {n} lô.",
		lower: "Cách sửa: giảm số chọn còn {n}.",
		raise: "Cách sửa: nâng lên {n}.",
	},

	pilot: {
		title: "Thử nghiệm",
		intro:
			"Đợt thử nghiệm là một cuộc điều tra riêng với phiếu và tham số như hiện có, hai lô thẻ, mở ngay. Số liệu không bao giờ nhập chung; thử xong thì khóa để xem hoặc xóa hẳn.",
		cards: "Số thẻ (ít nhất 40)",
		open: "Mở đợt thử nghiệm",
		see: "Đến đợt thử nghiệm {id}",
		waive: "Không làm thử nghiệm vì",
		waiveHint: "Ít nhất 10 ký tự; lý do được ghi vào nhật ký.",
		waiveButton: "Ghi lý do",
		purge: "Xóa hẳn đợt thử nghiệm",
		purgeText:
			"Xóa phiếu, thẻ, câu mở, lô, số liệu và tham số của đợt thử nghiệm trong mọi tệp. Nhật ký chỉ còn ghi là đã xóa.",
		purgeType: "Để chắc chắn, xin gõ mã đợt thử nghiệm: {id}",
		purgeButton: "Xóa hẳn",
	},

	cards: {
		intro:
			"Mã trên thẻ chỉ có trong tệp vừa in: máy chủ không giữ mã nào và tệp chỉ tải được một lần. Xin in ngay rồi xóa tệp. Địa chỉ in trên thẻ: {address}",
		stratum: "Tầng",
		lot: "Lô",
		invited: "Thẻ dự kiến",
		printed: "Thẻ đã cấp",
		print: "Cấp và in thẻ",
		waiting: "{lots} lô chưa có thẻ, {cards} thẻ dự kiến.",
		allPrinted: "Mọi lô đã có thẻ.",
		noLots: "Chưa có lô nào: xin rút mẫu trước.",
		kind: "Dạng tệp",
		kinds: {
			pdf: "PDF, khổ A4, 10 thẻ một trang",
			csv: "CSV cho cổng tin nhắn",
		},
		spare: "Thẻ dự phòng mỗi lô, để đổi",
		printButton: "Cấp thẻ và tạo tệp",
		reprint: "In lại một lô",
		reprintIntro:
			"Chỉ làm được trước khi mở. Mọi thẻ cũ của lô mất hiệu lực; thẻ mới có mã mới. Xin hủy tờ in cũ.",
		reprintButton: "Hủy thẻ cũ và in lại",
		reprintSure: "Hủy mọi thẻ cũ của lô {lot}?",
		destroy: "Hủy thẻ trả lại",
		destroyIntro:
			"Gõ hoặc quét mã của những thẻ trả lại, mỗi dòng một mã. Câu trả lời chỉ nói đọc được bao nhiêu mã, không cho biết thẻ nào đã dùng.",
		destroyLabel: "Mã thẻ",
		destroyButton: "Hủy những thẻ này",
		destroyed:
			"Đã đọc {n} mã; những thẻ chưa dùng trong số ấy không còn hiệu lực.",
		unreadable: "Dòng {lines}: không phải mã của cuộc này. Xin so lại với thẻ.",
	},

	ledger: {
		intro:
			"Sổ chỉ ghi số đếm, không ghi tên, không ghi ai nhận thẻ nào. Thẻ trả lại và thẻ hỏng nằm trong số đã phát; mỗi lần đổi lấy thêm một thẻ trong chồng. Tab sang ô bên, Enter xuống dòng dưới.",
		locked: "Thực địa đã khóa nên sổ không sửa được nữa.",
		noLots: "Chưa có lô nào: xin rút mẫu trước.",
		pile: "Chồng",
		piles: { "1": "Lãnh đạo", "2": "Còn lại", all: "Tất cả" },
		planned: "dự kiến {n}",
		total: "Cộng",
		save: "Lưu sổ",
		saved: "Đã lưu sổ.",
		unsaved: "Có ô chưa lưu.",
		notSaved: "Chưa lưu: có ô không cộng được, ghi ngay trong dòng.",
		download: "Tải sổ (CSV)",
		counts: {
			printed: "In",
			distributed: "Phát",
			returned: "Trả lại chưa dùng",
			returnedRefused: "trong đó nói từ chối",
			spoilt: "Hỏng",
			exchanged: "Đổi thẻ",
			exchangedUsed: "trong đó vì thẻ đã dùng",
			agencyRefused: "Cơ quan từ chối (thẻ dự kiến)",
			notAtHome: "Không gặp",
			refused: "Từ chối",
			notEligible: "Không đủ điều kiện",
			emptyHouse: "Nhà trống",
		},
		errors: {
			"not-a-count": "phải là số nguyên, không âm",
			"more-than-printed": "phát + đổi + cơ quan từ chối nhiều hơn số in",
			"more-than-distributed": "trả lại và hỏng nhiều hơn số phát",
			"more-than-returned": "nhiều hơn số trả lại",
			"more-than-exchanged": "nhiều hơn số đổi",
			"more-exchanged-than-spoilt": "đổi vì hỏng nhiều hơn số thẻ hỏng",
			"unknown-lot": "không có lô này",
			"unknown-pile": "không có chồng này",
		},
	},

	monitor: {
		progress: "Tiến độ",
		tens: "Số phiếu làm tròn xuống hàng chục, của cả cuộc mỗi giờ một lần, của tầng mỗi ngày một lần; không có số theo lô.",
		responses: "Phiếu hoàn thành",
		target: "Chỉ tiêu",
		targetHow: "{planned} thẻ × tỷ lệ trả lời dự kiến {rate}",
		targetCards: "bằng số thẻ, vì mẫu không có kế hoạch tỷ lệ trả lời",
		distributed: "Thẻ đã phát theo sổ lô",
		declined: "Từ chối ngay ở màn hình đầu",
		screened: "Bị sàng (ngoài đối tượng)",
		forecast: "Dự báo đạt chỉ tiêu",
		forecasts: {
			"too-few-days": "chưa đủ ngày (mới có {n} ngày, cần 3)",
			reached: "đã đạt",
			"standing-still": "những ngày qua không thêm phiếu",
			expected: "khoảng ngày {date}, nếu mỗi ngày thêm {n} phiếu",
			late: "sau ngày đóng {date}",
		},
		tooFast: "Phiếu trả lời quá nhanh",
		straight: "Phiếu chọn thẳng hàng",
		fewForms: "chưa đủ 50 phiếu",
		steps5: "làm tròn 5 điểm, mỗi ngày một lần",
		byStratum: "Theo tầng",
		stratum: "Tầng",
		planned: "Thẻ",
		share: "So chỉ tiêu",
		dispositions: "Kết cục và tỷ lệ theo AAPOR",
		atClose:
			"Tính khi đã khóa thực địa, từ sổ lô và số phiếu. Trong khi thu chỉ có những số làm tròn ở trên.",
		counts: {
			I: "I – hoàn thành",
			R: "R – từ chối",
			NC: "NC – không gặp",
			O: "O – khác (thẻ hỏng không đổi)",
			ineligible: "Ngoài đối tượng",
			U: "U – không rõ",
		},
		rate: "Tỷ lệ",
		value: "Không trọng số",
		weighted: "Trọng số gốc",
		names: {
			RR1: "Tỷ lệ trả lời RR1 = RR2",
			RR3: "Tỷ lệ trả lời RR3 = RR4",
			RR5: "Tỷ lệ trả lời RR5 = RR6",
			COOP1: "Tỷ lệ hợp tác COOP1",
			COOP3: "Tỷ lệ hợp tác COOP3",
			REF1: "Tỷ lệ từ chối REF1",
			REF2: "Tỷ lệ từ chối REF2",
			CON1: "Tỷ lệ tiếp xúc CON1",
			CON2: "Tỷ lệ tiếp xúc CON2",
		},
		whyNot: {
			"ledger-short":
				"không tính được: sổ lô ghi phát ít hơn số phiếu và thẻ quay về",
			"unknown-left": "không tính được: còn thẻ không rõ kết cục (U > 0)",
			empty: "không tính được: chưa có gì để chia",
		},
		e: "e = {e}: phần của U coi là đúng đối tượng, I / (I + bị sàng).",
		noPartial:
			"Không lưu phiếu dở nên không có P: RR1 = RR2, RR3 = RR4. Trọng số gốc: số người trong dàn chia số thẻ của tầng.",
	},

	reminders: {
		intro:
			"Tin nhắc luôn gửi chung cho mọi người được mời, không gửi riêng ai: máy chủ không biết ai đã trả lời, và không ai được suy ra điều đó.",
		noDate: "Đợt này chưa đặt ngày đóng: xin đặt ở bước Phiếu.",
		copy: "Chép",
		copied: "Đã chép.",
		channels: {
			zalo: "Zalo",
			sms: "SMS",
			speaker: "Loa truyền thanh",
			letter: "Văn bản",
		},
		zalo: "Phiếu xin ý kiến còn mở đến ngày {date}. Phiếu không ghi tên. Ai đã nhận thẻ, xin mở {address}. Nếu đã gửi, xin bỏ qua tin này. Hỏi đáp: {hotline}.",
		sms: "Phieu xin y kien con mo den ngay {date}. Ai da nhan the, xin mo {address}. Neu da gui, xin bo qua tin nay.",
		speaker:
			"Phiếu xin ý kiến còn nhận đến hết ngày {date}. Phiếu không ghi tên, làm trên điện thoại trong khoảng mười phút. Ai đã nhận thẻ, xin mở địa chỉ in trên thẻ. Ai đã gửi rồi, xin bỏ qua lời nhắc này.",
		letter:
			"Kính gửi các cơ quan, đơn vị được chọn. Cuộc xin ý kiến còn mở đến ngày {date}. Đề nghị thông báo chung đến mọi người, không hỏi ai đã hay chưa trả lời. Phiếu mở tại {address} bằng thẻ đã phát; có thể kiểm tra phiếu thật tại {verify}. Nếu đã gửi, xin bỏ qua tin này. Hỏi đáp: {hotline}.",
		verify: "Địa chỉ để người dân kiểm tra phiếu thật",
		verifyText:
			"Trang này không cần mã, không để lại dấu vết. Xin in địa chỉ này trong công văn và lời mời.",
	},
};

export const en: typeof vi = {
	title: "Fieldwork",
	viewsLabel: "Parts of fieldwork",
	views: {
		open: "Open and close",
		cards: "Cards",
		ledger: "Ledger",
		monitor: "Monitor",
		reminders: "Reminders",
	},

	life: {
		unset: "has no value that can be used",
		preparing: "Not open. No card can be used yet.",
		open: "Taking forms.",
		paused:
			"Paused. Phones keep the answers and ask people to send them again later.",
		closed: "Closed. No form is taken any more.",
		checklist: "To be done before opening",
		point: "Point",
		state: "State",
		states: { met: "done", unmet: "not done", warning: "mind" },
		open_: "Open the field",
		openHint:
			"Once open, the questionnaire, its parameters, the cleaning rules and the sample no longer change; only the closing date can move on.",
		notReady: "{n} points are not done, so the field cannot open yet.",
		pause: "Pause",
		resume: "Resume",
		extend: "Move the closing date",
		extendDate: "New closing date",
		extendButton: "Move it",
		extended: "Moved to {date}.",
		close: "Close the field",
		closeText:
			"This cannot be undone. Unused cards stop working, the ledger is locked, and the data for analysis are built once.",
		closeType: "To be sure, please type the name of the survey: {id}",
		closeButton: "Close for good",
		toResults: "See results",
	},

	checks: {
		wave: {
			label: "The questionnaire works with the wave's parameters",
			todo: "{problems} places are left: please fill in what is missing.",
		},
		controller: {
			label: "A data controller is named",
			todo: "Please settle on one and fill in CONTROLLER.",
		},
		hotline: {
			label: "There is a number for questions",
			todo: "Please fill in HOTLINE; every card prints it.",
		},
		"lot-minimum": {
			label: "The promised size of a lot is true",
			todo: "The consent text promises {minimum} cards a lot; the smallest has {smallest}. Please change LOT_MIN or merge lots; under 50 only where the plan says so, never under 20.",
		},
		"consent-words": {
			label: "The consent screen says what is done",
			todo: "Please mend the wave's parameters, because the consent screen says what does not hold:",
		},
		sample: {
			label: "The sample is drawn and in lots",
			todo: "Please draw it at the step Sample.",
		},
		design: {
			label: "The design has enough variance units and degrees of freedom",
			todo: "{problems} problems, each with its remedy below.",
		},
		cards: {
			label: "Every lot has its cards",
			todo: "{without} of {lots} lots have none.",
		},
		"hand-over": {
			label: "The hand-over list is given out and erased here",
			todo: "Please fetch it at the step Sample, give it to whoever hands out cards, and erase it.",
		},
		pilot: {
			label: "The questionnaire has been piloted",
			todo: "Please run a pilot and close it, or write down why there is none.",
		},
		margins: {
			label: "Margins have their source and version",
			todo: "There is no margin, or one names no source. Without margins weights adjust by stratum alone.",
		},
		"closing-date": {
			label: "The closing date lies ahead",
			todo: "Please set a closing date after today.",
		},
		"public-url": {
			label: "The public address is https",
			todo: "The address is {url}. Cards print it; beyond a trial, please set PUBLIC_URL to an https address.",
		},
	},
	consent: {
		"mode-says-slips":
			"“How cards are handed out and answers kept” says that cards are drawn by hand or that there is no list, but this survey has tokens. It could say: “The code on the card is not stored with the answers. Closing the page loses the answers.”",
		"trust-says-two":
			"“Limits to be told beforehand” names two parties, but there is one. It could say: “an operator watching the server at the moment you send could still tell.”",
		"trust-silent":
			"“Limits to be told beforehand” does not say that one party both issues and collects, and could tell by watching. It could say: “an operator watching the server at the moment you send could still tell.”",
		"trust-says-one":
			"“Limits to be told beforehand” names one operator, but two organisations issue and collect. It could say: “the two parties that issue codes and collect forms could tell if they colluded.”",
		"backups-denied":
			"“Backups” says that there are no backups, but the program makes them. It could say: “Every night one encrypted backup is written over the one before; only one is kept.”",
	},
	design: {
		"empty-stratum": "{where}: no units in the stratum.",
		"stratum-smaller-than-sample": "{where}: more drawn than there are.",
		"too-few-variance-units":
			"{where}: {varianceUnits} lots, at least 2 needed.",
		"lot-under-minimum": "{where}: {cards} cards, at least {minimum} needed.",
		"lot-minimum-too-low": "A lot must have at least {lowest} cards.",
		"too-few-degrees-of-freedom":
			"{where}: {df} degrees of freedom, at least {minimum} needed.",
		whole: "Whole survey",
		merge: "Remedy: merge {what}.",
		lots: "Remedy: add {n} lots.",
		lower: "Remedy: draw only {n}.",
		raise: "Remedy: raise it to {n}.",
	},

	pilot: {
		title: "Pilot",
		intro:
			"A pilot is a survey of its own with the questionnaire and parameters as they are, two lots of cards, open at once. Its data never join the others; afterwards close it to look at them, or purge it.",
		cards: "Cards (at least 40)",
		open: "Open a pilot",
		see: "To the pilot {id}",
		waive: "No pilot because",
		waiveHint: "At least 10 characters; the reason is kept in the audit.",
		waiveButton: "Write down the reason",
		purge: "Purge the pilot",
		purgeText:
			"Deletes the pilot's forms, cards, open answers, lots, data and parameters from all files. The audit remembers only that it was purged.",
		purgeType: "To be sure, please type the name of the pilot: {id}",
		purgeButton: "Purge",
	},

	cards: {
		intro:
			"Codes are in the printed file alone: the server keeps none, and the file can be fetched once. Please print it at once and delete it. Address on the cards: {address}",
		stratum: "Stratum",
		lot: "Lot",
		invited: "Planned",
		printed: "Issued",
		print: "Issue and print cards",
		waiting: "{lots} lots have no cards yet, {cards} planned.",
		allPrinted: "Every lot has its cards.",
		noLots: "There are no lots yet: please draw the sample first.",
		kind: "File",
		kinds: {
			pdf: "PDF, A4, 10 cards a page",
			csv: "CSV for a message gateway",
		},
		spare: "Spare cards a lot, for exchange",
		printButton: "Issue cards and make the file",
		reprint: "Print a lot again",
		reprintIntro:
			"Only before opening. All old cards of the lot stop working; new ones have new codes. Please destroy the old sheet.",
		reprintButton: "Destroy and print again",
		reprintSure: "Destroy all old cards of lot {lot}?",
		destroy: "Destroy returned cards",
		destroyIntro:
			"Type or scan the codes of returned cards, one a line. The answer says how many codes could be read, never which cards had been used.",
		destroyLabel: "Codes",
		destroyButton: "Destroy these cards",
		destroyed: "{n} codes were read; those unused among them no longer work.",
		unreadable:
			"Line {lines}: no code of this survey. Please compare with the card.",
	},

	ledger: {
		intro:
			"The ledger holds counts alone, no names, nor who got which card. Returned and spoilt cards are among those handed out; each exchange takes one more card of the pile. Tab goes to the next cell, Enter to the row below.",
		locked: "The field is closed, so the ledger no longer changes.",
		noLots: "There are no lots yet: please draw the sample first.",
		pile: "Pile",
		piles: { "1": "Leaders", "2": "Others", all: "All" },
		planned: "{n} planned",
		total: "Total",
		save: "Save the ledger",
		saved: "The ledger is saved.",
		unsaved: "Some cells are not saved.",
		notSaved: "Not saved: some cells do not add up, as told in their rows.",
		download: "Download the ledger (CSV)",
		counts: {
			printed: "Printed",
			distributed: "Handed out",
			returned: "Returned unused",
			returnedRefused: "of these: refused",
			spoilt: "Spoilt",
			exchanged: "Exchanged",
			exchangedUsed: "of these: already used",
			agencyRefused: "Agency refused (planned cards)",
			notAtHome: "Not at home",
			refused: "Refused",
			notEligible: "Not eligible",
			emptyHouse: "Empty house",
		},
		errors: {
			"not-a-count": "must be a whole number, not negative",
			"more-than-printed":
				"handed out + exchanged + agency refused exceed printed",
			"more-than-distributed": "returned and spoilt exceed handed out",
			"more-than-returned": "more than returned",
			"more-than-exchanged": "more than exchanged",
			"more-exchanged-than-spoilt": "more exchanged as spoilt than spoilt",
			"unknown-lot": "no such lot",
			"unknown-pile": "no such pile",
		},
	},

	monitor: {
		progress: "Progress",
		tens: "Forms are rounded down to tens, for the survey once an hour, for strata once a day; there is no count by lot.",
		responses: "Completed forms",
		target: "Target",
		targetHow: "{planned} cards × expected response rate {rate}",
		targetCards: "the cards themselves, as no plan gives a response rate",
		distributed: "Handed out by the ledger",
		declined: "Declined at the first screen",
		screened: "Screened out (not eligible)",
		forecast: "Target expected",
		forecasts: {
			"too-few-days": "too few days ({n} so far, 3 needed)",
			reached: "reached",
			"standing-still": "no forms have come in these days",
			expected: "about {date}, at {n} forms a day",
			late: "after closing on {date}",
		},
		tooFast: "Forms answered too fast",
		straight: "Forms straight-lined",
		fewForms: "under 50 forms",
		steps5: "in steps of 5 points, once a day",
		byStratum: "By stratum",
		stratum: "Stratum",
		planned: "Cards",
		share: "Of target",
		dispositions: "Dispositions and AAPOR rates",
		atClose:
			"Computed once the field is closed, from the ledger and the forms. While it is open there are only the rounded counts above.",
		counts: {
			I: "I – completed",
			R: "R – refused",
			NC: "NC – not contacted",
			O: "O – other (spoilt, not exchanged)",
			ineligible: "Not eligible",
			U: "U – unknown",
		},
		rate: "Rate",
		value: "Unweighted",
		weighted: "Base weights",
		names: {
			RR1: "Response rate RR1 = RR2",
			RR3: "Response rate RR3 = RR4",
			RR5: "Response rate RR5 = RR6",
			COOP1: "Cooperation rate COOP1",
			COOP3: "Cooperation rate COOP3",
			REF1: "Refusal rate REF1",
			REF2: "Refusal rate REF2",
			CON1: "Contact rate CON1",
			CON2: "Contact rate CON2",
		},
		whyNot: {
			"ledger-short":
				"cannot be computed: the ledger has fewer cards handed out than came back",
			"unknown-left": "cannot be computed: some cards are unknown (U > 0)",
			empty: "cannot be computed: nothing to divide by",
		},
		e: "e = {e}: share of U taken to be eligible, I / (I + screened out).",
		noPartial:
			"No partial interview is kept, so there is no P: RR1 = RR2, RR3 = RR4. Base weights: people in the frame over cards of the stratum.",
	},

	reminders: {
		intro:
			"Reminders always go to everyone invited, never to one person: the server does not know who has answered, and nobody should be able to tell.",
		noDate:
			"This wave has no closing date yet: please set it at the step Questionnaire.",
		copy: "Copy",
		copied: "Copied.",
		channels: {
			zalo: "Zalo",
			sms: "SMS",
			speaker: "Loudspeaker",
			letter: "Letter",
		},
		zalo: "The survey is open until {date}. No names are asked. Please use the card you have received and open {address}. If you have answered, please ignore this message. Questions: {hotline}.",
		sms: "The survey is open until {date}. Please open {address} with your card. If you have answered, please ignore this message.",
		speaker:
			"Forms are taken until the end of {date}. No names are asked; it takes about ten minutes on a phone. Whoever has a card, please open the address on it. Whoever has answered, please ignore this reminder.",
		letter:
			"To the agencies selected. The survey is open until {date}. Please tell everybody alike and ask nobody whether they have answered. Forms are at {address}, with the card handed out; whether a form is genuine can be checked at {verify}. If you have answered, please ignore this message. Questions: {hotline}.",
		verify: "Where respondents can check that a form is genuine",
		verifyText:
			"The page needs no code and leaves no trace. Please print its address in letters and invitations.",
	},
};
