import type { Category, Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import {
	ExpressionError,
	namesIn,
	parse,
	type Tree,
} from "../../survey-definitions/expression.ts";
import { questionsOf } from "../../survey-definitions/survey.ts";
import { flagColumn } from "../cleaning-flags.ts";
import { derivedColumn } from "../derived-columns.ts";
import { stratumOfRows } from "../fielded-sample.ts";
import type { SurveyDataset } from "../survey-dataset.ts";

/** A condition on respondents, compiled for a survey's data. */
export interface Filter {
	/** As it is remembered: the text, and after # the versions of derived variables that it means. */
	pinned: string;
	/** Variables that it asks for, derived ones as those that they were made of, and dimensions of the strata. */
	names: string[];
}

export type FilterProblem =
	| { problem: "not-an-expression"; detail: string; place: Text }
	| { problem: "unknown-name"; detail: string }
	/** An index has values and no codes. */
	| { problem: "number"; detail: string }
	| { problem: "without-names" };

/**
 * Reads a filter: `${CB_L4} = 1 and selected(${CB_B6}, 3)`. Beside the variables it knows the dimensions of the strata
 * (`${stratum_level}`) and the flags of forms (`${flag_hasty}`).
 */
export function readFilter(
	dataset: SurveyDataset,
	text: string,
): Filter | FilterProblem {
	const { source, pins } = unpinned(text);
	let tree: Tree;
	try {
		tree = parse(source);
	} catch (error) {
		if (!(error instanceof ExpressionError)) throw error;
		return {
			problem: "not-an-expression",
			detail: error.message,
			place: error.text,
		};
	}
	const found: Variable[] = [];
	const { variables, batteries } = namesIn(tree);
	for (const name of variables) {
		const variable = meant(dataset, name, pins);
		if (!variable) return { problem: "unknown-name", detail: name };
		if (variable.type === "number") return { problem: "number", detail: name };
		found.push(variable);
	}
	for (const name of batteries) {
		const items = itemsOf(dataset, name);
		if (items.length === 0) return { problem: "unknown-name", detail: name };
		found.push(...items);
	}
	if (found.length === 0) return { problem: "without-names" };
	const derived = found.filter((one) => one.derived).map(({ name }) => name);
	const pin = [...new Set(derived)].sort().join(",");
	return {
		pinned: source.trim() + (pin ? `#${pin}` : ""),
		names: [
			...new Set(
				found.flatMap(({ name, derived: made }) => made?.from ?? [name]),
			),
		],
	};
}

const known = new WeakMap<SurveyDataset["columns"], Map<string, Uint8Array>>();
const mostKept = 24;

/** 1 for the rows for which a filter holds; a condition on something missing does not. Throws for what `readFilter` refuses. */
export function filterRows(dataset: SurveyDataset, pinned: string): Uint8Array {
	const ofData = known.get(dataset.columns) ?? new Map<string, Uint8Array>();
	known.set(dataset.columns, ofData);
	const kept = ofData.get(pinned) ?? compute(dataset, pinned);
	// The last to be asked for stays longest.
	ofData.delete(pinned);
	ofData.set(pinned, kept);
	for (const oldest of ofData.keys())
		if (ofData.size > mostKept) ofData.delete(oldest);
	return kept;
}

function compute(dataset: SurveyDataset, pinned: string): Uint8Array {
	const { source, pins } = unpinned(pinned);
	const tree = parse(source);
	const { variables, batteries } = namesIn(tree);
	const read = variables.map((name) => {
		const variable = meant(dataset, name, pins);
		if (!variable) throw new Error(`"${name}" is no variable of the survey`);
		return { name, variable };
	});
	const more = read.flatMap(({ variable }) =>
		dataset.variables.includes(variable) ? [] : [variable],
	);
	const columns = { ...dataset.columns };
	for (const { name } of more) columns[name] = extraColumn(dataset, name);
	const holds = derivedColumn(
		{ variables: [...dataset.variables, ...more], columns },
		{
			kind: "expression",
			// A condition may be a number: what is not 0 holds.
			tree: ["not", ["not", tree]],
			names: Object.fromEntries(
				read.map(({ name, variable }) => [name, variable.name]),
			),
			batteries: Object.fromEntries(
				batteries.map((name) => [
					name,
					itemsOf(dataset, name).map((item) => item.name),
				]),
			),
			variable: single("", [{ code: 1, label: { vi: "", en: "" } }]),
		},
		dataset.design.rows,
	);
	return Uint8Array.from(holds, (code) => Number(code === 1));
}

/** `text#NAME@2,OTHER@1` */
function unpinned(text: string): { source: string; pins: string[] } {
	const pin = /#((?:\w+@\d+,?)+)$/.exec(text);
	return pin
		? { source: text.slice(0, pin.index), pins: pin[1]!.split(",") }
		: { source: text, pins: [] };
}

/** A survey's own variable, else the version of a derived one that is pinned or newest, else a dimension or a flag. */
function meant(
	dataset: SurveyDataset,
	name: string,
	pins: string[],
): Variable | undefined {
	const { variables } = dataset;
	const own = variables.find((one) => !one.derived && one.name === name);
	if (own) return own;
	const versions = variables.filter(
		(one) => one.derived && one.name.split("@")[0] === name,
	);
	const pinned = versions.find((one) => pins.includes(one.name));
	if (versions.length > 0) return pinned ?? versions.at(-1);
	const dimension = dimensionOf(dataset, name);
	if (dimension !== undefined) {
		const levels = new Map<number, Category>();
		for (const { domains } of dataset.strata) {
			const level = domains[dimension];
			if (level) levels.set(level.code, level);
		}
		return single(`stratum:${dimension}`, [...levels.values()]);
	}
	const flag = flagOf(dataset, name);
	return flag === undefined
		? undefined
		: single(flagColumn(flag), [
				{ code: 0, label: { vi: "Không", en: "No" } },
				{ code: 1, label: { vi: "Có", en: "Yes" } },
			]);
}

const single = (name: string, categories: Category[]): Variable => ({
	name,
	question: { vi: name, en: name },
	type: "single",
	categories,
	section: "",
});

/** `region@G1` is written `${stratum_region_G1}`. */
const asName = (name: string) => name.replace(/\W/g, "_");

const dimensionOf = ({ strata }: SurveyDataset, name: string) =>
	strata
		.flatMap(({ domains }) => Object.keys(domains))
		.find((dimension) => `stratum_${asName(dimension)}` === name);

const flagPrefix = flagColumn("");
const flagOf = ({ columns }: SurveyDataset, name: string) =>
	Object.keys(columns)
		.filter((column) => column.startsWith(flagPrefix))
		.map((column) => column.slice(flagPrefix.length))
		.find((flag) => `flag_${asName(flag)}` === name);

function extraColumn(
	dataset: SurveyDataset,
	name: string,
): Int16Array | Float64Array {
	const flag = dataset.columns[name];
	if (flag instanceof Int16Array) return flag;
	const dimension = name.slice("stratum:".length);
	const codes = dataset.strata.map(
		({ domains }) => domains[dimension]?.code ?? -1,
	);
	const strata = stratumOfRows(dataset, dataset.columns.lot ?? []);
	// A merge of several codes has one above what 16 bits hold.
	const column = new Float64Array(strata.length);
	for (let row = 0; row < column.length; row++)
		column[row] = codes[strata[row]!] ?? -1;
	return column;
}

function itemsOf({ survey, variables }: SurveyDataset, battery: string) {
	const question = questionsOf(survey).find(
		(one) => one.kind === "battery" && one.name === battery,
	);
	const names = new Set(
		question?.kind === "battery" ? question.items.map(({ name }) => name) : [],
	);
	return variables.filter(({ name }) => names.has(name));
}
