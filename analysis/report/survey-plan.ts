// Phương án điều tra: what is going to be done, out of the design, before anybody answers.

import type { Survey } from "../../survey-definitions/survey.ts";
import type { Sampling } from "../fielded-sample.ts";
import { paragraph, type ReportInput, say, startReport } from "./compose.ts";
import type { Block, Inline } from "./document.ts";
import { type Figures, numberAt, type Traced, traced } from "./figures.ts";
import type { MethodFigures } from "./method-figures.ts";
import { closing, heading, letterheadOf, type Made } from "./survey-report.ts";
import { type NumberForm, shortDate } from "./vi-format.ts";
import { lowerFirst } from "./wording.ts";

export interface PlannedSurvey {
	id: string;
	survey: Survey;
	sampling: Sampling;
	design: MethodFigures;
	/** The wave's words that the plan repeats. */
	controller: string;
	hotline: string;
	cleaning: string[];
}

export function surveyPlan(
	input: Pick<ReportInput, "layout" | "letterhead">,
	planned: PlannedSurvey,
): Made {
	const report = startReport({
		...input,
		madeOn: "",
		surveys: {},
		cases: { handled: null, people: null, source: "" },
		quotations: [],
		codedAnswers: [],
		edits: [],
		provinces: [],
	});
	const { design, survey, id, sampling } = planned;
	const lookup = (): Figures => design;
	const source = { of: "design", survey: id } as const;
	const n = (at: string, as: NumberForm = "count"): Traced | string =>
		numberAt(design, at) === undefined
			? "chưa xác định"
			: traced({ terms: [{ source, at, sign: 1 }], as }, lookup);
	const isDrawn = design.strata.length > 0;
	const item = (name: string, ...content: (Inline | Inline[])[]) =>
		paragraph(`phuong-an.${name}`, ...content);
	const whole =
		survey.population === "cadres"
			? "cán bộ, công chức, viên chức trong biên chế; trừ quân đội, công an, người hợp đồng và không chuyên trách"
			: "người dân từ 18 tuổi, sống tại địa bàn mẫu từ 6 tháng trở lên";
	const blocks: Block[] = [
		heading(1, "I. MỤC ĐÍCH, YÊU CẦU"),
		item(
			"muc-dich",
			"Điều tra xã hội học về thực trạng, nguyên nhân và đề xuất, kiến nghị các nhiệm vụ, giải pháp khắc phục tình trạng né tránh, đùn đẩy, làm việc cầm chừng, sợ trách nhiệm không dám làm (Kế hoạch số 01-KH/BCĐ ngày 10/8/2023, mục III.4). Kết quả chỉ sử dụng cho mục đích nghiên cứu, không có mục đích xử lý trách nhiệm đối với tổ chức.",
		),
		heading(1, "II. ĐỐI TƯỢNG, PHẠM VI"),
		item("doi-tuong", `Đối tượng: ${whole}.`),
		item(
			"thoi-gian",
			`Thời gian thu thập: ${design.opened ? `từ ngày ${shortDate(design.opened)}` : "ngày mở đợt chưa ghi"}${design.closed ? ` đến ngày ${shortDate(design.closed)}` : ", ngày đóng đợt chưa ghi"}.`,
		),
		heading(1, "III. NỘI DUNG ĐIỀU TRA"),
		item(
			"noi-dung",
			`Phiếu “${survey.title.vi}” gồm ${survey.sections.length} phần: ${survey.sections.map(({ title }) => lowerFirst(title.vi)).join("; ")}. Phiếu nguyên văn trình duyệt kèm theo.`,
		),
		heading(1, "IV. PHƯƠNG PHÁP CHỌN MẪU"),
		...(isDrawn
			? [
					item(
						"mau",
						say`${sampling === "probability" ? "Mẫu xác suất phân tầng nhiều giai đoạn" : "Mẫu không theo xác suất (không suy rộng)"}: ${n("strata")} tầng, ${n("lots")} đơn vị phương sai (lô), ${n("planned")} thẻ; dàn mẫu ${n("population")} người; bậc tự do ${n("df")}. Tỷ lệ trả lời dự kiến: ${n("responseRate", "share")}.`,
					),
					{
						kind: "table" as const,
						id: "phuong-an-tang",
						caption: "Phân bổ mẫu theo tầng",
						head: [
							[
								{ text: "Tầng" },
								{ text: "Số người trong dàn mẫu" },
								{ text: "Số lô" },
								{ text: "Số thẻ" },
							],
						],
						rows: [
							...design.strata.map(({ label }, at) => ({
								cells: [
									[label.vi],
									[n(`stratum|${at}|population`)],
									[n(`stratum|${at}|lots`)],
									[n(`stratum|${at}|planned`)],
								] as Inline[][],
							})),
							{
								cells: [
									["Cộng"],
									[n("population")],
									[n("lots")],
									[n("planned")],
								] as Inline[][],
							},
						],
						widths: [5, 1.8, 1, 1],
						foot: [
							["Nguồn: dàn mẫu và phương án chọn mẫu đã lưu."],
						] as Inline[][],
					},
				]
			: [
					item(
						"mau",
						"Mẫu chưa chọn: bổ sung bảng phân bổ sau khi nhập dàn mẫu và chọn mẫu.",
					),
				]),
		heading(1, "V. THU THẬP THÔNG TIN, BẢO VỆ NGƯỜI TRẢ LỜI"),
		item(
			"thu-thap",
			`Người trả lời dùng thẻ bốc ngẫu nhiên, tự trả lời trên điện thoại; phiếu không ghi tên, số điện thoại, đơn vị; máy chủ không lưu địa chỉ mạng, thiết bị, giờ gửi. Bên kiểm soát dữ liệu: ${planned.controller || "chưa ghi"}. Đầu mối hỏi đáp: ${planned.hotline || "chưa ghi"}.`,
		),
		item(
			"trong-khi-thu",
			"Trong khi thu, chỉ xem số phiếu theo bậc 10; không phân tích nội dung. Khi đóng đợt, mã và khóa bị hủy, có biên bản.",
		),
		heading(1, "VI. XỬ LÝ, TỔNG HỢP, CÔNG BỐ"),
		item(
			"lam-sach",
			planned.cleaning.length > 0
				? `Quy tắc làm sạch khai trước: ${planned.cleaning.join("; ")}. Phiếu vi phạm được gắn cờ, không xóa.`
				: "Chưa khai quy tắc làm sạch.",
		),
		item(
			"uoc-luong",
			"Trọng số gốc theo xác suất chọn, điều chỉnh không trả lời, hiệu chỉnh theo biên tổng thể có nguồn; phương sai theo thiết kế; mỗi số công bố kèm khoảng tin cậy 95% và số người trả lời; ô dưới ngưỡng bị che; không xếp hạng địa phương, cơ quan.",
		),
		item(
			"san-pham",
			"Sản phẩm: báo cáo kết quả kèm phụ lục, tóm tắt lãnh đạo, phụ lục phương pháp, gói số liệu, bảng tần số và bảng chéo, vi dữ liệu khử định danh.",
		),
		heading(1, "VII. TỔ CHỨC THỰC HIỆN"),
		item(
			"to-chuc",
			"Tổ Biên tập phối hợp với Viện Dư luận xã hội thực hiện; số liệu được chốt kèm mã kiểm tra và do hai người duyệt trước khi công bố.",
		),
		closing("ket", "phương án điều tra xã hội học"),
		{ kind: "signature" },
	];
	return {
		document: {
			title: "Phương án điều tra",
			head: letterheadOf(
				report,
				"PHƯƠNG ÁN",
				`Điều tra xã hội học: ${survey.title.vi}`,
			),
			blocks,
		},
		gaps: report.gaps,
	};
}
