import { bytesOf, type DataFile, type OnRows } from "./data-file.ts";

const byteOrderMark = "\uFEFF";
/** A string is built from its parts when it is read: long ones hold much memory. */
const chunk = 1 << 14;

/**
 * Data as codes: UTF-8 with BOM, decimal point, lines as RFC 4180 has them. Text that a spreadsheet would run as a
 * formula gets an apostrophe in front; numbers are numbers.
 */
export function* csvChunks(
	{ columns, rows }: DataFile,
	onRows?: OnRows,
): Generator<Uint8Array> {
	let text = `${byteOrderMark}${columns.map(({ name }) => name).join(",")}\r\n`;
	for (let row = 0; row < rows; row++) {
		for (let at = 0; at < columns.length; at++) {
			const value = columns[at]!.values[row]!;
			if (at > 0) text += ",";
			if (typeof value === "string") text += csvText(value);
			else if (!Number.isNaN(value)) text += value;
		}
		text += "\r\n";
		if (text.length > chunk) {
			yield bytesOf(text);
			text = "";
		}
		if ((row & 4095) === 4095) onRows?.(row + 1);
	}
	yield bytesOf(text);
	onRows?.(rows);
}

const startsFormula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

export function csvText(text: string): string {
	const safe = startsFormula.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
