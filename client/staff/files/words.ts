// Words of the page Tệp số liệu. {n} and the like stand for numbers or names put in by fill().

export const vi = {
	title: "Tệp số liệu",
	intro:
		"Tệp phiếu để lưu trữ và phân tích bằng R, SPSS, Stata: không có lô, không có câu trả lời mở, thứ tự phiếu xáo ngẫu nhiên. Chỉ xuất được khi không ai có thể bị nhận ra qua ba đặc điểm bất kỳ.",
	notFinal:
		"Trọng số của cuộc này chưa chốt. Xin chốt một phiên bản ở bước Trọng số; xuất tệp xong thì trọng số không đổi được nữa.",
	toWeights: "Mở bước Trọng số",
	identifiers: "Đặc điểm trong tệp",
	identifiersHint:
		"Người khác có thể biết những điều này về một người. Đặc điểm không chọn sẽ không có trong tệp, và từ khi tệp được xuất cũng không còn bảng nào chia theo nó.",
	fixed:
		"Tệp của cuộc này đã xuất với các đặc điểm dưới đây. Xuất lại được đúng tệp ấy, không đổi được đặc điểm: hai tệp ghép lại sẽ cho biết nhiều hơn từng tệp.",
	values: "{n} giá trị",
	check: "Kiểm tra ẩn danh",
	checking: "Đang kiểm tra…",
	safe: "Đạt: mọi tổ hợp ba đặc điểm có 0 hoặc ít nhất {k} phiếu, trong {forms} phiếu của tệp.",
	few: "Chưa xuất được: trong mỗi tổ hợp sau có một nhóm dưới {k} phiếu. Xin bỏ bớt một đặc điểm của từng tổ hợp.",
	told: "Chưa xuất được: các bảng đã công bố cho biết quá nhiều về những đặc điểm sau nên không thể bỏ ra khỏi tệp:",
	replicates:
		"Sai số chuẩn: {n} trọng số lặp, mỗi trọng số bỏ một nhóm lô (jackknife). Ít đặc điểm hơn thì được nhiều trọng số lặp hơn.",
	noReplicates:
		"Với các đặc điểm này, trọng số lặp sẽ để lộ phiếu cùng lô, nên tệp không có trọng số lặp và không tính được sai số chuẩn. Bỏ bớt một đặc điểm để có.",
	nonProbability:
		"Mẫu không xác suất: không có sai số mẫu, không có trọng số lặp.",
	telling: "Bỏ theo, vì câu trả lời cho biết đặc điểm đã bỏ: {names}.",
	weights:
		"Trọng số trong tệp được làm trơn để không phiếu nào bị nhận ra qua trọng số; tỷ lệ chung của từng câu vẫn đúng như bảng đã công bố.",
	formats: "Dạng tệp",
	formatNames: {
		csv: "CSV, cho mọi phần mềm",
		sav: "SPSS (.sav)",
		dta: "Stata (.dta)",
		parquet: "Parquet",
		xlsx: "Excel (.xlsx)",
	},
	always:
		"Luôn kèm: bảng mã (CSV), mô tả DDI-Codebook 2.5, kịch bản dựng lại thiết kế và một bảng đã công bố, bản kê có mã băm SHA-256.",
	producer: "Đơn vị công bố",
	producerHint: "In trong mô tả và lời trích dẫn.",
	licence: "Giấy phép sử dụng",
	make: "Xuất tệp",
	first:
		"Lần xuất đầu tiên là quyết định lâu dài: từ đó các bảng chỉ chia theo đặc điểm có trong tệp.",
	sure: "Xuất với {names}? Từ nay không đổi được các đặc điểm này.",
	noIdentifiers: "không đặc điểm nào",
	yes: "Xuất",
	no: "Để xem lại",
	made: "{rows} phiếu, {columns} cột",
	file: "Tệp trong gói",
	size: "Dung lượng",
	hash: "SHA-256",
	bytes: "{n} kB",
};

export const en: typeof vi = {
	title: "Data files",
	intro:
		"Responses to archive and to analyse with R, SPSS or Stata: no lots, no open answers, in random order. They leave only where nobody can be found by any three characteristics.",
	notFinal:
		"The weights of this survey are not final. Please declare a version final at the step Weights; once a file is made they cannot change.",
	toWeights: "Open the step Weights",
	identifiers: "Characteristics in the file",
	identifiersHint:
		"Others may know these of a person. What is not chosen is not in the file, and once a file is made no table tells it apart any more.",
	fixed:
		"The file of this survey was made with the characteristics below. The same file can be made again, with no other characteristics: two files joined would tell more than either.",
	values: "{n} values",
	check: "Check of anonymity",
	checking: "Checking…",
	safe: "Passed: every combination of three characteristics has 0 or at least {k} responses, among the {forms} of the file.",
	few: "Not yet: in each of these combinations some group has fewer than {k} responses. Please take one characteristic out of each.",
	told: "Not yet: tables released tell too much of these characteristics for the file to leave them out:",
	replicates:
		"Standard errors: {n} replicate weights, each without one group of lots (jackknife). Fewer characteristics allow more of them.",
	noReplicates:
		"With these characteristics, replicate weights would show which responses share a lot, so the file has none and gives no standard errors. Take one out to have them.",
	nonProbability:
		"Not a probability sample: no sampling error, no replicate weights.",
	telling:
		"Left out as well, because their answers tell what was left out: {names}.",
	weights:
		"Weights in the file are smoothed, so that no response is found by its weight; shares of everybody stay as published.",
	formats: "Formats",
	formatNames: {
		csv: "CSV, for any program",
		sav: "SPSS (.sav)",
		dta: "Stata (.dta)",
		parquet: "Parquet",
		xlsx: "Excel (.xlsx)",
	},
	always:
		"Always with it: the codebook (CSV), a DDI-Codebook 2.5 description, scripts that rebuild the design and one published table, a manifest with SHA-256 hashes.",
	producer: "Published by",
	producerHint: "Stands in the description and in how to cite.",
	licence: "Licence",
	make: "Make the files",
	first:
		"The first time decides for good: from then on tables are told apart only by what is in the file.",
	sure: "Make them with {names}? These characteristics cannot be changed afterwards.",
	noIdentifiers: "no characteristic",
	yes: "Make them",
	no: "Look again",
	made: "{rows} responses, {columns} columns",
	file: "File in the package",
	size: "Size",
	hash: "SHA-256",
	bytes: "{n} kB",
};
