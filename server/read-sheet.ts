import { strFromU8, unzipSync, zipSync } from "fflate";
import { readSheet, type SheetData } from "read-excel-file/node";
import {
	type FrameProblem,
	frameProblem,
} from "../analysis/frame/frame-problem.ts";

/** What the sheets and words of an XLSX may hold unpacked: a small file can unpack to gigabytes. */
const largestUnpacked = 400 * 2 ** 20;
/** The reader of sheets makes a place for each cell up to the last one, whether or not something stands in it. */
const mostCells = 30e6;

class TooLarge extends Error {}

/** The rows of a workbook's first sheet, formulas and errors as they are written, or what keeps them from being read. */
export async function rowsOfSheet(
	bytes: Uint8Array,
): Promise<string[][] | FrameProblem> {
	try {
		const parts = unpack(bytes);
		const { last, unusual } = cellsOf(firstSheet(parts));
		if ((last.row + 1) * (last.column + 1) > mostCells)
			return frameProblem("far-cell", { value: last.place, place: last.place });
		// Packed anew: the reader unpacks whatever a file holds, and believes nothing that it says of its sizes.
		const packed = Buffer.from(zipSync(parts, { level: 0 }));
		const rows = (await readSheet(packed)).map((cells) => cells.map(textOf));
		for (const { row, column, text } of unusual)
			if (rows[row]) rows[row][column] = text;
		return rows;
	} catch (error) {
		return frameProblem(
			error instanceof TooLarge ? "too-large" : "broken-file",
		);
	}
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
	let unpacked = 0;
	return unzipSync(bytes, {
		filter({ name, originalSize }) {
			if (
				!/^(_rels|xl\/(workbook|_rels|worksheets|sharedStrings|styles))/.test(
					name,
				)
			)
				return false;
			unpacked += originalSize;
			if (unpacked > largestUnpacked) throw new TooLarge();
			return true;
		},
	});
}

/** XML of the sheet that stands first in the workbook. */
function firstSheet(parts: Record<string, Uint8Array>): string {
	const read = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
	const id = /<(?:\w+:)?sheet\s[^>]*?r:id="([^"]+)"/.exec(
		read("xl/workbook.xml"),
	)?.[1];
	for (const [link] of read("xl/_rels/workbook.xml.rels").matchAll(
		/<(?:\w+:)?Relationship\s[^>]*>/g,
	))
		if (link.includes(`Id="${id}"`)) {
			const target = /Target="([^"]+)"/.exec(link)?.[1] ?? "";
			return read(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
		}
	throw new Error("the workbook has no sheet");
}

/** The corner of the sheet, and its formulas and errors, which the reader shows by their last value or as nothing. */
function cellsOf(sheet: string) {
	const last = { row: 0, column: 0, place: "A1" };
	const unusual: { row: number; column: number; text: string }[] = [];
	const cells = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
	for (const [, attributes = "", content = ""] of sheet.matchAll(cells)) {
		const [, letters = "A", number = "1"] =
			/\br="([A-Z]+)(\d+)"/.exec(attributes) ?? [];
		const row = Number(number) - 1;
		const column = columnOf(letters);
		if (row > last.row || column > last.column) {
			last.row = Math.max(last.row, row);
			last.column = Math.max(last.column, column);
			last.place = `${letters}${number}`;
		}
		const formula = /<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>([^<]*))/.exec(content);
		const isError = /\bt="e"/.test(attributes);
		if (!formula && !isError) continue;
		const text = formula
			? `=${formula[1] ?? ""}`
			: (/<(?:\w+:)?v>([^<]*)/.exec(content)?.[1] ?? "#N/A");
		unusual.push({ row, column, text });
	}
	return { last, unusual };
}

const columnOf = (letters: string): number =>
	[...letters].reduce(
		(sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
		0,
	) - 1;

type Cell = SheetData[number][number];

function textOf(cell: Cell): string {
	if (cell === null) return "";
	if (cell instanceof Date) return cell.toISOString().slice(0, 10);
	// 1.234 people would read as one thousand two hundred and thirty-four.
	if (typeof cell === "number" && !Number.isInteger(cell))
		return cell.toFixed(6);
	return String(cell);
}
