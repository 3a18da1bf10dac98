import type { Operation, Tree } from "./expression.ts";

/** null is missing; truth is 1 or 0; a multiple choice is its list of codes. */
export type Value = number | string | number[] | null;

export interface Scope {
	/** The raw value, codes 97, 98 and 99 included. */
	get(name: string): Value;
	/** The raw values of a battery's items, its attention line left out. */
	battery(name: string): Value[];
}

const isMissingCode = (value: unknown) =>
	typeof value === "number" && value >= 97 && value <= 99;

/**
 * The value of an expression. Codes 97, 98 and 99 are missing everywhere except in `=`, `!=` and `selected`
 * that name the code. Missing spreads; `and` and `or` are three-valued (Kleene); `${x} = ''` tests for missing.
 */
export function evaluate(tree: Tree, scope: Scope): Value {
	if (!Array.isArray(tree)) return tree;
	const [operation, a = null, b = null, c = null] = tree as [
		Operation,
		...(Tree | undefined)[],
	];
	const value = (node: Tree | null) =>
		node === null ? null : evaluate(node, scope);
	switch (operation) {
		case "get":
			return withoutMissing(scope.get(String(a)));
		case "and":
			return both(truth(value(a)), () => truth(value(b)), 0);
		case "or":
			return both(truth(value(a)), () => truth(value(b)), 1);
		case "not":
			return negate(truth(value(a)));
		case "if": {
			const condition = truth(value(a));
			return condition === null ? null : value(condition ? b : c);
		}
		case "=":
		case "!=":
			return equals(operation, a, b, scope);
		case "selected":
			return selected(raw(a, scope), value(b));
		case "count-selected":
			return codes(raw(a, scope)).filter((code) => !isMissingCode(code)).length;
		case "count-where": {
			const limit = value(c);
			const read = readFor(limit);
			return scope
				.battery(String(a))
				.filter((item) => compare(b as Operation, read(item), limit) === 1)
				.length;
		}
		case "all-equal": {
			const wanted = value(b);
			const items = scope.battery(String(a)).map(readFor(wanted));
			if (items.length === 0 || items.includes(null)) return null;
			return items.every((item) => item === wanted) ? 1 : 0;
		}
		case "<":
		case "<=":
		case ">":
		case ">=":
			return compare(operation, value(a), value(b));
		default:
			return arithmetic(operation, number(value(a)), number(value(b)));
	}
}

/** Whether a condition holds: a missing one does not. */
export const holds = (tree: Tree | undefined, scope: Scope) =>
	tree === undefined || truth(evaluate(tree, scope)) === 1;

function raw(node: Tree | null, scope: Scope): Value {
	return Array.isArray(node) && node[0] === "get"
		? scope.get(String(node[1]))
		: node === null
			? null
			: evaluate(node, scope);
}

function withoutMissing(value: Value): Value {
	if (Array.isArray(value)) {
		if (value.some(isMissingCode)) return null;
		return value.length === 1 ? (value[0] ?? null) : value;
	}
	return isMissingCode(value) ? null : value;
}

/** An operand that names a missing code is compared with raw values. */
const readFor = (operand: Value) =>
	isMissingCode(operand) ? (value: Value) => value : withoutMissing;

const codes = (value: Value): number[] =>
	value === null ? [] : Array.isArray(value) ? value : [Number(value)];

function selected(value: Value, code: Value): Value {
	return value === null || code === null
		? null
		: codes(value).includes(Number(code))
			? 1
			: 0;
}

function equals(
	operation: "=" | "!=",
	a: Tree | null,
	b: Tree | null,
	scope: Scope,
): Value {
	const negated = operation === "!=";
	const answer = (same: boolean) => (same === negated ? 0 : 1);
	if (a === "" || b === "") {
		const side = evaluate((a === "" ? b : a) as Tree, scope);
		return answer(side === null || side === "");
	}
	const namesCode = isMissingCode(a) || isMissingCode(b);
	const left = namesCode ? raw(a, scope) : evaluate(a as Tree, scope);
	const right = namesCode ? raw(b, scope) : evaluate(b as Tree, scope);
	if (left === null || right === null) return null;
	const one = codesOrText(left);
	const two = codesOrText(right);
	if (Array.isArray(one) || Array.isArray(two)) return null;
	if (typeof one === "string" && typeof two === "string")
		return answer(one === two);
	return answer(Number(one) === Number(two));
}

const codesOrText = (value: Value) =>
	Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;

/** Numbers as numbers; two texts as text, which orders ISO dates. */
function compare(operation: Operation, left: Value, right: Value): Value {
	if (left === null || right === null) return null;
	const asText = typeof left === "string" && typeof right === "string";
	const a = asText ? left : number(left);
	const b = asText ? right : number(right);
	if (a === null || b === null) return null;
	const result =
		operation === "<"
			? a < b
			: operation === "<="
				? a <= b
				: operation === ">"
					? a > b
					: operation === ">="
						? a >= b
						: operation === "="
							? a === b
							: a !== b;
	return result ? 1 : 0;
}

function number(value: Value): number | null {
	if (value === null || value === "" || Array.isArray(value)) return null;
	const result = Number(value);
	return Number.isNaN(result) ? null : result;
}

function truth(value: Value): 0 | 1 | null {
	if (value === null) return null;
	if (typeof value === "string") return value === "" ? 0 : 1;
	return Array.isArray(value) || value !== 0 ? 1 : 0;
}

const negate = (value: 0 | 1 | null) => (value === null ? null : value ? 0 : 1);

/** `decisive` alone settles it: 0 for and, 1 for or. */
function both(
	left: 0 | 1 | null,
	right: () => 0 | 1 | null,
	decisive: 0 | 1,
): Value {
	if (left === decisive) return decisive;
	const other = right();
	if (other === decisive) return decisive;
	return left === null || other === null ? null : decisive ? 0 : 1;
}

function arithmetic(
	operation: Operation,
	a: number | null,
	b: number | null,
): Value {
	if (a === null) return null;
	if (operation === "log") return Math.log(a);
	if (operation === "exp") return Math.exp(a);
	if (operation === "sqrt") return Math.sqrt(a);
	if (b === null) return null;
	if (operation === "+") return a + b;
	if (operation === "-") return a - b;
	if (operation === "*") return a * b;
	if (operation === "div") return a / b;
	if (operation === "mod") return a % b;
	return a ** b;
}
