import { expect, test } from "vitest";
import { cadrePopulation } from "../support/simulate/cadre-population.ts";
import { citizenPopulation } from "../support/simulate/citizen-population.ts";
import type { Person, Population } from "../support/simulate/population.ts";

const populations: [string, Population][] = [
	["cadres", cadrePopulation(1)],
	["citizens", citizenPopulation(1)],
];

test.each(populations)(
	"the sample of %s keeps the rules for opening: lots of 50, two in a stratum, 30 degrees of freedom",
	(_, population) => {
		const { strata, lots, invitations } = population.sample(1);
		for (const { invited } of lots) expect(invited).toBeGreaterThanOrEqual(50);
		for (const { id } of strata)
			expect(
				lots.filter(({ stratumId }) => stratumId === id).length,
			).toBeGreaterThanOrEqual(2);
		expect(lots.length - strata.length).toBeGreaterThanOrEqual(30);
		expect(population.people).toBeGreaterThan(120_000);
		expect(new Set(lots.map(({ id }) => id)).size).toBe(lots.length);
		for (const [at, { invited }] of lots.entries())
			expect(invitations.filter(({ lot }) => lot === at).length).toBe(invited);
		expect(new Set(invitations.map(({ person }) => person.id)).size).toBe(
			invitations.length,
		);
	},
);

test.each(populations)(
	"the sample of %s follows from its seed",
	(_, population) => {
		expect(population.sample(5)).toEqual(population.sample(5));
		expect(population.sample(5)).not.toEqual(population.sample(6));
	},
);

test("lots of the two surveys have different labels", () => {
	const labels = populations.flatMap(([, population]) =>
		population.sample(1).lots.map(({ id }) => id),
	);
	expect(new Set(labels).size).toBe(labels.length);
});

test.each(populations)(
	"over many samples of %s, cards reach people as often as their inclusion probability says",
	(_, population) => {
		const key = ({ stratum, traits }: Person) =>
			`${stratum % 3}:${traits.leader ?? traits.adults}`;
		const expected = new Map<string, number>();
		population.forEach((person) => {
			const known = expected.get(key(person)) ?? 0;
			expected.set(
				key(person),
				known + population.inclusionProbability(person),
			);
		});
		const samples = 60;
		const found = new Map<string, number>();
		for (let seed = 1; seed <= samples; seed++)
			for (const { person } of population.sample(seed).invitations)
				found.set(key(person), (found.get(key(person)) ?? 0) + 1);
		for (const [group, count] of expected) {
			const mean = (found.get(group) ?? 0) / samples;
			expect(Math.abs(mean - count)).toBeLessThan(
				4 * Math.sqrt(count / samples) + 1e-9,
			);
		}
	},
);
