import { dontKnow, refused } from "../../survey-definitions/definition.ts";
import { missing } from "../survey-data.ts";

/** A column to combine with others: its codes, and the rows that count. */
export interface Coded {
	name: string;
	codes: ArrayLike<number>;
}

/**
 * Combinations of up to three columns in which some values meet in 1 … k − 1 of the rows: k-anonymity over all three-way
 * combinations (Sweeney 2002, *Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems* 10:557–570). What is told are the
 * names of the columns, never the values of few people. Of nested combinations the narrowest is named alone.
 */
export function smallCombinations(
	columns: Coded[],
	rows: ArrayLike<number>,
	k: number,
): string[][] {
	const dense = columns.map((column) => denseCodes(column.codes, rows));
	const found: number[][] = [];
	const isKnown = (places: number[]) =>
		found.some((small) => small.every((place) => places.includes(place)));
	for (const places of upToThree(columns.length)) {
		if (isKnown(places)) continue;
		if (smallestCell(places.map((place) => dense[place]!)) < k)
			found.push(places);
	}
	return found.map((places) => places.map((place) => columns[place]!.name));
}

/** Whoever did not say it cannot be found by it. That a question did not apply can be known. */
const isSilent = (code: number) =>
	code === dontKnow ||
	code === refused ||
	code === missing.itemNonresponse ||
	code === missing.notShown;

/** Whether a column alone, and with any one or two others, has no value shared by 1 … k − 1 rows. */
export function isNeverFew(
	column: Coded,
	others: Coded[],
	rows: ArrayLike<number>,
	k: number,
): boolean {
	const own = denseCodes(column.codes, rows);
	const dense = others.map(({ codes }) => denseCodes(codes, rows));
	return [[], ...upToThree(dense.length)].every(
		(places) =>
			places.length > 2 ||
			smallestCell([own, ...places.map((place) => dense[place]!)]) >= k,
	);
}

interface Dense {
	codes: Int32Array;
	count: number;
}

function denseCodes(codes: ArrayLike<number>, rows: ArrayLike<number>): Dense {
	const places = new Map<number, number>();
	const dense = new Int32Array(rows.length);
	for (let at = 0; at < rows.length; at++) {
		const code = codes[rows[at]!]!;
		if (isSilent(code)) {
			dense[at] = -1;
			continue;
		}
		let place = places.get(code);
		if (place === undefined) {
			place = places.size;
			places.set(code, place);
		}
		dense[at] = place;
	}
	return { codes: dense, count: places.size };
}

/** Singles, then pairs, then triples. */
function upToThree(count: number): number[][] {
	const found: number[][] = [];
	for (let a = 0; a < count; a++) {
		found.push([a]);
		for (let b = a + 1; b < count; b++) {
			found.push([a, b]);
			for (let c = b + 1; c < count; c++) found.push([a, b, c]);
		}
	}
	return found.sort((x, y) => x.length - y.length);
}

function smallestCell(columns: Dense[]): number {
	const size = columns.reduce((product, { count }) => product * count, 1);
	const counts = new Int32Array(size);
	const rows = columns[0]?.codes.length ?? 0;
	for (let row = 0; row < rows; row++) {
		let cell = 0;
		for (const { codes, count } of columns) {
			const code = codes[row]!;
			cell = code < 0 || cell < 0 ? -1 : cell * count + code;
		}
		if (cell >= 0) counts[cell]! += 1;
	}
	let smallest = Number.POSITIVE_INFINITY;
	for (const count of counts)
		if (count > 0 && count < smallest) smallest = count;
	return smallest;
}
