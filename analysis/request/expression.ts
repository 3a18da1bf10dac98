import {
	ExpressionError,
	parse,
	type Tree,
} from "../../survey-definitions/expression.ts";
import type { Dataset } from "../dataset.ts";

/** A tree of the survey language, and what its names stand for: columns of data may be called `sch.wide` or `1`. */
export interface Expression {
	tree: Tree;
	nameOf(placeholder: string): string;
}

export function readExpression(source: string): Expression {
	const names: string[] = [];
	const plain = source.replace(
		/'[^']*'|"[^"]*"|\$\{([^}]*)\}/g,
		(whole, name: string | undefined) => {
			if (name === undefined) return whole;
			names.push(name.trim());
			return `\${n${names.length - 1}}`;
		},
	);
	try {
		return {
			tree: parse(plain),
			nameOf: (placeholder) => names[Number(placeholder.slice(1))] ?? "",
		};
	} catch (error) {
		if (error instanceof ExpressionError)
			throw new Error(`the expression ${source} cannot be read`);
		throw error;
	}
}

/** A column of numbers (NaN missing, truth 1 or 0) or of text (null missing). */
export type Values =
	| { type: "numbers"; values: Float64Array }
	| { type: "text"; values: (string | null)[]; column: string };

/** The value of an expression in every row. Missing spreads; `and`, `or` are three-valued; `= ''` tests for missing. */
export function evaluateColumns(
	{ tree, nameOf }: Expression,
	dataset: Dataset,
): Values {
	const { rows } = dataset;
	const numbers = (at: (row: number) => number): Values => ({
		type: "numbers",
		values: Float64Array.from({ length: rows }, (_, row) => at(row)),
	});
	const number = (node: Tree | undefined): Float64Array => {
		const value = visit(node);
		if (value.type === "numbers") return value.values;
		throw new Error(
			`${value.column} is text, used as a number: compare it with a text, or use a numeric column`,
		);
	};
	const each = (
		nodes: (Tree | undefined)[],
		f: (...values: number[]) => number,
	): Values => {
		const columns = nodes.map(number);
		return numbers((row) => f(...columns.map((column) => column[row]!)));
	};

	function visit(node: Tree | undefined): Values {
		if (typeof node === "number") return numbers(() => node);
		if (typeof node === "string")
			return {
				type: "text",
				values: new Array(rows).fill(node),
				column: `'${node}'`,
			};
		if (!node) throw new Error("an operand is missing");
		const [operation, a, b, c] = node as [string, ...Tree[]];
		switch (operation) {
			case "get":
				return columnValues(dataset, nameOf(String(a)));
			case "=":
			case "!=":
				return equality(operation === "=", a, b);
			case "<":
			case "<=":
			case ">":
			case ">=":
				return order(operation, a, b);
			case "and":
				return each([a, b], (x, y) =>
					x === 0 || y === 0 ? 0 : missing(x, y) ? NaN : 1,
				);
			case "or":
				return each([a, b], (x, y) =>
					isTrue(x) || isTrue(y) ? 1 : missing(x, y) ? NaN : 0,
				);
			case "not":
				return each([a], (x) => (Number.isNaN(x) ? NaN : x === 0 ? 1 : 0));
			case "if":
				return choose(number(a), visit(b), visit(c));
			case "selected":
				return selected(visit(a), b);
			case "count-selected": {
				const of = visit(a);
				const codes = asText(of);
				return numbers((row) => codes(row)?.split(" ").length ?? NaN);
			}
			case "+":
				return each([a, b], (x, y) => x + y);
			case "-":
				return each([a, b], (x, y) => x - y);
			case "*":
				return each([a, b], (x, y) => x * y);
			case "div":
				return each([a, b], (x, y) => x / y);
			case "mod":
				return each([a, b], (x, y) => x % y);
			case "log":
				return each([a], Math.log);
			case "exp":
				return each([a], Math.exp);
			case "sqrt":
				return each([a], Math.sqrt);
			case "pow":
				return each([a, b], (x, y) => x ** y);
			default:
				throw new Error(`${operation} is not for columns of data`);
		}
	}

	function equality(
		equal: boolean,
		a: Tree | undefined,
		b: Tree | undefined,
	): Values {
		for (const [literal, other] of [
			[a, b],
			[b, a],
		])
			if (literal === "") {
				const isMissing = missingIn(visit(other));
				return numbers((row) => (isMissing(row) === equal ? 1 : 0));
			}
		const [x, y] = [visit(a), visit(b)];
		if (x.type === "numbers" && y.type === "numbers")
			return numbers((row) => {
				const [p, q] = [x.values[row]!, y.values[row]!];
				return missing(p, q) ? NaN : (p === q) === equal ? 1 : 0;
			});
		const [s, t] = [asText(x), asText(y)];
		return numbers((row) => {
			const [p, q] = [s(row), t(row)];
			return p === null || q === null ? NaN : (p === q) === equal ? 1 : 0;
		});
	}

	function order(
		operation: string,
		a: Tree | undefined,
		b: Tree | undefined,
	): Values {
		const compare = <T extends number | string>(p: T, q: T) =>
			(operation === "<" && p < q) ||
			(operation === "<=" && p <= q) ||
			(operation === ">" && p > q) ||
			(operation === ">=" && p >= q)
				? 1
				: 0;
		const [x, y] = [visit(a), visit(b)];
		if (x.type === "text" && y.type === "text")
			return numbers((row) => {
				const [p, q] = [x.values[row]!, y.values[row]!];
				return p === null || q === null ? NaN : compare(p, q);
			});
		return each([a, b], (p, q) => (missing(p, q) ? NaN : compare(p, q)));
	}

	function selected(of: Values, code: Tree | undefined): Values {
		const text = asText(of);
		return numbers((row) => {
			const chosen = text(row);
			return chosen === null
				? NaN
				: chosen.split(" ").includes(String(code))
					? 1
					: 0;
		});
	}

	return visit(tree);
}

/** Whether the expression is a condition, so that its categories are FALSE and TRUE. */
export function isCondition({ tree }: Expression): boolean {
	return (
		Array.isArray(tree) &&
		["=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "selected"].includes(
			tree[0],
		)
	);
}

function columnValues(dataset: Dataset, name: string): Values {
	const column = dataset.columns[name];
	if (!column)
		throw new Error(
			`there is no column ${name}; the data have ${Object.keys(dataset.columns).join(", ")}`,
		);
	if (column.type === "numeric")
		return { type: "numbers", values: column.values };
	return {
		type: "text",
		column: name,
		values:
			column.type === "string"
				? column.values
				: Array.from(column.codes, (code) => column.levels[code] ?? null),
	};
}

/** A number as R and XPath print it, 15 digits at most. */
export function numberName(value: number): string {
	return String(Number(value.toPrecision(15)));
}

function asText(value: Values): (row: number) => string | null {
	if (value.type === "text") return (row) => value.values[row] ?? null;
	return (row) => {
		const number = value.values[row]!;
		return Number.isNaN(number) ? null : numberName(number);
	};
}

function missingIn(value: Values): (row: number) => boolean {
	if (value.type === "text") return (row) => value.values[row] === null;
	return (row) => Number.isNaN(value.values[row]!);
}

function choose(condition: Float64Array, yes: Values, no: Values): Values {
	if (yes.type === "numbers" && no.type === "numbers")
		return {
			type: "numbers",
			values: condition.map((holds, row) =>
				Number.isNaN(holds)
					? NaN
					: holds !== 0
						? yes.values[row]!
						: no.values[row]!,
			),
		};
	const [a, b] = [asText(yes), asText(no)];
	return {
		type: "text",
		column: "if(…)",
		values: Array.from(condition, (holds, row) =>
			Number.isNaN(holds) ? null : holds !== 0 ? a(row) : b(row),
		),
	};
}

const missing = (...values: number[]) => values.some(Number.isNaN);
const isTrue = (value: number) => !Number.isNaN(value) && value !== 0;
