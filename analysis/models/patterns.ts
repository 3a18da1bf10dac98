/** Rows with the same values in every column, told apart. */
export interface Patterns {
	/** Pattern of each row. */
	of: Int32Array;
	/** A row of each pattern. */
	example: Int32Array;
}

/**
 * The distinct combinations of values of some columns; null where there are nearly as many as rows, so that nothing is
 * gained. Survey variables have few values: a million answers to five questions are some thousand combinations.
 */
export function patternsOf(columns: Float64Array[]): Patterns | null {
	const rows = columns[0]?.length ?? 0;
	const most = rows / 8;
	let joint: Coded = { codes: new Int32Array(rows), count: 1 };
	for (const column of columns) {
		const own = distinctValues(column, most);
		if (!own) return null;
		if (own.count === 1) continue;
		if (joint.count * own.count > 8 * rows) return null;
		joint = together(joint, own);
		if (joint.count > most) return null;
	}
	const example = new Int32Array(joint.count);
	for (let row = 0; row < rows; row++) example[joint.codes[row]!] = row;
	return { of: joint.codes, example };
}

interface Coded {
	codes: Int32Array;
	count: number;
}

const widest = 4096;

function distinctValues(column: Float64Array, most: number): Coded | null {
	let lowest = Infinity;
	let highest = -Infinity;
	let whole = true;
	for (let row = 0; row < column.length && whole; row++) {
		const value = column[row]!;
		whole = Number.isInteger(value);
		if (value < lowest) lowest = value;
		if (value > highest) highest = value;
	}
	if (whole && highest - lowest < widest) {
		const codes = new Int32Array(column.length);
		for (let row = 0; row < codes.length; row++)
			codes[row] = column[row]! - lowest;
		return { codes, count: highest - lowest + 1 };
	}
	const seen = new Map<number, number>();
	const codes = new Int32Array(column.length);
	for (let row = 0; row < codes.length; row++) {
		const value = column[row]!;
		let code = seen.get(value);
		if (code === undefined) {
			code = seen.size;
			if (code > most || code > widest) return null;
			seen.set(value, code);
		}
		codes[row] = code;
	}
	return { codes, count: seen.size };
}

function together(a: Coded, b: Coded): Coded {
	const dense = new Int32Array(a.count * b.count).fill(-1);
	const codes = new Int32Array(a.codes.length);
	let count = 0;
	for (let row = 0; row < codes.length; row++) {
		const key = a.codes[row]! * b.count + b.codes[row]!;
		let code = dense[key]!;
		if (code < 0) {
			code = count++;
			dense[key] = code;
		}
		codes[row] = code;
	}
	return { codes, count };
}
