import type {
	HeadCell,
	Inline,
	TableBlock,
} from "../../analysis/report/document.ts";

// Tables as WordprocessingML (ISO/IEC 29500-1, §17.4), put into the packed document. Tens of thousands of cells as the
// library's objects take a gigabyte; as text they take what the file takes.

/** Twentieths of a point; a cell's text is 11 pt. */
const line = 255;
/** What an average letter of Vietnamese takes at 11 pt. */
const letter = 104;
const sides = 100;

/** Thin rules between rows, none between columns; the header is repeated on every page and no row is torn. */
export function tableXml(block: TableBlock, width: number): string {
	const widths = columnWidths(block, width);
	const rows = [
		...headRows(block.head).map((cells) =>
			rowXml(
				cells.map(({ text, column, span, merge }) =>
					cellXml([text], sum(widths.slice(column, column + span)), {
						align: column === 0 ? "left" : "center",
						isHead: true,
						span,
						...(merge ? { merge } : {}),
					}),
				),
				true,
			),
		),
		...block.rows.map(({ cells }) =>
			rowXml(
				cells.map((inline, at) => {
					const lines = cellLines(inline);
					return cellXml(lines, widths[at] ?? 0, {
						align: at === 0 || lines.some(isWords) ? "left" : "right",
						isHead: false,
						span: 1,
					});
				}),
				false,
			),
		),
	];
	return [
		'<w:tbl><w:tblPr><w:tblW w:w="',
		sum(widths),
		'" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="2" w:space="0" w:color="000000"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>',
		...widths.map((one) => `<w:gridCol w:w="${one}"/>`),
		"</w:tblGrid>",
		...rows,
		"</w:tbl>",
	].join("");
}

/** Heights of the rows as a page will set them, header first: what the page numbers of the contents rest on. */
export function rowHeights(block: TableBlock, width: number): number[] {
	const widths = columnWidths(block, width);
	const linesIn = (text: string, space: number) =>
		Math.max(1, Math.ceil((text.length * letter) / Math.max(1, space - sides)));
	const height = (lines: number[]) => Math.max(1, ...lines) * line + 50;
	return [
		...headRows(block.head).map((cells) =>
			height(
				cells.map(({ text, column, span }) =>
					linesIn(text, sum(widths.slice(column, column + span))),
				),
			),
		),
		...block.rows.map(({ cells }) =>
			height(
				cells.map((inline, at) =>
					sum(cellLines(inline).map((text) => linesIn(text, widths[at] ?? 1))),
				),
			),
		),
	];
}

function columnWidths({ widths }: TableBlock, width: number): number[] {
	const all = sum(widths);
	return widths.map((one) => Math.floor((one / all) * width));
}

const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);

/** Names of sources and verdicts are words, though they stand right of the first column. */
const isWords = (text: string) => text.length > 24;

/** The text of a cell, a paragraph for each of its lines. */
export const cellLines = (inline: Inline[]): string[] =>
	inline
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : "",
		)
		.join("")
		.split("\n");

const rowXml = (cells: string[], isHead: boolean) =>
	`<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells.join("")}</w:tr>`;

function cellXml(
	lines: string[],
	width: number,
	{
		align,
		isHead,
		span,
		merge,
	}: {
		align: "left" | "center" | "right";
		isHead: boolean;
		span: number;
		merge?: "restart" | "continue";
	},
): string {
	const paragraphs = lines.map(
		(text) =>
			`<w:p><w:pPr><w:pStyle w:val="OBang"/>${isHead ? "<w:keepNext/>" : ""}<w:jc w:val="${align}"/></w:pPr>${text === "" ? "" : `<w:r>${isHead ? "<w:rPr><w:b/></w:rPr>" : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`}</w:p>`,
	);
	return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ""}${merge ? `<w:vMerge w:val="${merge}"/>` : ""}<w:vAlign w:val="${isHead ? "bottom" : "center"}"/></w:tcPr>${paragraphs.join("")}</w:tc>`;
}

const escaped = (text: string) =>
	text
		// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them.
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
		.replace(/&/g, "&amp;")
		.replace(/</g, "&lt;")
		.replace(/>/g, "&gt;");

interface PlacedHead {
	text: string;
	column: number;
	span: number;
	merge?: "restart" | "continue";
}

/** A cell that goes down is continued by an empty one in each row beneath it. */
function headRows(head: HeadCell[][]): PlacedHead[][] {
	const down: { column: number; until: number; span: number }[] = [];
	return head.map((cells, at) => {
		const placed: PlacedHead[] = [];
		let column = 0;
		const fill = () => {
			for (;;) {
				const above = down.find(
					(one) => one.column === column && one.until > at,
				);
				if (!above) return;
				placed.push({
					text: "",
					column,
					span: above.span,
					merge: "continue",
				});
				column += above.span;
			}
		};
		for (const { text, span = 1, down: rows = 1 } of cells) {
			fill();
			placed.push({
				text,
				column,
				span,
				...(rows > 1 ? { merge: "restart" as const } : {}),
			});
			if (rows > 1) down.push({ column, until: at + rows, span });
			column += span;
		}
		fill();
		return placed;
	});
}
