import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { contrast } from "../../../analysis/estimators/contrast.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import {
	armMeans,
	listDifference,
} from "../../../analysis/sensitive/item-count.ts";
import { evaluate } from "../../../analysis/statistic.ts";
import {
	compareSurveys,
	listComparable,
} from "../../../server/actions/compare-surveys.ts";
import { closedSurvey } from "../../../server/closed-survey.ts";
import type { ServerContext } from "../../../server/context.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { closedSurveyOf } from "../closed-survey-of.ts";
import { newContext } from "../new-context.ts";

let context: ServerContext;
const random = randomFrom(11);
const draws = Array.from({ length: 4000 }, () => random());
const scale = (shift: number) => (row: number) =>
	1 + Math.floor(5 * Math.min(0.999, (draws[row] as number) + shift));

/** Cadres, citizens who see more of it, and a second wave of cadres who see less of the first item. */
beforeAll(async () => {
	context = await newContext([]);
	const definition = (id: string) => {
		const found = readDefinitions().find((one) => one.id === id);
		if (!found) throw new Error(id);
		return found;
	};
	const wave = { CONTROLLER: "x", HOTLINE: "y" };
	const weight = (row: number) => 1 + (row % 3) / 2;
	await closedSurveyOf(context, definition("cadres"), {
		wave,
		forms: 1200,
		weight,
		answers: { CB_B2_1: scale(0), CB_B2_2: scale(0) },
	});
	await closedSurveyOf(context, definition("citizens"), {
		wave,
		forms: 900,
		weight,
		answers: { ND_B1_1: scale(0.15), ND_B1_2: scale(0) },
	});
	await closedSurveyOf(
		context,
		{ ...definition("cadres"), id: "cadres-2" },
		{
			wave,
			forms: 1000,
			weight,
			answers: { CB_B2_1: scale(-0.15), CB_B2_2: scale(0) },
		},
	);
});
afterAll(() => context.store.close());

const compare = async (first: string, second: string, group: string) =>
	compareSurveys(context, { first, second }, { group, language: "vi" });

describe("cadres and citizens", () => {
	test("have in common what the definition names", async () => {
		const { kind, groups } = await listComparable(context, {
			first: "cadres",
			second: "citizens",
		});
		expect(kind).toBe("slopes");
		expect(groups.map(({ name, shares }) => [name, shares.length])).toEqual([
			["ND_B1", 5],
			["ND_B2", 1],
			["ND_B3", 6],
			["ND_B4", 7],
			["ND_D1", 12],
		]);
		// The order of the two does not matter to what they have in common.
		const turned = await listComparable(context, {
			first: "citizens",
			second: "cadres",
		});
		expect(turned.groups.map(({ name }) => name)).toEqual([
			"CB_B2",
			"CB_B3",
			"CB_B4",
			"CB_B6",
			"CB_J1",
		]);
	});

	test("differ by what one design of both samples, each with strata of its own, gives", async () => {
		const { compared } = await compare("cadres", "citizens", "ND_B1");
		const [one, other] = await Promise.all(
			["cadres", "citizens"].map((id) => closedSurvey(context.store, id)),
		);
		const both = [one!, other!];
		const stages = both.map(({ design }) => design.stages[0]!);
		const psus = stages[0]!.unitStratum.length;
		const strata = Math.max(...stages[0]!.unitStratum) + 1;
		const joined = <T>(of: (at: number) => ArrayLike<T>) =>
			[0, 1].flatMap((at) => Array.from(of(at)));
		const top = Float64Array.from(
			joined((at) => both[at]!.columns[["CB_B2_1", "ND_B1_1"][at]!]!),
			(code) => Number(code === 4 || code === 5),
		);
		const design = stratifiedClusters({
			stratum: Int32Array.from(
				joined((at) =>
					Array.from(
						stages[at]!.unit,
						(unit) => stages[at]!.unitStratum[unit]! + at * strata,
					),
				),
			),
			psu: Int32Array.from(
				joined((at) =>
					Array.from(stages[at]!.unit, (unit) => unit + at * psus),
				),
			),
			weights: Float64Array.from(joined((at) => both[at]!.design.weights)),
		});
		const isSecond = Float64Array.from(
			joined((at) => new Float64Array(both[at]!.design.rows).fill(at)),
		);
		const found = contrast(evaluate(design, armMeans([top], isSecond)), [
			listDifference(),
		]);
		const difference = compared.shares[0]?.difference;
		expect(difference?.value).toBeCloseTo(found.estimate[0] ?? 0, 12);
		expect(difference?.se).toBeCloseTo(
			Math.sqrt(found.covariance.get(0, 0)),
			12,
		);
		const df = (at: number) => both[at]!.lots.length - both[at]!.strata.length;
		expect(difference?.df).toBeGreaterThan(Math.min(df(0), df(1)));
		expect(difference?.df).toBeLessThanOrEqual(df(0) + df(1) + 1e-9);
	});

	test("are drawn as slopes, pale where evidence is not enough", async () => {
		const { compared, chart } = await compare("cadres", "citizens", "ND_B1");
		expect(chart.kind).toBe("slopes");
		expect(chart.series.map(({ label }) => label)).toEqual([
			"Cán bộ",
			"Người dân",
		]);
		expect(chart.rows[0]?.isQuiet).toBe(false);
		expect(chart.rows[1]?.isQuiet).toBe(true);
		expect(chart.title).toMatch(/^Người dân so với cán bộ: cao hơn ở 1 mục/);
		const raw = compared.shares.map(({ difference }) => difference?.p ?? 1);
		const adjusted = compared.shares.map(
			({ difference }) => difference?.holmP ?? 1,
		);
		for (const [at, p] of adjusted.entries())
			expect(p).toBeGreaterThanOrEqual(raw[at] ?? 1);
		expect(compared.points.map(({ vi }) => vi)).toEqual(["Nhiều", "Rất nhiều"]);
	});
});

describe("two waves", () => {
	test("have the questions of one questionnaire in common, and show what changed", async () => {
		const { kind, groups } = await listComparable(context, {
			first: "cadres",
			second: "cadres-2",
		});
		expect(kind).toBe("change");
		expect(groups.map(({ name }) => name)).toEqual(
			expect.arrayContaining(["CB_B1", "CB_B2", "CB_J1", "CB_L7"]),
		);
		const { compared, chart } = await compare("cadres", "cadres-2", "CB_B2");
		expect(compared.shares[0]?.difference?.value).toBeLessThan(-0.05);
		expect(chart.rows[0]?.note).toMatch(/^−\d+,\d\n\(−\d+,\d đến −\d+,\d\)$/);
		expect(chart.title).toMatch(/thấp hơn ở 1 mục/);
	});
});

test("what cannot be compared is refused", async () => {
	const refused = (code: string) => expect.objectContaining({ code });
	await expect(compare("cadres", "cadres", "CB_B2")).rejects.toEqual(
		refused("nothing-in-common"),
	);
	await expect(compare("cadres", "nowhere", "CB_B2")).rejects.toEqual(
		refused("unknown-survey"),
	);
	await expect(compare("cadres", "citizens", "CB_B2")).rejects.toEqual(
		refused("unknown-variable"),
	);
});
