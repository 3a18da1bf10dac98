import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { strFromU8, unzipSync, zipSync } from "fflate";
import Papa from "papaparse";
import { readSheet, type SheetData } from "read-excel-file/node";
import {
	type FrameProblem,
	frameProblem,
} from "../../analysis/frame/frame-problem.ts";
import { legacyEncodingOf } from "../../analysis/frame/legacy-encoding.ts";
import { guessDelimiter } from "../../analysis/frame/read-table.ts";

/** A file on the disk or in an upload. */
export interface FrameFile {
	/** Without its folder. */
	name: string;
	bytes: number;
	open(): AsyncIterable<Uint8Array>;
}

export interface RowSink {
	take(cells: string[]): void;
	report(problem: FrameProblem): void;
}

const largest = 200 * 2 ** 20;
/** What the sheets and words of an XLSX may hold unpacked: a small file can unpack to gigabytes. */
const largestUnpacked = 2 * largest;
/** The reader of sheets makes a place for each cell up to the last one, whether or not something stands in it. */
const mostCells = 30e6;

export async function frameFileOf(file: string): Promise<FrameFile> {
	const { size } = await stat(file).catch((error: Error) => {
		throw new Error(
			`${file} cannot be read (${error.message}): check its name and folder`,
		);
	});
	return {
		name: path.basename(file).normalize("NFC"),
		bytes: size,
		open: () => createReadStream(file),
	};
}

/**
 * Hands on the rows of a CSV or XLSX file one by one, formulas and errors as they are written, and reports what keeps the
 * file from being read. Gives the SHA-256 of its bytes.
 */
export async function readFrameFile(
	file: FrameFile,
	sink: RowSink,
): Promise<string> {
	const hash = createHash("sha256");
	if (file.bytes > largest) {
		sink.report(frameProblem("too-large", { value: file.name }));
		return "";
	}
	let begun: AsyncGenerator<Uint8Array> | undefined;
	async function* hashed() {
		let read = 0;
		for await (const chunk of file.open()) {
			read += chunk.length;
			// An upload may be longer than it said.
			if (read > largest) throw new TooLarge();
			hash.update(chunk);
			yield chunk;
		}
	}
	try {
		begun = hashed();
		const first = await beginning(begun);
		const start = first.subarray(0, 4);
		if (start.equals(Buffer.from("d0cf11e0", "hex")))
			sink.report(frameProblem("old-excel", { value: file.name }));
		else if (start.toString("latin1").startsWith("PK"))
			await readXlsx(await whole(first, begun), sink);
		else await readCsv(first, begun, sink);
	} catch (error) {
		if (!(error instanceof TooLarge)) throw error;
		sink.report(frameProblem("too-large", { value: file.name }));
	} finally {
		await begun?.return(undefined);
	}
	return hash.digest("hex");
}

class TooLarge extends Error {}
class NotUnicode extends Error {
	readonly bytes: Uint8Array;
	constructor(bytes: Uint8Array) {
		super("the file is not Unicode");
		this.bytes = bytes;
	}
}

/** Enough of a file to tell what it is: pieces may be as small as they like. */
async function beginning(pieces: AsyncGenerator<Uint8Array>): Promise<Buffer> {
	const taken: Uint8Array[] = [];
	for (let length = 0; length < 2 ** 16; ) {
		const { value, done } = await pieces.next();
		if (done) break;
		taken.push(value);
		length += value.length;
	}
	return Buffer.concat(taken);
}

async function whole(
	first: Uint8Array,
	rest: AsyncIterable<Uint8Array>,
): Promise<Buffer> {
	const chunks = [first];
	for await (const chunk of rest) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** UTF-8, or UTF-16 where a byte order mark says so (Excel's «Unicode text»). */
async function* decoded(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
	const wide = first[0] === 0xff && first[1] === 0xfe;
	const decoder = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true });
	const decode = (bytes: Uint8Array) => {
		try {
			return decoder.decode(bytes, { stream: true });
		} catch {
			throw new NotUnicode(bytes);
		}
	};
	yield decode(first);
	for await (const chunk of rest) yield decode(chunk);
}

async function readCsv(
	first: Uint8Array,
	rest: AsyncIterable<Uint8Array>,
	sink: RowSink,
) {
	const texts = decoded(first, rest);
	try {
		const { value: start = "" } = await texts.next();
		const delimiter = guessDelimiter(start.slice(0, 20_000));
		async function* all() {
			yield start;
			yield* texts;
		}
		await parseCsv(Readable.from(all()), delimiter, sink);
	} catch (error) {
		if (!(error instanceof NotUnicode)) throw error;
		const latin = new TextDecoder("windows-1252").decode(
			error.bytes.subarray(0, 100_000),
		);
		const encoding = legacyEncodingOf(latin) ?? "TCVN3/VNI/windows-1258";
		sink.report(frameProblem("legacy-encoding", { encoding }));
	}
}

function parseCsv(
	text: Readable,
	delimiter: string,
	sink: RowSink,
): Promise<void> {
	let row = 0;
	return new Promise((resolve, reject) => {
		Papa.parse<string[]>(text, {
			delimiter,
			step({ data, errors }) {
				row += 1;
				if (errors.some(({ type }) => type === "Quotes"))
					sink.report(frameProblem("broken-quotes", { row }));
				sink.take(data);
			},
			complete: () => resolve(),
			error: reject,
		});
	});
}

async function readXlsx(bytes: Buffer, sink: RowSink) {
	let rows: string[][];
	try {
		const parts = unpack(bytes);
		const { last, unusual } = cellsOf(firstSheet(parts));
		if ((last.row + 1) * (last.column + 1) > mostCells) {
			const { place } = last;
			sink.report(frameProblem("far-cell", { value: place, place }));
			return;
		}
		// Packed anew: the reader unpacks whatever a file holds, and believes nothing that it says of its sizes.
		const packed = Buffer.from(zipSync(parts, { level: 0 }));
		rows = (await readSheet(packed)).map((cells) => cells.map(textOf));
		for (const { row, column, text } of unusual)
			if (rows[row]) rows[row][column] = text;
	} catch (error) {
		const code = error instanceof TooLarge ? "too-large" : "broken-file";
		sink.report(frameProblem(code));
		return;
	}
	for (const cells of rows) sink.take(cells);
}

function unpack(bytes: Buffer): Record<string, Uint8Array> {
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
