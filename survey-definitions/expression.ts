// Reads the logic of a definition: XLSForm's expressions (https://xlsform.org, XPath 1.0 precedence).
// The parser stays on the server; the phone gets the tree and evaluates it (evaluate.ts).

import type { Text } from "./definition.ts";
import { type ExpressionFault, faultText } from "./expression-fault.ts";

/** A number, a 'text', or [operation, …operands]. `["get", name]` is `${name}`. */
export type Tree = number | string | [Operation, ...Tree[]];

export type Operation =
	| "get"
	| "="
	| "!="
	| "<"
	| "<="
	| ">"
	| ">="
	| "and"
	| "or"
	| "not"
	| "+"
	| "-"
	| "*"
	| "div"
	| "mod"
	| "if"
	| "selected"
	| "count-selected"
	| "count-where"
	| "all-equal"
	| "log"
	| "exp"
	| "sqrt"
	| "pow";

const functionArity = new Map<Operation, number>([
	["not", 1],
	["if", 3],
	["selected", 2],
	["count-selected", 1],
	["count-where", 3],
	["all-equal", 2],
	["log", 1],
	["exp", 1],
	["sqrt", 1],
	["pow", 2],
]);

const levels: Operation[][] = [
	["or"],
	["and"],
	["=", "!="],
	["<", "<=", ">", ">="],
	["+", "-"],
	["*", "div", "mod"],
];
/**
 * What is larger overflows the stack of whoever evaluates it later, with the data. A recode of a hundred codes, each an
 * `if` in the one before, is far smaller.
 */
const most = { signs: 2500, nested: 200 };
const comparisons = ["=", "!=", "<", "<=", ">", ">="];

const isName = (text: string) => /^[A-Za-z_]\w*$/.test(text);
/** `and`, `div` and the like stand between values. */
const isWord = (text: string) =>
	levels.some((operations) => operations.some((one) => one === text));

export class ExpressionError extends Error {
	readonly text: Text;
	constructor(source: string, fault: ExpressionFault) {
		const text = faultText(fault);
		super(`"${source}": ${text.en}`);
		this.text = text;
	}
}

const token =
	/\s*(?:(\$\{\s*[A-Za-z_][\w]*\s*\})|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|('[^']*'|"[^"]*")|([A-Za-z_][\w-]*)|(<=|>=|!=|[=<>+\-*(),]))/y;

/** Parses one expression. Throws an ExpressionError that says what stands where. */
export function parse(source: string): Tree {
	const faultAt = (
		at: number,
		code: ExpressionFault["code"],
		found: string,
		wanted?: string,
	) =>
		new ExpressionError(source, {
			code,
			at: at + 1,
			before: source.slice(0, at).trim(),
			found,
			...(wanted === undefined ? {} : { wanted }),
		});
	const tokens: { text: string; at: number }[] = [];
	token.lastIndex = 0;
	const end = source.trimEnd().length;
	while (token.lastIndex < end) {
		const from = token.lastIndex;
		const match = token.exec(source);
		if (!match) {
			// The whole word: the first letters of "và" are readable.
			const start = from + source.slice(from).search(/\S/);
			const isLetter = /^[\p{L}\p{M}]/u.test(source.slice(start));
			const at = isLetter ? source.slice(0, start).search(/\w*$/) : start;
			const found = /^\S+/u.exec(source.slice(at))?.[0] ?? "";
			throw faultAt(at, "unreadable", [...found].slice(0, 12).join(""));
		}
		tokens.push({
			text: match[0].trim(),
			at: token.lastIndex - match[0].trimStart().length,
		});
	}
	let next = 0;
	let nested = 0;
	const peek = () => tokens[next]?.text;
	const fail = (code: ExpressionFault["code"], wanted?: string): never => {
		const at = tokens[next]?.at ?? source.length;
		throw faultAt(at, code, peek() ?? "", wanted);
	};
	const take = (text: string) =>
		peek() === text ? next++ : fail("sign", text);

	/** Reads what stands within a bracket, or behind a sign that may be repeated. */
	function within<T>(read: () => T): T {
		if (++nested > most.nested) fail("too-large");
		const inner = read();
		nested--;
		return inner;
	}

	function binary(level: number): Tree {
		const operations = levels[level];
		if (!operations) return unary();
		let left = binary(level + 1);
		for (;;) {
			const operation = operations.find((o) => o === peek());
			if (!operation) return left;
			next++;
			left = [operation, left, binary(level + 1)];
		}
	}

	function unary(): Tree {
		if (peek() !== "-") return primary();
		next++;
		const operand = within(unary);
		return typeof operand === "number" ? -operand : ["-", 0, operand];
	}

	function primary(): Tree {
		const text = peek() ?? fail("value");
		if (text === "(") {
			next++;
			const inner = within(() => binary(0));
			take(")");
			return inner;
		}
		if (text.startsWith("${")) {
			next++;
			return ["get", text.slice(2, -1).trim()];
		}
		if (/^\d/.test(text)) {
			next++;
			return Number(text);
		}
		if (/^['"]/.test(text)) {
			next++;
			return text.slice(1, -1);
		}
		for (const [operation, arity] of functionArity)
			if (operation === text) {
				next++;
				return [operation, ...within(() => operands(operation, arity))];
			}
		if (comparisons.includes(text)) return fail("second-comparison");
		if (!isName(text) || isWord(text)) return fail("value");
		return tokens[next + 1]?.text === "("
			? fail("unknown-function", [...functionArity.keys()].join(", "))
			: fail("bare-name");
	}

	function operands(operation: Operation, arity: number): Tree[] {
		take("(");
		const list: Tree[] = [];
		for (let i = 0; i < arity; i++) {
			if (i > 0) take(",");
			list.push(operand(operation, i));
		}
		take(")");
		return list;
	}

	/** The battery of count-where and all-equal is a bare name, count-where's second operand a comparison. */
	function operand(operation: Operation, index: number): Tree {
		const isBattery =
			(operation === "count-where" || operation === "all-equal") && index === 0;
		const isComparison = operation === "count-where" && index === 1;
		if (!isBattery && !isComparison) return binary(0);
		const text = peek() ?? fail(isComparison ? "comparison" : "battery");
		if (isComparison ? !comparisons.includes(text) : !isName(text))
			return fail(isComparison ? "comparison" : "battery");
		next++;
		return text;
	}

	if (tokens.length === 0) fail("empty");
	if (tokens.length > most.signs) fail("too-large");
	const tree = binary(0);
	if (next < tokens.length) fail("end");
	return tree;
}

/** The names that an expression asks for: `${name}` and the batteries of count-where and all-equal. */
export function namesIn(tree: Tree): {
	variables: string[];
	batteries: string[];
} {
	const variables: string[] = [];
	const batteries: string[] = [];
	const visit = (node: Tree) => {
		if (!Array.isArray(node)) return;
		const [operation, first, ...rest] = node;
		if (operation === "get") variables.push(String(first));
		else if (operation === "count-where" || operation === "all-equal")
			batteries.push(String(first));
		else if (first !== undefined) visit(first);
		rest.forEach(visit);
	};
	visit(tree);
	return { variables, batteries };
}
