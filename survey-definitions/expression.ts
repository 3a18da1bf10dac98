// Reads the logic of a definition: XLSForm's expressions (https://xlsform.org, XPath 1.0 precedence).
// The parser stays on the server; the phone gets the tree and evaluates it (evaluate.ts).

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
const comparisons = ["=", "!=", "<", "<=", ">", ">="];

export class ExpressionError extends Error {}

const token =
	/\s*(?:(\$\{\s*[A-Za-z_][\w]*\s*\})|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|('[^']*'|"[^"]*")|([A-Za-z_][\w-]*)|(<=|>=|!=|[=<>+\-*(),]))/y;

/** Parses one expression. Throws an ExpressionError that says what stands where. */
export function parse(source: string): Tree {
	const tokens: { text: string; at: number }[] = [];
	token.lastIndex = 0;
	const end = source.trimEnd().length;
	while (token.lastIndex < end) {
		const from = token.lastIndex;
		const match = token.exec(source);
		if (!match)
			throw new ExpressionError(
				`character ${from + 1} of "${source}" cannot be read: "${source.slice(from, from + 10)}"`,
			);
		tokens.push({
			text: match[0].trim(),
			at: token.lastIndex - match[0].trimStart().length,
		});
	}
	let next = 0;
	const peek = () => tokens[next]?.text;
	const fail = (wanted: string): never => {
		throw new ExpressionError(
			`character ${(tokens[next]?.at ?? source.length) + 1} of "${source}": ${wanted} was expected${peek() ? `, not "${peek()}"` : ""}`,
		);
	};
	const take = (text: string) => (peek() === text ? next++ : fail(`"${text}"`));

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
		const operand = unary();
		return typeof operand === "number" ? -operand : ["-", 0, operand];
	}

	function primary(): Tree {
		const text = peek() ?? fail("a value");
		if (text === "(") {
			next++;
			const inner = binary(0);
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
				return [operation, ...operands(operation, arity)];
			}
		return fail("a value or a known function");
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
		const text = peek() ?? fail("a name");
		if (
			isComparison ? !comparisons.includes(text) : !/^[A-Za-z_]\w*$/.test(text)
		)
			return fail(
				isComparison ? "a comparison such as >=" : "a battery's name",
			);
		next++;
		return text;
	}

	if (tokens.length === 0) fail("an expression");
	const tree = binary(0);
	if (next < tokens.length) fail("the end");
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
