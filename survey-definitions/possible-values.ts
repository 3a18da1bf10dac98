import type { Variable } from "./codebook.ts";
import type { Tree } from "./expression.ts";

interface Known {
	variable: (name: string) => Variable | undefined;
	/** How many items a battery has. */
	itemsOf: (battery: string) => number;
}

/** No variable has more codes than this. */
const most = 200;

/**
 * Every value that an expression can take, from what is written and never from the data: which values occur would tell
 * of people. Texts and missing are left out; undefined where the values cannot be listed.
 */
export function possibleValues(
	tree: Tree,
	known: Known,
): Set<number> | undefined {
	if (typeof tree === "number") return new Set([tree]);
	if (typeof tree === "string")
		return tree === "" || Number.isNaN(Number(tree))
			? new Set()
			: new Set([Number(tree)]);
	const [operation, a = 0, b = 0, c = 0] = tree;
	const of = (operand: Tree) => possibleValues(operand, known);
	switch (operation) {
		case "get":
			return new Set(
				(known.variable(String(a))?.categories ?? [])
					.map(({ code }) => code)
					.filter((code) => code < 95 || code === 96),
			);
		case "if":
			return together(of(b), of(c));
		case "count-selected":
			return upTo(
				Array.isArray(a) && a[0] === "get"
					? (known.variable(String(a[1]))?.categories.length ?? 0)
					: most,
			);
		case "count-where":
			return upTo(known.itemsOf(String(a)));
		case "+":
		case "-":
		case "*":
		case "div":
		case "mod":
		case "pow":
			return pairs(operation, of(a), of(b));
		case "log":
		case "exp":
		case "sqrt":
			return undefined;
		default:
			return new Set([0, 1]);
	}
}

const upTo = (last: number) =>
	new Set(Array.from({ length: last + 1 }, (_, value) => value));

const together = (
	one: Set<number> | undefined,
	two: Set<number> | undefined,
) => (one && two ? limited(new Set([...one, ...two])) : undefined);

const limited = (values: Set<number>) =>
	values.size > most ? undefined : values;

const arithmetic = {
	"+": (a: number, b: number) => a + b,
	"-": (a: number, b: number) => a - b,
	"*": (a: number, b: number) => a * b,
	div: (a: number, b: number) => a / b,
	mod: (a: number, b: number) => a % b,
	pow: (a: number, b: number) => a ** b,
};

function pairs(
	operation: keyof typeof arithmetic,
	one: Set<number> | undefined,
	two: Set<number> | undefined,
): Set<number> | undefined {
	if (!one || !two) return undefined;
	const values = new Set<number>();
	for (const a of one)
		for (const b of two) {
			const value = arithmetic[operation](a, b);
			if (!Number.isNaN(value)) values.add(value);
		}
	return limited(values);
}
