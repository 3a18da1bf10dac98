import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { fieldSurvey } from "../support/simulate/field-survey.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { fieldwork } from "../support/simulate/fieldwork.ts";
import { sampleOf } from "../support/simulate/sample.ts";
import { type Form, sendForms } from "../support/simulate/send.ts";

test("a survey fielded by the server's actions has the sample that its seed gives, and simulated phones fill it: each form is stored once, lost replies and all, and a bad card is refused", async () => {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-phones-"));
	const { url, context, close } = await startServer({ dataDir, port: 0 });
	try {
		const [definition] = readDefinitions() as [SurveyDefinition];
		const surveyId = definition.id;
		const field = fieldOf(definition, 1);
		const { invitations, piles } = await fieldSurvey(
			context,
			field,
			1,
			dataDir,
		);
		// The real draw is the one that analyses without a server make; which of its units share a lot is chance.
		const drawn = sampleOf(field.population, 1);
		expect(peopleOf(invitations)).toEqual(peopleOf(drawn.invitations));
		expect(sizesOfLots(invitations)).toEqual(sizesOfLots(drawn.invitations));

		const cards = piles.map((codes) => codes.values());
		const forms = fieldwork(field, invitations, randomFrom(1))
			.filter(({ lot }) => lot < 3)
			.map(
				({ lot, submission }): Form => ({
					surveyId,
					code: cards[lot]!.next().value!,
					submission,
				}),
			);
		const interviews = forms.filter(
			({ submission }) => "response" in submission,
		).length;
		const wrong: Form = { ...(forms[0] as Form), code: "no such card" };

		const replies: Record<string, number> = { accepted: 0, refused: 0 };
		await sendForms(url, [...forms, wrong], (_, reply) => {
			replies[reply] = (replies[reply] ?? 0) + 1;
		});

		expect(replies).toEqual({ accepted: forms.length, refused: 1 });
		expect(await context.store.responseCount(surveyId)).toBe(interviews);
		const tallies = await context.store.tallies(surveyId);
		expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBe(
			forms.length - interviews,
		);
	} finally {
		await close();
		rmSync(dataDir, { recursive: true });
	}
});

const peopleOf = (invitations: { person: object }[]) =>
	invitations.map(({ person }) => JSON.stringify(person)).sort();

const sizesOfLots = (invitations: { lot: number }[]) =>
	[...Map.groupBy(invitations, ({ lot }) => lot).values()]
		.map(({ length }) => length)
		.sort((one, other) => one - other);
