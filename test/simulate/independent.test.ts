// The demonstration's weights and tables against an own computation from the bodies as they were sent: no function of
// analysis/, no column of the snapshot, the formulas written out once more. Rates and margins come from counting the
// population, not from the plan's own design.
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { distribution } from "../../analysis/tables/distribution.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { fieldwork, responsesAmong } from "../support/simulate/fieldwork.ts";
import { sampleOf } from "../support/simulate/sample.ts";
import { weightedDataset } from "../support/simulate/weighted.ts";

interface Row {
	lot: number;
	stratum: number;
	base: number;
	weight: number;
	body: ResponseBody;
}

function demonstration(id: string) {
	const definition = readDefinitions().find((one) => one.id === id);
	const field = fieldOf(definition!, 1);
	const sample = sampleOf(field.population, 1);
	const responses = responsesAmong(
		fieldwork(field, sample.invitations, randomFrom(1_000_001)),
	);
	return {
		...field,
		sample,
		responses,
		...weightedDataset(field, sample, responses),
	};
}

type Demonstration = ReturnType<typeof demonstration>;

/** Base weight of sampling.md §5.1 and one nonresponse factor a stratum (§5.2). */
function weigh(
	{ sample, responses }: Demonstration,
	base: (row: Pick<Row, "stratum" | "body">) => number,
	factor: (rows: Row[], stratum: number) => number,
): Row[] {
	const rows = responses.map(({ lot, body }): Row => {
		const row = { lot, stratum: sample.lots[lot]!.stratumId, body };
		const weight = base(row);
		return { ...row, base: weight, weight };
	});
	for (const { id } of sample.strata) {
		const inside = rows.filter((row) => row.stratum === id);
		// With fewer, strata would be weighted together.
		expect(inside.length).toBeGreaterThanOrEqual(30);
		const times = factor(inside, id);
		for (const row of inside) row.weight *= times;
	}
	return rows;
}

interface Known {
	/** Cell of a row; undefined where it does not say. */
	cellOf: (row: Row) => string | undefined;
	totals: Map<string, number>;
	/** What is known of every row, and of each cell, where a margin crosses strata with a question. */
	groupOf?: (row: Row) => string;
	groupOfCell?: (cell: string) => string;
}

/**
 * Raking of sampling.md §5.4 to the people there are, group by group: those who do not say keep their part of the group,
 * and groups have their people.
 */
function raked(rows: Row[], people: number, margins: Known[]): Row[] {
	const sum = (list: Row[]) =>
		list.reduce((total, { weight }) => total + weight, 0);
	const scale = people / sum(rows);
	const scaled = rows.map((row) => ({ ...row, weight: row.weight * scale }));
	for (let round = 0; round < 300; round++)
		for (const {
			cellOf,
			totals,
			groupOf = () => "all",
			groupOfCell = () => "all",
		} of margins)
			for (const group of new Set(scaled.map(groupOf))) {
				const members = scaled.filter((row) => groupOf(row) === group);
				const known = [...totals]
					.filter(([cell]) => groupOfCell(cell) === group)
					.reduce((total, [, count]) => total + count, 0);
				const everybody = [...totals.values()].reduce((a, b) => a + b, 0);
				const grown = ((known / everybody) * people) / sum(members);
				for (const row of members) row.weight *= grown;
				const saying = members.filter((row) => cellOf(row) !== undefined);
				const all = sum(saying);
				const cells = new Map<string, number>();
				for (const row of saying) {
					const cell = cellOf(row)!;
					cells.set(cell, (cells.get(cell) ?? 0) + row.weight);
				}
				for (const row of saying) {
					const cell = cellOf(row)!;
					row.weight *= ((totals.get(cell)! / known) * all) / cells.get(cell)!;
				}
			}
	return scaled;
}

/** Sampling.md §5.5 cuts nothing here: no ratio is outside [0.3; 3] times the median of its group. */
function noneIsCut(rows: Row[], groupOf: (row: Row) => string) {
	const groups = new Map<string, number[]>();
	for (const row of rows)
		groups.set(groupOf(row), [
			...(groups.get(groupOf(row)) ?? []),
			row.weight / row.base,
		]);
	for (const ratios of groups.values()) {
		const sorted = ratios.sort((a, b) => a - b);
		const middle = sorted[Math.floor(sorted.length / 2)]!;
		expect(sorted[0]! / middle).toBeGreaterThan(0.31);
		expect(sorted.at(-1)! / middle).toBeLessThan(2.9);
	}
}

/** The program's weights, row by row, in the order in which the forms were sent. */
function weightsAgree({ weighting }: Demonstration, rows: Row[]) {
	expect(weighting.final.length).toBe(rows.length);
	for (const [at, { base, weight }] of rows.entries()) {
		expect(Math.abs(weighting.base[at]! / base - 1)).toBeLessThan(1e-9);
		expect(Math.abs(weighting.final[at]! / weight - 1)).toBeLessThan(1e-9);
	}
}

/** Share, linearised standard error and logit interval of a 0/1 answer among those in the base. */
function ownEstimate(
	rows: Row[],
	answer: (body: ResponseBody) => boolean | undefined,
	itemWeight: (body: ResponseBody) => number = () => 1,
	inDomain: (row: Row) => boolean = () => true,
) {
	let total = 0;
	let yes = 0;
	for (const row of rows) {
		const said = inDomain(row) ? answer(row.body) : undefined;
		if (said === undefined) continue;
		const w = row.weight * itemWeight(row.body);
		total += w;
		if (said) yes += w;
	}
	const share = yes / total;
	const strata = new Map<number, Map<number, number>>();
	const used = new Map<number, Set<number>>();
	for (const row of rows) {
		const lots = strata.get(row.stratum) ?? new Map<number, number>();
		strata.set(row.stratum, lots);
		const said = inDomain(row) ? answer(row.body) : undefined;
		const z =
			said === undefined
				? 0
				: (row.weight * itemWeight(row.body) * (Number(said) - share)) / total;
		lots.set(row.lot, (lots.get(row.lot) ?? 0) + z);
		if (said !== undefined)
			used.set(row.stratum, (used.get(row.stratum) ?? new Set()).add(row.lot));
	}
	let variance = 0;
	for (const lots of strata.values()) {
		const totals = [...lots.values()];
		const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
		for (const t of totals)
			variance += (totals.length / (totals.length - 1)) * (t - mean) ** 2;
	}
	const se = Math.sqrt(variance);
	const df = [...used.values()].reduce((sum, lots) => sum + lots.size - 1, 0);
	const half = (tQuantile(0.975, df) * se) / (share * (1 - share));
	const logit = Math.log(share / (1 - share));
	const back = (x: number) => 1 / (1 + Math.exp(-x));
	return {
		share,
		se,
		df,
		lower: back(logit - half),
		upper: back(logit + half),
	};
}

const code = (variable: string, wanted: number) => (body: ResponseBody) => {
	const given = body.answers[variable];
	return given === undefined || given === 95 ? undefined : given === wanted;
};

const among = (variable: string, wanted: number) => (body: ResponseBody) =>
	body.answers[variable] === undefined
		? undefined
		: ([] as number[]).concat(body.answers[variable]).includes(wanted);

function agrees(
	field: Demonstration,
	table: { variable: string; category: number; by?: string; level?: number },
	own: ReturnType<typeof ownEstimate>,
) {
	const { rows, columns } = distribution(field.dataset, {
		variable: table.variable,
		...(table.by ? { by: table.by } : {}),
	});
	const at = rows.findIndex((row) => row.code === table.category);
	const column = columns.find((one) => one.code === table.level);
	const cell = column?.cells[at];
	const near = (got: number | undefined, wanted: number) =>
		expect(Math.abs((got ?? Number.NaN) - wanted)).toBeLessThan(1e-9);
	near(cell?.value, own.share);
	near(cell?.se, own.se);
	near(cell?.ci.lower, own.lower);
	near(cell?.ci.upper, own.upper);
	expect(cell?.df).toBe(own.df);
	expect(own.share).toBeGreaterThan(0);
}

describe("cadres", () => {
	const field = demonstration("cadres");
	/** Who there is, by stratum of the population, whose order is the sample's. */
	const people = field.sample.strata.map(() => ({ leaders: 0, others: 0 }));
	field.population.forEach(({ stratum, traits }) => {
		people[stratum]![traits.leader ? "leaders" : "others"]++;
	});
	const place = new Map(field.sample.strata.map(({ id }, at) => [id, at]));
	const peopleOf = (stratum: number) => people[place.get(stratum)!]!;
	const cards = new Map<number, number>();
	for (const { stratumId, invited } of field.sample.lots)
		cards.set(stratumId, (cards.get(stratumId) ?? 0) + invited);
	const leads = (body: ResponseBody) => {
		const said = body.answers.CB_L4;
		return said === 1 || said === 2 ? said : undefined;
	};
	const weighted = weigh(
		field,
		({ stratum, body }) => {
			const { leaders, others } = peopleOf(stratum);
			const issued = cards.get(stratum)!;
			const said = leads(body);
			const twice = said && 3 - said;
			return twice
				? (2 * leaders + others) / (twice * issued)
				: (leaders + others) / issued;
		},
		(inside, stratum) =>
			(peopleOf(stratum).leaders + peopleOf(stratum).others) /
			inside.reduce((sum, row) => sum + row.weight, 0),
	);
	const rows = raked(weighted, field.population.people, [
		{
			cellOf: ({ stratum, body }) => leads(body) && `${stratum} ${leads(body)}`,
			totals: new Map(
				field.sample.strata.flatMap(({ id }) => [
					[`${id} 1`, peopleOf(id).leaders],
					[`${id} 2`, peopleOf(id).others],
				]),
			),
			groupOf: ({ stratum }) => String(stratum),
			groupOfCell: (cell) => cell.split(" ")[0]!,
		},
	]);

	test("base weights, and weights raked to leaders by stratum", () => {
		noneIsCut(rows, ({ stratum, body }) => `${stratum} ${leads(body)}`);
		weightsAgree(field, rows);
	});

	test("some 3,000 forms", () => {
		expect(rows.length).toBeGreaterThan(2800);
		expect(rows.length).toBeLessThan(3300);
	});

	test.each([1, 3, 4, 98])("a plain item, CB_B2_4 = %i", (category) => {
		agrees(
			field,
			{ variable: "CB_B2_4", category },
			ownEstimate(rows, code("CB_B2_4", category)),
		);
	});

	test("the same by a class of the respondents, and by level of the stratum", () => {
		agrees(
			field,
			{ variable: "CB_B2_4", category: 4, by: "CB_L4", level: 1 },
			ownEstimate(
				rows,
				code("CB_B2_4", 4),
				undefined,
				(row) => row.body.answers.CB_L4 === 1,
			),
		);
		const central = new Set(
			field.sample.strata
				.filter((stratum) => stratum.domains.level?.code === 1)
				.map((stratum) => stratum.id),
		);
		agrees(
			field,
			{ variable: "CB_B2_4", category: 4, by: "stratum:level", level: 1 },
			ownEstimate(rows, code("CB_B2_4", 4), undefined, (row) =>
				central.has(row.stratum),
			),
		);
	});

	test("items that were drawn weigh 13/7, 18/8, 7/4; anchors weigh 1", () => {
		for (const [variable, weight] of [
			["CB_B1_09", 13 / 7],
			["CB_D1_10", 18 / 8],
			["CB_C1_2", 7 / 4],
			["CB_B1_01", 1],
		] as const)
			agrees(
				field,
				{ variable, category: 3 },
				ownEstimate(rows, code(variable, 3), () => weight),
			);
	});

	test("E2 weighs k/3 where more than three measures were chosen", () => {
		const chosen = (body: ResponseBody) => body.answers.CB_E1 as number[];
		agrees(
			field,
			{ variable: "CB_E2_3", category: 4 },
			ownEstimate(rows, code("CB_E2_3", 4), (body) =>
				Math.max(1, chosen(body).length / 3),
			),
		);
	});

	test("a multiple choice counts respondents", () => {
		for (const category of [4, 97])
			agrees(
				field,
				{ variable: "CB_B6", category },
				ownEstimate(rows, among("CB_B6", category)),
			);
	});
});

describe("citizens", () => {
	const field = demonstration("citizens");
	const place = new Map(field.sample.strata.map(({ id }, at) => [id, at]));
	const households = field.sample.strata.map(() => new Set<number>());
	const byArea = new Map<string, number>();
	const bySex = new Map<string, number>();
	const asked = field.population.answering();
	const count = (totals: Map<string, number>, cell: string) =>
		totals.set(cell, (totals.get(cell) ?? 0) + 1);
	field.population.forEach((person) => {
		// Persons are numbered by household: eight numbers each.
		households[person.stratum]!.add(Math.floor(person.id / 8));
		count(byArea, String(person.stratum));
		asked.meet(person);
		const sex = asked.answer("ND_P1", {});
		if (sex === 1 || sex === 2) count(bySex, String(sex));
	});
	const adults = (body: ResponseBody) => {
		const given = Number(body.answers.ND_P9);
		return given >= 1 && given <= 5 ? Math.min(given, 4) : undefined;
	};
	const mean = (stratum: number) => {
		const known = field.responses
			.filter(({ lot }) => field.sample.lots[lot]!.stratumId === stratum)
			.map(({ body }) => adults(body))
			.filter((count) => count !== undefined);
		return known.reduce((a, b) => a + b, 0) / known.length;
	};
	const means = new Map(field.sample.strata.map(({ id }) => [id, mean(id)]));
	// Sixteen communes of a stratum, sixteen households in each.
	const weighted = weigh(
		field,
		({ stratum, body }) =>
			((adults(body) ?? means.get(stratum)!) *
				households[place.get(stratum)!]!.size) /
			256,
		(inside, stratum) =>
			field.sample.lots
				.filter((lot) => lot.stratumId === stratum)
				.reduce((sum, lot) => sum + lot.invited, 0) / inside.length,
	);
	const rows = raked(weighted, field.population.people, [
		{ cellOf: ({ stratum }) => String(place.get(stratum)), totals: byArea },
		{
			cellOf: ({ body }) =>
				body.answers.ND_P1 === 1 || body.answers.ND_P1 === 2
					? String(body.answers.ND_P1)
					: undefined,
			totals: bySex,
		},
	]);

	test("base weights, and weights raked to region × area and to sex", () => {
		noneIsCut(rows, ({ stratum }) => String(stratum));
		weightsAgree(field, rows);
	});

	test.each([
		["ND_B1_4", 3],
		["ND_A6", 3],
		["ND_B2", 97],
		["ND_P5", 1],
	])("%s = %i", (variable, category) => {
		agrees(
			field,
			{ variable, category },
			ownEstimate(rows, code(variable, category)),
		);
	});
});
