import type { Variable } from "../survey-definitions/codebook.ts";
import {
	dontKnow,
	none,
	notApplicable,
	refused,
} from "../survey-definitions/definition.ts";
import type { DerivedVariable } from "../survey-definitions/derived.ts";
import { evaluate, type Value } from "../survey-definitions/evaluate.ts";
import { columnNames, itemWeightColumn, missing } from "./survey-data.ts";
import type { SurveyDataset } from "./survey-dataset.ts";

type Data = Pick<SurveyDataset, "variables" | "columns">;

/** The column of a derived variable: codes, or the values of an index with NaN outside the base. */
export const derivedColumn = (
	data: Data,
	derived: DerivedVariable,
	rows: number,
): Int16Array | Float64Array =>
	derived.kind === "index"
		? indexValues(data, derived, rows)
		: codesOf(data, derived, rows);

/** Rows with the same answers get the same code, so each set of answers is evaluated once. */
function codesOf(
	data: Data,
	{ tree, names, batteries, variable }: Of<"expression">,
	rows: number,
): Int16Array {
	const sources = [
		...new Set([...Object.values(names), ...Object.values(batteries).flat()]),
	].map((name) => sourceOf(data, name));
	const { patternOf, example } = patterns(
		sources.flatMap(({ columns }) => columns),
		rows,
	);
	const byName = new Map(sources.map((source) => [source.name, source]));
	const at = (name: string, row: number): Value => {
		const source = byName.get(name);
		return source ? valueAt(source, row) : null;
	};
	const kept = new Set(variable.categories.map(({ code }) => code));
	const codes = example.map((row) => {
		const value = evaluate(tree, {
			get: (name) => at(names[name] ?? name, row),
			battery: (name) => (batteries[name] ?? []).map((item) => at(item, row)),
		});
		if (typeof value === "number" && kept.has(value)) return value;
		if (value === notApplicable) return missing.notApplicable;
		// '' leaves out whoever has an opinion, "none of it" too; a missing value leaves "none of it" what it is.
		return missingCode(sources, row, value === "" ? noOpinion : kept);
	});
	return Int16Array.from(patternOf, (pattern) => codes[pattern]!);
}

const noOpinion = new Set([dontKnow, refused]);

interface Source {
	name: string;
	type: Variable["type"];
	codes: number[];
	columns: Int16Array[];
}

function sourceOf({ variables, columns }: Data, name: string): Source {
	const variable = variables.find((one) => one.name === name);
	if (!variable) throw new Error(`"${name}" is no variable of the survey`);
	return {
		name,
		type: variable.type,
		codes: variable.categories.map(({ code }) => code),
		columns: columnNames(variable).map((one) => columns[one] as Int16Array),
	};
}

function valueAt({ type, codes, columns }: Source, row: number): Value {
	const [first] = columns;
	const code = first?.[row] ?? missing.notApplicable;
	if (code < 0) return null;
	return type === "multiple"
		? codes.filter((_, at) => columns[at]?.[row] === 1)
		: code;
}

/** What stands for a value that is missing: why the questions behind it have none, the design's reasons first. */
function missingCode(sources: Source[], row: number, kept: Set<number>) {
	const codes = sources.flatMap(({ type, codes, columns }) => {
		const code = columns[0]?.[row] ?? missing.notApplicable;
		return type === "multiple" && code >= 0
			? codes.filter((_, at) => columns[at]?.[row] === 1)
			: [code];
	});
	for (const code of [
		missing.notShown,
		missing.notApplicable,
		dontKnow,
		refused,
		none,
		missing.itemNonresponse,
	])
		if (codes.includes(code) && (code < 0 || kept.has(code))) return code;
	return missing.notApplicable;
}

/** From the least of 16 bits to above every code, those of merged strata too. */
const [least, span] = [-32_768, 1_048_576];

/** Rows that agree in all columns, and one row of each. */
function patterns(columns: Int16Array[], rows: number) {
	let patternOf = new Int32Array(rows);
	for (const column of columns) {
		const places = new Map<number, number>();
		const next = new Int32Array(rows);
		for (let row = 0; row < rows; row++) {
			const key = patternOf[row]! * span + column[row]! - least;
			const place = places.get(key) ?? places.size;
			if (place === places.size) places.set(key, place);
			next[row] = place;
		}
		patternOf = next;
	}
	const example: number[] = [];
	for (let row = 0; row < rows; row++)
		if (patternOf[row] === example.length) example.push(row);
	return { patternOf, example };
}

/**
 * The mean of the items that a person answered, where they are enough. Where items are drawn, each weighs by the inverse
 * of the chance that this person was shown it, so that anchors do not count more than the others.
 */
function indexValues(
	{ variables, columns }: Data,
	{ items, lowest, highest, minimumAnswered }: Of<"index">,
	rows: number,
): Float64Array {
	const read = items.map(({ name, reversed }) => {
		const variable = variables.find((one) => one.name === name);
		return {
			codes: columns[name] as Int16Array,
			reversed,
			weights:
				variable?.drawn && variable.battery
					? (columns[itemWeightColumn(variable.battery)] as Float64Array)
					: undefined,
		};
	});
	const values = new Float64Array(rows).fill(Number.NaN);
	for (let row = 0; row < rows; row++) {
		let answered = 0;
		let sum = 0;
		let weight = 0;
		for (const { codes, reversed, weights } of read) {
			const code = codes[row]!;
			if (code < lowest || code > highest) continue;
			const one = weights?.[row] ?? 1;
			answered++;
			weight += one;
			sum += one * (reversed ? lowest + highest - code : code);
		}
		if (answered >= minimumAnswered) values[row] = sum / weight;
	}
	return values;
}

type Of<K> = Extract<DerivedVariable, { kind: K }>;
