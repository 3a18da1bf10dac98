// How the surveys were made: the introduction, and annex A.
import {
	addGap,
	paragraph,
	populationWords,
	type Report,
	say,
} from "./compose.ts";
import type { Block, BodyRow, Inline } from "./document.ts";
import {
	numberAt,
	type Population,
	type SurveySource,
	traced,
} from "./figures.ts";
import { type NumberForm, shortDate } from "./vi-format.ts";

/** A number of the method, or words where it is not known. */
export function methodNumber(
	report: Report,
	{ id, method }: SurveySource,
	name: string,
	as: NumberForm,
	otherwise = "chưa có số liệu",
): Inline {
	return numberAt(method, name) === undefined
		? otherwise
		: traced(
				{
					terms: [{ source: { of: "method", survey: id }, at: name, sign: 1 }],
					as,
				},
				report.lookup,
			);
}

export const surveysOf = (report: Report) =>
	(["cadres", "citizens"] as const).flatMap((population) => {
		const of = report.surveys[population];
		return of ? [{ population, of }] : [];
	});

const wholes: Record<Population, string> = {
	cadres:
		"cán bộ, công chức, viên chức trong biên chế các cơ quan Đảng, Nhà nước, Mặt trận, đoàn thể, đơn vị sự nghiệp công lập; trừ quân đội, công an, người hợp đồng và không chuyên trách",
	citizens: "người dân từ 18 tuổi, sống tại địa bàn mẫu từ 6 tháng trở lên",
};
const draws: Record<Population, string> = {
	cadres:
		"mẫu phân tầng theo cấp, khối và vùng; giai đoạn 1 chọn cơ quan với xác suất tỷ lệ với quy mô, giai đoạn 2 chọn người theo hai lớp lãnh đạo và còn lại; thẻ trộn, bốc bằng tay",
	citizens:
		"mẫu phân tầng theo vùng và thành thị, nông thôn; chọn lần lượt xã, thôn, hộ, rồi một người từ 18 tuổi trong hộ",
};

export function introduction(report: Report): Block[] {
	const told = surveysOf(report);
	for (const population of ["cadres", "citizens"] as const)
		if (!report.surveys[population])
			addGap(report, {
				what: populationWords[population].asked,
				why: "no-survey",
				place: "Phần thứ nhất",
			});
	return [
		paragraph(
			"gioi-thieu.can-cu",
			"Thực hiện Kế hoạch số 01-KH/BCĐ ngày 10/8/2023 của Ban Chỉ đạo xây dựng Đề án, Tổ Biên tập phối hợp với Viện Dư luận xã hội tổ chức điều tra xã hội học về thực trạng, nguyên nhân và đề xuất, kiến nghị các nhiệm vụ, giải pháp khắc phục tình trạng một bộ phận cán bộ, đảng viên, công chức, viên chức né tránh, đùn đẩy, làm việc cầm chừng, sợ trách nhiệm không dám làm. Kết quả chỉ sử dụng cho mục đích nghiên cứu của Đề án, không có mục đích xử lý trách nhiệm đối với cấp ủy, tổ chức đảng, cơ quan, đơn vị.",
		),
		...told.flatMap(({ population, of }): Block[] => {
			const n = (name: string, as: NumberForm = "count") =>
				methodNumber(report, of, name, as);
			const { short, asked } = populationWords[population];
			return [
				paragraph(
					`gioi-thieu.mau-${short}`,
					say`Về ${asked}: tổng thể là ${wholes[population]}. ${of.sampling === "probability" ? `Cách chọn: ${draws[population]}.` : "Mẫu không chọn theo xác suất nên không có sai số chọn mẫu và không suy rộng cho tổng thể."} Mẫu có ${n("strata")} tầng, ${n("lots")} đơn vị phương sai (lô); dự kiến ${n("planned")} thẻ, nhận ${n("responses")} phiếu hợp lệ.`,
					...(numberAt(of.method, "rate|RR1") === undefined
						? [" Tỷ lệ trả lời chưa tính được vì sổ lô chưa đủ." as Inline]
						: [
								say` Tỷ lệ trả lời AAPOR RR1 là ${n("rate|RR1", "share")}${numberAt(of.method, "rate|RR3") === undefined ? [] : say`, RR3 là ${n("rate|RR3", "share")}`}.`,
							].flat()),
				),
				paragraph(
					`gioi-thieu.trong-so-${short}`,
					say`Trọng số phiên bản ${String(of.weights.version)}${of.weights.isFinal ? " (đã chốt)" : " (chưa chốt)"}${stepsWords(of)}.${of.sampling === "probability" && numberAt(of.method, "weights|deff") !== undefined ? say` Hiệu ứng thiết kế do trọng số (Kish) là ${n("weights|deff", "ratio")}; bậc tự do của thiết kế là ${n("df")}.` : []} Thời gian: ${waveWords(of)}.`,
				),
			];
		}),
		paragraph(
			"gioi-thieu.han-che",
			"Hạn chế: số liệu là điều người trả lời cho biết, không phải kết quả xác minh; câu hỏi về nơi làm việc, địa phương nói chung, không về cá nhân; sai số nêu trong báo cáo là sai số chọn mẫu, chưa gồm sai số do không trả lời và do cách hiểu câu hỏi. Tên văn bản, mốc ngày là tham số của đợt điều tra. Phương pháp đầy đủ ở ",
			{ to: "phu-luc-a" },
			".",
		),
		paragraph(
			"gioi-thieu.quy-uoc",
			`Quy ước: “đa số”, “phần lớn”, “tuyệt đại đa số” chỉ dùng khi cận dưới của khoảng tin cậy 95% (KTC 95%) từ 50%, 66,7%, 85% trở lên; khi chênh lệch chưa có ý nghĩa thống kê, báo cáo ghi “chưa đủ bằng chứng khác nhau”. Trong bảng: “…” là ô bị che để bảo vệ người trả lời; “–” là không ước lượng được; “x” là đợt này không hỏi; 0,0% là không ai chọn; (*) là dựa trên dưới 30 người.`,
		),
	];
}

const frozenWords: Record<SurveySource["frozen"], string> = {
	approved: "đã chốt và được duyệt",
	"not-approved": "đã chốt, chưa đủ người duyệt",
	"not-frozen": "chưa chốt",
};

const stepWords: Record<string, string> = {
	base: "trọng số gốc theo xác suất chọn",
	nonresponse: "điều chỉnh không trả lời theo tầng",
	outside: "loại người ngoài tổng thể",
	rake: "hiệu chỉnh theo biên tổng thể (raking)",
	trim: "cắt tỷ số trọng số và hiệu chỉnh lại",
};

const stepsWords = ({ method }: SurveySource) =>
	method.steps.length > 0
		? `: ${method.steps.map((step) => stepWords[step] ?? step).join("; ")}`
		: "";

const waveWords = ({ method: { opened, closed } }: SurveySource) =>
	[
		opened ? `mở đợt ngày ${shortDate(opened)}` : "ngày mở đợt chưa ghi",
		closed ? `đóng đợt ngày ${shortDate(closed)}` : "ngày đóng đợt chưa ghi",
	].join(", ");

const dispositionNames: [string, string][] = [
	["I", "Hoàn thành (I)"],
	["R", "Từ chối (R)"],
	["NC", "Không gặp (NC)"],
	["O", "Khác (O)"],
	["ineligible", "Ngoài đối tượng"],
	["U", "Không rõ (U)"],
];

const rateNames = ["RR1", "RR3", "RR5", "COOP1", "REF1", "CON1"];

/** Annex A: what sampling.md §8 says must be told of the method. */
export function methodAnnex(report: Report): Block[] {
	return [
		...surveysOf(report).flatMap(({ population, of }) => [
			{
				kind: "heading" as const,
				level: 2 as const,
				text: `Cuộc điều tra ${populationWords[population].people}`,
			},
			...surveyMethod(report, population, of),
		]),
		{ kind: "heading", level: 2, text: "Ước lượng và công bố" },
		...[
			"Tỷ lệ, điểm trung bình tính có trọng số. Phương sai tính bằng tuyến tính hóa Taylor với tầng và đơn vị phương sai của lô, coi giai đoạn 1 là chọn có hoàn lại; mọi miền giữ đủ các đơn vị của thiết kế. Khoảng tin cậy 95% của tỷ lệ theo phép biến đổi lô-gít, dùng phân vị t với bậc tự do của miền (số đơn vị phương sai trừ số tầng).",
			"Mục bốc ngẫu nhiên (thiếu có chủ đích) nhân nghịch đảo xác suất hiện mục; mục luôn hiện có hệ số 1.",
			"Mẫu số của tỷ lệ là người được hỏi và có trả lời, kể cả «Không biết» (98), «Không muốn trả lời» (99) và «Không có» (97); «Không áp dụng» (95) ở ngoài mẫu số. Điểm trung bình chỉ tính trên các mức của thang.",
			"Che ô: miền dưới 10 người trả lời là cán bộ hoặc dưới 5 người dân, miền chỉ có một lô, ô do một hai người chi phối, 0% hoặc 100% trên dưới 30 người đều không công bố; ô khác được che thêm khi có thể suy ra ô đã che. Mỗi số trong báo cáo đều qua một cổng duy nhất áp dụng các quy tắc này và nhớ các lần công bố trước.",
			"So sánh hai phần của một mẫu hoặc hai nội dung: chỉ kết luận khác nhau khi hai khoảng tin cậy 95% không giao nhau, thận trọng với mọi hiệp phương sai. So sánh cán bộ với người dân: hai mẫu độc lập, mức ý nghĩa 5%. Không xếp hạng tỉnh, địa phương, cơ quan.",
			"Kỹ thuật gián tiếp: xem Phụ lục F. Câu chữ nguyên văn: xem Phụ lục D.",
		].map((text, at) => paragraph(`phuong-phap.${at + 1}`, text)),
	];
}

function surveyMethod(
	report: Report,
	population: Population,
	of: SurveySource,
): Block[] {
	const { short } = populationWords[population];
	const n = (name: string, as: NumberForm = "count", otherwise = "–") =>
		methodNumber(report, of, name, as, otherwise);
	const id = (what: string) => `${what}-${short.toLowerCase()}`;
	const hasRates = numberAt(of.method, "rate|RR1") !== undefined;
	if (!hasRates)
		addGap(report, {
			what: `sổ lô ${of.id}`,
			why: "no-ledger",
			place: "Phụ lục A",
		});
	if (of.method.margins.length === 0)
		addGap(report, { what: of.id, why: "no-margins", place: "Phụ lục A" });
	for (const { name, source } of of.method.margins)
		if (source.trim() === "")
			addGap(report, {
				what: `biên “${name}”`,
				why: "no-margin-source",
				place: "Phụ lục A",
			});
	return [
		paragraph(
			id("a-tong-the"),
			`Tổng thể: ${wholes[population]}. ${of.sampling === "probability" ? `Cách chọn mẫu: ${draws[population]}.` : "Mẫu không chọn theo xác suất."} Mã số liệu: ${of.dataHash.slice(0, 16)}, ${frozenWords[of.frozen]}; trọng số phiên bản ${of.weights.version}.`,
		),
		{
			kind: "table",
			id: id("a-tang"),
			caption: `Mẫu theo tầng, ${populationWords[population].asked}`,
			head: [
				[
					{ text: "Tầng" },
					{ text: "Thẻ dự kiến" },
					{ text: "Phiếu nhận" },
					{ text: "RR1" },
				],
			],
			rows: [
				...of.method.strata.map(
					({ label }, at): BodyRow => ({
						cells: [
							[label.vi],
							[n(`stratum|${at}|planned`)],
							[n(`stratum|${at}|responses`)],
							[n(`stratum|${at}|RR1`, "share")],
						],
					}),
				),
				{
					cells: [
						["Cộng"],
						[n("planned")],
						[n("responses")],
						[n("rate|RR1", "share")],
					],
				},
			],
			widths: [5, 1.4, 1.4, 1.2],
			foot: [
				[
					"Nguồn: dàn mẫu, sổ lô và số phiếu của Điều tra xã hội học của Đề án.",
				],
			],
		},
		...(hasRates
			? [
					{
						kind: "table" as const,
						id: id("a-ket-cuc"),
						caption: `Kết cục theo AAPOR, ${populationWords[population].asked}`,
						head: [[{ text: "Kết cục" }, { text: "Số thẻ" }]],
						rows: dispositionNames.map(([name, label]) => ({
							cells: [[label], [n(`disposition|${name}`)]] as Inline[][],
						})),
						widths: [5, 1.5],
						foot: [
							[
								"Không lưu phiếu dở nên RR1 = RR2, RR3 = RR4; thẻ không thấy dùng là không rõ, không phải từ chối. Nguồn: sổ lô.",
							] as Inline[],
						],
					},
					{
						kind: "table" as const,
						id: id("a-ty-le"),
						caption: `Tỷ lệ kết cục theo AAPOR, ${populationWords[population].asked}`,
						head: [
							[
								{ text: "Tỷ lệ" },
								{ text: "Không trọng số" },
								{ text: "Có trọng số" },
							],
						],
						rows: rateNames.map((name) => ({
							cells: [
								[name],
								[n(`rate|${name}`, "share")],
								[n(`weighted|${name}`, "share")],
							] as Inline[][],
						})),
						widths: [3, 2, 2],
						foot: [
							[
								"Tỷ lệ có trọng số dùng số người của tầng trên số thẻ. “–”: không tính được. Nguồn: sổ lô.",
							] as Inline[],
						],
					},
				]
			: [
					paragraph(
						id("a-ty-le"),
						"Tỷ lệ trả lời: chưa tính được vì sổ lô chưa có hoặc ghi thiếu.",
					),
				]),
		paragraph(
			id("a-trong-so"),
			say`Trọng số${stepsWords(of)}.${of.sampling === "probability" ? say` Hiệu ứng thiết kế do trọng số: ${n("weights|deff", "ratio")}; hệ số biến thiên: ${n("weights|cv", "ratio")}.` : []}`,
		),
		...(of.method.margins.length > 0
			? [
					{
						kind: "table" as const,
						id: id("a-bien"),
						caption: `Biên tổng thể dùng để hiệu chỉnh, ${populationWords[population].asked}`,
						head: [
							[
								{ text: "Biên" },
								{ text: "Nguồn" },
								{ text: "Phiên bản, ngày" },
							],
						],
						rows: of.method.margins.map(({ name, source, version }) => ({
							cells: [
								[name],
								[source.trim() || "THIẾU NGUỒN"],
								[version.trim() || "–"],
							] as Inline[][],
						})),
						widths: [2, 4, 2],
						foot: [["Nguồn: khai báo của người gia quyền."]] as Inline[][],
					},
				]
			: [
					paragraph(
						id("a-bien"),
						"Chưa hiệu chỉnh theo biên tổng thể: không có biên nào được khai.",
					),
				]),
	];
}
