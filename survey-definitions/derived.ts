import type { Category, Variable } from "./codebook.ts";
import type { Text } from "./definition.ts";
import { dontKnow, none, other, refused } from "./definition.ts";
import { ExpressionError, namesIn, parse, type Tree } from "./expression.ts";
import { possibleValues } from "./possible-values.ts";
import { questionsOf, type Survey } from "./survey.ts";

/** A variable that researchers make of a survey's own, as they write it. The data stay as they are. */
export interface DerivedDefinition {
	/** As expressions call it. */
	name: string;
	label: Text;
	of:
		| {
				kind: "expression";
				/** Gives one of the categories' codes, or '' for nobody's. */
				expression: string;
				categories: Category[];
		  }
		| {
				/** The mean of items on one scale, of those who answered enough of them. */
				kind: "index";
				items: string[];
				/** Items that are turned round: a code counts as lowest + highest − code. */
				reversed: string[];
				minimumAnswered: number;
		  };
}

export interface DerivedProblem {
	field: "name" | "label" | "expression" | "categories" | "items" | "minimum";
	code:
		| "malformed"
		| "missing"
		| "taken"
		| "not-an-expression"
		| "unknown-name"
		| "itself"
		| "number"
		| "drawn-together"
		| "not-a-code"
		| "not-listed"
		| "repeated"
		| "no-label"
		| "never"
		| "too-few"
		| "not-one-scale"
		| "identifying"
		| "out-of-range";
	/** The name, code or message of the parser that it is about. */
	detail: string;
	/** Where an expression cannot be read, and what may stand there. */
	place?: Text;
}

/** What a derived variable is made of, ready to be computed. Names are those of the data. */
export type DerivedVariable = { variable: Variable } & (
	| {
			kind: "expression";
			tree: Tree;
			/** The data's name for each name of the expression. */
			names: Record<string, string>;
			batteries: Record<string, string[]>;
	  }
	| {
			kind: "index";
			items: { name: string; reversed: boolean }[];
			lowest: number;
			highest: number;
			minimumAnswered: number;
	  }
);

/** What a derived variable may be made of: variables by the name that expressions use, and the items of batteries. */
export interface DerivedSources {
	own: Set<string>;
	variables: Map<string, Variable>;
	batteries: Map<string, string[]>;
}

/** Derived variables of the same name are told apart by their version: `FEAR@2`. What was released once keeps its meaning. */
export const versionedName = (name: string, version: number) =>
	`${name}@${version}`;

export function derivedSources(
	survey: Survey,
	codebook: Variable[],
	/** By their names in expressions. */
	derived: Map<string, Variable>,
): DerivedSources {
	return {
		own: new Set(codebook.map(({ name }) => name)),
		variables: new Map([
			...codebook.map((one): [string, Variable] => [one.name, one]),
			...derived,
		]),
		batteries: new Map(
			questionsOf(survey).flatMap((question) =>
				question.kind === "battery"
					? [[question.name, question.items.map(({ name }) => name)]]
					: [],
			),
		),
	};
}

/** Compiles a derived variable, or says what is wrong with it, by field. */
export function compileDerived(
	definition: DerivedDefinition,
	version: number,
	sources: DerivedSources,
): DerivedVariable | { problems: DerivedProblem[] } {
	const problems: DerivedProblem[] = [];
	const report: Report = (field, code, detail = "", place) =>
		problems.push({ field, code, detail, ...(place ? { place } : {}) });
	const { name, label, of } = definition;
	if (!/^[A-Za-z_]\w{0,39}$/.test(name)) report("name", "malformed", name);
	else if (sources.own.has(name) || sources.batteries.has(name))
		report("name", "taken", name);
	if (!label.vi.trim() || !label.en.trim()) report("label", "missing");
	const common = {
		name: versionedName(name, version),
		question: label,
		section: "derived",
	};
	const compiled =
		of.kind === "index"
			? compileIndex(of, name, common, sources, report)
			: compileExpression(of, name, common, sources, report);
	return problems.length > 0 || !compiled ? { problems } : compiled;
}

type Report = (
	field: DerivedProblem["field"],
	code: DerivedProblem["code"],
	detail?: string,
	place?: Text,
) => void;
type Common = Pick<Variable, "name" | "question" | "section">;

function compileExpression(
	{ expression, categories }: Of<"expression">,
	own: string,
	common: Common,
	{ variables, batteries }: DerivedSources,
	report: Report,
): DerivedVariable | undefined {
	checkCategories(categories, report);
	let tree: Tree;
	try {
		tree = parse(expression);
	} catch (error) {
		if (!(error instanceof ExpressionError)) throw error;
		report("expression", "not-an-expression", error.message, error.text);
		return undefined;
	}
	const asked = namesIn(tree);
	const found: Variable[] = [];
	const take = (name: string) => {
		const variable = variables.get(name);
		if (name === own) report("expression", "itself", name);
		else if (!variable) report("expression", "unknown-name", name);
		else if (variable.type === "number") report("expression", "number", name);
		else found.push(variable);
	};
	for (const name of new Set(asked.variables)) take(name);
	for (const battery of new Set(asked.batteries)) {
		const items = batteries.get(battery);
		if (items) items.forEach(take);
		else report("expression", "unknown-name", battery);
	}
	if (asked.variables.length + asked.batteries.length === 0)
		report("expression", "missing");
	if (found.length === 0) return undefined;
	const drawn = new Set(
		found.filter((one) => one.drawn).flatMap((one) => originsOf(one)),
	);
	if (drawn.size > 1)
		report("expression", "drawn-together", [...drawn].join(", "));
	const values = possibleValues(tree, {
		variable: (name) => variables.get(name),
		itemsOf: (battery) => batteries.get(battery)?.length ?? 0,
	});
	if (!values) report("expression", "not-listed");
	else checkValues(values, categories, report);
	const from = [...new Set(found.flatMap(originsOf))];
	const [only] = found;
	const drawnOne = found.find((one) => one.drawn);
	return {
		kind: "expression",
		tree,
		names: Object.fromEntries(
			asked.variables.map((name) => [name, variables.get(name)?.name ?? name]),
		),
		batteries: Object.fromEntries(
			asked.batteries.map((name) => [name, batteries.get(name) ?? []]),
		),
		variable: {
			...common,
			type: "single",
			categories: [
				...categories,
				...withoutOpinion(found, found.length === 1 && only?.type === "single"),
			],
			...(drawnOne?.battery
				? { battery: drawnOne.battery, drawn: true as const }
				: {}),
			...identifying(found),
			derived: {
				from,
				crosses:
					from.length > 1 ||
					found.some((one) => one.type === "multiple" || one.derived?.crosses),
			},
		},
	};
}

/** The survey's own variables that one rests on. */
const originsOf = ({ name, derived }: Variable) => derived?.from ?? [name];

/** Who told something about themselves is told apart by it also after a recode. */
const identifying = (found: Variable[]) =>
	found.some((one) => one.quasiIdentifier)
		? { quasiIdentifier: true as const }
		: {};

/** Without a value of their own: none of it, don't know, refused stay what they are; the first only of one question. */
function withoutOpinion(found: Variable[], isOne: boolean): Category[] {
	const kept = isOne ? [none, dontKnow, refused] : [dontKnow, refused];
	return kept.flatMap((code) => {
		const category = found
			.flatMap(({ categories }) => categories)
			.find((one) => one.code === code);
		return category ? [category] : [];
	});
}

const isCode = (value: number) =>
	Number.isInteger(value) && ((value >= 0 && value < 95) || value === other);

function checkCategories(categories: Category[], report: Report) {
	if (categories.length < 2) report("categories", "too-few");
	const codes = new Set<number>();
	for (const { code, label } of categories) {
		if (!isCode(code)) report("categories", "not-a-code", String(code));
		if (codes.has(code)) report("categories", "repeated", String(code));
		if (!label.vi.trim() || !label.en.trim())
			report("categories", "missing", String(code));
		codes.add(code);
	}
}

function checkValues(
	values: Set<number>,
	categories: Category[],
	report: Report,
) {
	for (const value of values)
		if (!isCode(value)) report("expression", "not-a-code", String(value));
		else if (!categories.some(({ code }) => code === value))
			report("categories", "no-label", String(value));
	for (const { code } of categories)
		if (!values.has(code)) report("categories", "never", String(code));
}

function compileIndex(
	{ items, reversed, minimumAnswered }: Of<"index">,
	own: string,
	common: Common,
	{ variables }: DerivedSources,
	report: Report,
): DerivedVariable | undefined {
	const found: Variable[] = [];
	const places: { name: string; reversed: boolean }[] = [];
	for (const name of new Set(items)) {
		const variable = variables.get(name);
		if (variable)
			places.push({ name: variable.name, reversed: reversed.includes(name) });
		if (name === own) report("items", "itself", name);
		else if (!variable) report("items", "unknown-name", name);
		else if (variable.type !== "single") report("items", "not-one-scale", name);
		else if (variable.quasiIdentifier) report("items", "identifying", name);
		else found.push(variable);
	}
	for (const name of reversed)
		if (!items.includes(name)) report("items", "unknown-name", name);
	if (items.length < 2) report("items", "too-few");
	if (!(minimumAnswered >= 1 && minimumAnswered <= new Set(items).size))
		report("minimum", "out-of-range", String(minimumAnswered));
	const scale = scaleOf(found[0]);
	for (const one of found)
		if (scale.length < 2 || scaleOf(one).join() !== scale.join())
			report("items", "not-one-scale", one.name);
	if (found.length < 2) return undefined;
	return {
		kind: "index",
		items: places,
		lowest: Math.min(...scale),
		highest: Math.max(...scale),
		minimumAnswered,
		variable: {
			...common,
			type: "number",
			categories: [],
			derived: { from: [...new Set(found.flatMap(originsOf))], crosses: false },
		},
	};
}

/** The points that a mean can be taken of. */
const scaleOf = (variable: Variable | undefined) =>
	(variable?.categories ?? [])
		.map(({ code }) => code)
		.filter((code) => code < 95)
		.sort((a, b) => a - b);

type Of<K> = Extract<DerivedDefinition["of"], { kind: K }>;
