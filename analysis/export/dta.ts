import type { Category } from "../../survey-definitions/codebook.ts";
import type { Language } from "../../survey-definitions/definition.ts";
import { type ByteBuffer, byteBuffer } from "./byte-buffer.ts";
import {
	byteLength,
	bytesOf,
	type DataFile,
	type FileColumn,
	fitted,
	type OnRows,
	oneLine,
} from "./data-file.ts";

// The dataset of Stata 14 and later, format 118 (Stata's own description: help dta). Codes that are no answer become
// .a, .b, .c … in the order of `missing`; Vietnamese and English labels are two label languages of Stata.

const longestFixed = 2045;
const longestLabel = 80;
const longestValueLabel = 32_000;
const chunk = 1 << 18;
const types = { strL: 32_768, double: 65_526, int: 65_529, byte: 65_530 };
const firstMissing = { byte: 101, int: 32_741, long: 2_147_483_621 };

interface DtaColumn extends FileColumn {
	/** A type, or for short text its bytes. */
	storage: number;
	size: number;
	/** Which missing value a code becomes: 1 is .a. */
	missingAt: Map<number, number>;
	/** Name of its value labels; those of a set are shared. */
	labels: string;
}

const charactersOf = (text: string) => [...text].length;

export function* dtaChunks(
	file: DataFile,
	onRows?: OnRows,
): Generator<Uint8Array> {
	const { columns, sets } = layOut(file.columns);
	const out = byteBuffer();
	const places: number[] = [];
	let written = 0;
	const mark = () => places.push(written + out.length());

	writeHeader(out, file, columns);
	const mapAt = out.length() + "<map>".length;
	places.push(0, out.length());
	out.text(`<map>${"\0".repeat(14 * 8)}</map>`);
	const fields = (
		tag: string,
		write: (column: DtaColumn) => void,
		last = 0,
	) => {
		mark();
		out.text(`<${tag}>`);
		for (const column of columns) write(column);
		out.field("", last, 0);
		out.text(`</${tag}>`);
	};
	fields("variable_types", ({ storage }) => out.u16(storage));
	fields("varnames", ({ name }) => out.field(name, 129, 0));
	fields("sortlist", () => out.u16(0), 2);
	fields("formats", (column) => out.field(formatOf(column), 57, 0));
	fields("value_label_names", ({ labels }) =>
		out.field(labels && `${labels}_vi`, 129, 0),
	);
	fields("variable_labels", ({ label }) =>
		out.field(shortened(label.vi), 321, 0),
	);
	mark();
	writeCharacteristics(out, columns);

	// The rest of the map follows from sizes that are known before a row is written.
	mark();
	const rowSize = columns.reduce((sum, { size }) => sum + size, 0);
	const strlsAt = places.at(-1)! + "<data></data>".length + file.rows * rowSize;
	const labelsAt = strlsAt + "<strls></strls>".length + strlBytes(columns);
	const labelBytes = byteBuffer();
	writeValueLabels(labelBytes, sets);
	const endAt = labelsAt + labelBytes.length();
	places.push(strlsAt, labelsAt, endAt, endAt + "</stata_dta>".length);
	const head = out.take();
	const map = new DataView(head.buffer);
	for (const [at, place] of places.entries())
		map.setBigUint64(mapAt + 8 * at, BigInt(place), true);
	written += head.length;
	yield head;

	out.text("<data>");
	for (let row = 0; row < file.rows; row++) {
		for (const [at, column] of columns.entries())
			writeCell(out, column, at, row);
		if (out.length() > chunk) yield out.take();
		if ((row & 4095) === 4095) onRows?.(row + 1);
	}
	out.text("</data><strls>");
	for (const [at, column] of columns.entries()) {
		if (column.storage !== types.strL) continue;
		for (let row = 0; row < file.rows; row++) {
			const text = column.values[row] as string;
			if (text === "") continue;
			const bytes = bytesOf(text);
			out.text("GSO");
			out.i32(at + 1);
			out.u64(row + 1);
			out.u8(130);
			out.i32(bytes.length + 1);
			out.raw(bytes);
			out.u8(0);
			if (out.length() > chunk) yield out.take();
		}
	}
	out.text("</strls>");
	yield out.take();
	yield labelBytes.take();
	yield bytesOf("</stata_dta>");
	onRows?.(file.rows);
}

function layOut(columns: FileColumn[]) {
	const sets = new Map<string, { name: string; column: FileColumn }>();
	const laid = columns.map((column): DtaColumn => {
		const key = JSON.stringify([column.categories, column.missing]);
		if (column.categories.length > 0 && !sets.has(key))
			sets.set(key, { name: `l${sets.size + 1}`, column });
		return {
			...column,
			...storageOf(column),
			missingAt: missingPlaces(column),
			labels: sets.get(key)?.name ?? "",
		};
	});
	return { columns: laid, sets: [...sets.values()] };
}

const missingPlaces = ({ missing }: FileColumn) =>
	new Map(
		[...missing]
			.sort((a, b) => a - b)
			.map((code, at) => [code, at + 1] as const),
	);

function storageOf({ type, values, missing }: FileColumn) {
	if (type === "text") {
		let longest = 1;
		for (let row = 0; row < values.length; row++)
			longest = Math.max(longest, byteLength(values[row] as string));
		return longest <= longestFixed
			? { storage: longest, size: longest }
			: { storage: types.strL, size: 8 };
	}
	if (type === "number") return { storage: types.double, size: 8 };
	const none = new Set(missing);
	let [least, most] = [0, 0];
	for (let row = 0; row < values.length; row++) {
		const code = values[row] as number;
		if (none.has(code)) continue;
		if (code < least) least = code;
		if (code > most) most = code;
	}
	if (least < -32_767 || most > 32_740)
		return { storage: types.double, size: 8 };
	return least < -127 || most > 100
		? { storage: types.int, size: 2 }
		: { storage: types.byte, size: 1 };
}

const formatOf = ({ type, storage }: DtaColumn) =>
	type === "text"
		? `%${storage === types.strL ? 9 : Math.min(storage, 244)}s`
		: type === "code"
			? "%8.0g"
			: "%10.0g";

function writeHeader(
	out: ByteBuffer,
	{ title, rows }: DataFile,
	columns: DtaColumn[],
) {
	out.text(
		"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>",
	);
	out.u16(columns.length);
	out.text("</K><N>");
	out.u64(rows);
	out.text("</N><label>");
	const label = bytesOf(shortened(title.vi));
	out.u16(label.length);
	out.raw(label);
	out.text("</label><timestamp>");
	// The same data give the same bytes: a file carries no date.
	out.u8(0);
	out.text("</timestamp></header>");
}

const shortened = (text: string) =>
	fitted(oneLine(text), longestLabel, charactersOf);

/** Labels in English as a second language of the dataset, and each question in full as a note. */
function writeCharacteristics(out: ByteBuffer, columns: DtaColumn[]) {
	const characteristic = (of: string, name: string, text: string) => {
		out.text("<ch>");
		out.i32(2 * 129 + byteLength(text) + 1);
		out.field(of, 129, 0);
		out.field(name, 129, 0);
		out.text(`${text}\0</ch>`);
	};
	out.text("<characteristics>");
	characteristic("_dta", "_lang_list", "vi en");
	characteristic("_dta", "_lang_c", "vi");
	for (const { name, label, labels } of columns) {
		characteristic(name, "_lang_v_en", shortened(label.en));
		if (labels) characteristic(name, "_lang_l_en", `${labels}_en`);
		if (charactersOf(label.vi) <= longestLabel) continue;
		characteristic(name, "note0", "2");
		characteristic(name, "note1", label.vi);
		characteristic(name, "note2", label.en);
	}
	out.text("</characteristics>");
}

function writeCell(
	out: ByteBuffer,
	column: DtaColumn,
	at: number,
	row: number,
) {
	const { storage, values, missingAt } = column;
	if (storage <= longestFixed) {
		out.field(values[row] as string, storage, 0);
		return;
	}
	if (storage === types.strL) {
		const isEmpty = values[row] === "";
		// The variable in two bytes, the row in six.
		out.u16(isEmpty ? 0 : at + 1);
		out.i32(isEmpty ? 0 : row + 1);
		out.u16(0);
		return;
	}
	const value = values[row] as number;
	const missing = Number.isNaN(value) ? 0 : missingAt.get(value);
	if (storage === types.byte)
		out.u8(missing === undefined ? value & 0xff : firstMissing.byte + missing);
	else if (storage === types.int)
		out.u16(
			missing === undefined ? value & 0xffff : firstMissing.int + missing,
		);
	else if (missing === undefined) out.f64(value);
	// 2^1023 and above are the missing values: ., .a, .b …
	else out.raw([0, 0, 0, 0, 0, missing, 0xe0, 0x7f]);
}

const strlBytes = (columns: DtaColumn[]) =>
	columns
		.filter(({ storage }) => storage === types.strL)
		.reduce((sum, { values }) => {
			let bytes = 0;
			for (let row = 0; row < values.length; row++) {
				const length = byteLength(values[row] as string);
				if (length > 0) bytes += 3 + 4 + 8 + 1 + 4 + length + 1;
			}
			return sum + bytes;
		}, 0);

function writeValueLabels(
	out: ByteBuffer,
	sets: { name: string; column: FileColumn }[],
) {
	out.text("<value_labels>");
	for (const { name, column } of sets)
		for (const language of ["vi", "en"] as const)
			writeLabelSet(out, `${name}_${language}`, column, language);
	out.text("</value_labels>");
}

function writeLabelSet(
	out: ByteBuffer,
	name: string,
	column: FileColumn,
	language: Language,
) {
	const missingAt = missingPlaces(column);
	const stored = ({ code }: Category) => {
		const missing = missingAt.get(code);
		return missing === undefined ? code : firstMissing.long + missing;
	};
	const entries = column.categories
		.map((category) => ({
			value: stored(category),
			text: bytesOf(
				fitted(
					oneLine(category.label[language]),
					longestValueLabel,
					byteLength,
				),
			),
		}))
		.sort((a, b) => a.value - b.value);
	const textLength = entries.reduce(
		(sum, { text }) => sum + text.length + 1,
		0,
	);
	out.text("<lbl>");
	out.i32(8 + 8 * entries.length + textLength);
	out.field(name, 129, 0);
	out.field("", 3, 0);
	out.i32(entries.length);
	out.i32(textLength);
	let offset = 0;
	for (const { text } of entries) {
		out.i32(offset);
		offset += text.length + 1;
	}
	for (const { value } of entries) out.i32(value);
	for (const { text } of entries) {
		out.raw(text);
		out.u8(0);
	}
	out.text("</lbl>");
}
