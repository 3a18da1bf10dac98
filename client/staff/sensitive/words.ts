// Words of the page of indirect techniques. {n}, {arm} … stand for what fill() puts in.

export const vi = {
	title: "Câu nhạy cảm: ước lượng gián tiếp",
	intro:
		"Mỗi người trả lời sao cho không ai suy ra được câu trả lời của riêng họ; chỉ tỷ lệ chung là ước lượng được, với khoảng tin cậy rộng hơn câu hỏi thẳng. Chia nhóm chỉ hiện khi nửa độ rộng khoảng tin cậy không quá 6 điểm.",
	none: "Phiếu này không có câu danh sách, câu ghép đôi có câu neo hay tình huống nào.",
	techniques: "Kỹ thuật",
	kinds: {
		list: "Danh sách",
		doubleList: "Danh sách kép",
		crosswise: "Ghép đôi (crosswise)",
		vignette: "Tình huống",
	},
	by: "Chia theo",
	whole: "Toàn mẫu",
	measure: "Ước lượng",
	base: "Số phiếu",
	interval: "KTC 95%",
	se: "SSC",
	p: "p",
	baseline: "Tỷ lệ chọn hai mức cao nhất, mọi tình huống",
	effectUnit:
		"Hiệu ứng, sai số chuẩn (SSC) và khoảng tin cậy tính bằng điểm phần trăm, so với mức đầu của mỗi chi tiết.",
	estimateUnit:
		"Tỷ lệ tính bằng %; sai số chuẩn (SSC) và khoảng tin cậy tính bằng điểm phần trăm.",
	withheld: {
		protected: "không công bố để bảo vệ người trả lời",
		"not-estimable": "không ước lượng được",
		"too-wide": "nửa độ rộng khoảng tin cậy trên 6 điểm",
	},
	diagnostics: "Kiểm tra kỹ thuật",
	test: "Kiểm tra",
	finding: "Kết quả",
	reading: "Cách đọc",
	of: {
		"design-effect": "Hiệu ứng thiết kế, {variable}",
		floor: "Chạm sàn (0), {variable}",
		ceiling: "Chạm trần (tất cả), {variable}",
		attention: "Độ chú ý γ̂ theo câu neo",
		"lists-differ": "Hai danh sách cho kết quả khác nhau",
		order: "Đổi thứ tự ({arm})",
		direct: "Hỏi thẳng, {variable}",
	},
	treated: "nhánh có mục nhạy cảm",
	control: "nhánh đối chứng",
	pValue: "p = {p}",
	points: "{value} điểm (SSC {se}); p = {p}",
	shareOf: "{share} của {n} phiếu, {arm}",
	gamma: "{value} ({interval})",
	directly: "{share}; gián tiếp hơn {value} điểm (SSC {se}); p = {p}",
	readings: {
		"design-effect":
			"p nhỏ: thêm mục nhạy cảm làm đổi câu trả lời các mục khác; ước lượng không dùng được (Blair–Imai).",
		floor: "Nhiều: người trả lời có thể lộ vì mọi mục đều không đúng.",
		ceiling: "Nhiều ở nhánh có mục nhạy cảm: câu trả lời lộ ra.",
		attention: "Gần 1: hầu hết đọc kỹ. Từ 0,5 trở xuống: không ước lượng được.",
		"lists-differ": "p nhỏ: hai danh sách không đo cùng một điều.",
		order: "p nhỏ: thứ tự làm đổi kết quả.",
		direct: "Hiệu dương: hỏi thẳng thì người ta nói ít hơn.",
	},
	source:
		"Trung bình có trọng số của các nhánh; phương sai tuyến tính hóa Taylor theo lô; khoảng tin cậy t.",
};

export const en: typeof vi = {
	title: "Sensitive questions: indirect estimates",
	intro:
		"Everybody answers so that nobody can tell their own answer; only the share of all can be estimated, with a wider interval than of a direct question. Groups are shown where half the interval is at most 6 points.",
	none: "This questionnaire has no list, crosswise question with an anchor or vignette.",
	techniques: "Techniques",
	kinds: {
		list: "List",
		doubleList: "Double list",
		crosswise: "Crosswise",
		vignette: "Vignette",
	},
	by: "By",
	whole: "Everybody",
	measure: "Estimate",
	base: "Responses",
	interval: "95% CI",
	se: "SE",
	p: "p",
	baseline: "Share of the two highest answers, all vignettes",
	effectUnit:
		"Effects are percentage points against the first level of each attribute.",
	estimateUnit:
		"Shares in percent; standard errors and intervals in percentage points.",
	withheld: {
		protected: "not published, to protect respondents",
		"not-estimable": "not estimable",
		"too-wide": "half of the interval is more than 6 points",
	},
	diagnostics: "Diagnostics",
	test: "Check",
	finding: "Result",
	reading: "How to read it",
	of: {
		"design-effect": "Design effect, {variable}",
		floor: "At the floor (0), {variable}",
		ceiling: "At the ceiling (all), {variable}",
		attention: "Attention γ̂ by the anchor",
		"lists-differ": "The two lists differ",
		order: "Order ({arm})",
		direct: "Asked openly, {variable}",
	},
	treated: "arm with the sensitive statement",
	control: "control arm",
	pValue: "p = {p}",
	points: "{value} points (SE {se}); p = {p}",
	shareOf: "{share} of {n} responses, {arm}",
	gamma: "{value} ({interval})",
	directly:
		"{share}; the indirect estimate is {value} points more (SE {se}); p = {p}",
	readings: {
		"design-effect":
			"Small p: the sensitive statement changed the answers to the others; the estimate cannot be used (Blair–Imai).",
		floor:
			"Many: respondents may be told apart because nothing is true of them.",
		ceiling: "Many in the arm with the statement: their answer shows.",
		attention: "Near 1: most read carefully. 0.5 and under: not estimable.",
		"lists-differ": "Small p: the two lists do not measure the same.",
		order: "Small p: the order changes the result.",
		direct: "Above 0: asked openly, people say less.",
	},
	source:
		"Weighted means of the arms; variance by Taylor linearisation over lots; t intervals.",
};
