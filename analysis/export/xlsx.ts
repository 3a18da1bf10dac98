import { Zip, ZipDeflate } from "fflate";
import { byteBuffer } from "./byte-buffer.ts";
import { codebookHeader, codebookRows } from "./codebook-rows.ts";
import {
	bytesOf,
	type DataFile,
	type FileColumn,
	type OnRows,
	splitLongTexts,
} from "./data-file.ts";
import {
	letters,
	rowOf,
	sheetEnd,
	sheetStart,
	textEnd,
	xlsxParts,
} from "./xlsx-parts.ts";

// Office Open XML, SpreadsheetML (ECMA-376 part 1, §18): a sheet is written row by row, so that no more of it than a
// chunk is in memory. A library that does so takes minutes for 67 million cells.

/** What a sheet holds, the names of the columns apart. */
export const mostXlsxRows = 1_048_575;
const mostXlsxColumns = 16_384;
/** Bytes of a sheet's XML that a ZIP without its 64-bit extension can tell. */
const mostBytes = 4e9;
const longestText = 32_767;
const chunk = 1 << 18;

/** Whether the format can hold so much; a cell takes some 30 bytes. */
export const fitsXlsx = (rows: number, columns: number): boolean =>
	rows <= mostXlsxRows &&
	columns <= mostXlsxColumns &&
	rows * columns * 30 < mostBytes;

/** Data as real numbers, and a sheet with what columns and codes mean. */
export function* xlsxChunks(
	file: DataFile,
	onRows?: OnRows,
): Generator<Uint8Array> {
	const columns = splitLongTexts(
		file.columns,
		longestText,
		(text) => text.length,
	);
	let ready: Uint8Array[] = [];
	const zip = new Zip((error, bytes) => {
		if (error) throw error;
		ready.push(bytes);
	});
	function* taken() {
		yield* ready;
		ready = [];
	}
	const part = (name: string) => {
		const entry = new ZipDeflate(name, { level: 1 });
		// The same data give the same bytes: the first day that the format knows.
		entry.mtime = new Date(1980, 0, 1);
		zip.add(entry);
		return entry;
	};
	for (const [name, xml] of xlsxParts(["Số liệu", "Bảng mã"]))
		part(name).push(bytesOf(xml), true);

	const data = part("xl/worksheets/sheet1.xml");
	data.push(
		bytesOf(
			sheetStart(
				columns.map(({ name, type }) =>
					type === "text" ? 40 : Math.max(8, name.length + 2),
				),
				{ rows: file.rows + 1, columns: columns.length },
			) +
				rowOf(
					1,
					columns.map(({ name }) => name),
					"head",
				),
		),
	);
	const out = byteBuffer(2 * chunk);
	const write = columns.map((column, at) => cellWriter(out, column, at));
	for (let row = 0; row < file.rows; row++) {
		// The head is row 1.
		const number = bytesOf(String(row + 2));
		out.text(`<row r="${row + 2}">`);
		for (const cell of write) cell(row, number);
		out.raw(rowClose);
		if (out.length() > chunk) {
			data.push(out.take());
			yield* taken();
		}
		if ((row & 4095) === 4095) onRows?.(row + 1);
	}
	out.text(sheetEnd({ rows: file.rows + 1, columns: columns.length }));
	data.push(out.take(), true);

	const book = part("xl/worksheets/sheet2.xml");
	const lines = codebookRows({ columns });
	const size = { rows: lines.length + 1, columns: codebookHeader.length };
	book.push(
		bytesOf(
			sheetStart([16, 60, 60, 8, 40, 40, 12], size) +
				rowOf(1, codebookHeader, "head"),
		),
	);
	for (const [at, line] of lines.entries())
		book.push(bytesOf(rowOf(at + 2, line)));
	book.push(bytesOf(sheetEnd(size)), true);
	zip.end();
	yield* taken();
	onRows?.(file.rows);
}

const rowClose = bytesOf("</row>");

/** What is missing has no cell. Codes repeat: the bytes of each are made once. */
function cellWriter(
	out: ReturnType<typeof byteBuffer>,
	{ type, values }: FileColumn,
	at: number,
): (row: number, number: Uint8Array) => void {
	const start = bytesOf(`<c r="${letters(at + 1)}`);
	if (type === "text")
		return (row, number) => {
			const text = values[row] as string;
			if (text === "") return;
			out.raw(start);
			out.raw(number);
			out.text(`"${textEnd(text)}`);
		};
	const known = new Map<number, Uint8Array>();
	return (row, number) => {
		const value = values[row] as number;
		if (!Number.isFinite(value)) return;
		out.raw(start);
		out.raw(number);
		const end = known.get(value) ?? numberEnd(value, type);
		if (type === "code" && known.size < mostKnown) known.set(value, end);
		out.raw(end);
	};
}

const mostKnown = 1000;

const numberEnd = (value: number, type: FileColumn["type"]) =>
	bytesOf(`"${type === "number" ? ' s="2"' : ""}><v>${value}</v></c>`);
