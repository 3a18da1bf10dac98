import type { Field } from "./population.ts";
import { respondents, type Submission } from "./respondent.ts";
import type { Invitation } from "./sample.ts";

/** What comes of one card. */
export interface Return {
	/** Place of the lot in the sample's list. */
	lot: number;
	submission: Submission;
}

/** Of those who do not take part, the share who open the page and decline. */
const declining = 0.08;

/** What the phones of a sample send. Taking part depends on the stratum alone. */
export function fieldwork(
	{ survey, population }: Field,
	invitations: Invitation[],
	random: () => number,
): Return[] {
	const respond = respondents(survey, population.answering());
	return invitations.flatMap(({ lot, person }): Return[] => {
		if (random() < population.responseRate(person.stratum))
			return [{ lot, submission: respond(person, random) }];
		return random() < declining
			? [{ lot, submission: { outcome: "declined" } }]
			: [];
	});
}

/** The interviews among them. */
export const responsesAmong = (returns: Return[]) =>
	returns.flatMap(({ lot, submission }) =>
		"response" in submission ? [{ lot, body: submission.response }] : [],
	);
