import type { ByteBuffer } from "./byte-buffer.ts";
import { byteBuffer } from "./byte-buffer.ts";
import {
	byteLength,
	bytesOf,
	type DataFile,
	type FileColumn,
	fitted,
	type OnRows,
	oneLine,
	splitLongTexts,
} from "./data-file.ts";

// The system file of SPSS as PSPP describes it (PSPP Developers Guide, System File Format), compressed by bytecodes.
// Labels are Vietnamese; the English ones and the question in full are attributes of the variable.

/** One less than the format holds, as haven loses the last byte of the longest. */
const longestText = 32_766;
const longestLabel = 255;
/** Bytes that each segment of a very long string stands for, and that it holds. */
const segmentStep = 252;
const segmentWidth = 255;
const bias = 100;
const sysmis = -Number.MAX_VALUE;
const chunk = 1 << 18;

interface Segment {
	/** Short name of the segment. */
	name: string;
	width: number;
}

interface SavColumn extends FileColumn {
	/** 0 for numbers, else bytes of the longest text. */
	width: number;
	segments: Segment[];
	/** Place of its first eight bytes in a case, from 1. */
	place: number;
}

const elementsOf = ({ width }: Segment) => Math.max(1, Math.ceil(width / 8));

export function* savChunks(
	file: DataFile,
	onRows?: OnRows,
): Generator<Uint8Array> {
	const columns = layOut(splitLongTexts(file.columns, longestText, byteLength));
	const out = byteBuffer();
	writeHeader(out, file, columns);
	writeVariables(out, columns);
	writeLabels(out, columns);
	writeExtensions(out, file, columns);
	out.i32(999);
	out.i32(0);
	yield out.take();

	const codes = bytecodes(out);
	for (let row = 0; row < file.rows; row++) {
		for (const column of columns) {
			if (column.width === 0) codes.number(column.values[row] as number);
			else codes.text(column, column.values[row] as string);
		}
		if (out.length() > chunk) yield out.take();
		if ((row & 4095) === 4095) onRows?.(row + 1);
	}
	codes.end();
	yield out.take();
	onRows?.(file.rows);
}

function layOut(columns: FileColumn[]): SavColumn[] {
	let place = 1;
	let shortNames = 0;
	return columns.map((column) => {
		const width = column.type === "text" ? widthOf(column) : 0;
		const count = width > segmentWidth ? Math.ceil(width / segmentStep) : 1;
		const segments = Array.from({ length: count }, (_, at) => ({
			name: `V${++shortNames}`,
			width:
				count === 1
					? width
					: at < count - 1
						? segmentWidth
						: width - (count - 1) * segmentStep,
		}));
		const laid = { ...column, width, segments, place };
		place += segments.reduce((sum, segment) => sum + elementsOf(segment), 0);
		return laid;
	});
}

function widthOf({ values }: FileColumn): number {
	let longest = 1;
	for (let row = 0; row < values.length; row++)
		longest = Math.max(longest, byteLength(values[row] as string));
	return longest;
}

function writeHeader(out: ByteBuffer, file: DataFile, columns: SavColumn[]) {
	out.text("$FL2");
	out.field("@(#) SPSS DATA FILE Lang nghe", 60, 32);
	out.i32(2);
	const last = columns.at(-1);
	out.i32(
		last
			? last.place -
					1 +
					last.segments.reduce((sum, one) => sum + elementsOf(one), 0)
			: 0,
	);
	out.i32(1);
	out.i32(columns.find(({ name }) => name === file.weight)?.place ?? 0);
	out.i32(file.rows);
	out.f64(bias);
	// The same data give the same bytes: a file carries no date.
	out.field("01 Jan 70", 9, 32);
	out.field("00:00:00", 8, 32);
	out.field(fitted(file.title.vi, 64, byteLength), 64, 32);
	out.field("", 3, 0);
}

function writeVariables(out: ByteBuffer, columns: SavColumn[]) {
	for (const column of columns)
		for (const [at, segment] of column.segments.entries()) {
			const label = bytesOf(
				at === 0
					? fitted(oneLine(column.label.vi), longestLabel, byteLength)
					: "",
			);
			const missing = at === 0 ? missingOf(column) : { count: 0, values: [] };
			const format = formatOf(column, segment);
			out.i32(2);
			out.i32(segment.width);
			out.i32(Number(label.length > 0));
			out.i32(missing.count);
			out.i32(format);
			out.i32(format);
			out.field(segment.name, 8, 32);
			if (label.length > 0) {
				out.i32(label.length);
				out.raw(label);
				out.field("", -label.length & 3, 32);
			}
			for (const value of missing.values) out.f64(value);
			for (let more = 1; more < elementsOf(segment); more++) {
				for (const value of [2, -1, 0, 0, 0, 0]) out.i32(value);
				out.field("", 8, 32);
			}
		}
}

/** Type, width and decimals as one number: A, or F. */
const formatOf = ({ width, type }: SavColumn, segment: Segment) =>
	width > 0
		? (1 << 16) | (segment.width << 8)
		: type === "code"
			? (5 << 16) | (8 << 8)
			: (5 << 16) | (16 << 8) | 8;

/** Up to three values, or a range and one value more: as wide as the codes lie together. */
function missingOf({ missing, width }: SavColumn): {
	count: number;
	values: number[];
} {
	if (width > 0 || missing.length === 0) return { count: 0, values: [] };
	const sorted = [...missing].sort((a, b) => a - b);
	if (sorted.length <= 3) return { count: sorted.length, values: sorted };
	return { count: -2, values: [sorted[0]!, sorted.at(-1)!] };
}

function writeLabels(out: ByteBuffer, columns: SavColumn[]) {
	const sets = new Map<string, SavColumn[]>();
	for (const column of columns) {
		if (column.categories.length === 0 || column.width > 0) continue;
		const key = JSON.stringify(column.categories);
		sets.set(key, [...(sets.get(key) ?? []), column]);
	}
	for (const sharing of sets.values()) {
		const { categories } = sharing[0]!;
		out.i32(3);
		out.i32(categories.length);
		for (const { code, label } of categories) {
			const text = bytesOf(fitted(oneLine(label.vi), longestLabel, byteLength));
			out.f64(code);
			out.u8(text.length);
			out.raw(text);
			out.field("", -(text.length + 1) & 7, 32);
		}
		out.i32(4);
		out.i32(sharing.length);
		for (const { place } of sharing) out.i32(place);
	}
}

function writeExtensions(
	out: ByteBuffer,
	file: DataFile,
	columns: SavColumn[],
) {
	const extension = (subtype: number, size: number, count: number) => {
		for (const value of [7, subtype, size, count]) out.i32(value);
	};
	const textExtension = (subtype: number, text: string) => {
		if (text === "") return;
		extension(subtype, 1, byteLength(text));
		out.text(text);
	};
	extension(3, 4, 8);
	for (const value of [1, 0, 0, -1, 1, 1, 2, 65_001]) out.i32(value);
	extension(4, 8, 3);
	out.f64(sysmis);
	out.f64(Number.MAX_VALUE);
	out.raw([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xef, 0xff]);
	const shown = columns.flatMap((column) =>
		column.segments.map((segment) => ({ column, segment })),
	);
	extension(11, 4, 3 * shown.length);
	for (const { column, segment } of shown) {
		out.i32(column.type === "number" ? 3 : 1);
		out.i32(Math.min(Math.max(segment.width, 8), 40));
		out.i32(column.width > 0 ? 0 : 1);
	}
	textExtension(
		13,
		columns
			.map(({ name, segments }) => `${segments[0]!.name}=${name}`)
			.join("\t"),
	);
	textExtension(
		14,
		columns
			.filter(({ width }) => width > segmentWidth)
			.map(
				({ segments, width }) =>
					`${segments[0]!.name}=${String(width).padStart(5, "0")}\0\t`,
			)
			.join(""),
	);
	extension(16, 8, 2);
	out.u64(1);
	out.u64(file.rows);
	textExtension(18, columns.map(attributesOf).filter(Boolean).join("/"));
	textExtension(20, "UTF-8");
}

/** A value ends where a quote and the end of the line meet, so that it may hold quotes but no line breaks. */
function attributesOf({ name, label, categories }: SavColumn): string {
	const attributes = [
		["vi", label.vi],
		["en", label.en],
		...categories.map((one) => [
			`en_${String(one.code).replace("-", "m")}`,
			one.label.en,
		]),
	];
	return `${name}:${attributes.map(([key, text]) => `${key}('${oneLine(text!)}'\n)`).join("")}`;
}

/** Eight codes, then the eight bytes of each of them that stands for itself. */
function bytecodes(out: ByteBuffer) {
	const block = new Uint8Array(8);
	const doubles = new Float64Array(8);
	const raw = new Uint8Array(doubles.buffer);
	let used = 0;
	let uncoded = 0;
	const flush = () => {
		out.raw(block);
		if (uncoded > 0) out.raw(raw.subarray(0, 8 * uncoded));
		used = 0;
		uncoded = 0;
	};
	const put = (code: number) => {
		block[used++] = code;
		if (used === 8) flush();
	};
	return {
		number(value: number) {
			const code = value + bias;
			if (code >= 1 && code <= 251 && Number.isInteger(code)) put(code);
			else if (Number.isNaN(value)) put(255);
			else {
				doubles[uncoded++] = value;
				put(253);
			}
		},
		text({ segments }: SavColumn, text: string) {
			const bytes = bytesOf(text);
			let from = 0;
			for (const [at, segment] of segments.entries()) {
				const last = at === segments.length - 1;
				const holds = last ? segment.width : segmentWidth;
				for (let element = 0; element < elementsOf(segment); element++) {
					const start = from + 8 * element;
					const end = Math.min(start + 8, from + holds, bytes.length);
					if (end <= start) {
						put(254);
						continue;
					}
					raw.fill(32, 8 * uncoded, 8 * uncoded + 8);
					raw.set(bytes.subarray(start, end), 8 * uncoded++);
					put(253);
				}
				from += holds;
			}
		},
		end() {
			put(252);
			if (used > 0) {
				block.fill(0, used);
				flush();
			}
		},
	};
}
