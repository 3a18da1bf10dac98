import { dontKnow, refused } from "../../survey-definitions/definition.ts";
import type { Asked } from "../../survey-definitions/flow.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type { PlainProblem } from "../actions/plain-answers.ts";
import type { PlainWords } from "./plain-words.ts";

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
			return words.tooMany(Number(params.max));
		case "exclusive":
			return words.standsAlone(label(params.option));
		case "too-long":
			return words.tooLong(Number(params.limit));
		case "out-of-range":
			return words.outOfRange(Number(params.min), Number(params.max));
		case "other-not-chosen":
			return words.otherNotChosen(other);
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
