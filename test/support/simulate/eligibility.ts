import type { Survey } from "../../../survey-definitions/survey.ts";

/** Whether no answer ends the interview. */
export const isEligible = (
	survey: Survey,
	answer: (name: string) => unknown,
): boolean =>
	screening(survey).every(
		({ name, codes }) => !codes.includes(answer(name) as number),
	);

const screeningOf = new WeakMap<Survey, { name: string; codes: number[] }[]>();

function screening(survey: Survey) {
	let found = screeningOf.get(survey);
	if (!found) {
		found = survey.sections.flatMap(({ elements }) =>
			elements.flatMap((element) => {
				if (element.kind !== "single") return [];
				const codes = element.choices
					.filter(({ ends }) => ends)
					.map(({ code }) => code);
				return codes.length > 0 ? [{ name: element.name, codes }] : [];
			}),
		);
		screeningOf.set(survey, found);
	}
	return found;
}
