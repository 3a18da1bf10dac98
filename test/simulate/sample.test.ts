import { expect, test } from "vitest";
import { previewSample } from "../../analysis/sampling/preview-sample.ts";
import {
	cadrePlan,
	cadrePopulation,
} from "../support/simulate/cadre-population.ts";
import { citizenPopulation } from "../support/simulate/citizen-population.ts";
import type { Person, Population } from "../support/simulate/population.ts";
import {
	designOf,
	inclusionProbabilities,
	sampleOf,
} from "../support/simulate/sample.ts";

const cadres = cadrePopulation(1);
const citizens = citizenPopulation(1);
const populations: [string, Population][] = [
	["cadres", cadres],
	["citizens", citizens],
];

test.each(populations)(
	"the plan of %s has no problem on its frame, and the sample is as large as it says",
	(_, population) => {
		const { frame, plan } = designOf(population);
		const preview = previewSample(frame, plan);
		expect(preview.problems).toEqual([]);
		const { lots, strata, invitations } = sampleOf(population, 1);
		expect(lots.length).toBe(preview.lots);
		expect(strata.length).toBe(preview.strata.length);
		expect(Math.abs(invitations.length / preview.cards - 1)).toBeLessThan(0.05);
	},
);

test("the list of agencies counts the people and leaders that there are", () => {
	let people = 0;
	let leaders = 0;
	cadres.forEach(({ traits }) => {
		people++;
		leaders += traits.leader ?? 0;
	});
	const { rows } = designOf(cadres).frame;
	const sum = (of: (row: (typeof rows)[0]) => number | null) =>
		rows.reduce((total, row) => total + (of(row) ?? 0), 0);
	expect(sum((row) => row.people)).toBe(people);
	expect(sum((row) => row.leaders)).toBe(leaders);
});

test("the list of communes counts their households as they are and their adults somewhat out of date", () => {
	const { rows } = designOf(citizens).frame;
	const communes = rows.filter(({ parent }) => parent === null);
	const villages = rows.filter(({ parent }) => parent !== null);
	const sum = (list: typeof communes, of: "households" | "adults") =>
		list.reduce((total, row) => total + row[of]!, 0);
	expect(sum(villages, "households")).toBe(sum(communes, "households"));
	expect(sum(villages, "adults")).toBe(sum(communes, "adults"));
	expect(sum(communes, "adults")).not.toBe(citizens.people);
	expect(sum(communes, "adults") / citizens.people).toBeCloseTo(1, 1);
});

test("the rates of cadres give each stratum its cards, leaders at twice the rate of others", () => {
	const people = cadrePlan.map(() => ({ leaders: 0, others: 0 }));
	cadres.forEach(({ stratum, traits }) => {
		people[stratum]![traits.leader ? "leaders" : "others"]++;
	});
	const rateOf = inclusionProbabilities(cadres);
	for (const [stratum, [, , , lots]] of cadrePlan.entries()) {
		const { leaders, others } = people[stratum]!;
		const rate = (17 * 3 * lots) / (2 * leaders + others);
		const person = (leader: number): Person => ({
			id: 0,
			cluster: 0,
			province: 0,
			stratum,
			traits: { leader },
		});
		expect(rateOf(person(0))).toBeCloseTo(rate, 12);
		expect(rateOf(person(1))).toBeCloseTo(2 * rate, 12);
	}
});

test.each(populations)(
	"the sample of %s keeps the rules for opening: lots of 50, two in a stratum, 30 degrees of freedom",
	(_, population) => {
		const { strata, lots, invitations } = sampleOf(population, 1);
		for (const { invited } of lots) expect(invited).toBeGreaterThanOrEqual(50);
		for (const { id } of strata)
			expect(
				lots.filter(({ stratumId }) => stratumId === id).length,
			).toBeGreaterThanOrEqual(2);
		expect(lots.length - strata.length).toBeGreaterThanOrEqual(30);
		expect(population.people).toBeGreaterThan(120_000);
		for (const [at, { invited }] of lots.entries())
			expect(invitations.filter(({ lot }) => lot === at).length).toBe(invited);
		expect(new Set(invitations.map(({ person }) => person.id)).size).toBe(
			invitations.length,
		);
	},
);

test.each(populations)(
	"the lots of %s go to people of their own stratum",
	(_, population) => {
		const { strata, lots, invitations } = sampleOf(population, 1);
		const places = new Map(strata.map(({ id }, place) => [id, place]));
		for (const { lot, person } of invitations)
			expect(places.get(lots[lot]!.stratumId)).toBe(person.stratum);
	},
);

test.each(populations)(
	"the sample of %s follows from its seed",
	(_, population) => {
		expect(sampleOf(population, 5)).toEqual(sampleOf(population, 5));
		expect(sampleOf(population, 5)).not.toEqual(sampleOf(population, 6));
	},
);

test.each(populations)(
	"over many samples of %s, cards reach people as often as the plan's rates say",
	(_, population) => {
		const key = ({ stratum, traits }: Person) =>
			`${stratum}:${traits.leader ?? traits.adults}`;
		const rateOf = inclusionProbabilities(population);
		const expected = new Map<string, number>();
		population.forEach((person) => {
			const known = expected.get(key(person)) ?? 0;
			expected.set(key(person), known + rateOf(person));
		});
		const samples = 60;
		const found = new Map<string, number>();
		for (let seed = 1; seed <= samples; seed++)
			for (const { person } of sampleOf(population, seed).invitations)
				found.set(key(person), (found.get(key(person)) ?? 0) + 1);
		for (const [group, count] of expected) {
			const mean = (found.get(group) ?? 0) / samples;
			expect(Math.abs(mean - count)).toBeLessThan(
				4 * Math.sqrt(count / samples) + 1e-9,
			);
		}
	},
);
