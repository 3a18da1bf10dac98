import { strToU8, zipSync } from "fflate";
import { rowOf, sheetEnd, sheetStart, xlsxParts } from "./xlsx-parts.ts";

/** Numbers of a report as a workbook: real numbers, each with where it comes from. */
export function packageXlsx(
	header: string[],
	rows: (string | number | null)[][],
): Uint8Array {
	const size = { rows: rows.length + 1, columns: header.length };
	const sheet = [
		sheetStart(
			header.map((_, at) => widths[at] ?? 16),
			size,
		),
		rowOf(1, header, "head"),
		...rows.map((row, at) => rowOf(at + 2, row)),
		sheetEnd(size),
	].join("");
	return zipSync(
		Object.fromEntries(
			[
				...xlsxParts(["Số liệu"]),
				["xl/worksheets/sheet1.xml", sheet] as const,
			].map(([name, xml]) => [name, strToU8(xml)]),
		),
		{ mtime: new Date(1980, 0, 1) },
	);
}

const widths = [9, 9, 50, 50, 36, 12, 10, 12];
