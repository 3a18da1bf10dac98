// The demonstration's tables against an own computation from the bodies as they were sent: no function of analysis/,
// no column of the snapshot, the formulas written out once more.
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { distribution } from "../../analysis/tables/distribution.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { datasetOf } from "../support/simulate/compare-with-truth.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { fieldwork, responsesAmong } from "../support/simulate/fieldwork.ts";

interface Row {
	lot: number;
	stratum: number;
	weight: number;
	body: ResponseBody;
}

function demonstration(id: string) {
	const definition = readDefinitions().find((one) => one.id === id);
	const field = fieldOf(definition!, 1);
	const sample = field.population.sample(1);
	const responses = responsesAmong(
		fieldwork(field, sample, randomFrom(1_000_001)),
	);
	return { sample, responses, dataset: datasetOf(field, sample, responses) };
}

/** Base weight of sampling.md §5.1 and one nonresponse factor a stratum (§5.2). */
function weigh(
	{ sample, responses }: ReturnType<typeof demonstration>,
	base: (row: Omit<Row, "weight">, rates: Record<string, number>) => number,
	factor: (rows: Row[], stratum: number) => number,
): Row[] {
	const rows = responses.map(({ lot, body }) => {
		const { stratumId, rates } = sample.lots[lot]!;
		const row = { lot, stratum: stratumId, body };
		return { ...row, weight: base(row, rates) };
	});
	for (const { id } of sample.strata) {
		const inside = rows.filter((row) => row.stratum === id);
		const times = factor(inside, id);
		for (const row of inside) row.weight *= times;
	}
	return rows;
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
	field: ReturnType<typeof demonstration>,
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
	const population = new Map(
		field.sample.strata.map((stratum) => [stratum.id, stratum.population]),
	);
	const cards = new Map<number, number>();
	for (const { stratumId, invited } of field.sample.lots)
		cards.set(stratumId, (cards.get(stratumId) ?? 0) + invited);
	const rows = weigh(
		field,
		({ stratum, body }, rates) => {
			const rate = rates[String(body.answers.CB_L4)];
			return rate ? 1 / rate : population.get(stratum)! / cards.get(stratum)!;
		},
		(inside, stratum) =>
			population.get(stratum)! /
			inside.reduce((sum, row) => sum + row.weight, 0),
	);

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
	const rows = weigh(
		field,
		({ stratum, body }, rates) =>
			(adults(body) ?? means.get(stratum)!) / rates.all!,
		(inside, stratum) =>
			field.sample.lots
				.filter((lot) => lot.stratumId === stratum)
				.reduce((sum, lot) => sum + lot.invited, 0) / inside.length,
	);

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
