import {
	AlignmentType,
	BorderStyle,
	type FileChild,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType,
} from "docx";
import type { Letterhead } from "../../analysis/report/document.ts";
import { longDate } from "../../analysis/report/vi-format.ts";
import { pt, textWidth } from "./docx-styles.ts";

interface Line {
	text: string;
	size: number;
	bold?: true;
	italics?: true;
	/** A rule under the line, as long as the words (1) or a part of them. */
	rule?: number;
	underline?: true;
}

const noBorder = { style: BorderStyle.NONE, size: 0, color: "auto" };
const noBorders = {
	top: noBorder,
	bottom: noBorder,
	left: noBorder,
	right: noBorder,
	insideHorizontal: noBorder,
	insideVertical: noBorder,
};

/** Two columns without lines, as both rules set the head and the foot of a document. */
function twoColumns(
	layout: Letterhead["layout"],
	left: Paragraph[],
	right: Paragraph[],
	share: number,
): Table {
	const width = textWidth(layout, false);
	const columnWidths = [
		Math.floor(width * share),
		Math.floor(width * (1 - share)),
	];
	return new Table({
		layout: TableLayoutType.FIXED,
		width: { size: columnWidths[0]! + columnWidths[1]!, type: WidthType.DXA },
		columnWidths,
		borders: noBorders,
		margins: { left: 0, right: 0 },
		rows: [
			new TableRow({
				cantSplit: true,
				children: [left, right].map(
					(children) => new TableCell({ children, borders: noBorders }),
				),
			}),
		],
	});
}

const line = (
	{ text, size, bold, italics, underline }: Line,
	alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.CENTER,
) =>
	new Paragraph({
		alignment,
		spacing: { before: 0, after: 0, line: 264 },
		children: [
			new TextRun({
				text,
				size: pt(size),
				bold: bold ?? false,
				italics: italics ?? false,
				...(underline ? { underline: {} } : {}),
			}),
		],
	});

const dateOf = ({ place, date }: Letterhead) =>
	`${place}, ${date ? longDate(date) : "ngày      tháng      năm"}`;

/** Above the text of the first page. */
export function headBlocks(head: Letterhead): FileChild[] {
	const { layout, kind, subject, draft } = head;
	const table =
		layout === "party"
			? twoColumns(
					layout,
					[
						line({ text: head.parent, size: 13 }),
						line({ text: head.organisation, size: 13, bold: true }),
						line({ text: "*", size: 13 }),
						line({ text: head.number, size: 14 }),
					],
					[
						line({
							text: "ĐẢNG CỘNG SẢN VIỆT NAM",
							size: 15,
							bold: true,
							underline: true,
						}),
						line({ text: "", size: 13 }),
						line({ text: dateOf(head), size: 14, italics: true }),
					],
					0.47,
				)
			: twoColumns(
					layout,
					[
						...(head.parent ? [line({ text: head.parent, size: 12 })] : []),
						line({ text: head.organisation, size: 13, bold: true }),
						ruleUnder(0.4),
						line({ text: head.number, size: 13 }),
					],
					[
						line({
							text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
							size: 12.5,
							bold: true,
						}),
						line({
							text: "Độc lập - Tự do - Hạnh phúc",
							size: 13.5,
							bold: true,
							underline: true,
						}),
						line({ text: "", size: 8 }),
						line({ text: dateOf(head), size: 13.5, italics: true }),
					],
					0.4,
				);
	return [
		...(draft
			? [
					line({ text: draft, size: 13, bold: true }, AlignmentType.LEFT),
					line({ text: "", size: 6 }),
				]
			: []),
		table,
		line({ text: "", size: 14 }),
		new Paragraph({
			alignment: AlignmentType.CENTER,
			spacing: { before: 240, after: 0 },
			children: [
				new TextRun({
					text: kind,
					bold: true,
					size: pt(layout === "party" ? 16 : 14),
				}),
			],
		}),
		new Paragraph({
			alignment: AlignmentType.CENTER,
			spacing: { before: 60, after: 0 },
			indent: { left: 400, right: 400 },
			children: [new TextRun({ text: subject, bold: true, size: pt(14) })],
		}),
		layout === "party" ? line({ text: "-----", size: 14 }) : ruleUnder(0.3),
		line({ text: "", size: 8 }),
	];
}

/** A rule of a third to a half of the line above, drawn as a border between indents. */
const ruleUnder = (share: number) =>
	new Paragraph({
		spacing: { before: 0, after: 60, line: 60, lineRule: "exact" },
		indent: {
			left: Math.round(3600 * ((1 - share) / 2)),
			right: Math.round(3600 * ((1 - share) / 2)),
		},
		border: {
			bottom: { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 0 },
		},
		children: [],
	});

/** Who signs and who is sent it; nobody signs and nothing is stamped by itself. */
export function signatureBlocks(head: Letterhead): FileChild[] {
	const { layout, signing, recipients } = head;
	const isParty = layout === "party";
	const left = [
		line(
			isParty
				? { text: "Nơi nhận", size: 14, underline: true }
				: { text: "Nơi nhận:", size: 12, bold: true, italics: true },
			AlignmentType.LEFT,
		),
		...recipients.map((recipient) =>
			line(
				{ text: `- ${recipient}`, size: isParty ? 12 : 11 },
				AlignmentType.LEFT,
			),
		),
	];
	const right = [
		...(signing.capacity
			? [line({ text: signing.capacity, size: 14, bold: true })]
			: []),
		line(
			isParty
				? { text: signing.title, size: 14 }
				: { text: signing.title, size: 14, bold: true },
		),
		...Array.from({ length: 4 }, () => line({ text: "", size: 14 })),
		line({ text: signing.name, size: 14, bold: true }),
	];
	return [line({ text: "", size: 14 }), twoColumns(layout, left, right, 0.45)];
}
