import type { Dataset } from "../dataset.ts";
import type { Term } from "../terms.ts";
import type { VariableSpec } from "./contract.ts";
import {
	evaluateColumns,
	isCondition,
	numberName,
	readExpression,
} from "./expression.ts";

export interface Categorical {
	label: string;
	kind: "category";
	/** −1 is missing. */
	codes: Int32Array;
	levels: string[];
}

export type Variable =
	| { label: string; kind: "number"; values: Float64Array }
	| Categorical;

/** A variable as an estimator names it: a plain name is a number. */
export function readVariable(spec: VariableSpec, dataset: Dataset): Variable {
	if (typeof spec === "string") {
		const column = evaluateColumns(readExpression(`\${${spec}}`), dataset);
		if (column.type === "numbers")
			return { label: spec, kind: "number", values: column.values };
		throw new Error(
			`column ${spec} is a factor, used as a number: write {"factor": "${spec}"}`,
		);
	}
	if ("expr" in spec) {
		const value = evaluateColumns(readExpression(spec.expr), dataset);
		const label = spec.as ?? spec.expr;
		if (value.type === "numbers")
			return { label, kind: "number", values: value.values };
		return categories(label, value.values, null);
	}
	return readCategorical(spec, dataset);
}

/** A variable where only categories make sense (`by`, `groups`, tables): a plain name is categorical. */
export function readCategorical(
	spec: VariableSpec,
	dataset: Dataset,
): Categorical {
	if (typeof spec === "string")
		return { ...columnCategories(spec, dataset), label: spec };
	if ("interaction" in spec) {
		const label = spec.as ?? spec.interaction.join(":");
		return {
			...interaction(
				spec.interaction.map((name) => columnCategories(name, dataset)),
			),
			label,
		};
	}
	if ("expr" in spec)
		return expressionCategories(spec.expr, spec.as ?? spec.expr, null, dataset);
	const levels = spec.levels ?? null;
	if (typeof spec.factor !== "string")
		return expressionCategories(
			spec.factor.expr,
			spec.as ?? spec.factor.expr,
			levels,
			dataset,
		);
	const own = columnCategories(spec.factor, dataset);
	const label = spec.as ?? spec.factor;
	return levels
		? categories(
				label,
				Array.from(own.codes, (code) => own.levels[code] ?? null),
				levels.map(String),
			)
		: { ...own, label };
}

function columnCategories(name: string, dataset: Dataset): Categorical {
	const column = dataset.columns[name];
	if (column?.type === "factor")
		return {
			label: name,
			kind: "category",
			codes: column.codes,
			levels: column.levels,
		};
	const value = evaluateColumns(readExpression(`\${${name}}`), dataset);
	return value.type === "text"
		? categories(name, value.values, null)
		: numberCategories(name, value.values);
}

function expressionCategories(
	source: string,
	label: string,
	levels: string[] | null,
	dataset: Dataset,
): Categorical {
	const expression = readExpression(source);
	const value = evaluateColumns(expression, dataset);
	if (value.type === "text") return categories(label, value.values, levels);
	if (isCondition(expression))
		return categories(
			label,
			Array.from(value.values, (truth) =>
				Number.isNaN(truth) ? null : truth ? "TRUE" : "FALSE",
			),
			levels ?? ["FALSE", "TRUE"],
		);
	const own = numberCategories(label, value.values);
	return levels
		? categories(
				label,
				Array.from(own.codes, (code) => own.levels[code] ?? null),
				levels,
			)
		: own;
}

function numberCategories(label: string, values: Float64Array): Categorical {
	const distinct = [...new Set(values)].filter((v) => !Number.isNaN(v));
	distinct.sort((a, b) => a - b);
	const code = new Map(distinct.map((value, index) => [value, index]));
	return {
		label,
		kind: "category",
		codes: Int32Array.from(values, (value) => code.get(value) ?? -1),
		levels: distinct.map(numberName),
	};
}

function categories(
	label: string,
	values: (string | null)[],
	levels: string[] | null,
): Categorical {
	const order =
		levels ??
		[
			...new Set(values.filter((value): value is string => value !== null)),
		].sort();
	const code = new Map(order.map((level, index) => [level, index]));
	return {
		label,
		kind: "category",
		codes: Int32Array.from(values, (value) =>
			value === null ? -1 : (code.get(value) ?? -1),
		),
		levels: order,
	};
}

/** All combinations of levels, joined by ".", the first factor's fastest. */
export function interaction(factors: Categorical[]): Categorical {
	const [first, ...rest] = factors;
	if (!first) throw new Error("an interaction needs columns");
	return rest.reduce((a, b) => {
		const width = a.levels.length;
		return {
			label: `${a.label}:${b.label}`,
			kind: "category" as const,
			codes: a.codes.map((code, row) =>
				code < 0 || b.codes[row]! < 0 ? -1 : code + width * b.codes[row]!,
			),
			levels: b.levels.flatMap((high) =>
				a.levels.map((low) => `${low}.${high}`),
			),
		};
	}, first);
}

/** A column of 1 and 0 for each level, or the numbers as they are. */
export function termsOf(variables: Variable[]): Term[] {
	return variables.flatMap((variable) =>
		variable.kind === "number"
			? [{ name: variable.label, values: variable.values }]
			: variable.levels.map((level, index) =>
					indicator(variable, level, index),
				),
	);
}

function indicator(
	{ label, codes }: Categorical,
	level: string,
	index: number,
): Term {
	return {
		name: label + level,
		values: Float64Array.from(codes, (code) =>
			code < 0 ? Number.NaN : code === index ? 1 : 0,
		),
	};
}

/** Columns of a model: an intercept, numbers, and the levels of factors but the first of those that `used` rows have. */
export function modelColumns(
	variables: Variable[],
	rows: number,
	used: ((row: number) => boolean) | null,
): { columns: Term[]; labels: string[] } {
	const columns: Term[] = [
		{ name: "(Intercept)", values: new Float64Array(rows).fill(1) },
	];
	const labels = ["(Intercept)"];
	for (const variable of variables) {
		const terms =
			variable.kind === "number"
				? [{ name: variable.label, values: variable.values }]
				: variable.levels
						.map((level, index) => ({ level, index }))
						.filter(
							({ index }) =>
								!used ||
								variable.codes.some((code, row) => code === index && used(row)),
						)
						.slice(1)
						.map(({ level, index }) => indicator(variable, level, index));
		columns.push(...terms);
		labels.push(...terms.map(() => variable.label));
	}
	return { columns, labels };
}
