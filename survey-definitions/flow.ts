import { dontKnow } from "./definition.ts";
import { evaluate, holds, type Scope, type Value } from "./evaluate.ts";
import { missingCodes } from "./missing-codes.ts";
import { rankedNames } from "./ranked-names.ts";
import type { Answer, Answers, Draws, Mode, ResponseBody } from "./response.ts";
import type {
	Battery,
	Choice,
	Count,
	Item,
	Piece,
	Question,
	Section,
	Survey,
} from "./survey.ts";

/** What is known of a form besides its answers. */
export interface Setting {
	mode: Mode;
	/** The level in the lot's stratum, where the lot is known. */
	lotLevel?: number;
}

/** Everything that decides which questions a person meets. */
export interface Interview {
	setting: Setting;
	draws: Draws;
	answers: Answers;
}

/** A question that is asked, as it is asked. */
export interface Asked<T> {
	section: Section<T>;
	question: Question<T>;
	/** Of a battery: the items shown, in order, the attention line among them. */
	items: Item<T>[];
	/** Of a closed question: the answers offered, in order. */
	choices: Choice<T>[];
	/** Of a list experiment: the statements shown, in order. */
	statements: T[];
}

export interface Flow<T> {
	asked: Asked<T>[];
	/** The answers to what is asked; those to questions no longer relevant are left out. */
	answers: Answers;
	/** Computed variables; null is missing. */
	computed: Record<string, Value>;
	scope: Scope;
	/** Set once an answer has ended the interview; nothing after it is asked. */
	ended?: "screened";
}

/** Independent draws for one interview from `random` in [0, 1): arms, orders of items and options, attention lines. */
export function draw(survey: Survey<unknown>, random: () => number): Draws {
	const arms: Record<string, number> = {};
	for (const { name, levels, probabilities } of survey.arms)
		arms[name] = levels[pick(levels.length, probabilities, random)] as number;
	const orders: Record<string, number[]> = {};
	for (const { elements } of survey.sections)
		for (const element of elements) {
			if ("randomise" in element && element.randomise)
				orders[element.name] = shuffled(
					element.kind === "battery"
						? element.items.length
						: element.choices.length,
					random,
				);
			if (element.kind === "battery" && element.attention) {
				const { item, positions } = element.attention;
				const position = positions[pick(positions.length, undefined, random)];
				orders[item.name] = [(position as number) - 1];
			}
		}
	return { arms, orders };
}

/** The way through the questionnaire that the answers so far lead to. One pass, in order. */
export function walk<T>(survey: Survey<T>, interview: Interview): Flow<T> {
	const { setting, draws } = interview;
	// Without a prototype: quicker to fill with a hundred names, and "toString" is no answer.
	const answers: Answers = Object.create(null);
	const computed: Record<string, Value> = Object.create(null);
	const batteries: Record<string, string[]> = {};
	const asked: Asked<T>[] = [];
	const scope: Scope = {
		get(name) {
			if (name in answers) return answers[name] as Value;
			if (name in computed) return computed[name] as Value;
			if (name === "MODE") return setting.mode;
			if (name === "LOT_LEVEL") return setting.lotLevel ?? null;
			return survey.parameters[name] ?? draws.arms[name] ?? null;
		},
		battery: (name) =>
			(batteries[name] ?? []).map((item) => (answers[item] ?? null) as Value),
	};
	const flow: Flow<T> = { asked, answers, computed, scope };

	for (const section of survey.sections)
		for (const element of inOrder(section, scope)) {
			if (element.kind === "calculate") {
				computed[element.name] = evaluate(element.calculate, scope);
				continue;
			}
			if (!holds(element.relevant, scope)) continue;
			const items =
				element.kind === "battery" ? itemsShown(element, draws, scope) : [];
			if (element.kind === "battery" && items.length === 0) continue;
			const choices = choicesShown(element, draws, scope);
			asked.push({
				section,
				question: element,
				items,
				choices,
				statements:
					element.kind === "count" ? statementsShown(element, scope) : [],
			});
			for (const name of variablesOf(element, items)) {
				const answer = interview.answers[name];
				if (answer === undefined) continue;
				if (isOffered(element, choices, name, answer, answers))
					answers[name] = answer;
			}
			if (element.kind === "battery")
				batteries[element.name] = items
					.filter((item) => item.attention === undefined)
					.map((item) => item.name);
			if (
				element.kind === "single" &&
				element.choices.some((c) => c.ends && c.code === answers[element.name])
			) {
				flow.ended = "screened";
				return flow;
			}
		}
	return flow;
}

/** The variables that a question answers, given the items shown. */
export function variablesOf(
	question: Question<unknown>,
	items: Item<unknown>[],
): string[] {
	if (question.kind === "battery") return items.map((item) => item.name);
	if (question.kind === "ranking") return rankedNames(question);
	return question.kind === "text" ? [] : [question.name];
}

/** A text with its pieces put in. */
export function wording(
	text: string,
	pieces: Record<string, Piece<string>> | undefined,
	survey: Survey<string>,
	scope: Scope,
): string {
	if (!pieces) return text;
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const piece = pieces[name];
		if (!piece) return whole;
		if (Array.isArray(piece))
			return piece.find(({ when }) => holds(when, scope))?.text ?? "";
		const code = scope.get(piece.labelOf);
		for (const { elements } of survey.sections)
			for (const element of elements)
				if (element.name === piece.of && "choices" in element)
					return (
						element.choices.find((choice) => choice.code === Number(code))
							?.text ?? ""
					);
		return "";
	});
}

/** The body to send: only what was asked, in the form that is stored. */
export function toResponse(
	survey: Survey<unknown>,
	interview: Interview,
	language?: string,
): ResponseBody {
	const { asked, answers } = walk(survey, interview);
	const shown: Record<string, string[]> = {};
	const flags: ResponseBody["flags"] = {};
	for (const { question, items } of asked) {
		if (question.kind !== "battery") continue;
		shown[question.name] = items.map((item) => item.name);
		for (const item of items)
			if (item.attention !== undefined)
				flags.attn = answers[item.name] === item.attention ? 1 : 0;
	}
	const { consent } = survey;
	return {
		v: survey.version,
		...(survey.keepsLanguage && language ? { lang: language } : {}),
		mode: interview.setting.mode,
		arms: interview.draws.arms,
		shown,
		reversed: interview.draws.arms.rev === 1,
		answers: { [consent.name]: 1, [consent.sensitive.name]: 1, ...answers },
		flags,
	};
}

/** Whether an answer given earlier can still be given: an option may have gone, a ranked one may not be chosen now. */
function isOffered(
	question: Question<unknown>,
	choices: Choice<unknown>[],
	name: string,
	answer: Answer,
	answers: Answers,
): boolean {
	if (question.kind === "single")
		return (
			choices.some(({ code }) => code === answer) ||
			missingCodes(question).includes(Number(answer))
		);
	if (question.kind !== "ranking") return true;
	const names = rankedNames(question);
	const before = names.slice(0, names.indexOf(name)).map((n) => answers[n]);
	const chosen = answers[question.of];
	const isRank =
		Array.isArray(chosen) &&
		chosen.includes(Number(answer)) &&
		!before.includes(answer);
	const isMissing = missingCodes(question).includes(Number(answer));
	return before.length === 0
		? isRank || isMissing
		: isRank && before.every((code) => Number(code) < dontKnow);
}

function inOrder<T>(section: Section<T>, scope: Scope) {
	const { elements, swap } = section;
	if (!swap || !holds(swap.when, scope)) return elements;
	const [first, second] = swap.questions.map((name) =>
		elements.findIndex((element) => element.name === name),
	) as [number, number];
	const swapped = [...elements];
	[swapped[first], swapped[second]] = [
		elements[second] as (typeof elements)[0],
		elements[first] as (typeof elements)[0],
	];
	return swapped;
}

const inDrawnOrder = <E>(list: E[], order: number[] | undefined): E[] =>
	order ? order.map((index) => list[index] as E) : list;

function itemsShown<T>(
	battery: Battery<T>,
	draws: Draws,
	scope: Scope,
): Item<T>[] {
	const { draw: plan, attention } = battery;
	let items = inDrawnOrder(battery.items, draws.orders[battery.name]).filter(
		(item) => holds(item.relevant, scope),
	);
	if (plan && items.length > plan.count && holds(plan.when, scope)) {
		let places = plan.count - items.filter((item) => item.anchor).length;
		items = items.filter((item) => item.anchor || places-- > 0);
	}
	if (!attention || items.length === 0) return items;
	const at = draws.orders[attention.item.name]?.[0] ?? items.length;
	return [...items.slice(0, at), attention.item, ...items.slice(at)];
}

function choicesShown<T>(
	question: Question<T>,
	draws: Draws,
	scope: Scope,
): Choice<T>[] {
	if (!("choices" in question)) return [];
	const { choices } = question;
	const filter = "choiceFilter" in question ? question.choiceFilter : undefined;
	const order =
		question.kind === "battery" ? undefined : draws.orders[question.name];
	const offered = inDrawnOrder(choices, order).filter(
		(choice) =>
			holds(choice.relevant, scope) &&
			(filter === undefined ||
				holds(filter, {
					...scope,
					get: (name) => (name === "code" ? choice.code : scope.get(name)),
				})),
	);
	const points = offered.filter((choice) => choice.scalePoint);
	if (draws.arms.rev === 1) points.reverse();
	const free = offered.filter((c) => !c.scalePoint && !c.anchored);
	if ("reverseWhen" in question && question.reverseWhen)
		if (holds(question.reverseWhen, scope)) free.reverse();
	// Anchored options keep the order of the definition, after the shuffled ones.
	const anchored = choices.filter((c) => c.anchored && offered.includes(c));
	return [...points, ...free, ...anchored];
}

function statementsShown<T>(question: Count<T>, scope: Scope): T[] {
	const { statements, sensitive } = question;
	if (!holds(sensitive.relevant, scope)) return statements;
	const at = Number(scope.get(sensitive.position) ?? 1) - 1;
	return [...statements.slice(0, at), sensitive.text, ...statements.slice(at)];
}

function pick(
	count: number,
	probabilities: number[] | undefined,
	random: () => number,
): number {
	let rest = random();
	if (!probabilities) return Math.floor(rest * count);
	for (const [index, probability] of probabilities.entries()) {
		rest -= probability;
		if (rest < 0) return index;
	}
	return probabilities.findLastIndex((probability) => probability > 0);
}

/** Fisher–Yates: every order of 0 … count − 1 equally likely. */
function shuffled(count: number, random: () => number): number[] {
	const order = Array.from({ length: count }, (_, index) => index);
	for (let last = count - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[order[last], order[other]] = [
			order[other] as number,
			order[last] as number,
		];
	}
	return order;
}
