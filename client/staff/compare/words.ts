// Words of the pages that set one survey against another and that take in responses from outside.

export const vi = {
	link: "So sánh",
	title: "So sánh hai cuộc điều tra",
	intro:
		"Cán bộ với người dân ở những câu hỏi chung, hoặc đợt sau với đợt trước của cùng một phiếu. Hai mẫu chọn độc lập nên phương sai của hiệu là tổng hai phương sai; p đã hiệu chỉnh Holm trên mọi dòng của bảng.",
	first: "Cuộc thứ nhất (đợt trước)",
	second: "Cuộc thứ hai (đợt sau)",
	choose: "Chọn một cuộc đã khóa",
	fewClosed: "Cần ít nhất hai cuộc đã khóa thực địa để so sánh.",
	nothing: "Hai cuộc này không có câu hỏi chung.",
	groups: "Câu hỏi chung",
	pick: "Chọn một câu để so sánh.",
	item: "Nội dung",
	difference: "Hiệu",
	interval: "KTC 95% của hiệu",
	se: "SSC",
	p: "p (Holm)",
	points:
		"Tỷ lệ chọn {points}. Hiệu là cuộc thứ hai trừ cuộc thứ nhất, tính bằng điểm phần trăm.",
	shares: "Hiệu là cuộc thứ hai trừ cuộc thứ nhất, tính bằng điểm phần trăm.",
	notProven: "chưa đủ bằng chứng khác nhau",
	base: "Số phiếu ở dòng đầu",
	or: " hoặc ",

	outside: {
		link: "Đưa số liệu ngoài vào",
		title: "Đưa số liệu ngoài hệ thống vào",
		intro:
			"Phiếu do hệ thống khác thu được giữ thành một cuộc đã khóa, luôn ghi rõ là số liệu ngoài hệ thống, với trọng số, tầng và cụm của chính tệp. Mọi bảng qua cùng một cửa công bố.",
		file: "Tệp SPSS (.sav) hoặc CSV mã UTF-8",
		read: "Đọc tệp",
		found: "{rows} phiếu, {columns} cột lập bảng được.",
		leftOut: "Không lập bảng: {names}.",
		id: "Mã cuộc điều tra",
		idHint: "chữ thường, số và gạch nối, bắt đầu bằng chữ",
		titleLabel: "Tên cuộc điều tra",
		source: "Nguồn (cơ quan, năm)",
		population: "Tổng thể",
		sampling: "Cách chọn mẫu",
		samplings: {
			probability: "Mẫu xác suất",
			"non-probability": "Không phải mẫu xác suất (không có sai số mẫu)",
		},
		weight: "Cột trọng số",
		stratum: "Cột tầng",
		psu: "Cột cụm (đơn vị chọn mẫu cấp một)",
		no: "Không có",
		identifying: "Cột mà người khác có thể biết về một người",
		identifyingHint:
			"giới, tuổi, nơi ở, nghề… Các ô quá ít người khi ghép những cột này sẽ được che.",
		keep: "Lưu thành một cuộc đã khóa",
		problems: {
			"unknown-column": "{column}: tệp không có cột này.",
			"weight-missing":
				"{column}: {rows} phiếu không có trọng số. Xin bổ sung, hoặc bỏ các phiếu ấy khỏi tệp.",
			"weight-negative":
				"{column}: {rows} phiếu có trọng số âm. Xin sửa trong tệp.",
			"weights-zero":
				"{column}: trọng số của mọi phiếu đều bằng 0. Xin chọn cột khác, hoặc sửa trong tệp.",
			"design-missing":
				"{column}: {rows} phiếu không có mã tầng hoặc cụm. Xin bổ sung trong tệp.",
			"too-many-strata":
				"{column}: có hơn 15.000 mã khác nhau, quá nhiều để là tầng. Xin chọn cột khác.",
			"no-rows": "Tệp không có phiếu nào.",
			"no-answers":
				"Tệp không có cột nào lập bảng được: cần cột mã hoặc chữ có không quá 90 giá trị.",
		},
	},
};

export const en: typeof vi = {
	link: "Compare",
	title: "Two surveys compared",
	intro:
		"Cadres with citizens on the questions that both were asked, or a wave with an earlier one of the same questionnaire. Samples are drawn apart, so the variance of a difference is the sum of the two; p is adjusted after Holm over all lines of the table.",
	first: "First survey (earlier wave)",
	second: "Second survey (later wave)",
	choose: "Choose a closed survey",
	fewClosed: "A comparison takes at least two closed surveys.",
	nothing: "These two have no question in common.",
	groups: "Questions in common",
	pick: "Choose a question to compare.",
	item: "Item",
	difference: "Difference",
	interval: "95% CI of the difference",
	se: "SE",
	p: "p (Holm)",
	points:
		"Share that chose {points}. Differences are the second survey less the first, in percentage points.",
	shares:
		"Differences are the second survey less the first, in percentage points.",
	notProven: "not enough evidence of a difference",
	base: "Responses on the first line",
	or: " or ",

	outside: {
		link: "Import data from outside",
		title: "Import data from outside",
		intro:
			"Responses that another system collected are kept as a closed survey, always marked as data from outside, with the weights, strata and clusters of the file. Every table passes the same gate.",
		file: "SPSS file (.sav) or CSV in UTF-8",
		read: "Read the file",
		found: "{rows} responses, {columns} columns.",
		leftOut: "No tables of: {names}.",
		id: "Code of the survey",
		idHint: "small letters, digits and hyphens, a letter first",
		titleLabel: "Name of the survey",
		source: "Source (institution, year)",
		population: "Population",
		sampling: "How the sample was drawn",
		samplings: {
			probability: "Probability sample",
			"non-probability": "No probability sample (no sampling error)",
		},
		weight: "Column of weights",
		stratum: "Column of strata",
		psu: "Column of clusters (primary sampling units)",
		no: "None",
		identifying: "Columns that others may know of a person",
		identifyingHint:
			"sex, age, place, occupation … Cells of too few people where these meet are withheld.",
		keep: "Keep as a closed survey",
		problems: {
			"unknown-column": "{column}: the file has no such column.",
			"weight-missing":
				"{column}: {rows} responses have no weight. Please give them one, or take them out of the file.",
			"weight-negative":
				"{column}: {rows} responses have a weight under zero. Please correct the file.",
			"weights-zero":
				"{column}: every weight is 0. Please choose another column, or correct the file.",
			"design-missing":
				"{column}: {rows} responses have no stratum or cluster. Please complete the file.",
			"too-many-strata":
				"{column}: there are more than 15,000 different codes, too many for strata. Please choose another column.",
			"no-rows": "The file has no responses.",
			"no-answers":
				"No column can be tabulated: codes or words of at most 90 different values are needed.",
		},
	},
};
