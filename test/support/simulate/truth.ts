import { codebook } from "../../../survey-definitions/codebook.ts";
import { notApplicable } from "../../../survey-definitions/definition.ts";
import {
	evaluate,
	holds,
	type Scope,
	type Value,
} from "../../../survey-definitions/evaluate.ts";
import type { Tree } from "../../../survey-definitions/expression.ts";
import { namesIn } from "../../../survey-definitions/expression.ts";
import { variablesOf } from "../../../survey-definitions/flow.ts";
import type {
	Battery,
	Calculate,
	Question,
	Survey,
} from "../../../survey-definitions/survey.ts";
import type { Answering } from "./answer-model.ts";
import { blankShare, mayBeBlank } from "./blanks.ts";
import { isEligible } from "./eligibility.ts";
import type { Field } from "./population.ts";
import { inclusionProbabilities } from "./sample.ts";

export interface TrueCell {
	variable: string;
	category: number;
	/** Share of the eligible people to whom the question applies and who have an answer; 95 is outside. */
	share: number;
	/** How many of the responses are expected to fall into the cell, from the design and the response rates alone. */
	expected: number;
}

/**
 * The distribution of every question in the population, by asking everybody everything: each person's own full answers
 * decide which questions concern them, and a question whose answer depends on arms is averaged over the arms.
 */
export function truth({ survey, population }: Field): TrueCell[] {
	const answering = population.answering();
	const inclusionProbability = inclusionProbabilities(population);
	const tallies = talliesOf(survey);
	const { plain, groups } = stepsOf(survey, answering, tallies);
	const kept = new Map<string, Value>();
	const itemsKept = new Map<string, Value[]>();
	let arms: Record<string, number> = {};
	let level: number | undefined;
	const scope: Scope = {
		get(name) {
			const value = kept.get(name);
			if (value !== undefined) return value;
			if (name === "MODE") return "self";
			if (name === "LOT_LEVEL") return level ?? null;
			return survey.parameters[name] ?? arms[name] ?? null;
		},
		battery: (name) => itemsKept.get(name) ?? [],
	};

	function ask({ element, entries }: Step, chance: number, invited: number) {
		for (const { name } of entries) kept.delete(name);
		if (element.kind === "calculate") {
			const value = evaluate(element.calculate, scope);
			kept.set(element.name, value);
			if (typeof value === "number")
				tallies.get(element.name)?.add(value, chance, invited);
			return;
		}
		const isBattery = element.kind === "battery";
		if (isBattery) itemsKept.delete(element.name);
		if (!holds(element.relevant, scope)) return;
		const concerned = isBattery
			? entries.filter(({ relevant }) => holds(relevant, scope))
			: entries;
		const shown = isBattery ? shownShare(element, concerned) : 1;
		for (const { name, isDrawn, answered, tally } of concerned) {
			const answer = answering.answer(name, arms);
			if (answer === undefined) continue;
			kept.set(name, answer);
			tally?.add(answer, chance, invited * answered * (isDrawn ? shown : 1));
		}
		if (isBattery)
			itemsKept.set(
				element.name,
				concerned
					.filter(({ isAttention }) => !isAttention)
					.map(({ name }) => kept.get(name) ?? null),
			);
	}

	population.forEach((person) => {
		answering.meet(person);
		arms = {};
		level = person.traits.level;
		if (!isEligible(survey, (name) => answering.answer(name, arms))) return;
		const invited =
			inclusionProbability(person) * population.responseRate(person.stratum);
		kept.clear();
		for (const step of plain) ask(step, 1, invited);
		for (const { combinations, steps } of groups)
			for (const { levels, probability } of combinations) {
				arms = levels;
				for (const step of steps) ask(step, probability, invited * probability);
			}
	});
	return codebook(survey).flatMap(
		({ name }) => tallies.get(name)?.cells(name) ?? [],
	);
}

/** The chance of an item that is drawn, among the items that concern this person. */
function shownShare({ draw }: Battery<unknown>, concerned: Entry[]) {
	if (!draw) return 1;
	const drawn = concerned.filter(({ isDrawn }) => isDrawn).length;
	const anchors = concerned.filter(
		({ isDrawn, isAttention }) => !isDrawn && !isAttention,
	).length;
	return Math.min(1, (draw.count - anchors) / drawn);
}

/** One variable of a question. */
interface Entry {
	name: string;
	relevant?: Tree;
	/** Shown to some by design. */
	isDrawn: boolean;
	isAttention: boolean;
	/** Share of those asked who do not leave it blank. */
	answered: number;
	tally?: Tally;
}

interface Step {
	element: Question | Calculate<unknown>;
	entries: Entry[];
}

interface Group {
	/** Every combination of the levels of the group's arms that can come up. */
	combinations: { levels: Record<string, number>; probability: number }[];
	steps: Step[];
}

/** The questionnaire in order, taken apart: what depends on no arm, and what depends on the same arms together. */
function stepsOf(
	survey: Survey,
	answering: Answering,
	tallies: Map<string, Tally>,
): { plain: Step[]; groups: Group[] } {
	const blank = mayBeBlank(survey);
	const isArm = new Set(survey.arms.map(({ name }) => name));
	const armsOf = new Map<string, Set<string>>();
	const plain: Step[] = [];
	const parts: { arms: Set<string>; steps: Step[] }[] = [];
	for (const { elements } of survey.sections)
		for (const element of elements) {
			const entries = entriesOf(element, blank, tallies);
			const variables = entries.map(({ name }) => name);
			const arms = new Set(variables.flatMap((name) => answering.armsOf(name)));
			for (const tree of treesOf(element)) {
				const { variables, batteries } = namesIn(tree);
				for (const name of [...variables, ...batteries]) {
					if (isArm.has(name)) arms.add(name);
					for (const arm of armsOf.get(name) ?? []) arms.add(arm);
				}
			}
			for (const name of [element.name, ...variables]) armsOf.set(name, arms);
			const step = { element, entries };
			if (arms.size === 0) {
				plain.push(step);
				continue;
			}
			const touching = parts.filter((part) =>
				[...part.arms].some((arm) => arms.has(arm)),
			);
			const merged = {
				arms: new Set([...arms, ...touching.flatMap((p) => [...p.arms])]),
				steps: [...touching.flatMap((part) => part.steps), step],
			};
			for (const part of touching) parts.splice(parts.indexOf(part), 1);
			parts.push(merged);
		}
	return {
		plain,
		groups: parts.map(({ arms, steps }) => ({
			combinations: combinationsOf(
				survey.arms.filter(({ name }) => arms.has(name)),
			),
			steps,
		})),
	};
}

function entriesOf(
	element: Step["element"],
	blank: Set<string>,
	tallies: Map<string, Tally>,
): Entry[] {
	const entry = (name: string, more: Partial<Entry> = {}): Entry => {
		const tally = tallies.get(name);
		return {
			name,
			isDrawn: false,
			isAttention: false,
			answered: blank.has(name) ? 1 - blankShare : 1,
			...(tally ? { tally } : {}),
			...more,
		};
	};
	if (element.kind === "calculate") return [entry(element.name)];
	if (element.kind !== "battery")
		return variablesOf(element, []).map((name) => entry(name));
	const { items, draw, attention } = element;
	return [
		...items.map(({ name, relevant, anchor }) =>
			entry(name, {
				isDrawn: draw !== undefined && !anchor,
				...(relevant === undefined ? {} : { relevant }),
			}),
		),
		...(attention ? [entry(attention.item.name, { isAttention: true })] : []),
	];
}

const treesOf = (element: Step["element"]): Tree[] =>
	element.kind === "calculate"
		? [element.calculate]
		: [
				element.relevant,
				...(element.kind === "battery"
					? element.items.map(({ relevant }) => relevant)
					: []),
			].filter((tree) => tree !== undefined);

export function combinationsOf(arms: Survey["arms"]): Group["combinations"] {
	let combinations: Group["combinations"] = [{ levels: {}, probability: 1 }];
	for (const { name, levels, probabilities } of arms)
		combinations = combinations.flatMap((before) =>
			levels.map((level, at) => ({
				levels: { ...before.levels, [name]: level },
				probability:
					before.probability * (probabilities?.[at] ?? 1 / levels.length),
			})),
		);
	return combinations.filter(({ probability }) => probability > 0);
}

function talliesOf(survey: Survey): Map<string, Tally> {
	const isArm = new Set(survey.arms.map(({ name }) => name));
	return new Map(
		codebook(survey)
			.filter(({ name }) => !isArm.has(name))
			.map(({ name, categories }) => [
				name,
				tally(categories.map(({ code }) => code)),
			]),
	);
}

type Tally = ReturnType<typeof tally>;

function tally(codes: number[]) {
	const places = new Int8Array(101).fill(-1);
	for (const [place, code] of codes.entries()) places[code] = place;
	const people = new Float64Array(codes.length);
	const responses = new Float64Array(codes.length);
	let base = 0;
	const count = (code: number, chance: number, invited: number) => {
		const place = places[code] as number;
		people[place] = (people[place] as number) + chance;
		responses[place] = (responses[place] as number) + invited;
	};
	return {
		add(answer: number | number[], chance: number, invited: number) {
			if (answer === notApplicable) return;
			base += chance;
			if (Array.isArray(answer))
				for (const code of answer) count(code, chance, invited);
			else count(answer, chance, invited);
		},
		cells: (variable: string): TrueCell[] =>
			codes
				.map((category, place) => ({
					variable,
					category,
					share: (people[place] as number) / base,
					expected: responses[place] as number,
				}))
				.filter(({ category }) => category !== notApplicable),
	};
}
