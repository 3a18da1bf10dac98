import type { Text } from "./definition.ts";
import { dontKnow } from "./definition.ts";
import { evaluate } from "./evaluate.ts";
import type { Tree } from "./expression.ts";
import { missingCodes } from "./missing-codes.ts";
import { rankedNames } from "./ranked-names.ts";
import type { Calculate, Choice, Piece, Question, Survey } from "./survey.ts";

export interface Category {
	code: number;
	label: Text;
}

/** A variable of the data that a survey yields. */
export interface Variable {
	name: string;
	/** The question as worded; variants of the wording stand in brackets. */
	question: Text;
	/** The item of a battery, the place in a ranking. */
	item?: Text;
	/**
	 * A multiple choice has one 0/1 column for each category, a number one column of values (NaN outside the base);
	 * everything else one column of codes.
	 */
	type: "single" | "multiple" | "number";
	categories: Category[];
	/** The battery it is an item of. */
	battery?: string;
	/** Shown to some by design: its rows weigh by the inverse of the chance of being shown. */
	drawn?: true;
	/** The arm that changes what is asked, so that the answers are to be read by it. */
	splitBy?: string;
	section: string;
	/** Others could know the answer of a person. */
	quasiIdentifier?: true;
	/** Made of the survey's own variables, and whether it tells apart who gave certain answers to several of them. */
	derived?: { from: string[]; crosses: boolean };
}

/** All variables in the order of the questionnaire, arms last. Open texts are tied to no response and have none. */
export function codebook(survey: Survey): Variable[] {
	const closed = new Map<string, Category[]>();
	const variables: Variable[] = [];
	for (const section of survey.sections)
		for (const element of section.elements) {
			const found =
				element.kind === "calculate"
					? [calculated(element, closed)]
					: variablesOfQuestion(survey, element, closed);
			for (const variable of found) {
				closed.set(variable.name, variable.categories);
				variables.push({
					...variable,
					section: section.id,
					...(isQuasiIdentifier(survey, variable.name, section.id)
						? { quasiIdentifier: true as const }
						: {}),
				});
			}
		}
	for (const arm of survey.arms)
		variables.push({
			name: arm.name,
			question: { vi: `Nhánh ${arm.name}`, en: `Arm ${arm.name}` },
			type: "single",
			categories: arm.levels.map((level) => ({
				code: level,
				label: armLabel(survey, arm.name, level, arm.levels),
			})),
			section: "arms",
		});
	return variables;
}

const isQuasiIdentifier = (survey: Survey, name: string, section: string) =>
	survey.quasiIdentifiers?.includes(name) ?? section === "about";

type Described = Omit<Variable, "section" | "quasiIdentifier">;

function variablesOfQuestion(
	survey: Survey,
	question: Question,
	closed: Map<string, Category[]>,
): Described[] {
	const missing: Category[] = missingCodes(question).map((code) => ({
		code,
		label: code === dontKnow ? survey.dontKnow : survey.refused,
	}));
	const asked = withPieces(question.text, question.pieces);
	const splitBy = armOf(survey, question);
	const common = {
		question: asked,
		...(splitBy ? { splitBy } : {}),
	};
	switch (question.kind) {
		case "single":
		case "multiple":
			return [
				{
					name: question.name,
					...common,
					type: question.kind,
					categories: [...categoriesOf(survey, question.choices), ...missing],
				},
			];
		case "battery": {
			const categories = [
				...categoriesOf(survey, question.choices),
				...missing,
			];
			const { attention } = question;
			return [...question.items, ...(attention ? [attention.item] : [])].map(
				(item) => ({
					name: item.name,
					...common,
					item: item.text,
					type: "single" as const,
					categories,
					battery: question.name,
					...(question.draw && !item.anchor && item.attention === undefined
						? { drawn: true as const }
						: {}),
				}),
			);
		}
		case "number":
		case "count": {
			const [min, max] =
				question.kind === "number"
					? [question.min, question.max]
					: [0, question.statements.length + 1];
			const numbers = Array.from({ length: max - min + 1 }, (_, i) => ({
				code: min + i,
				label: { vi: String(min + i), en: String(min + i) },
			}));
			return [
				{
					name: question.name,
					...common,
					type: "single",
					categories: [...numbers, ...missing],
				},
			];
		}
		case "ranking":
			return rankedNames(question).map((name, place) => ({
				name,
				...common,
				item: { vi: `Thứ ${place + 1}`, en: `Place ${place + 1}` },
				type: "single" as const,
				categories: [
					...(closed.get(question.of) ?? []).filter(
						(category) => category.code < dontKnow,
					),
					...missing,
				],
			}));
		case "text":
			return [];
	}
}

/** The answers of this wave: those that its parameters rule out are left out. */
const categoriesOf = (survey: Survey, choices: Choice<Text>[]): Category[] =>
	choices
		.filter(
			({ relevant }) =>
				relevant === undefined ||
				evaluate(relevant, {
					get: (name) => survey.parameters[name] ?? null,
					battery: () => [],
				}) !== 0,
		)
		.map(({ code, text }) => ({ code, label: text }));

function calculated(
	{ name, label, calculate }: Calculate<Text>,
	closed: Map<string, Category[]>,
): Described {
	const isCondition =
		Array.isArray(calculate) &&
		!["get", "if", "+", "-", "*", "div", "mod"].includes(calculate[0]);
	const source = isCondition ? undefined : firstVariable(calculate, closed);
	return {
		name,
		question: label,
		type: "single",
		categories: source
			? (closed.get(source) ?? []).filter(({ code }) => code < dontKnow)
			: [
					{ code: 1, label: { vi: "Có", en: "Yes" } },
					{ code: 0, label: { vi: "Không", en: "No" } },
				],
	};
}

function firstVariable(
	tree: Tree,
	closed: Map<string, Category[]>,
): string | undefined {
	if (!Array.isArray(tree)) return undefined;
	if (tree[0] === "get" && closed.has(String(tree[1]))) return String(tree[1]);
	for (const operand of tree.slice(1)) {
		const found = firstVariable(operand as Tree, closed);
		if (found) return found;
	}
	return undefined;
}

/** "… về [đất đai / đầu tư công] …": every variant of the wording at once. */
function withPieces(
	text: Text,
	pieces: Record<string, Piece<Text>> | undefined,
): Text {
	const put = (language: keyof Text) =>
		text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
			const piece = pieces?.[name];
			if (!Array.isArray(piece)) return "…";
			return `[${piece.map((variant) => variant.text[language]).join(" / ")}]`;
		});
	return { vi: put("vi"), en: put("en") };
}

/** The arm of a piece's condition `${arm} = level`. */
function armIn(survey: Survey, when: Tree | undefined) {
	if (!Array.isArray(when) || when[0] !== "=") return undefined;
	const [, left, right] = when;
	if (!Array.isArray(left) || left[0] !== "get") return undefined;
	const arm = survey.arms.find(({ name }) => name === left[1]);
	return arm ? { name: arm.name, level: Number(right) } : undefined;
}

/** The one arm that the wording of a question depends on, if there is just one. */
function armOf(survey: Survey, question: Question): string | undefined {
	const arms = new Set<string>();
	for (const piece of Object.values(question.pieces ?? {}))
		if (Array.isArray(piece))
			for (const { when } of piece) {
				const arm = armIn(survey, when);
				if (arm) arms.add(arm.name);
			}
	return arms.size === 1 ? [...arms][0] : undefined;
}

function armLabel(
	survey: Survey,
	arm: string,
	level: number,
	levels: number[],
): Text {
	const plain = { vi: String(level), en: String(level) };
	for (const { elements } of survey.sections)
		for (const element of elements) {
			if (element.kind === "calculate") continue;
			for (const piece of Object.values(element.pieces ?? {})) {
				if (!Array.isArray(piece)) continue;
				const named = piece.map(({ when }) => armIn(survey, when));
				if (!named.some((found) => found?.name === arm)) continue;
				const index = named.findIndex((found) => found?.level === level);
				const rest = levels.filter(
					(other) => !named.some((found) => found?.level === other),
				);
				const variant =
					piece[
						index >= 0 ? index : rest.includes(level) ? piece.length - 1 : -1
					];
				if (variant) return variant.text;
			}
		}
	return plain;
}
