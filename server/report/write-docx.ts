import {
	AlignmentType,
	Bookmark,
	Document,
	type FileChild,
	Header,
	HeadingLevel,
	ImageRun,
	type ISectionOptions,
	LineRuleType,
	Packer,
	PageNumber,
	Paragraph,
	SectionType,
	SimpleField,
	TableOfContents,
	TextRun,
} from "docx";
import { estimatePageNumbers } from "docx/layout";
import type { Chart } from "../../analysis/report/chart.ts";
import type {
	Block,
	Layout,
	ReportDocument,
	Paragraph as ReportParagraph,
	TableBlock,
} from "../../analysis/report/document.ts";
import { sentenceRuns } from "./docx-inline.ts";
import { headBlocks, signatureBlocks } from "./docx-letterhead.ts";
import { withTraces } from "./docx-parts.ts";
import { pageOf, pt, styles, textWidth } from "./docx-styles.ts";
import { wordingOf } from "./read-docx.ts";
import { cellLines, rowHeights, tableXml } from "./table-xml.ts";
import { type Tracer, type Traces, tracesOf } from "./traces.ts";

export interface DrawnChart {
	bytes: Uint8Array;
	width: number;
	height: number;
}

export interface WriteDocx {
	layout: Layout;
	about: Pick<Traces, "product" | "surveys">;
	/** Draws a chart as PNG, without title and foot: the document has them as text. */
	draw: (chart: Chart) => DrawnChart;
	onBlock?: (done: number, total: number) => void;
}

/** The document as a Word file, and the hash of the traces that stand in it. */
export async function writeDocx(
	document: ReportDocument,
	{ layout, about, draw, onBlock }: WriteDocx,
): Promise<{ bytes: Uint8Array; hash: string }> {
	const tracer = tracesOf(document, about);
	const tables = tablePlaces();
	const sections: { isWide: boolean; children: FileChild[] }[] = [
		{ isWide: false, children: document.head ? headBlocks(document.head) : [] },
	];
	let breaks = false;
	document.blocks.forEach((block, at) => {
		onBlock?.(at, document.blocks.length);
		if (block.kind === "page-break") {
			breaks = true;
			return;
		}
		const isWide = standsWide(document.blocks, at);
		const last = sections.at(-1) as (typeof sections)[number];
		const written = blockChildren(block, document, {
			layout,
			tracer,
			tables,
			draw,
			isWide,
			breaks,
		});
		breaks = false;
		if (last.isWide === isWide) last.children.push(...written);
		else sections.push({ isWide, children: written });
	});
	const file = new Document({
		title: document.title,
		creator: "Lắng nghe",
		description: `Số liệu: ${about.surveys.map(({ id, dataHash }) => `${id} ${dataHash}`).join("; ")}`,
		styles,
		pageNumbers: estimatePageNumbers,
		sections: sections.map(
			({ isWide, children }, at): ISectionOptions => ({
				properties: {
					type: SectionType.NEXT_PAGE,
					page: pageOf(layout, isWide),
					...(at === 0 ? { titlePage: true } : {}),
				},
				headers: {
					default: pageNumber(),
					...(at === 0
						? { first: new Header({ children: [new Paragraph({})] }) }
						: {}),
				},
				children: children.length > 0 ? children : [new Paragraph({})],
			}),
		),
	});
	return withTraces(
		await Packer.toBuffer(file),
		tracer.traces,
		tables.put,
		wordingOf,
	);
}

type TablePlaces = ReturnType<typeof tablePlaces>;

/**
 * Holds the places of tables while the library writes the rest: a line as high as each row, so that the page numbers of
 * the contents come out right. `put` sets the tables in.
 */
function tablePlaces() {
	const xml: string[] = [];
	// Of private use, so that nobody's words hold it.
	const markOf = (at: number) => `\uE000${at}\uE000`;
	return {
		keepPlace(block: TableBlock, width: number): Paragraph[] {
			const at = xml.push(tableXml(block, width)) - 1;
			return runsOf(rowHeights(block, width)).map(
				({ height, count }) =>
					new Paragraph({
						widowControl: false,
						spacing: {
							before: 0,
							after: 0,
							line: height,
							lineRule: LineRuleType.EXACT,
						},
						children: [new TextRun({ text: markOf(at), break: count - 1 })],
					}),
			);
		},
		put(document: string): string {
			const pieces: string[] = [];
			let from = 0;
			for (const [at, table] of xml.entries()) {
				const mark = markOf(at);
				const first = document.indexOf(mark, from);
				const last = document.lastIndexOf(
					mark,
					document.indexOf(markOf(at + 1), first) >>> 0,
				);
				pieces.push(
					document.slice(from, document.lastIndexOf("<w:p>", first)),
					table,
				);
				from = document.indexOf("</w:p>", last) + "</w:p>".length;
			}
			return [...pieces, document.slice(from)].join("");
		},
	};
}

/** Rows of one height that follow each other. */
function runsOf(heights: number[]): { height: number; count: number }[] {
	const runs: { height: number; count: number }[] = [];
	for (const height of heights) {
		const last = runs.at(-1);
		if (last?.height === height) last.count++;
		else runs.push({ height, count: 1 });
	}
	return runs;
}

/** A heading goes where what it heads goes. */
function standsWide(blocks: Block[], at: number): boolean {
	for (const block of blocks.slice(at)) {
		if (block.kind === "heading" || block.kind === "page-break") continue;
		return block.kind === "table" && block.wide === true;
	}
	return false;
}

/** Arabic, 13 pt, in the middle of the upper margin. */
const pageNumber = () =>
	new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [
					new TextRun({ children: [PageNumber.CURRENT], size: pt(13) }),
				],
			}),
		],
	});

const headingLevels = {
	1: HeadingLevel.HEADING_1,
	2: HeadingLevel.HEADING_2,
	3: HeadingLevel.HEADING_3,
} as const;

const styleOf: Record<ReportParagraph["style"], string> = {
	body: "VanBan",
	list: "GachDauDong",
	note: "ChuThichBang",
	figure: "ConSo",
	question: "CauHoi",
	option: "PhuongAn",
};

interface Writing extends Pick<WriteDocx, "layout" | "draw"> {
	tracer: Tracer;
	tables: TablePlaces;
	isWide: boolean;
	/** On a new page. */
	breaks: boolean;
}

function blockChildren(
	block: Block,
	document: ReportDocument,
	{ layout, tracer, tables, draw, isWide, breaks }: Writing,
): FileChild[] {
	const width = textWidth(layout, isWide);
	switch (block.kind) {
		case "heading": {
			const mark = block.id ? tracer.marks.get(block.id) : undefined;
			// References show "PHỤ LỤC A" and not its title.
			const [called = "", ...rest] = mark
				? block.text.split(/(?=\. )/)
				: [block.text];
			const run = new TextRun(called);
			return [
				new Paragraph({
					heading: headingLevels[block.level],
					pageBreakBefore: breaks,
					children: mark
						? [
								new Bookmark({ id: mark.bookmark, children: [run] }),
								new TextRun(rest.join("")),
							]
						: [run],
				}),
			];
		}
		case "paragraph":
			return [
				new Paragraph({
					style: styleOf[block.style],
					children: [
						...(block.style === "list" ? [new TextRun("- ")] : []),
						...sentenceRuns(block.content, tracer),
					],
				}),
			];
		case "table": {
			const mark = tracer.marks.get(block.id);
			if (mark?.bookmark)
				tracer.table(
					mark.bookmark,
					block.head.length,
					block.rows.map(({ cells }) => cells),
				);
			return [
				...(mark?.bookmark
					? [caption("Bảng", mark.bookmark, [new TextRun(block.caption)])]
					: []),
				...tables.keepPlace(block, width),
				...block.foot.map(
					(line) =>
						new Paragraph({
							style: "ChuThichBang",
							children: sentenceRuns(line, tracer),
						}),
				),
			];
		}
		case "chart": {
			const mark = tracer.marks.get(block.id);
			const name = mark?.bookmark ?? block.id;
			tracer.chart(name, block.alternative);
			const picture = draw(block.chart);
			const shown = (width / 1440) * 96;
			return [
				caption("Biểu", name, sentenceRuns(block.caption, tracer)),
				new Paragraph({
					alignment: AlignmentType.CENTER,
					keepNext: true,
					children: [
						new ImageRun({
							type: "png",
							data: picture.bytes,
							transformation: {
								width: Math.round(shown),
								height: Math.round((shown * picture.height) / picture.width),
							},
							altText: {
								name,
								title: block.chart.title,
								description: cellLines(block.alternative).join("\n"),
							},
						}),
					],
				}),
				...block.foot.map(
					(line) =>
						new Paragraph({
							style: "ChuThichBang",
							children: sentenceRuns(line, tracer),
						}),
				),
			];
		}
		case "contents":
			return [
				new Paragraph({
					alignment: AlignmentType.CENTER,
					pageBreakBefore: breaks,
					spacing: { before: 120, after: 120 },
					children: [new TextRun({ text: "MỤC LỤC", bold: true })],
				}),
				new TableOfContents("Mục lục", {
					hyperlink: true,
					headingStyleRange: "1-2",
				}),
			];
		case "page-break":
			return [];
		case "signature":
			return document.head ? signatureBlocks(document.head) : [];
	}
}

/** "Bảng 3." by a field that counts, under a bookmark that references and the check of the file find. */
const caption = (
	word: "Bảng" | "Biểu",
	bookmark: string,
	text: ConstructorParameters<typeof Bookmark>[0]["children"],
) =>
	new Paragraph({
		style: "TenBang",
		children: [
			new Bookmark({
				id: bookmark,
				children: [
					new TextRun(`${word} `),
					new SimpleField(
						`SEQ ${word === "Bảng" ? "Bang" : "Bieu"} \\* ARABIC`,
						bookmark.replace(/\D/g, ""),
					),
				],
			}),
			new TextRun(". "),
			...text,
		],
	});
