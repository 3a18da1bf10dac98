// P3: the numbers of sections I to IV as data, each with its place in both outlines, and the sentences as text.
import { addGap, type Gap, type ReportInput, startReport } from "./compose.ts";
import type { Block, Inline } from "./document.ts";
import { withEdits } from "./edits.ts";
import { numberAt, type Traced } from "./figures.ts";
import { gapLines } from "./gap-lines.ts";
import { exhibits, heading, sectionBlocks, sections } from "./survey-report.ts";

export interface DataPackage {
	header: string[];
	rows: (string | number | null)[][];
	text: string;
	gaps: Gap[];
}

const header = [
	"Mục (Phụ lục 5)",
	"Mục (Phụ lục 3)",
	"Bảng",
	"Hàng",
	"Cột",
	"Giá trị",
	"Dạng số",
	"Như in",
	"Câu hỏi (biến)",
	"Ô",
	"Cuộc điều tra",
	"Phiên bản trọng số",
	"Mã số liệu",
];

export function dataPackage(input: ReportInput): DataPackage {
	const report = startReport(input);
	const rows: DataPackage["rows"] = [];
	for (const { places, compose } of exhibits)
		for (const block of compose(report)) {
			if (block.kind !== "table") continue;
			const heads = columnHeads(block.head);
			for (const { cells } of block.rows)
				cells.forEach((cell, column) => {
					for (const part of cell) {
						if (typeof part === "string" || !("trace" in part)) continue;
						rows.push([
							places.PL5,
							places.PL3,
							block.caption,
							plain(cells[0] ?? []),
							heads[column] ?? "",
							...describe(report, part),
						]);
					}
				});
		}
	const text = sections[report.outline].flatMap(({ text, place }) => [
		"",
		text,
		...withEdits(report, [
			heading(1, text),
			...sectionBlocks(report, place),
		]).flatMap((block) =>
			block.kind === "paragraph" ? [plain(block.content)] : [],
		),
	]);
	if (rows.length === 0)
		addGap(report, { what: "số liệu", why: "withheld", place: "I–IV" });
	return {
		header,
		rows,
		text: [...text, "", "NHỮNG NỘI DUNG CÒN THIẾU", ...gapLines(report.gaps)]
			.join("\n")
			.trim(),
		gaps: report.gaps,
	};
}

function describe(
	{ lookup, surveys }: ReturnType<typeof startReport>,
	{ text, trace }: Traced,
): (string | number | null)[] {
	const value = trace.terms.reduce((sum, { source, at, sign }) => {
		const figures = lookup(source);
		return sum + sign * ((figures && numberAt(figures, at)) ?? Number.NaN);
	}, 0);
	const [first] = trace.terms;
	const source = first?.source;
	const survey =
		source?.of === "table" ? source.request.survey : source?.survey;
	const of = Object.values(surveys).find(({ id }) => id === survey);
	return [
		Number.isNaN(value) ? null : value,
		trace.as,
		text,
		source?.of === "table"
			? source.row
			: source?.of === "sensitive"
				? source.name
				: "",
		trace.terms.map(({ at, sign }) => `${sign < 0 ? "−" : ""}${at}`).join(" "),
		survey ?? "",
		of?.weights.version ?? null,
		of?.dataHash ?? "",
	];
}

const plain = (inline: Inline[]): string =>
	inline
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : "",
		)
		.join("");

/** The words over each column, the rows of a header joined. */
function columnHeads(
	head: Extract<Block, { kind: "table" }>["head"],
): string[] {
	const heads: string[] = [];
	const held: number[] = [];
	for (const [at, cells] of head.entries()) {
		let column = 0;
		for (const { text, span = 1, down = 1 } of cells) {
			while ((held[column] ?? 0) > at) column++;
			for (let one = 0; one < span; one++) {
				heads[column] = [heads[column], text].filter(Boolean).join(" – ");
				held[column] = at + down;
				column++;
			}
		}
	}
	return heads;
}
