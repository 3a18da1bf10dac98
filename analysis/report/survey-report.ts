import { crossings, frequencies } from "./annexes.ts";
import { causes, causesIntro } from "./causes.ts";
import {
	type Gap,
	paragraph,
	populationWords,
	type Report,
	type ReportInput,
	startReport,
} from "./compose.ts";
import { gravity, measures } from "./consequences.ts";
import type { Block, Letterhead, ReportDocument } from "./document.ts";
import { withEdits } from "./edits.ts";
import { type Exhibit, exhibitsAt } from "./exhibit.ts";
import { gapLines } from "./gap-lines.ts";
import { indirect, indirectAnnex } from "./indirect.ts";
import { keyFindings } from "./key-findings.ts";
import type { Outline, Place } from "./mapping.ts";
import {
	introduction,
	methodAnnex,
	methodNumber,
	surveysOf,
} from "./method.ts";
import { questionnaireBlocks } from "./questionnaire-document.ts";
import { situation } from "./situation.ts";
import { recommendations, solutions } from "./solutions.ts";

export const exhibits: Exhibit[] = [
	...situation,
	...indirect,
	...gravity,
	...measures,
	...causes,
	...solutions,
	...recommendations,
];

interface SectionHeading {
	place: Place | null;
	level: 1 | 2;
	text: string;
}

const both: Record<"before" | "causes", SectionHeading[]> = {
	before: [
		{ place: null, level: 1, text: "I. THỰC TRẠNG" },
		{
			place: "I.1",
			level: 2,
			text: "1. Biểu hiện, hành vi; lĩnh vực, đối tượng, công việc cụ thể",
		},
		{
			place: "I.2",
			level: 2,
			text: "2. Tính chất, mức độ, tác hại, hậu quả",
		},
	],
	causes: [
		{ place: "II", level: 1, text: "II. NGUYÊN NHÂN" },
		{ place: "II.1", level: 2, text: "1. Nguyên nhân khách quan" },
		{ place: "II.2", level: 2, text: "2. Nguyên nhân chủ quan" },
		{
			place: "II.3",
			level: 2,
			text: "3. Các yếu tố cần lưu ý: lo kỷ luật, lo xử lý hình sự",
		},
	],
};

/** The sections of the two outlines under the Institute's headings; I.3 is in Phụ lục 3 alone. */
export const sections: Record<Outline, SectionHeading[]> = {
	PL5: [
		...both.before,
		...both.causes,
		{ place: "III.0", level: 1, text: "III. NHIỆM VỤ, GIẢI PHÁP" },
		{
			place: "III.1",
			level: 2,
			text: "1. Hoàn thiện thể chế, cơ chế, chính sách pháp luật",
		},
		{
			place: "III.2",
			level: 2,
			text: "2. Kiểm tra, giám sát, thanh tra, kiểm toán, điều tra, truy tố, xét xử, xử lý vi phạm",
		},
		{ place: "III.3", level: 2, text: "3. Công tác tổ chức, cán bộ" },
		{
			place: "III.4",
			level: 2,
			text: "4. Công tác lãnh đạo, chỉ đạo của các cấp ủy, tổ chức đảng",
		},
		{ place: "III.5", level: 2, text: "5. Chế tài xử lý" },
		{ place: "III.6", level: 2, text: "6. Nhiệm vụ, giải pháp khác" },
		{ place: "IV", level: 1, text: "IV. ĐỀ XUẤT, KIẾN NGHỊ" },
	],
	PL3: [
		...both.before,
		{
			place: "I.3",
			level: 2,
			text: "3. Chủ trương, biện pháp đã áp dụng; kết quả xử lý",
		},
		...both.causes,
		{ place: "III.0", level: 1, text: "III. NHIỆM VỤ, GIẢI PHÁP" },
		{
			place: "III.1",
			level: 2,
			text: "1. Hoàn thiện thể chế, pháp luật, cơ chế, chính sách và công tác quản lý nhà nước",
		},
		{
			place: "III.2",
			level: 2,
			text: "2. Kiểm tra, giám sát, thanh tra và xử lý cán bộ, công chức sai phạm",
		},
		{ place: "III.3", level: 2, text: "3. Tổ chức, bộ máy, cán bộ" },
		{ place: "III.4", level: 2, text: "4. Chế tài xử lý" },
		{
			place: "III.5",
			level: 2,
			text: "5. Nhiệm vụ, giải pháp khác (gồm lãnh đạo, chỉ đạo của cấp ủy)",
		},
		{ place: "IV", level: 1, text: "IV. ĐỀ XUẤT, KIẾN NGHỊ" },
	],
};

export interface Made {
	document: ReportDocument;
	gaps: Gap[];
}

/** P1: the report with its annexes. */
export function surveyReport(input: ReportInput): Made {
	const report = startReport(input);
	const body = [
		...introduction(report),
		...sections[report.outline].flatMap((section) => [
			heading(section.level, section.text),
			...sectionBlocks(report, section.place),
		]),
	];
	const annexes = annexBlocks(report);
	const opening: Block[] = [
		heading(1, "TÓM TẮT KẾT QUẢ CHÍNH"),
		...summaryBlocks(report),
		{ kind: "page-break" },
		{ kind: "contents" },
		{ kind: "page-break" },
		heading(1, "PHẦN THỨ NHẤT: GIỚI THIỆU"),
	];
	return {
		document: {
			title: "Báo cáo kết quả điều tra xã hội học",
			head: letterheadOf(
				report,
				"BÁO CÁO",
				"Kết quả điều tra xã hội học về tình trạng né tránh, đùn đẩy, làm việc cầm chừng, sợ trách nhiệm không dám làm của một bộ phận cán bộ, đảng viên, công chức, viên chức",
			),
			blocks: withEdits(report, [
				...opening,
				...body,
				closing(
					"ket",
					"kết quả điều tra xã hội học, phục vụ nghiên cứu của Đề án",
				),
				{ kind: "signature" },
				...annexes,
			]).concat(gapBlocks(report)),
		},
		gaps: report.gaps,
	};
}

/** Both rules end a text with "./." */
export const closing = (id: string, what: string): Block =>
	paragraph(id, `Trên đây là ${what}./.`);

export const letterheadOf = (
	{ layout, letterhead }: ReportInput,
	kind: string,
	subject: string,
): Letterhead => ({ ...letterhead, layout, kind, subject });

export const heading = (
	level: 1 | 2 | 3,
	text: string,
	id?: string,
): Block => ({
	kind: "heading",
	level,
	text,
	...(id ? { id } : {}),
});

/** What a section holds, or a line that says that it is empty. */
export function sectionBlocks(report: Report, place: Place | null): Block[] {
	if (place === null) return [];
	const intro = place === "II" ? causesIntro(report) : [];
	const before = report.gaps.length;
	const found = exhibitsAt(exhibits, report.outline, place).flatMap((one) =>
		one.compose(report),
	);
	const context =
		place === "III.0" && report.outline === "PL5" && found.length > 0
			? [
					paragraph(
						"giai-phap.boi-canh",
						"Các biện pháp đã áp dụng dưới đây là bối cảnh để xem xét nhiệm vụ, giải pháp.",
					),
				]
			: [];
	if (found.length > 0) return [...intro, ...context, ...found];
	const missing = gapLines(report.gaps.slice(before));
	return [
		...intro,
		{
			kind: "paragraph",
			id: `trong.${place}`,
			style: "body",
			isFixed: true,
			content: [
				`Mục này không có số liệu để trình bày${missing.length > 0 ? `: ${missing.join("; ")}` : ""}.`,
			],
		},
	];
}

function summaryBlocks(report: Report): Block[] {
	const found = keyFindings(report);
	const [first, second] = surveysOf(report);
	if (found.length === 0 || !first)
		return [paragraph("tom-tat", "Không có kết quả nào được công bố.")];
	return [
		paragraph(
			"tom-tat",
			`Báo cáo trình bày kết quả ${[first, ...(second ? [second] : [])].map(({ population }) => populationWords[population].asked).join(" và ")}. Các kết quả chính:`,
		),
		...found.map(
			({ id, sentence }): Block => ({
				kind: "paragraph",
				id,
				style: "list",
				content: sentence,
			}),
		),
	];
}

function annexBlocks(report: Report): Block[] {
	const annex = (letter: string, title: string, blocks: Block[]): Block[] => [
		{ kind: "page-break" },
		heading(
			1,
			`PHỤ LỤC ${letter}. ${title}`,
			`phu-luc-${letter.toLowerCase()}`,
		),
		...blocks,
	];
	return [
		...annex("A", "PHƯƠNG PHÁP", methodAnnex(report)),
		...annex("B", "BẢNG TẦN SỐ", frequencies(report)),
		...annex("C", "BẢNG CHÉO", crossings(report)),
		...annex(
			"D",
			"PHIẾU HỎI",
			surveysOf(report).flatMap(({ population, of }) => [
				heading(2, populationWords[population].asked.replace(/^p/, "P")),
				...questionnaireBlocks(of.survey, 3),
			]),
		),
		...annex("E", "Ý KIẾN MỞ ĐÃ MÃ HÓA", openAnswers(report)),
		...annex("F", "KIỂM ĐỊNH KỸ THUẬT GIÁN TIẾP", indirectAnnex(report)),
	];
}

function openAnswers(report: Report): Block[] {
	if (report.codedAnswers.length === 0)
		return [
			paragraph(
				"phu-luc-e",
				"Chưa có kết quả mã hóa ý kiến mở. Trích dẫn chỉ được in sau khi đã khử định danh và được duyệt.",
			),
		];
	return report.codedAnswers.flatMap(
		({ population, question, codes }, at): Block[] => {
			const of = report.surveys[population];
			if (!of) return [];
			return [
				{
					kind: "table",
					id: `e-${at + 1}`,
					caption: `Ý kiến mở đã mã hóa, ${populationWords[population].asked}, câu ${question}`,
					head: [
						[{ text: "Mã" }, { text: "Nội dung" }, { text: "Số lần nêu" }],
					],
					rows: codes.map(({ code, label }) => ({
						cells: [
							[code],
							[label],
							[
								methodNumber(
									report,
									of,
									`mentions|${question}|${code}`,
									"count",
									"…",
								),
							],
						],
					})),
					widths: [1, 5, 1.5],
					foot: [
						[
							"Đếm số lần nêu, không phải tỷ lệ của tổng thể; “…”: quá ít để công bố. Hai người mã hóa độc lập, có ý kiến thứ ba khi khác nhau.",
						],
					],
				},
			];
		},
	);
}

/** The last page says what is missing and why, so that nobody takes silence for zero. */
export function gapBlocks(report: Report): Block[] {
	const lines = gapLines(report.gaps);
	return lines.length === 0
		? []
		: [
				heading(2, "Những nội dung còn thiếu"),
				...lines.map(
					(line, at): Block => ({
						kind: "paragraph",
						id: `con-thieu.${at + 1}`,
						style: "list",
						isFixed: true,
						content: [line],
					}),
				),
			];
}
