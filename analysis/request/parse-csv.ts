import type { Column, Dataset } from "../dataset.ts";

export interface ColumnSpec {
	name: string;
	type: "numeric" | "factor" | "string";
	/** Levels of a factor, in order. */
	levels?: string[];
}

/**
 * Columns of a CSV text (RFC 4180, header line, empty field = missing). Text columns that `specs` does not name are left
 * out. Throws with the column and line where a number or a level is not one.
 */
export function parseCsv(text: string, specs: ColumnSpec[]): Dataset {
	const records = parseRecords(text);
	const header = records.shift() ?? [];
	const columns: Record<string, Column> = {};
	for (const spec of specs) {
		const at = header.indexOf(spec.name);
		if (at < 0)
			throw new Error(
				`the data have no column ${spec.name}; they have ${header.join(", ")}`,
			);
		columns[spec.name] = readColumn(records, at, spec);
	}
	return { rows: records.length, columns };
}

/** All columns of a CSV of numbers, in order. */
export function parseNumbers(text: string): Float64Array[] {
	const records = parseRecords(text);
	const header = records.shift() ?? [];
	return header.map(
		(name, at) =>
			(
				readColumn(records, at, { name, type: "numeric" }) as {
					values: Float64Array;
				}
			).values,
	);
}

function readColumn(
	records: string[][],
	at: number,
	{ name, type, levels }: ColumnSpec,
): Column {
	const fields = records.map((record) => record[at] ?? "");
	if (type === "string")
		return { type, values: fields.map((field) => (field ? field : null)) };
	if (type === "factor") {
		const order = levels ?? [...new Set(fields.filter(Boolean))].sort();
		const code = new Map(order.map((level, index) => [level, index]));
		const codes = Int32Array.from(fields, (field, row) => {
			if (field === "") return -1;
			const known = code.get(field);
			if (known === undefined)
				throw new Error(
					`column ${name}, line ${row + 2}: ${JSON.stringify(field)} is not among its levels`,
				);
			return known;
		});
		return { type, codes, levels: order };
	}
	const values = Float64Array.from(fields, (field, row) => {
		if (field === "" || field === "NA") return Number.NaN;
		const value = Number(field);
		if (Number.isNaN(value))
			throw new Error(
				`column ${name}, line ${row + 2}: ${JSON.stringify(field)} is not a number; declare the column a factor or a string`,
			);
		return value;
	});
	return { type, values };
}

/** Records of fields; a field in double quotes may hold commas, line breaks and doubled quotes. */
function parseRecords(text: string): string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	let at = text.startsWith("\uFEFF") ? 1 : 0;
	while (at < text.length) {
		let field: string;
		if (text[at] === '"') {
			let end = text.indexOf('"', at + 1);
			while (text[end + 1] === '"') end = text.indexOf('"', end + 2);
			if (end < 0) throw new Error("a quoted field of the CSV is not closed");
			field = text.slice(at + 1, end).replaceAll('""', '"');
			at = end + 1;
		} else {
			const from = at;
			while (at < text.length && !",\r\n".includes(text[at]!)) at++;
			field = text.slice(from, at);
		}
		record.push(field);
		if (text[at] === ",") {
			at++;
			if (at < text.length) continue;
			record.push("");
		}
		if (text[at] === "\r") at++;
		if (text[at] === "\n") at++;
		records.push(record);
		record = [];
	}
	return records;
}
