import { dontKnow, refused } from "../../survey-definitions/definition.ts";
import type { Asked } from "../../survey-definitions/flow.ts";
import { say } from "../../survey-definitions/languages.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type { PlainProblem } from "../actions/plain-answers.ts";
import type { PlainWords } from "./plain-frame.tsx";

/** What to do about a problem, for the person whose answer it is. */
export function problemText(
	problem: PlainProblem,
	{ question, choices }: Asked<string>,
	words: PlainWords,
	survey: Pick<Survey<string>, "dontKnow" | "refused">,
): string {
	const params: Record<string, number | string> =
		("params" in problem && problem.params) || {};
	const label = (code: unknown) =>
		code === dontKnow
			? survey.dontKnow
			: code === refused
				? survey.refused
				: (choices.find((choice) => choice.code === code)?.text ?? "");
	const other = choices.find((choice) => choice.otherText)?.text ?? "";
	switch (problem.code) {
		case "too-many":
			return say(words.tooMany, params);
		case "exclusive":
			return say(words.standsAlone, { choice: label(params.option) });
		case "too-long":
			return say(words.tooLong, params);
		case "out-of-range":
			return say(words.outOfRange, params);
		case "other-not-chosen":
			return say(words.otherNotChosen, { choice: other });
		case "required":
			return words.chooseOne;
		case "repeated":
			return question.kind === "ranking" ? words.rankedTwice : words.notOffered;
		case "not-relevant":
			return question.kind === "ranking"
				? words.rankedWithGap
				: words.lookAgain;
		case "not-chosen":
		case "unknown-option":
		case "wrong-type":
			return words.notOffered;
		case "constraint":
			return question.constraintMessage ?? words.lookAgain;
		default:
			return words.lookAgain;
	}
}
