import { strToU8, zipSync } from "fflate";
import type { Language } from "../../survey-definitions/definition.ts";
import type { Released } from "../disclosure/release.ts";
import type { Topline } from "../tables/topline.ts";
import { toplineLines } from "./topline-lines.ts";
import { rowOf, sheetEnd, sheetStart, xlsxParts } from "./xlsx-parts.ts";

/** A released topline as a workbook of one sheet: real numbers, a head that stays in sight, text that is text. */
export function toplineXlsx(
	topline: Topline<Released>,
	language: Language = "vi",
): Uint8Array {
	const { header, lines } = toplineLines(topline, language);
	const size = { rows: lines.length + 1, columns: header.length };
	const sheet = [
		sheetStart(
			header.map((_, at) => widths[at] ?? 12),
			size,
		),
		rowOf(1, header, "head"),
		...lines.map((line, at) => rowOf(at + 2, line)),
		sheetEnd(size),
	].join("");
	const parts = xlsxParts(["Topline"]);
	return zipSync(
		Object.fromEntries(
			[...parts, ["xl/worksheets/sheet1.xml", sheet] as const].map(
				([name, xml]) => [name, strToU8(xml)],
			),
		),
		{ mtime: new Date(1980, 0, 1) },
	);
}

/** Of the first columns, in characters: names are short, wordings long. */
const widths = [12, 22, 12, 14, 60, 40, 24, 16, 8, 40];
