import { describe, expect, it } from "vitest";
import { microdata } from "../../../analysis/microdata/microdata.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import {
	distribution,
	measure,
} from "../../../analysis/tables/distribution.ts";
import { domainsOf } from "../../../analysis/tables/domains.ts";
import { filterRows, readFilter } from "../../../analysis/tables/filter.ts";
import { weightsSummary } from "../../../analysis/weights/summary.ts";
import type {
	Answers,
	ResponseBody,
} from "../../../survey-definitions/response.ts";
import { expectClose } from "../close.ts";
import { smallDataset, smallSample } from "../small-dataset.ts";
import { respond } from "../small-survey.ts";

// Student's t at 0.975, from a table.
const quantiles: Record<number, number> = {
	1: 12.706204736432095,
	2: 4.302652729911275,
	3: 3.182446305284263,
	4: 2.7764451051977934,
	5: 2.570581835636314,
	6: 2.446911851144969,
};

interface Row {
	stratum: number;
	lot: number;
	level: number;
	answers: Answers;
	body: ResponseBody;
	/** The weight after the adjustment by stratum. */
	weight: number;
}

const populations = [600, 900, 300];

/** 135 people by a small congruential generator: 3 strata × 3 lots × 15. */
function people(): Row[] {
	let state = 7;
	const random = (below: number) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
	const rows = Array.from({ length: 135 }, (_, index): Row => {
		const lot = Math.floor(index / 15);
		const A = random(3) === 0 ? 2 : 1;
		const answers: Answers = {
			A,
			L4: [1, 2, 2, 2, 99][random(5)] as number,
			B: [1, 2, 2, 3, 95, 98][random(6)] as number,
			M: [[1], [1, 2], [2, 3], [98]][random(4)] as number[],
			I1: 1 + random(3),
			I2: 1 + random(3),
			I3: 1 + random(3),
			I4: 1 + random(3),
			I5: 1 + random(3),
		};
		if (random(9) === 0) delete answers.B;
		if (random(9) === 0) delete answers.M;
		const order = [0, 1, 2, 3, 4];
		for (let last = 4; last > 0; last--) {
			const other = random(last + 1);
			[order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
		}
		const body = respond(answers, { orders: { I: order } });
		const stratum = Math.floor(lot / 3);
		return {
			stratum,
			lot,
			level: stratum < 2 ? 2 : 4,
			answers,
			body,
			weight: 0,
		};
	});
	const baseWeight = ({ answers, stratum }: Row) =>
		answers.L4 === 1
			? 2
			: answers.L4 === 2
				? 10
				: (populations[stratum] ?? 0) / 150;
	for (const row of rows) {
		const received = rows
			.filter(({ stratum }) => stratum === row.stratum)
			.reduce((sum, other) => sum + baseWeight(other), 0);
		row.weight = (baseWeight(row) * (populations[row.stratum] ?? 0)) / received;
	}
	return rows;
}

const rows = people();
const dataset = smallDataset(smallSample(populations), rows);

/** Share, standard error and interval by explicit loops over strata and lots. */
function byHand(
	weight: (row: Row) => number,
	inBase: (row: Row) => boolean,
	isYes: (row: Row) => boolean,
) {
	let total = 0;
	let yes = 0;
	let n = 0;
	for (const row of rows) {
		if (!inBase(row)) continue;
		n++;
		total += weight(row);
		if (isYes(row)) yes += weight(row);
	}
	const share = yes / total;
	let variance = 0;
	let df = 0;
	let squares = 0;
	for (let stratum = 0; stratum < 3; stratum++) {
		const totals: number[] = [];
		let lotsPresent = 0;
		for (let lot = 3 * stratum; lot < 3 * stratum + 3; lot++) {
			let z = 0;
			const members = rows.filter((row) => row.lot === lot && inBase(row));
			for (const row of members) {
				const deviation = Number(isYes(row)) - share;
				z += (weight(row) * deviation) / total;
				squares += (weight(row) * deviation ** 2) / total;
			}
			totals.push(z);
			if (members.length > 0) lotsPresent++;
		}
		const mean = totals.reduce((sum, z) => sum + z, 0) / 3;
		for (const z of totals) variance += (3 / 2) * (z - mean) ** 2;
		df += Math.max(lotsPresent - 1, 0);
	}
	const se = Math.sqrt(variance);
	const logit = Math.log(share / (1 - share));
	const half = ((quantiles[df] ?? Number.NaN) * se) / (share * (1 - share));
	return {
		n,
		df,
		share,
		se,
		lower: 1 / (1 + Math.exp(half - logit)),
		upper: 1 / (1 + Math.exp(-half - logit)),
		deff: variance / (squares / (n - 1)),
	};
}

function expectTable(
	{ variable, by }: { variable: string; by?: string },
	hand: (code: number, level: number | undefined) => ReturnType<typeof byHand>,
) {
	const table = distribution(dataset, { variable, ...(by ? { by } : {}) });
	for (const { code: level, base, df, cells } of table.columns)
		for (const [index, { code }] of table.rows.entries()) {
			const expected = hand(code, level);
			const cell = cells[index];
			if (!cell || expected.share % 1 === 0) continue;
			const close = (got: number, want: number) =>
				expectClose(got, want, { relative: 1e-9 });
			expect(base).toBe(expected.n);
			expect(df).toBe(expected.df);
			close(cell.value, expected.share);
			close(cell.se, expected.se);
			close(cell.ci.lower, expected.lower);
			close(cell.ci.upper, expected.upper);
			close(cell.deff, expected.deff);
			close(cell.effectiveN, expected.n / expected.deff);
		}
	return table;
}

const weightOf = ({ weight }: Row) => weight;
const answered = (row: Row, name: string) => name in row.body.answers;
const isShown = (row: Row, item: string) =>
	row.body.shown.I?.includes(item) ?? false;
const relevantItems = ({ answers }: Row) => (answers.A === 1 ? 4 : 3);

describe("distribution", () => {
	it("gives 0.3 ± 0.0745356 with 2 df (sampling.md §10.2)", () => {
		const yes = [6, 4, 3, 1];
		const two = smallDataset(
			smallSample([20, 40], 2),
			yes.flatMap((count, lot) =>
				Array.from({ length: 10 }, (_, at) => ({
					lot,
					body: respond({ A: at < count ? 1 : 2, L4: 2 }),
				})),
			),
		);
		const [all] = distribution(two, { variable: "A" }).columns;
		expectClose(all?.cells[0]?.value ?? 0, 0.3);
		expectClose(all?.cells[0]?.se ?? 0, 0.0745356, { relative: 1e-6 });
		expect(all?.df).toBe(2);
	});

	it("has don't know as a row, and 95, not asked and unanswered outside the base", () => {
		const table = expectTable({ variable: "B" }, (code) =>
			byHand(
				weightOf,
				(row) => answered(row, "B") && row.body.answers.B !== 95,
				(row) => row.body.answers.B === code,
			),
		);
		expect(table.rows.map(({ code }) => code)).toEqual([1, 2, 3, 98, 99]);
		expect(table.columns).toHaveLength(1);
		expect(table.by).toBeUndefined();
	});

	it("gives shares of the respondents who answered a multiple choice", () => {
		const table = expectTable({ variable: "M" }, (code) =>
			byHand(
				weightOf,
				(row) => answered(row, "M"),
				({ answers: { M } }) => Array.isArray(M) && M.includes(code),
			),
		);
		expect(table.multiple).toBe(true);
	});

	it("weighs an item that was drawn by the inverse of its chance", () => {
		expectTable({ variable: "I3" }, (code) =>
			byHand(
				(row) => (row.weight * relevantItems(row)) / 2,
				(row) => isShown(row, "I3"),
				({ answers }) => answers.I3 === code,
			),
		);
		expectTable({ variable: "I1" }, (code) =>
			byHand(
				weightOf,
				() => true,
				({ answers }) => answers.I1 === code,
			),
		);
	});

	it("tells levels of the strata apart, the design whole", () => {
		const table = expectTable(
			{ variable: "I2", by: "stratum:level" },
			(code, level) =>
				byHand(
					(row) => (row.weight * relevantItems(row)) / 2,
					(row) => isShown(row, "I2") && row.level === level,
					({ answers }) => answers.I2 === code,
				),
		);
		expect(table.columns.map(({ label }) => label.vi)).toEqual(["tỉnh", "xã"]);
		expect(table.by?.label.vi).toBe("Cấp");
	});

	it("tells answers apart, refusals where they occur", () => {
		const table = expectTable({ variable: "A", by: "L4" }, (code, level) =>
			byHand(
				weightOf,
				({ answers }) => answers.L4 === level,
				({ answers }) => answers.A === code,
			),
		);
		expect(table.columns.map(({ code }) => code)).toEqual([1, 2, 99]);
	});

	it("weighs two items of one battery by the inverse of the chance of the pair", () => {
		expectTable({ variable: "I3", by: "I4" }, (code, level) =>
			byHand(
				(row) => {
					const k = relevantItems(row);
					return (row.weight * k * (k - 1)) / 2;
				},
				(row) =>
					isShown(row, "I3") && isShown(row, "I4") && row.answers.I4 === level,
				({ answers }) => answers.I3 === code,
			),
		);
		expectTable({ variable: "A", by: "I4" }, (code, level) =>
			byHand(
				(row) => (row.weight * relevantItems(row)) / 2,
				(row) => isShown(row, "I4") && row.answers.I4 === level,
				({ answers }) => answers.A === code,
			),
		);
	});

	it("refuses what the survey does not have", () => {
		expect(() => distribution(dataset, { variable: "Z" })).toThrow(
			"no variable",
		);
		expect(() => distribution(dataset, { variable: "A", by: "M" })).toThrow(
			"no domain variable",
		);
		expect(() => distribution(dataset, { variable: "A", by: "A" })).toThrow(
			"by itself",
		);
	});
});

describe("domainsOf", () => {
	it("offers strata first, then what people said of themselves, then arms, then the rest", () => {
		const names = domainsOf(dataset).map(({ name }) => name);
		expect(names.slice(0, 5)).toEqual([
			"stratum:level",
			"L4",
			"P9",
			"rev",
			"half",
		]);
		expect(names).toContain("I2");
		expect(names).not.toContain("M");
	});
});

describe("a stratum merged of several codes", () => {
	// Its code is above all others (plan-strata.ts): more than 16 bits hold.
	const merged = 100_000;
	const sample = smallSample(populations);
	const ofMerged = smallDataset(
		{
			...sample,
			strata: sample.strata.map((stratum) => ({
				...stratum,
				domains: Object.fromEntries(
					Object.entries(stratum.domains).map(([name, level]) => [
						name,
						level.code === 4 ? { ...level, code: merged } : level,
					]),
				),
			})),
		},
		rows,
	);

	it("is in a filter what it is in a table", () => {
		const inside = (text: string) => {
			const filter = readFilter(ofMerged, text);
			if (!("pinned" in filter)) throw new Error(filter.problem);
			return [...filterRows(ofMerged, filter.pinned)].map(Boolean);
		};
		// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of filters
		expect(inside(`\${stratum_level} = ${merged}`)).toEqual(
			rows.map(({ level }) => level === 4),
		);
		expect(inside("${stratum_level} != 2")).toEqual(
			rows.map(({ level }) => level === 4),
		);
		// biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of filters
	});

	it("stands in a file with its own code and total", () => {
		const { file, namesOf } = microdata(
			ofMerged,
			{ identifiers: ["stratum:level"] },
			randomFrom(1),
		);
		const valuesOf = (name: string) =>
			file.columns.find((column) => column.name === namesOf.get(name)?.[0])!
				.values as ArrayLike<number>;
		const codes = Array.from(valuesOf("stratum:level"));
		expect(new Set(codes)).toEqual(new Set([2, merged]));
		const weights = valuesOf("weight");
		const total = codes.reduce(
			(sum, code, row) => sum + (code === merged ? weights[row]! : 0),
			0,
		);
		expectClose(total, populations[2]!, { relative: 1e-9 });
	});
});

it("gives a mean that nobody differs from the effective n of those who are in it", () => {
	const [first] = rows;
	const alike = smallDataset(
		smallSample(populations),
		[2, 2, 2, 98].flatMap((B) =>
			Array.from({ length: 9 }, (_, lot) => ({
				lot,
				body: respond({ ...first!.answers, A: 1, L4: 2, B }),
			})),
		),
	);
	const { table } = measure(alike, { variable: "B", statistics: ["mean"] });
	const [mean] = table.statistics[0]!.cells;
	expect(mean).toMatchObject({ value: 2, se: 0, n: 27 });
	const inMean = alike.design.weights.filter(
		(_, row) => alike.columns.B![row] === 2,
	);
	expect(mean!.effectiveN).toBeCloseTo(weightsSummary(inMean).kish_neff, 9);
});

it("says of a filter by an index that it is one, and not that there is none", () => {
	const index = {
		name: "INDEX@1",
		question: { vi: "", en: "" },
		type: "number" as const,
		categories: [],
		section: "derived",
		derived: { from: ["I1", "I2"], crosses: true },
	};
	const withIndex = { ...dataset, variables: [...dataset.variables, index] };
	// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a filter
	expect(readFilter(withIndex, "${INDEX} > 2")).toEqual({
		problem: "number",
		detail: "INDEX",
	});
});
