import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { DataFile, FileColumn, OnRows } from "./data-file.ts";

/** Rows of a row group: what is held in memory at a time. */
const groupRows = 32_768;

/**
 * Codes as 32-bit integers, numbers as doubles, text as UTF-8; what is missing is null. What names and codes mean is in
 * the file's metadata under `codebook`, as JSON.
 */
export function* parquetChunks(
	{ title, columns, rows }: DataFile,
	onRows?: OnRows,
): Generator<Uint8Array> {
	const bytes = new ByteWriter(1 << 20);
	const take = () => {
		const taken = bytes.getBytes().slice();
		bytes.index = 0;
		return taken;
	};
	const writer = new ParquetWriter({
		writer: bytes,
		schema: [
			{ name: "root", num_children: columns.length },
			...columns.map((column) => ({
				name: column.name,
				...typeOf[column.type],
				repetition_type: hasGaps(column)
					? ("OPTIONAL" as const)
					: ("REQUIRED" as const),
			})),
		],
		createdBy: "Lang nghe",
		kvMetadata: [
			{
				key: "codebook",
				value: JSON.stringify({
					title,
					columns: columns.map(({ name, label, categories, missing }) => ({
						name,
						label,
						categories,
						missing,
					})),
				}),
			},
		],
	});
	for (let from = 0; from < rows; from += groupRows) {
		const to = Math.min(from + groupRows, rows);
		writer.write({
			columnData: columns.map((column) => ({
				name: column.name,
				data: valuesOf(column, from, to),
				offsetIndex: false,
			})),
			rowGroupSize: groupRows,
		});
		yield take();
		onRows?.(to);
	}
	writer.finish();
	yield take();
}

const typeOf = {
	code: { type: "INT32" },
	number: { type: "DOUBLE" },
	text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
} as const;

function hasGaps({ type, values }: FileColumn): boolean {
	if (type === "text") return false;
	for (let row = 0; row < values.length; row++)
		if (Number.isNaN(values[row])) return true;
	return false;
}

function valuesOf(
	column: FileColumn,
	from: number,
	to: number,
): string[] | (number | null)[] | Float64Array | Int32Array {
	const { type, values } = column;
	if (type === "text")
		return Array.from(
			{ length: to - from },
			(_, at) => values[from + at] as string,
		);
	const numbers = values as ArrayLike<number>;
	if (hasGaps(column))
		return Array.from({ length: to - from }, (_, at) => {
			const value = numbers[from + at]!;
			return Number.isNaN(value) ? null : value;
		});
	// In place where it can be: of a million rows no column is copied.
	if (numbers instanceof Float64Array) return numbers.subarray(from, to);
	// The writer reads numbers, whatever array they are in; its types do not name this one.
	if (numbers instanceof Int16Array)
		return numbers.subarray(from, to) as ArrayLike<number> as Int32Array;
	return Array.from({ length: to - from }, (_, at) => numbers[from + at]!);
}
