// Words of margins, versions of the weights and flags. {n} stands for a number or name put in by fill().

export const vi = {
	title: "Trọng số",
	viewsLabel: "Các phần của trọng số",
	views: {
		versions: "Các phiên bản",
		make: "Làm bản mới",
		margins: "Biên tổng thể",
		flags: "Cờ làm sạch",
	},
	nonProbability:
		"Mẫu không xác suất: trọng số chỉ chỉnh cơ cấu. Không có sai số mẫu, hệ số thiết kế hay n hiệu dụng ở bất cứ bảng nào.",

	before: {
		title: "Khi khóa thực địa, máy sẽ làm gì",
		text: "Trọng số chỉ tính sau khi khóa: lúc đang thu, không ai xem được gì từ các phiếu. Bây giờ có thể nhập sẵn biên tổng thể. Khi khóa, máy làm ngay bản 1 với ba bước đầu; các bản sau do Anh/Chị chọn.",
		steps: {
			base: "Trọng số gốc",
			baseClass:
				"Nghịch đảo xác suất được chọn, theo lô và câu “{question}”. Ai bỏ trống câu này nhận bình quân của tầng: số người chia số thẻ.",
			baseHousehold:
				"Nghịch đảo xác suất được chọn của lô, nhân số người từ 18 tuổi trong hộ (nhiều nhất 4). Ai bỏ trống nhận trung bình của tầng.",
			nonresponse: "Không trả lời",
			nonresponseText:
				"Mỗi tầng một hệ số: phần đã phát chia phần đã nhận. Tầng dưới 30 phiếu, hoặc có hệ số quá 2,5 lần mức chung, gộp với tầng gần giống nhất.",
			outside: "Ngoài đối tượng",
			outsideText:
				"Phiếu mà quy tắc làm sạch khai là ngoài đối tượng có trọng số 0, được đếm riêng.",
			rake: "Raking",
			rakeText:
				"Chỉnh lặp cho khớp các biên đã chọn. Ai không trả lời câu dùng làm biên thì không bị ép vào nhóm nào.",
			trim: "Cắt",
			trimText:
				"Tỷ số trọng số cuối / gốc được giữ trong 0,3–3 lần trung vị của từng tầng và lớp, rồi raking lại.",
		},
	},

	versions: {
		title: "Các phiên bản",
		none: "Chưa có phiên bản nào.",
		version: "Bản",
		made: "Các bước",
		margins: "Biên",
		noMargins: "không",
		sum: "Tổng",
		deff: "Deff (Kish)",
		effectiveN: "n hiệu dụng",
		ratio: "Lớn nhất / nhỏ nhất",
		standing: "Tình trạng",
		final: "đã chốt",
		inUse: "các bảng đang dùng",
		kept: "lưu để so",
		useNote:
			"Mọi bảng dùng cùng một bản: bản đã chốt, hoặc bản mới nhất khi chưa chốt. Các bản chỉ được so với nhau qua số chẩn đoán, không qua bảng kết quả.",
		makeFinal: "Chốt bản {version}",
		sure: "Chốt bản {version} thì mọi bảng, tệp và báo cáo dùng bản này mãi mãi; không ai đổi được nữa, kể cả người quản trị. Chốt thật chứ?",
		yes: "Đúng, chốt bản này",
		no: "Thôi",
		finalDone: "Bản {version} đã chốt: mọi bảng dùng bản này.",
	},

	steps: {
		title: "Bản {version}: từng bước",
		step: "Bước",
		names: {
			base: "Gốc",
			nonresponse: "Không trả lời",
			outside: "Bỏ ngoài đối tượng",
			rake: "Raking",
			trim: "Cắt và raking lại",
		},
		n: "Số phiếu",
		sum: "Tổng trọng số",
		min: "Nhỏ nhất",
		max: "Lớn nhất",
		cv: "Hệ số biến thiên",
		deff: "Deff (Kish)",
		effectiveN: "n hiệu dụng",
		foot: "Tổng trọng số là số người của tổng thể (Σw = N). Phiếu trọng số 0 không tính vào các cột.",
		footDeff:
			"Deff (Kish) chỉ là phần mất do trọng số không đều; hệ số thiết kế của từng ước lượng ở trang Kết quả.",
		missing:
			"{share} số phiếu bỏ trống câu “{question}”, nên nhận trọng số gốc bình quân của tầng.",
		outside: "{n} phiếu ngoài đối tượng có trọng số 0.",
		outsideFew: "Có dưới {min} phiếu ngoài đối tượng; trọng số 0.",
		outsideNone: "Không có phiếu nào ngoài đối tượng.",
		rounds: "Raking dừng sau {n} vòng.",
		trimmed:
			"Đã cắt {share} số phiếu trong {n} vòng; sau lần raking cuối còn {beyond} số phiếu vượt giới hạn.",
		marginTable: "Khớp biên",
		margin: "Biên",
		deviation: "Lệch lớn nhất",
		deviationUnit: "điểm %",
		unforced: "Không bị ép",
		unforcedUnit: "% trọng số không trả lời câu này",
	},

	classes: {
		title: "Lớp không trả lời",
		strata: "Tầng",
		population: "Số người",
		invited: "Thẻ đã phát",
		received: "Phiếu nhận",
		rate: "Tỷ lệ nhận",
		factor: "Hệ số",
		merged: "{n} tầng gộp",
		foot: "Hệ số = Σ trọng số gốc đã phát / Σ trọng số gốc nhận về. Tầng gộp dùng chung một hệ số.",
	},

	piles: {
		title: "Khai lớp lãnh đạo",
		stratum: "Tầng",
		cards: "Trong số thẻ",
		forms: "Trong số phiếu có khai",
		foot: "Lệch nhiều nghĩa là có người nhận thẻ lãnh đạo mà khai khác, hoặc hai lớp trả lời không đều. “…” khi một bên dưới {min} phiếu.",
	},

	spread: {
		title: "Trọng số phân bố thế nào",
		base: "Gốc",
		final: "Cuối",
		ratio: "Cuối / gốc",
		median: "Trung vị",
		middle: "Nửa giữa",
		least: "Nhỏ nhất",
		most: "Lớn nhất",
		tenth: "Phần của 10% lớn nhất",
		foot: "Trọng số chia cho trung bình, nên 1 là bình quân. Vạch đậm: nửa giữa số phiếu; vạch mảnh: 90% giữa; chấm: trung vị. Trục theo thang logarit.",
	},

	make: {
		intro:
			"Bản mới không thay bản cũ: mọi bản đều được giữ cùng công thức và chẩn đoán. Khi chưa chốt bản nào, các bảng chuyển sang bản mới nhất.",
		finalNote:
			"Đã chốt bản {version}. Bản làm thêm chỉ để so chẩn đoán; các bảng không đổi.",
		nonresponse: "Chỉnh không trả lời theo lớp",
		fewest: "Phiếu ít nhất của một lớp",
		greatest: "Hệ số cao nhất, so với mức chung",
		margins: "Raking theo các biên",
		noMargins: "Chưa có biên nào.",
		addMargin: "Nhập biên",
		trim: "Cắt tỷ số cuối / gốc quanh trung vị của tầng và lớp",
		lower: "Cận dưới",
		upper: "Cận trên",
		rounds: "Số vòng nhiều nhất",
		trimNeedsMargin: "Chỉ có tác dụng khi có raking.",
		run: "Tính bản mới",
		done: "Đã có bản {version}.",
		see: "Xem bản {version}",
		refused: "Chưa tính được. Cần sửa:",
		closedOnly:
			"Chỉ làm được sau khi khóa thực địa. Bây giờ có thể nhập sẵn biên tổng thể.",
	},

	margins: {
		intro:
			"Biên là số đã biết của tổng thể, có nguồn và ngày. Không có nguồn đủ tin thì bỏ biên đó, đừng ước chừng.",
		none: "Chưa nhập biên nào.",
		name: "Tên biên",
		variables: "Biến",
		categories: "Nhóm",
		total: "Tổng",
		source: "Nguồn",
		version: "Phiên bản, ngày",
		units: {
			people: "số người của tổng thể",
			percent: "tỷ lệ phần trăm",
			structure: "chỉ lấy cơ cấu",
		},
		unitHints: {
			people: "Tổng trọng số sẽ bằng tổng các nhóm.",
			percent: "Cộng lại bằng 100; viết 34,4 hay 34.4 đều được.",
			structure:
				"Số của một tổng thể rộng hơn (ví dụ mọi độ tuổi): chỉ dùng tỷ trọng các nhóm.",
		},
		edit: "Sửa",
		remove: "Xóa",
		removeSure: "Xóa biên “{name}”? Các phiên bản đã tính vẫn giữ nguyên.",
		known: "Lấy từ số đã có",
		knownHint:
			"Máy điền sẵn từ Tổng điều tra 2019 hoặc từ dàn mẫu đã rút; Anh/Chị đọc lại rồi mới lưu.",
		from: { census: "Tổng điều tra 2019", frame: "dàn mẫu" },
		fillIn: "Điền vào mẫu",
		newTitle: "Nhập biên mới",
		editTitle: "Sửa biên “{name}”",
		unit: "Các số là",
		variable: "Biến thứ nhất",
		cross: "Chéo với",
		noCross: "không chéo",
		choose: "chọn biến…",
		totals: "Tổng của từng nhóm",
		asTable: "Gõ từng ô",
		asText: "Dán từ bảng tính",
		textHint:
			"Mỗi dòng: mã; tổng (biên chéo: mã; mã; tổng). Dán thẳng từ Excel hoặc mở tệp CSV cũng được.",
		file: "Mở tệp CSV",
		sum: "Cộng",
		save: "Lưu biên",
		saved: "Đã lưu biên “{name}”.",
		line: "dòng {n}",
		problems: "Chưa lưu. Cần sửa:",
		sourceHint: "Văn bản, bảng, ấn phẩm: ai công bố, ở đâu",
		versionHint: "Ví dụ: 01/4/2019",
		missingNote:
			"Không nhập mã 95–99: ai không trả lời không bị ép vào nhóm nào, và giữ phần trọng số của mình.",
	},

	flags: {
		intro:
			"Quy tắc khai trước khi thu phiếu. Mỗi quy tắc thành một cột cờ trong số liệu; không phiếu nào bị xóa.",
		none: "Cuộc điều tra này không khai quy tắc làm sạch nào.",
		before: "Số phiếu mang cờ hiện sau khi khóa thực địa.",
		rule: "Quy tắc",
		effect: "Tác dụng",
		effects: { flag: "gắn cờ", outside: "ngoài đối tượng, trọng số 0" },
		forms: "Số phiếu",
		share: "Tỷ lệ",
		foot: "“…”: dưới {min} phiếu mang cờ, hoặc dưới {min} phiếu không mang. Chỉ công bố một bản, có hoặc không có phiếu gắn cờ.",
	},
};

export const en: typeof vi = {
	title: "Weights",
	viewsLabel: "Parts of the weights",
	views: {
		versions: "Versions",
		make: "Make a version",
		margins: "Population margins",
		flags: "Cleaning flags",
	},
	nonProbability:
		"Not a probability sample: weights correct its structure and nothing else. There is no sampling error, design effect or effective n in any table.",

	before: {
		title: "What closing will do",
		text: "Weights are computed after closing: while the field is open nobody sees anything of the forms. Population margins can be prepared now. Closing makes version 1 with the first three steps; later versions are yours to choose.",
		steps: {
			base: "Base weights",
			baseClass:
				"The inverse of the chance of selection, by lot and the question “{question}”. Who leaves it out gets the stratum's average: people by cards.",
			baseHousehold:
				"The inverse of the lot's chance of selection, times the adults of the household (4 at most). Who leaves it out gets the stratum's mean.",
			nonresponse: "Nonresponse",
			nonresponseText:
				"One factor for each stratum: what was handed out by what came back. A stratum under 30 forms, or with a factor above 2.5 times the survey's, joins the one most like it.",
			outside: "Outside the population",
			outsideText:
				"Forms that a cleaning rule declares to be outside get weight 0 and are counted apart.",
			rake: "Raking",
			rakeText:
				"Repeated adjustment to the margins chosen. Who does not answer a margin's question is not forced into any category.",
			trim: "Trimming",
			trimText:
				"The ratio of final to base weight is kept within 0.3–3 times its median in stratum and class, then raked again.",
		},
	},

	versions: {
		title: "Versions",
		none: "There is no version yet.",
		version: "Version",
		made: "Steps",
		margins: "Margins",
		noMargins: "none",
		sum: "Sum",
		deff: "Deff (Kish)",
		effectiveN: "Effective n",
		ratio: "Largest / smallest",
		standing: "Standing",
		final: "final",
		inUse: "used by all tables",
		kept: "kept to compare",
		useNote:
			"All tables use one version: the final one, or the newest while none is final. Versions are compared by their diagnostics, never by tables of results.",
		makeFinal: "Make version {version} final",
		sure: "Once version {version} is final, every table, file and report uses it for good; nobody can change that, administrators included. Make it final?",
		yes: "Yes, make it final",
		no: "Leave it",
		finalDone: "Version {version} is final: all tables use it.",
	},

	steps: {
		title: "Version {version}, step by step",
		step: "Step",
		names: {
			base: "Base",
			nonresponse: "Nonresponse",
			outside: "Outside left out",
			rake: "Raking",
			trim: "Trimmed, raked again",
		},
		n: "Forms",
		sum: "Sum of weights",
		min: "Smallest",
		max: "Largest",
		cv: "Coefficient of variation",
		deff: "Deff (Kish)",
		effectiveN: "Effective n",
		foot: "Weights sum to the people of the population (Σw = N). Forms of weight 0 are in none of the columns.",
		footDeff:
			"Deff (Kish) is what unequal weights alone cost; design effects of estimates stand with the results.",
		missing:
			"{share} of the forms leave out “{question}” and have the base weight that is average in their stratum.",
		outside: "{n} forms are outside the population and have weight 0.",
		outsideFew:
			"Fewer than {min} forms are outside the population; they have weight 0.",
		outsideNone: "No form is outside the population.",
		rounds: "Raking stopped after {n} rounds.",
		trimmed:
			"{share} of the forms were cut in {n} rounds; after the last raking {beyond} are beyond the bounds.",
		marginTable: "How near the margins are",
		margin: "Margin",
		deviation: "Largest deviation",
		deviationUnit: "% points",
		unforced: "Not forced",
		unforcedUnit: "% of the weight without an answer",
	},

	classes: {
		title: "Nonresponse classes",
		strata: "Stratum",
		population: "People",
		invited: "Cards issued",
		received: "Forms received",
		rate: "Return rate",
		factor: "Factor",
		merged: "{n} strata merged",
		foot: "Factor = Σ base weights issued / Σ base weights received. Merged strata share one.",
	},

	piles: {
		title: "Leaders, as declared",
		stratum: "Stratum",
		cards: "Among cards",
		forms: "Among forms that say",
		foot: "Far apart means that holders of leaders' cards declared something else, or that the classes respond unequally. “…” where either side is under {min} forms.",
	},

	spread: {
		title: "How the weights are spread",
		base: "Base",
		final: "Final",
		ratio: "Final / base",
		median: "Median",
		middle: "Middle half",
		least: "Smallest",
		most: "Largest",
		tenth: "Share of the largest 10%",
		foot: "Weights by their mean, so that 1 is average. Thick: the middle half of the forms; thin: the middle 90%; dot: the median. Logarithmic scale.",
	},

	make: {
		intro:
			"A new version replaces none: all are kept with their recipe and diagnostics. While none is final, tables move to the newest.",
		finalNote:
			"Version {version} is final. A further version is for comparing diagnostics; tables stay as they are.",
		nonresponse: "Adjust for nonresponse by classes",
		fewest: "Fewest forms of a class",
		greatest: "Greatest factor, against the survey's",
		margins: "Rake to these margins",
		noMargins: "There is no margin yet.",
		addMargin: "Enter a margin",
		trim: "Trim the ratio of final to base weight about the median of stratum and class",
		lower: "Lower bound",
		upper: "Upper bound",
		rounds: "Most rounds",
		trimNeedsMargin: "It has an effect only after raking.",
		run: "Compute a version",
		done: "Version {version} is ready.",
		see: "See version {version}",
		refused: "Not computed. To be mended:",
		closedOnly:
			"This can be done once the survey is closed. Population margins can be prepared now.",
	},

	margins: {
		intro:
			"A margin is what is known of the population, with its source and date. Without a source to rely on, leave the margin out: never guess.",
		none: "No margin has been entered.",
		name: "Name of the margin",
		variables: "Variables",
		categories: "Categories",
		total: "Total",
		source: "Source",
		version: "Version, date",
		units: {
			people: "people of the population",
			percent: "percentages",
			structure: "structure only",
		},
		unitHints: {
			people: "Weights will sum to the total of the categories.",
			percent: "They add up to 100; 34.4 and 34,4 are both read.",
			structure:
				"Counts of a wider population (all ages, say): only the proportions are taken.",
		},
		edit: "Edit",
		remove: "Remove",
		removeSure: "Remove the margin “{name}”? Versions already made stay.",
		known: "Taken from what is known",
		knownHint:
			"Filled in from the 2019 census or the drawn frame; read it over before you save it.",
		from: { census: "2019 census", frame: "frame" },
		fillIn: "Fill in the form",
		newTitle: "Enter a margin",
		editTitle: "Edit the margin “{name}”",
		unit: "The numbers are",
		variable: "First variable",
		cross: "Crossed with",
		noCross: "not crossed",
		choose: "choose a variable…",
		totals: "Total of each category",
		asTable: "Type into cells",
		asText: "Paste from a spreadsheet",
		textHint:
			"One line each: code; total (crossed: code; code; total). Paste from a spreadsheet or open a CSV file.",
		file: "Open a CSV file",
		sum: "Sum",
		save: "Save the margin",
		saved: "The margin “{name}” is saved.",
		line: "line {n}",
		problems: "Not saved. To be mended:",
		sourceHint: "Document, table, publication: by whom, where",
		versionHint: "E.g. 1 April 2019",
		missingNote:
			"Codes 95–99 have no total: who does not answer is forced into no category and keeps their part of the weights.",
	},

	flags: {
		intro:
			"Rules declared before fieldwork. Each becomes a column of flags in the data; no form is deleted.",
		none: "This survey declares no cleaning rules.",
		before: "How many forms carry a flag is shown after closing.",
		rule: "Rule",
		effect: "Effect",
		effects: { flag: "flag", outside: "outside, weight 0" },
		forms: "Forms",
		share: "Share",
		foot: "“…”: fewer than {min} forms carry the flag, or fewer than {min} do not. Publish one set of tables only, with or without flagged forms.",
	},
};
