import {
	draw,
	type Flow,
	type Interview,
	walk,
} from "../../survey-definitions/flow.ts";
import { lotOfSlip } from "../../survey-definitions/slip-code.ts";
import type { Form } from "./parts.ts";
import { random, receipt } from "./random.ts";
import type { Saved } from "./saved.ts";
import { screensOf } from "./screens.ts";

export interface Ahead {
	interview: Interview;
	flow: Flow<string>;
}

/** What follows from the answers so far. */
export function lookAhead(
	{ survey, lots }: Form,
	{ lot, code, draws, answers }: Saved,
) {
	const at = lot ?? (code && lotOfSlip(code));
	const lotLevel = at ? lots[at] : undefined;
	const interview: Interview = {
		setting: { mode: "self", ...(lotLevel === undefined ? {} : { lotLevel }) },
		draws,
		answers,
	};
	const flow = walk(survey, interview);
	const ahead: Ahead = { interview, flow };
	return { ahead, answers: flow.answers, screens: screensOf(flow.asked) };
}

export const isKnown = ({ lots }: Form, code: string): boolean =>
	lotOfSlip(code) in lots;

/** What chance decides, once; another version of the questionnaire is drawn for anew. */
export const complete = ({ survey }: Form, saved: Saved): Partial<Saved> => ({
	version: survey.version,
	receipt: saved.receipt || receipt(),
	...(saved.receipt && saved.version === survey.version
		? {}
		: { draws: draw(survey, random) }),
});
