import * as compare from "./compare/words.ts";
import * as desk from "./desk/words.ts";
import * as field from "./field/words.ts";
import * as files from "./files/words.ts";
import * as openAnswers from "./open-answers/words.ts";
import * as questionnaire from "./questionnaire/words.ts";
import * as report from "./report/words.ts";
import * as sample from "./sample/words.ts";
import * as sensitive from "./sensitive/words.ts";
import * as tables from "./tables/words.ts";
import * as weights from "./weights/words.ts";

// Every word of the console that is not a questionnaire's; those of the pages before the results lie beside them. {n}
// stands for a number or name put in by fill().

const vi = {
	siteName: "Lắng nghe",
	siteLine: "Điều tra dư luận xã hội không ghi tên",
	otherLanguage: "English",
	skipToTable: "Đến bảng số liệu",
	loading: "Đang tải…",
	retry: "Thử lại",

	logIn: "Đăng nhập",
	logInIntro: "Dành cho người thiết kế điều tra và người phân tích số liệu.",
	logOut: "Đăng xuất",
	name: "Tên đăng nhập",
	password: "Mật khẩu",
	forgotten: "Quên mật khẩu: xin hỏi người giữ máy chủ.",

	setUp: "Tạo người quản trị đầu tiên",
	setUpIntro:
		"Đường dẫn này dùng được một lần. Đặt tên và mật khẩu xong, Anh/Chị vào thẳng trang làm việc.",
	setUpButton: "Tạo và đăng nhập",
	passwordHint:
		"Ít nhất {min} ký tự. Một câu ngắn dễ nhớ tốt hơn một từ có dấu lạ.",
	linkWithoutToken:
		"Đường dẫn thiếu phần sau dấu #. Xin chép lại trọn đường dẫn mà máy chủ đã in ra.",
	toLogIn: "Đã có tên và mật khẩu: đăng nhập",

	surveys: "Các cuộc điều tra",
	notANumber: "Xin gõ một số, ví dụ 1.234 hoặc 0,5.",
	atLeastNumber: "Xin gõ số từ {min} trở lên.",
	betweenNumbers: "Xin gõ số từ {min} đến {max}.",
	survey: "Cuộc điều tra",
	population: "Đối tượng",
	cadres: "Cán bộ, công chức, viên chức",
	citizens: "Người dân",
	status: "Tình trạng",
	statuses: {
		preparing: "Đang chuẩn bị",
		open: "Đang thu phiếu",
		paused: "Tạm dừng",
		closed: "Đã khóa",
	},
	newSurvey: "Lập cuộc điều tra mới",
	responses: "Số phiếu",
	atLeast: "từ {n}",
	openCountNote:
		"Khi đang thu phiếu, số phiếu được làm tròn xuống hàng chục và tính lại mỗi giờ một lần, để không ai suy ra được phiếu nào vừa gửi.",
	noSurveys:
		"Chưa có cuộc điều tra nào trong kho dữ liệu này. Khởi động lại máy chủ để cài hai phiếu có sẵn.",

	stepsLabel: "Các bước của cuộc điều tra",
	steps: {
		questionnaire: "Phiếu",
		sample: "Mẫu",
		field: "Thực địa",
		weights: "Trọng số",
		results: "Kết quả",
		report: "Báo cáo",
	},

	openTitle: "Chưa có số liệu để xem",
	openText:
		"Cuộc điều tra này đang thu phiếu. Khi còn thu phiếu, không bảng nào được tính, kể cả cho người quản trị: so hai bảng liên tiếp có thể lộ câu trả lời của người vừa gửi. Kết quả mở sau khi khóa thực địa.",
	openCount: "Đến nay đã có từ {n} phiếu (làm tròn xuống hàng chục).",

	questions: "Câu hỏi",
	chooseQuestion: "Chọn câu hỏi",
	changeQuestion: "Đổi câu hỏi",
	findQuestion: "Tìm câu hỏi",
	findHint: "mã hoặc từ, không cần dấu",
	noMatch: "Không có câu nào chứa “{words}”. Thử từ ngắn hơn hoặc mã câu.",
	matches: "{n} câu",
	arms: "Nhánh phân ngẫu nhiên",
	pickFirst:
		"Chọn một câu hỏi trong danh sách để xem phân bố có trọng số, khoảng tin cậy và biểu đồ.",
	responsesInAll: "{n} phiếu",

	by: "Phân theo",
	whole: "Toàn bộ",
	otherDomain: "Cách khác…",
	detailOn: "Hiện sai số chuẩn, deff, n hiệu dụng",
	detailOff: "Ẩn sai số chuẩn, deff, n hiệu dụng",
	download: "Tải bảng này (CSV)",
	print: "In trang",

	table: "Bảng",
	chart: "Biểu đồ",
	chartKinds: {
		likert: "Thanh chồng phân kỳ",
		bars: "Thanh và khoảng tin cậy",
		dots: "Điểm và khoảng tin cậy",
		slopes: "Độ dốc",
		change: "Thay đổi",
	},
	chartFiles: { png: "Tải ảnh PNG", svg: "Tải hình SVG" },
	category: "Phương án",
	share: "Tỷ lệ",
	interval: "KTC 95%",
	se: "Sai số chuẩn",
	seUnit: "điểm %",
	deff: "Deff",
	effectiveN: "n hiệu dụng",
	cellDetail: ["ss {se} · deff {deff}", "nhd {n}"],
	cellDetailKey:
		"ss: sai số chuẩn, tính bằng điểm phần trăm; deff: hệ số thiết kế; nhd: n hiệu dụng.",
	noOpinion: "Không nêu ý kiến",
	base: "n",
	baseLong: "số phiếu trả lời câu này, chưa có trọng số",
	df: "Bậc tự do",
	notShown: "không công bố",
	otherWayRound: "Mở bảng theo chiều kia",
	withheld: {
		protected:
			"Không công bố, để không ai bị nhận ra: số này dựa trên dưới {min} phiếu (có khi không có phiếu nào) hay chỉ một lô, cho biết cả một nhóm nhỏ đã trả lời gì, hoặc từ nó tính ra được một số như vậy.",
		"not-estimable":
			"Không ước lượng được: nhóm này không đủ phiếu hoặc không đủ đơn vị chọn mẫu.",
	},
	notes: {
		"single-psu-stratum":
			"Có tầng chỉ một đơn vị chọn mẫu; sai số của tầng ấy tính quanh trung bình chung, nên thiên về lớn.",
		"base-under-30": "Dưới 30 phiếu: chỉ để tham khảo, không trích dẫn.",
		"interval-without-clusters":
			"0%, 100% hoặc các đơn vị chọn mẫu không khác nhau: khoảng tin cậy theo Korn–Graubard, chỉ dựa trên n hiệu dụng của trọng số.",
		"not-estimable: empty base": "Không có phiếu nào trong nhóm này.",
		"not-estimable: no degrees of freedom":
			"Số đơn vị chọn mẫu không nhiều hơn số tầng: không tính được sai số chuẩn.",
		"not-estimable: outside its range":
			"Ước lượng nằm ngoài miền có nghĩa, nên không in.",
	},
	multipleNote: "Được chọn nhiều phương án: các tỷ lệ cộng lại lớn hơn 100%.",
	drawnNote:
		"Mỗi người chỉ được hỏi một phần của bộ câu này, do máy rút ngẫu nhiên; trọng số đã nhân với nghịch đảo của xác suất được hỏi.",
	splitNote:
		"Câu chữ của câu này khác nhau theo nhánh {arm}, do máy rút ngẫu nhiên. Bảng gộp trộn các cách hỏi.",
	splitLink: "Phân theo nhánh {arm}",
	method:
		"Tỷ lệ có trọng số. Sai số chuẩn theo tuyến tính hóa Taylor, có tính tầng và đơn vị chọn mẫu bậc một; khoảng tin cậy 95% trên thang logit với phân vị t, ở 0% và 100% theo Korn–Graubard.",
	noSamplingError: "Mẫu không xác suất: không có sai số mẫu",
	weightsFinal: "Trọng số phiên bản {version}, đã chốt",
	weightsNotFinal: "Trọng số phiên bản {version}, chưa chốt",
	source: "Nguồn",

	errors: {
		offline: "Không nối được với máy chủ. Xin kiểm tra mạng rồi bấm “Thử lại”.",
		unexpected:
			"Máy chủ gặp trục trặc và chưa làm được việc này. Xin thử lại; nếu vẫn vậy, báo người giữ máy chủ.",
		"not-logged-in":
			"Phiên làm việc đã hết hạn. Những gì đã nhập vẫn còn trên trang này: xin đăng nhập ở thẻ mới, rồi quay lại đây làm tiếp.",
		"wrong-password":
			"Tên hoặc mật khẩu chưa đúng. Xin gõ lại cả hai; chú ý phím hoa và bộ gõ tiếng Việt.",
		"too-many-attempts":
			"Tên này vừa bị thử nhiều lần. Xin đợi {seconds} giây rồi đăng nhập lại.",
		"setup-link-spent":
			"Đường dẫn này đã dùng hoặc đã có đường dẫn mới hơn. Nếu Anh/Chị đã đặt mật khẩu, xin đăng nhập; nếu chưa, xin người giữ máy chủ tạo đường dẫn mới.",
		"password-too-short": "Mật khẩu còn ngắn. Xin đặt ít nhất {min} ký tự.",
		"name-taken": "Tên này đã có người dùng. Xin đặt tên khác.",
		"invalid-request":
			"Máy chủ không nhận được đủ thông tin. Xin xem lại các ô rồi gửi lại.",
		"unknown-survey":
			"Không có cuộc điều tra này. Xin chọn một cuộc trong cột bên.",
		"unknown-variable":
			"Câu hỏi hoặc cách phân tổ trong địa chỉ không có trong cuộc điều tra này. Xin chọn lại trong danh sách.",
		"weights-changed":
			"Bảng của cuộc này đã công bố với một phiên bản trọng số khác. Xin chốt phiên bản định dùng ở bước Trọng số: từ đó mọi bảng dùng đúng phiên bản ấy.",
		"same-population":
			"Hai cuộc điều tra cùng một đối tượng: chọn cuộc của đối tượng kia, hoặc để trống.",
		"not-a-report":
			"Tệp này không phải báo cáo .docx do hệ thống lập, hoặc đã mất phần dấu vết: chọn đúng tệp đã tải về từ trang này.",
		"weights-not-final":
			"Trọng số chưa chốt. Xin chốt một phiên bản ở bước Trọng số, rồi mới chốt số liệu.",
		"frozen-already":
			"Số liệu của cuộc này đã chốt từ trước và không chốt lại.",
		"not-frozen":
			"Số liệu chưa chốt. Xin chốt ở bước Báo cáo, rồi mới duyệt hoặc công bố.",
		"not-approved":
			"Số liệu đã chốt nhưng chưa đủ hai người duyệt nên chưa công bố được.",
		"data-changed":
			"Số liệu trong máy chủ không còn đúng với mã băm đang xem. Xin tải lại trang; nếu vẫn vậy, dừng công bố và báo người giữ máy chủ.",
		"approved-already":
			"Anh/Chị đã duyệt số liệu này. Cần thêm một người khác duyệt.",
		"few-alike":
			"Có tổ hợp đặc điểm chỉ vài người cùng có, nên chưa xuất tệp phiếu được. Xin bỏ bớt một đặc điểm trong các tổ hợp được nêu ở mục Tệp số liệu.",
		"microdata-made":
			"Tệp phiếu của cuộc này đã xuất với một bộ đặc điểm khác. Hai tệp ghép lại sẽ cho biết nhiều hơn từng tệp, nên chỉ xuất lại được đúng bộ đã xuất.",
		"tables-tell-left-out":
			"Các bảng đã công bố cho biết quá nhiều về một đặc điểm mà tệp phiếu bỏ ra, nên không bỏ ra được nữa. Xin đưa đặc điểm ấy vào tệp, hoặc không xuất tệp phiếu.",
		"left-out-of-file":
			"Cuộc này đã xuất tệp phiếu, và cách chia này dựa vào một đặc điểm không có trong tệp. Đặt bảng bên tệp sẽ tính ra được đặc điểm của từng phiếu. Xin chọn cách chia khác.",
		"too-large-for-xlsx":
			"Số liệu lớn hơn mức một trang XLSX chứa được. Xin bỏ chọn XLSX và dùng CSV, Parquet, SPSS hoặc Stata.",
		"unknown-text": "Không có ý kiến này. Xin tải lại danh sách.",
		"coded-already":
			"Ý kiến này đã có người khác mã hóa trong lúc Anh/Chị làm. Xin tải lại danh sách.",
		"not-masked":
			"Ý kiến này chưa được che tên người, tên cơ quan. Xin làm việc đó trước.",
		"too-few-mentions":
			"Mã này có quá ít ý kiến nên không trích dẫn: người viết có thể bị nhận ra. Xin chọn ý kiến ở mã có nhiều lần nêu hơn.",
		"own-quotation":
			"Người chọn trích dẫn không tự duyệt. Xin nhờ một người khác.",
		"forms-differ-by-few":
			"Phiên bản trọng số này tính thêm hoặc bỏ bớt một vài phiếu so với các bảng đã công bố; so hai bảng sẽ lộ các phiếu ấy. Xin dùng một phiên bản tính đúng những phiếu như trước.",
		"domains-differ-by-few":
			"Chia theo cách này, so với các bảng đã công bố, sẽ tính ra được một nhóm quá ít người, hoặc không nhóm nào có đủ người. Xin chọn cách chia đã có trong chân bảng chuẩn, hoặc một câu có ít nhóm hơn.",
		"filter-isolates-few":
			"Điều kiện này, cùng các điều kiện đã dùng, sẽ tách ra một nhóm quá ít người (hoặc không có ai). Xin nới điều kiện, dùng lại một điều kiện đã có, hoặc đưa biến đó vào chân bảng.",
		"opinion-differs-by-few":
			"Rất ít người trả lời «không biết» hoặc «không muốn trả lời», nên bỏ họ ra khỏi mẫu số sẽ làm lộ họ. Xin để mẫu số là mọi người trả lời.",
		"drawn-together":
			"Mỗi người chỉ thấy một phần các ý của bộ câu này; không biết xác suất để ba ý cùng hiện. Xin bớt một ý.",
		"not-a-filter":
			"Không đọc được điều kiện lọc. Xin xem lại cách viết và mã câu hỏi.",
		"too-many-columns":
			"Bảng có hơn 400 cột. Xin bớt một biến lồng, hoặc chọn biến có ít nhóm hơn.",
		"crossed-already":
			"Hai câu này được đặt bảng theo chiều kia. Xin đổi chỗ câu hỏi và cách chia: công bố cả hai chiều có thể để lộ ô đã che.",
		"outside-zsav":
			"Tệp SPSS này nén kiểu ZSAV nên chưa đọc được. Xin lưu lại trong SPSS ở dạng .sav thường, hoặc xuất CSV.",
		"outside-cut-short":
			"Tệp bị thiếu phần cuối. Xin chép lại tệp gốc rồi đưa lên lần nữa.",
		"outside-unreadable":
			"Không đọc được tệp này. Xin dùng tệp SPSS .sav, hoặc CSV mã UTF-8 có dòng tên cột.",
		"nothing-to-draw":
			"Không có tỷ lệ nào để vẽ: biến là số đo, hoặc mọi ô của bảng đều được che vì quá ít phiếu. Xin xem bảng.",
		"nothing-in-common":
			"Một cuộc điều tra không so được với chính nó. Xin chọn hai cuộc khác nhau.",
		"chart-too-large":
			"Biểu đồ vẽ một câu theo một cách chia, hoặc nhiều mục của một câu chung. Xin bớt câu hỏi hoặc bỏ cách chia.",
		"recode-isolates-few":
			"Biến này có một nhóm quá ít người, hoặc so với các bảng đã công bố sẽ tính ra một nhóm như vậy, nên không lập được bảng. Xin gộp nhóm nhỏ vào nhóm gần nhất trong công thức của biến.",
		"fieldwork-open":
			"Cuộc điều tra này đang thu phiếu nên chưa có bảng nào. Kết quả mở sau khi khóa thực địa.",
		"survey-exists": "Đã có cuộc điều tra mang mã này. Xin chọn mã khác.",
		"field-not-ready":
			"Phiếu còn thiếu tham số bắt buộc. Xin điền ở bước Phiếu trước.",
		"not-a-pilot":
			"Chỉ làm được với đợt thử nghiệm, và không mở thử nghiệm từ một đợt thử nghiệm.",
		"cards-used":
			"Lô này đã có thẻ được dùng nên không in lại được. Xin đổi từng thẻ.",
		"nothing-to-print":
			"Mọi lô đã có thẻ. Mã không lưu ở đâu nên không in lại được; trước khi mở, có thể hủy và in lại từng lô.",
		"changed-while-printing":
			"Trong lúc làm thẻ đã có người đổi mẫu, câu hỏi hoặc loại thẻ nên chưa thẻ nào được phát hành. Xin xem lại thay đổi ấy rồi in lại.",
		"no-hotline":
			"Chưa có đầu mối hỏi đáp (HOTLINE), mà mọi thẻ đều in. Xin điền ở bước Phiếu trước.",
		"too-long-for-card":
			"Thẻ không đủ chỗ cho dòng chữ “{text}”. Xin rút ngắn ở bước Phiếu, rồi mới in.",
		"fieldwork-closed": "Thực địa đã khóa nên không làm được việc này nữa.",
		"fieldwork-not-open": "Thực địa chưa mở. Xin mở trước.",
		"date-not-later":
			"Ngày đóng mới phải là một ngày có thật, sau hôm nay và sau ngày đóng hiện nay.",
		"cross-site":
			"Trình duyệt gửi yêu cầu từ một địa chỉ khác. Xin mở trang bằng đúng địa chỉ của máy chủ.",
		"storage-busy": "Kho dữ liệu đang bận. Xin thử lại sau vài giây.",
		"job-running":
			"Việc này đang chạy. Xin đợi xong hoặc dừng lại rồi làm lại.",
		"unknown-weights":
			"Không có phiên bản trọng số này. Xin chọn lại trong bảng các phiên bản.",
		"unknown-margin":
			"Không có biên này; có thể ai đó vừa xóa. Xin tải lại trang.",
		"weights-final":
			"Cuộc điều tra này đã chốt một phiên bản trọng số. Bản đã chốt không đổi được nữa.",
		"nothing-to-weight":
			"Chưa có phiếu nào để gia quyền, nên chưa khóa được. Thực địa vẫn như trước.",
		"unknown-table":
			"Không có bảng đã lưu này; có thể người lưu đã xóa. Xin tải lại danh sách.",
		"unknown-lot":
			"Không có lô này. Xin tải lại trang rồi chọn trong danh sách.",
		"unknown-token":
			"Không có mã API này, hoặc đã có người thu hồi. Xin tải lại danh sách.",
		"not-yours":
			"Chỉ người lưu bảng này mới sửa hoặc xóa được. Anh/Chị có thể mở bảng rồi lưu thành bản của mình.",
		"unknown-job":
			"Việc này đã xong từ lâu hoặc máy chủ đã khởi động lại. Xin làm lại nếu cần.",
		"unknown-file":
			"Tệp đã hết thời gian giữ tạm trên máy chủ. Xin chọn lại tệp và gửi lần nữa.",
		"no-frame": "Chưa có dàn mẫu. Xin nhập dàn mẫu trước.",
		"no-plan":
			"Chưa có kế hoạch chọn mẫu nào được lưu. Xin lưu kế hoạch trước.",
		"no-sample": "Chưa rút mẫu nào. Xin rút mẫu trước.",
		"no-hand-over":
			"Bảng giao thẻ không còn trên máy chủ: đã giao rồi xóa, hoặc mẫu này không có bảng. Xin hỏi người đang giữ tệp đã tải.",
		"hand-over-not-given":
			"Bảng giao thẻ của mẫu này chưa được tải lần nào, nên chưa xóa. Xin tải tệp và mở thử trước.",
		"no-reserve": "Tầng này không có mẫu dự phòng chưa mở. Xin chọn tầng khác.",
		"sample-printed":
			"Đã in thẻ cho mẫu này nên không rút lại và không sửa kế hoạch được nữa. Muốn đổi, xin lập đợt điều tra mới.",
		"issuer-elsewhere":
			"Máy này không giữ khóa cấp phiếu. Xin làm việc này trên máy của bên cấp mã.",
		"lots-too-small":
			"Lô {lot} chỉ có {cards} thẻ, ít hơn {min}. Xin gộp lô này với lô khác cùng tầng trong kế hoạch chọn mẫu rồi rút lại.",
		"questions-promised":
			"Bản kê in trên thẻ đã chốt các câu hỏi, nên thay đổi này làm điện thoại từ chối phiếu. Chỉ còn đổi được lời giới thiệu và ngày kết thúc. Muốn đổi câu hỏi, xin lập đợt điều tra mới.",
		"changed-meanwhile":
			"Chưa lưu, vì từ lúc Anh/Chị mở trang này đã có người lưu một bản khác. Những gì Anh/Chị nhập vẫn còn trên màn hình. Xin mở trang này ở một cửa sổ khác để xem bản kia; nếu bấm Lưu lần nữa, bản của Anh/Chị sẽ thay bản ấy.",
		"already-opened":
			"Cuộc điều tra đã mở thu phiếu hoặc đã khóa nên việc này không còn làm được. Muốn đổi, xin lập đợt điều tra mới.",
		"too-large":
			"Nội dung gửi lên quá lớn; tệp nhận được tối đa 128 MB. Xin bỏ các cột không dùng, hoặc chia tệp theo tỉnh rồi nhập từng phần.",
	},
	jobs: {
		running: "Đang làm: {done}/{total}",
		started: "Đang làm…",
		stop: "Dừng",
		stopped: "Đã dừng. Chưa có gì thay đổi.",
		fetchFile: "Tải tệp",
		fetchedOnce: "Tệp chỉ tải được một lần; máy chủ không giữ bản nào.",
	},
	questionnaire: questionnaire.vi,
	sample: sample.vi,
	field: field.vi,
	weights: weights.vi,
	desk: desk.vi,
	sensitive: sensitive.vi,
	compare: compare.vi,
	tables: tables.vi,
	openAnswers: openAnswers.vi,
	files: files.vi,
	report: report.vi,
	pageNotFound: "Không có trang này. Xin chọn một cuộc điều tra trong cột bên.",
};

export type Strings = typeof vi;

const en: Strings = {
	siteName: "Lắng nghe",
	siteLine: "Anonymous public-opinion surveys",
	otherLanguage: "Tiếng Việt",
	skipToTable: "To the table",
	loading: "Loading…",
	retry: "Try again",

	logIn: "Log in",
	logInIntro: "For those who design surveys and those who read their results.",
	logOut: "Log out",
	name: "User name",
	password: "Password",
	forgotten: "Forgotten the password? Please ask whoever keeps the server.",

	setUp: "Make the first administrator",
	setUpIntro:
		"This link works once. Choose a name and a password, and you are in.",
	setUpButton: "Make and log in",
	passwordHint:
		"At least {min} characters. A short sentence is better than a word with odd signs.",
	linkWithoutToken:
		"The part after the # is missing. Please copy the whole link that the server printed.",
	toLogIn: "I have a name and a password: log in",

	surveys: "Surveys",
	notANumber: "Please type a number, such as 1,234 or 0.5.",
	atLeastNumber: "Please type a number of {min} or more.",
	betweenNumbers: "Please type a number from {min} to {max}.",
	survey: "Survey",
	population: "Population",
	cadres: "Cadres, civil servants, public employees",
	citizens: "Citizens",
	status: "Status",
	statuses: {
		preparing: "Being prepared",
		open: "In the field",
		paused: "Paused",
		closed: "Closed",
	},
	newSurvey: "Set up a new survey",
	responses: "Responses",
	atLeast: "{n} or more",
	openCountNote:
		"While a survey is in the field its responses are rounded down to tens and counted once an hour, so that nobody can tell which form has just been sent.",
	noSurveys:
		"There is no survey in this store yet. Start the server again to install the two questionnaires that come with it.",

	stepsLabel: "Steps of the survey",
	steps: {
		questionnaire: "Questionnaire",
		sample: "Sample",
		field: "Fieldwork",
		weights: "Weights",
		results: "Results",
		report: "Report",
	},

	openTitle: "No figures yet",
	openText:
		"This survey is in the field. Until the field closes no table is computed, not even for administrators: two tables taken one after the other could give away the answers of whoever has just sent a form. Results open once fieldwork is closed.",
	openCount: "So far {n} responses or more (rounded down to tens).",

	questions: "Questions",
	chooseQuestion: "Choose a question",
	changeQuestion: "Another question",
	findQuestion: "Find a question",
	findHint: "code or words, accents not needed",
	noMatch:
		"No question contains “{words}”. Try a shorter word or the question's code.",
	matches: "{n} questions",
	arms: "Random arms",
	pickFirst:
		"Choose a question from the list to see its weighted distribution, confidence intervals and chart.",
	responsesInAll: "{n} responses",

	by: "By",
	whole: "All",
	otherDomain: "Other…",
	detailOn: "Show standard error, deff, effective n",
	detailOff: "Hide standard error, deff, effective n",
	download: "Download this table (CSV)",
	print: "Print page",

	table: "Table",
	chart: "Chart",
	chartKinds: {
		likert: "Diverging stacked bars",
		bars: "Bars with intervals",
		dots: "Dots with intervals",
		slopes: "Slopes",
		change: "Change",
	},
	chartFiles: { png: "Download PNG", svg: "Download SVG" },
	category: "Answer",
	share: "Share",
	interval: "95% CI",
	se: "Std. error",
	seUnit: "% points",
	deff: "Deff",
	effectiveN: "Effective n",
	cellDetail: ["se {se} · deff {deff}", "n eff. {n}"],
	cellDetailKey:
		"se: standard error in percentage points; deff: design effect; n eff.: effective n.",
	noOpinion: "No opinion given",
	base: "n",
	baseLong: "forms that answer this question, unweighted",
	df: "Degrees of freedom",
	notShown: "withheld",
	otherWayRound: "Open the table the other way round",
	withheld: {
		protected:
			"Withheld so that nobody can be recognised: this figure rests on fewer than {min} forms, maybe on none, or on one lot, tells what all of a small group answered, or one that does could be worked out from it.",
		"not-estimable":
			"Not estimable: too few forms or too few sampling units in this group.",
	},
	notes: {
		"single-psu-stratum":
			"A stratum has a single sampling unit; its error is taken about the overall mean, which errs on the large side.",
		"base-under-30": "Fewer than 30 forms: for orientation, not for quoting.",
		"interval-without-clusters":
			"0%, 100%, or no difference between sampling units: the interval is Korn–Graubard's, on the effective n of the weights alone.",
		"not-estimable: empty base": "There is no form in this group.",
		"not-estimable: no degrees of freedom":
			"No more sampling units than strata: there is no standard error.",
		"not-estimable: outside its range":
			"The estimate lies outside its meaningful range and is not printed.",
	},
	multipleNote:
		"More than one answer could be chosen: shares add up to more than 100%.",
	drawnNote:
		"Each respondent saw a random part of this battery; weights are multiplied by the inverse of the chance of being shown.",
	splitNote:
		"The wording of this question differs by the random arm {arm}. The whole table mixes the wordings.",
	splitLink: "By arm {arm}",
	method:
		"Weighted shares. Standard errors by Taylor linearisation, with strata and first-stage sampling units; 95% confidence intervals on the logit scale with t quantiles, at 0% and 100% Korn–Graubard.",
	noSamplingError: "Not a probability sample: there is no sampling error",
	weightsFinal: "Weights version {version}, final",
	weightsNotFinal: "Weights version {version}, not final yet",
	source: "Source",

	errors: {
		offline:
			"The server cannot be reached. Please check the connection, then press “Try again”.",
		unexpected:
			"Something went wrong on the server. Please try again; if it stays so, tell whoever keeps the server.",
		"not-logged-in":
			"Your session has ended. What you have entered is still on this page: please log in in a new tab, then come back here and go on.",
		"wrong-password":
			"Name or password is not right. Please type both again, and mind caps lock and the input method.",
		"too-many-attempts":
			"This name has been tried too often. Please wait {seconds} seconds, then log in again.",
		"setup-link-spent":
			"This link has been used, or there is a newer one. If you have set a password, log in; if not, ask whoever keeps the server for a new link.",
		"password-too-short":
			"The password is too short. Please choose at least {min} characters.",
		"name-taken": "This name is taken. Please choose another.",
		"invalid-request":
			"The server did not get all it needs. Please check the fields and send again.",
		"unknown-survey":
			"There is no such survey. Please choose one in the side column.",
		"unknown-variable":
			"The question or breakdown in the address is not part of this survey. Please choose again from the list.",
		"weights-changed":
			"Tables of this survey were released under another version of the weights. Please declare the version to be used final, in the step Weights: every table uses that one from then on.",
		"same-population":
			"Both surveys are of the same population: choose one of the other, or leave it empty.",
		"not-a-report":
			"This is no .docx report made here, or its traces are gone: choose the file as it was fetched from this page.",
		"weights-not-final":
			"The weights are not final. Please declare a version final, in the step Weights, before the data are frozen.",
		"frozen-already":
			"The data of this survey were frozen before; they are not frozen twice.",
		"not-frozen":
			"The data are not frozen. Please freeze them, in the step Report, before they are approved or published.",
		"not-approved":
			"The frozen data have not been approved by two persons, so nothing is published yet.",
		"data-changed":
			"The data on the server no longer match the hash on this page. Please load the page again; if it stays so, publish nothing and tell whoever keeps the server.",
		"approved-already":
			"You have approved these data. Somebody else has to approve them as well.",
		"few-alike":
			"Some combinations of characteristics are shared by a few people only, so no file of responses is made. Please take one out of the combinations named on the page Data files.",
		"microdata-made":
			"A file of responses has been made of this survey with other characteristics. Two files joined would tell more than either, so only the same choice can be made again.",
		"tables-tell-left-out":
			"The tables released tell too much of a characteristic that the file leaves out. Please put it into the file, or make none.",
		"left-out-of-file":
			"A file of responses has been made of this survey, and this rests on a characteristic that is not in it. Beside the file, the table would give away the characteristic of single responses. Please tell apart by something else.",
		"too-large-for-xlsx":
			"These data are more than a sheet of XLSX holds. Please leave XLSX out and take CSV, Parquet, SPSS or Stata.",
		"unknown-text": "There is no such answer. Please load the list again.",
		"coded-already":
			"Somebody else has coded this answer meanwhile. Please load the list again.",
		"not-masked":
			"Names and agencies in this answer have not been masked. Please do that first.",
		"too-few-mentions":
			"Too few answers have this code to quote one: who wrote it could be recognised. Please choose from a code with more mentions.",
		"own-quotation":
			"Whoever chose a quotation does not approve it. Please ask somebody else.",
		"forms-differ-by-few":
			"This version of the weights takes in or leaves out a few forms compared with the tables released; comparing two tables would tell of those forms. Please use a version with the same forms as before.",
		"domains-differ-by-few":
			"Told apart like this, a group of too few could be worked out together with the tables released, or no group has enough people. Please choose a variable of the standard banner, or one with fewer groups.",
		"filter-isolates-few":
			"Together with the filters used so far, this one would set apart a group of too few (or holds nobody). Please widen it, use one that was used before, or put the variable into the banner.",
		"opinion-differs-by-few":
			"Very few answered “don't know” or “refused”: leaving them out of the base would tell of them. Please keep the base of all who answered.",
		"drawn-together":
			"Each person saw a part of this battery alone, and the chance that three items were shown together is not known. Please use one item less.",
		"not-a-filter":
			"The filter cannot be read. Please check how it is written and the codes of questions.",
		"too-many-columns":
			"The table has more than 400 columns. Please nest one variable less, or choose one with fewer groups.",
		"crossed-already":
			"These two are tabulated the other way round. Please exchange the question and what it is told apart by: both directions together could tell what was withheld.",
		"outside-zsav":
			"This SPSS file is compressed as ZSAV, which is not read. Please save it as a plain .sav, or export a CSV.",
		"outside-cut-short":
			"The end of the file is missing. Please copy the original again and upload it once more.",
		"outside-unreadable":
			"This file cannot be read. Please use an SPSS .sav, or a CSV in UTF-8 with a line of column names.",
		"nothing-to-draw":
			"There is no share to draw: the variable is a measured number, or every cell of its table is withheld as too few answered. Please read the table.",
		"nothing-in-common":
			"A survey cannot be compared with itself. Please choose two.",
		"chart-too-large":
			"A chart shows one question by one variable, or the items of one question over everybody. Please take fewer questions or leave the variable out.",
		"recode-isolates-few":
			"A group of this variable holds too few people, or one that does could be worked out from tables already released, so no table can be made of it. Please join the small group to its neighbour in the variable's expression.",
		"fieldwork-open":
			"This survey is in the field, so there are no tables yet. Results open once fieldwork is closed.",
		"survey-exists": "There is a survey of this name. Please choose another.",
		"field-not-ready":
			"The questionnaire still lacks parameters. Please fill them in at the step Questionnaire.",
		"not-a-pilot":
			"This is for pilots only, and no pilot is opened from a pilot.",
		"cards-used":
			"A card of this lot has been used, so it cannot be printed again. Please exchange single cards.",
		"nothing-to-print":
			"Every lot has its cards. Codes are kept nowhere, so they cannot be printed again; before opening, a lot can be destroyed and printed anew.",
		"changed-while-printing":
			"While the cards were being made somebody changed the sample, the questions or the kind of cards, so none were issued. Please look at that change, then print again.",
		"no-hotline":
			"There is no number for questions (HOTLINE), which every card prints. Please fill it in at the step Questionnaire.",
		"too-long-for-card":
			"A card has no room for “{text}”. Please shorten it at the step Questionnaire and print again.",
		"fieldwork-closed": "The field is closed, so this can no longer be done.",
		"fieldwork-not-open": "The field is not open yet. Please open it first.",
		"date-not-later":
			"The new closing date must be a day of the calendar after today and after the present one.",
		"cross-site":
			"The browser sent this from another address. Please open the page at the server's own address.",
		"storage-busy": "The store is busy. Please try again in a few seconds.",
		"job-running":
			"This work is running already. Please wait for it, or stop it and start again.",
		"unknown-weights":
			"There is no such version of the weights. Please choose from the table of versions.",
		"unknown-margin":
			"There is no such margin; somebody may have removed it. Please load the page again.",
		"weights-final":
			"A version of this survey's weights has been declared final. It cannot be changed any more.",
		"nothing-to-weight":
			"There is no response to weight yet, so the survey cannot be closed. The field stays as it was.",
		"unknown-table":
			"There is no such saved table; its owner may have removed it. Please load the list again.",
		"unknown-lot":
			"There is no such lot. Please load the page again and choose from the list.",
		"unknown-token":
			"There is no such token, or somebody has revoked it. Please load the list again.",
		"not-yours":
			"Only whoever saved this table can change or remove it. You can open it and save it as your own.",
		"unknown-job":
			"This work ended long ago, or the server has been restarted. Please start it again if it is needed.",
		"unknown-file":
			"The file was kept for a while only and is gone from the server. Please choose it and send it again.",
		"no-frame": "There is no frame yet. Please import one first.",
		"no-plan": "No plan has been saved yet. Please save the plan first.",
		"no-sample": "No sample has been drawn yet. Please draw it first.",
		"no-hand-over":
			"The hand-over list is no longer on the server: it was given out and erased, or this sample has none. Please ask whoever keeps the file.",
		"hand-over-not-given":
			"The hand-over list of this sample has not been downloaded, so it is not erased. Please download the file and open it first.",
		"no-reserve":
			"This stratum has no reserve that could be opened. Please choose another.",
		"sample-printed":
			"Cards of this sample have been printed, so it cannot be drawn again and its plan cannot change. To change it, please make a new wave.",
		"issuer-elsewhere":
			"This host does not keep the keys that tokens are signed with. Please do this on the issuer's host.",
		"lots-too-small":
			"Lot {lot} has only {cards} cards, fewer than {min}. Please merge it with another lot of its stratum in the sample plan, and draw again.",
		"questions-promised":
			"The manifest printed on the cards promises these questions, and phones would refuse a form that differs. Only the consent screen and the closing date can still change. To change a question, please make a new wave.",
		"changed-meanwhile":
			"Not saved: somebody saved another version after you opened this page. What you typed is still on the screen. Please open this page in a second window to see theirs; if you save once more, yours takes its place.",
		"already-opened":
			"The survey has opened or is closed, so this can no longer be done. To change it, please make a new wave.",
		"too-large":
			"What was sent is too large; files of up to 128 MB are taken. Please remove columns that are not used, or divide the file by province.",
	},
	jobs: {
		running: "Working: {done} of {total}",
		started: "Working…",
		stop: "Stop",
		stopped: "Stopped. Nothing has changed.",
		fetchFile: "Fetch the file",
		fetchedOnce: "The file can be fetched once; the server keeps no copy.",
	},
	questionnaire: questionnaire.en,
	sample: sample.en,
	field: field.en,
	weights: weights.en,
	desk: desk.en,
	sensitive: sensitive.en,
	compare: compare.en,
	tables: tables.en,
	openAnswers: openAnswers.en,
	files: files.en,
	report: report.en,
	pageNotFound:
		"There is no such page. Please choose a survey in the side column.",
};

export const strings = { vi, en };

/** "từ {n}" with n put in its place. */
export const fill = (
	template: string,
	params: Record<string, string | number>,
): string =>
	template.replace(/\{(\w+)\}/g, (whole, name: string) =>
		name in params ? String(params[name]) : whole,
	);
