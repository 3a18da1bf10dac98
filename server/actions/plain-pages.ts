import { holds } from "../../survey-definitions/evaluate.ts";
import { namesIn, type Tree } from "../../survey-definitions/expression.ts";
import type { Asked, Flow } from "../../survey-definitions/flow.ts";
import { rankedNames } from "../../survey-definitions/ranked-names.ts";
import type {
	Calculate,
	Question,
	Section,
	Survey,
} from "../../survey-definitions/survey.ts";

/** Questions that can stand on one page of forms: which of them are asked is settled by the pages before. */
export interface PlainPage {
	section: string;
	questions: string[];
	/** Of a long battery: the items that stand on this page. */
	items?: string[];
}

/** Lines to answer on a page. What breaks off between two pages costs no more than these. */
const mostLines = 12;
/** A line of a battery is as high as its scale. */
const mostItems = 8;

const pages = new WeakMap<Survey, PlainPage[]>();

/**
 * The questionnaire without scripts, cut where an answer decides what comes next: the server applies the logic between
 * two pages, so nothing on a page may depend on an answer of the same page. Questions that only a phone with scripts can
 * ask stand on no page.
 */
export function pagesOf(survey: Survey): PlainPage[] {
	const known = pages.get(survey);
	if (known) return known;
	const cut = cutIntoPages(survey);
	pages.set(survey, cut);
	return cut;
}

function cutIntoPages(survey: Survey): PlainPage[] {
	const all: PlainPage[] = [];
	const never = new Set<string>();
	const calculates = new Map<string, Set<string>>();
	for (const section of survey.sections) {
		let page: PlainPage | undefined;
		let here = new Set<string>();
		let lines = 0;
		for (const element of section.elements) {
			const reads = readsOf(element, section, calculates);
			if (element.kind === "calculate") {
				calculates.set(element.name, reads);
				continue;
			}
			const names = namesAnswered(element);
			if (isNeverAsked(element, survey, never)) {
				for (const name of names) never.add(name);
				continue;
			}
			const parts = itemsByPage(element);
			if (parts) {
				for (const items of parts)
					all.push({ section: section.id, questions: [element.name], items });
				page = undefined;
				continue;
			}
			const own = element.kind === "battery" ? element.items.length : 1;
			if (
				!page ||
				lines + own > mostLines ||
				[...reads].some((name) => here.has(name))
			) {
				page = { section: section.id, questions: [] };
				all.push(page);
				here = new Set();
				lines = 0;
			}
			page.questions.push(element.name);
			for (const name of names) here.add(name);
			lines += own;
			// An answer that ends the interview is told before anything else is asked.
			if (element.kind === "single" && element.choices.some((c) => c.ends))
				page = undefined;
		}
	}
	return all;
}

/** Equal parts of a battery that is too long for one page; its attention line closes the last. */
function itemsByPage(question: Question<unknown>): string[][] | undefined {
	if (question.kind !== "battery" || question.items.length <= mostItems)
		return undefined;
	const names = question.items.map((item) => item.name);
	const count = Math.ceil(names.length / mostItems);
	const size = Math.ceil(names.length / count);
	const parts = Array.from({ length: count }, (_, at) =>
		names.slice(at * size, (at + 1) * size),
	);
	if (question.attention) parts.at(-1)?.push(question.attention.item.name);
	return parts;
}

/** What of a page is asked, after the answers so far. */
export const askedOn = <T>(page: PlainPage, flow: Flow<T>): Asked<T>[] =>
	flow.asked
		.filter(({ question }) => page.questions.includes(question.name))
		.map((asked) => {
			const { items } = page;
			return items
				? {
						...asked,
						items: asked.items.filter((item) => items.includes(item.name)),
					}
				: asked;
		})
		.filter(
			({ question, items }) => question.kind !== "battery" || items.length > 0,
		);

const namesAnswered = (question: Question<unknown>): string[] => [
	question.name,
	...(question.kind === "battery"
		? question.items.map((item) => item.name)
		: question.kind === "ranking"
			? rankedNames(question)
			: []),
];

/** The answers that decide whether and how a question is asked; a computed variable stands for what it is made of. */
function readsOf(
	element: Question<unknown> | Calculate<unknown>,
	section: Section<unknown>,
	calculates: Map<string, Set<string>>,
): Set<string> {
	const names = treesOf(element).flatMap((tree) => {
		const { variables, batteries } = namesIn(tree);
		return [...variables, ...batteries];
	});
	const pieces = "pieces" in element ? element.pieces : undefined;
	for (const piece of Object.values({ ...pieces, ...section.pieces }))
		if (!Array.isArray(piece)) names.push(piece.labelOf);
	if (element.kind === "ranking") names.push(element.of);
	return new Set(
		names.flatMap((name) => [name, ...(calculates.get(name) ?? [])]),
	);
}

function treesOf(element: Question<unknown> | Calculate<unknown>): Tree[] {
	if (element.kind === "calculate") return [element.calculate];
	const pieces = Object.values(element.pieces ?? {})
		.flatMap((piece) => (Array.isArray(piece) ? piece : []))
		.map(({ when }) => when);
	const within = [
		...("choices" in element ? element.choices : []),
		...(element.kind === "battery" ? element.items : []),
	].map(({ relevant }) => relevant);
	return [
		element.relevant,
		"choiceFilter" in element ? element.choiceFilter : undefined,
		"reverseWhen" in element ? element.reverseWhen : undefined,
		element.kind === "battery" ? element.draw?.when : undefined,
		element.kind === "count" ? element.sensitive.relevant : undefined,
		...pieces,
		...within,
	].filter((tree) => tree !== undefined);
}

/** Whether nothing but the mode, which draws no arms, keeps a question from everybody. */
function isNeverAsked(
	{ relevant }: Question<unknown>,
	survey: Survey,
	never: Set<string>,
): boolean {
	if (relevant === undefined) return false;
	const { variables, batteries } = namesIn(relevant);
	const isSettled = (name: string) =>
		never.has(name) ||
		name === "MODE" ||
		name in survey.parameters ||
		survey.arms.some((arm) => arm.name === name);
	return (
		[...variables, ...batteries].every(isSettled) &&
		!holds(relevant, {
			get: (name) =>
				name === "MODE" ? "plain" : (survey.parameters[name] ?? null),
			battery: () => [],
		})
	);
}
