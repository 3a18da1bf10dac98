import type { ResponseBody } from "../../survey-definitions/response.ts";
import { questionsOf, type Survey } from "../../survey-definitions/survey.ts";

/** Batteries with fewer items shown tell nothing of how somebody answers. */
const fewestItems = 5;

/** The pace that counts as too fast: under two seconds a screen. */
const fastPace = 1;

export const isTooFast = ({ flags }: Pick<ResponseBody, "flags">): boolean =>
	flags.pace === fastPace;

/** For each battery the line that asks for attention, whose answer is no opinion. */
export const attentionLines = (survey: Survey<unknown>): Set<string> =>
	new Set(
		questionsOf(survey).flatMap((question) =>
			question.kind === "battery" && question.attention
				? [question.attention.item.name]
				: [],
		),
	);

/** Whether the same code stands in every item of at least half of the batteries that showed five items or more. */
export function isStraightLined(
	{ shown, answers }: Pick<ResponseBody, "shown" | "answers">,
	attention: ReadonlySet<string>,
): boolean {
	let batteries = 0;
	let straight = 0;
	for (const names of Object.values(shown)) {
		const items = names.filter((name) => !attention.has(name));
		if (items.length < fewestItems) continue;
		batteries++;
		const first = answers[items[0] as string];
		if (first !== undefined && items.every((name) => answers[name] === first))
			straight++;
	}
	return batteries > 0 && straight * 2 >= batteries;
}
