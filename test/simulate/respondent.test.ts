import { expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { check } from "../../survey-definitions/check.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { respondents } from "../support/simulate/respondent.ts";
import { sampleOf } from "../support/simulate/sample.ts";

const definitions = readDefinitions();

test.each(definitions)(
	"what simulated people send to $id passes check unchanged",
	(definition) => {
		const { survey, population } = fieldOf(definition, 1);
		const respond = respondents(survey, population.answering());
		const random = randomFrom(11);
		let sent = 0;
		const paces = new Set<number | undefined>();
		for (const [at, { person }] of sampleOf(
			population,
			1,
		).invitations.entries()) {
			if (at % 8 > 0) continue;
			const submission = respond(person, random);
			if ("outcome" in submission) continue;
			const body: unknown = JSON.parse(JSON.stringify(submission.response));
			const checked = check(
				survey,
				body,
				submission.texts,
				person.traits.level,
			);
			expect(checked.problems).toEqual([]);
			expect(checked.kept).toEqual(body);
			expect(checked.texts).toEqual(submission.texts);
			paces.add(submission.response.flags.pace);
			sent++;
		}
		expect(sent).toBeGreaterThan(350);
		expect([...paces].sort()).toEqual([1, 2, 3, undefined]);
	},
);

test.each(definitions)(
	"a person gives the same answers to $id whenever and in whatever order they are asked",
	(definition) => {
		const { population } = fieldOf(definition, 1);
		const people = sampleOf(population, 2).invitations.slice(0, 40);
		const arms = { b8: 2, v_a: 1, v_b: 0, v_c: 1, h: 1, le: 1 };
		const ask = (backwards: boolean) => {
			const answering = population.answering();
			const names = backwards ? answering.names.toReversed() : answering.names;
			return new Map(
				(backwards ? people.toReversed() : people).map(({ person }) => {
					answering.meet(person);
					return [
						person.id,
						new Map(names.map((name) => [name, answering.answer(name, arms)])),
					];
				}),
			);
		};
		expect(ask(true)).toEqual(ask(false));
	},
);
