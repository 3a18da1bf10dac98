import { draw, toResponse } from "../../../survey-definitions/flow.ts";
import type {
	Answers,
	FreeTexts,
	Pace,
	ResponseBody,
} from "../../../survey-definitions/response.ts";
import {
	questionsOf,
	type Section,
	type Survey,
} from "../../../survey-definitions/survey.ts";
import type { Answering } from "./answer-model.ts";
import { blankShare, mayBeBlank } from "./blanks.ts";
import { uniform } from "./chance.ts";
import { isEligible } from "./eligibility.ts";
import type { Person } from "./population.ts";
import { remarks } from "./remarks.ts";

/** What a phone sends in the end, apart from the card's code. */
export type Submission =
	| { response: ResponseBody; texts: FreeTexts }
	| { outcome: "declined" | "screened" };

/** People who answer a survey as its page would have them: their own draws, the skip logic obeyed, some answers left out. */
export function respondents(survey: Survey, answering: Answering) {
	const blank = mayBeBlank(survey);
	const asked = withoutOptions(survey);
	const fields = textFields(survey);
	return (person: Person, random: () => number): Submission => {
		answering.meet(person);
		const draws = draw(asked, random);
		const answer = (name: string) => answering.answer(name, draws.arms);
		if (!isEligible(survey, answer)) return { outcome: "screened" };
		const answers: Answers = {};
		for (const name of answering.names) {
			if (blank.has(name) && random() < blankShare) continue;
			const given = answer(name);
			if (given !== undefined) answers[name] = given;
		}
		// The walk keeps the answers to what is asked, as if each question had been met in its turn.
		const response = toResponse(
			asked,
			{
				setting: {
					mode: "self",
					...(person.traits.level === undefined
						? {}
						: { lotLevel: person.traits.level }),
				},
				draws,
				answers,
			},
			"vi",
		);
		const pace = paceOf(person);
		if (pace) response.flags.pace = pace;
		return { response, texts: textsOf(fields, response, random) };
	};
}

/** The survey as far as it decides what is asked: the order of options on the screen is nobody's answer, and slow. */
function withoutOptions(survey: Survey): Survey {
	const bare = (element: Section["elements"][0]): typeof element => {
		if (!("choices" in element)) return element;
		if (element.kind === "battery") return { ...element, choices: [] };
		const { randomise: _, ...rest } = element;
		// A single answer counts only where it is offered; of a multiple choice nothing is asked here.
		return rest.kind === "single" ? rest : { ...rest, choices: [] };
	};
	return {
		...survey,
		sections: survey.sections.map((section) => ({
			...section,
			elements: section.elements.map(bare),
		})),
	};
}

/**
 * The band that a phone would have made: three in a hundred hurry, a quarter are quick, one in fifty loaded the page anew
 * and has none. It goes with the person and uses none of the draws, so that other answers are the same without it.
 */
function paceOf({ id }: Person): Pace | undefined {
	const u = uniform(id, 0x9ace);
	return u < 0.03 ? 1 : u < 0.28 ? 2 : u < 0.98 ? 3 : undefined;
}

interface TextField {
	name: string;
	/** Where the field stands beside this option; else it is a question of its own. */
	option?: number;
	remarks: string[];
}

const textFields = (survey: Survey): TextField[] =>
	questionsOf(survey).flatMap((question): TextField[] => {
		const { name, kind } = question;
		if (kind === "text") return [{ name, remarks: remarks[survey.population] }];
		if (kind !== "single" && kind !== "multiple") return [];
		return question.choices
			.filter(({ otherText }) => otherText)
			.map(({ code }) => ({ name, option: code, remarks: remarks.other }));
	});

/** One in twelve writes something at an open question; half of those who choose "other" say what. */
function textsOf(
	fields: TextField[],
	{ answers }: ResponseBody,
	random: () => number,
): FreeTexts {
	const texts: FreeTexts = {};
	for (const { name, option, remarks } of fields) {
		const isOpen =
			option === undefined || [answers[name]].flat().includes(option);
		if (isOpen && random() < (option === undefined ? 1 / 12 : 1 / 2))
			texts[name] = remarks[Math.floor(random() * remarks.length)] as string;
	}
	return texts;
}
