import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { respondents } from "../support/simulate/respondent.ts";
import { sampleOf } from "../support/simulate/sample.ts";
import type { Field } from "./field.ts";

/** Simulated people answer a trial survey; every third declines. */
export async function answerTrial(
	field: Field,
	id: string,
	people: number,
): Promise<void> {
	const definition = readDefinitions().find((one) => one.id === id);
	const { survey, population } = fieldOf(definition!, 1);
	const respond = respondents(survey, population.answering());
	const random = randomFrom(5);
	const { invitations } = sampleOf(population, 1);
	for (const [at, { person }] of invitations.slice(0, people).entries()) {
		const submission = respond(person, random);
		const address = await field.invitation(id);
		const reply = await fetch(`${field.url}/s/${id}/responses`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				code: address.split("#")[1],
				receipt: `${at}`.padStart(43, "A"),
				...(at % 3 === 0 ? { outcome: "declined" } : submission),
			}),
		});
		if (reply.status !== 201) throw new Error(`person ${at}: ${reply.status}`);
	}
}
