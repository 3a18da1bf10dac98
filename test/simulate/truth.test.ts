import { expect, test } from "vitest";
import { readDefinitions } from "../../server/read-definitions.ts";
import { notApplicable } from "../../survey-definitions/definition.ts";
import { draw, variablesOf, walk } from "../../survey-definitions/flow.ts";
import type { Answers } from "../../survey-definitions/response.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { cadrePopulation } from "../support/simulate/cadre-population.ts";
import { citizenPopulation } from "../support/simulate/citizen-population.ts";
import { isEligible } from "../support/simulate/eligibility.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { combinationsOf, truth } from "../support/simulate/truth.ts";

const small = {
	cadres: cadrePopulation(3, [
		[1, 4, 2, 0, 0.5],
		[4, 6, 1, 0, 0.6],
	]),
	citizens: citizenPopulation(3, [
		[1, 1, 2, 0.6],
		[2, 2, 1, 0.7],
	]),
};
/** Arms that change an answer or a question; the others only move things on the screen. */
const meaningful = ["b8", "v_a", "v_b", "v_c", "h", "le"];

test.each(readDefinitions())(
	"the truth about $id equals a count that asks everybody in every arm",
	(definition) => {
		const { survey } = fieldOf(definition, 1);
		const population = small[survey.population];
		const counted = bruteForce(survey, population);
		for (const { variable, category, share } of truth({ survey, population })) {
			const { cells, base } = counted.get(variable) ?? {
				cells: new Map<number, number>(),
				base: 0,
			};
			const expected = (cells.get(category) ?? 0) / base;
			if (Number.isNaN(expected)) expect(share).toBeNaN();
			else expect(share, `${variable} = ${category}`).toBeCloseTo(expected, 10);
		}
	},
);

/** Walks every person through the questionnaire with no item left out, once for each combination of arms. */
function bruteForce(survey: Survey, population: (typeof small)["cadres"]) {
	const complete: Survey = {
		...survey,
		sections: survey.sections.map((section) => ({
			...section,
			elements: section.elements.map((element) => {
				if (element.kind !== "battery" || !element.draw) return element;
				const { draw: _, ...rest } = element;
				return rest;
			}),
		})),
	};
	const answering = population.answering();
	const counted = new Map<
		string,
		{ cells: Map<number, number>; base: number }
	>();
	const count = (variable: string, answer: unknown) => {
		if (answer === undefined || answer === null || answer === notApplicable)
			return;
		const tally = counted.get(variable) ?? { cells: new Map(), base: 0 };
		counted.set(variable, tally);
		tally.base++;
		for (const code of [answer].flat() as number[])
			tally.cells.set(code, (tally.cells.get(code) ?? 0) + 1);
	};
	const combinations = combinationsOf(
		survey.arms.filter(({ name }) => meaningful.includes(name)),
	);
	population.forEach((person) => {
		answering.meet(person);
		if (!isEligible(survey, (name) => answering.answer(name, {}))) return;
		for (const { levels } of combinations) {
			const draws = draw(complete, () => 0);
			draws.arms = { ...draws.arms, ...levels };
			const answers: Answers = {};
			for (const name of answering.names) {
				const answer = answering.answer(name, draws.arms);
				if (answer !== undefined) answers[name] = answer;
			}
			const { asked, ...flow } = walk(complete, {
				setting: { mode: "self", lotLevel: person.traits.level ?? 0 },
				draws,
				answers,
			});
			for (const { question, items } of asked)
				for (const name of variablesOf(question, items))
					count(name, flow.answers[name]);
			for (const [name, value] of Object.entries(flow.computed))
				count(name, value);
		}
	});
	return counted;
}
