import fc from "fast-check";
import { expect, test } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { fileWeights } from "../../../analysis/microdata/file-weights.ts";
import {
	isNeverFew,
	smallCombinations,
} from "../../../analysis/microdata/small-combinations.ts";
import { tellingVariables } from "../../../analysis/microdata/telling-variables.ts";
import {
	groupReplicates,
	lotGroups,
	replicateScale,
} from "../../../analysis/microdata/variance-units.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { jackknife } from "../../../analysis/weights/jackknife.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { compile } from "../../../survey-definitions/compile.ts";
import { namesIn } from "../../../survey-definitions/expression.ts";

const columnsOf = (codes: number[][]) =>
	codes.map((column, at) => ({ name: `q${at}`, codes: column }));
const manyRows = fc.integer({ min: 1, max: 60 }).chain((rows) =>
	fc.array(
		fc.array(fc.constantFrom(1, 2, 3, 99, -3), {
			minLength: rows,
			maxLength: rows,
		}),
		{ minLength: 1, maxLength: 4 },
	),
);

test("combinations that few share are those that counting by hand finds", () => {
	fc.assert(
		fc.property(manyRows, fc.integer({ min: 2, max: 8 }), (codes, k) => {
			const rows = codes[0]!.map((_, row) => row);
			const isFew = (places: number[]) => {
				const counts = new Map<string, number>();
				for (const row of rows) {
					const values = places.map((place) => codes[place]![row]!);
					if (values.some((code) => code === 99 || code === -3)) continue;
					const key = values.join(" ");
					counts.set(key, (counts.get(key) ?? 0) + 1);
				}
				return [...counts.values()].some((count) => count < k);
			};
			const found = smallCombinations(columnsOf(codes), rows, k);
			const all: number[][] = [];
			for (let a = 0; a < codes.length; a++) {
				all.push([a]);
				for (let b = a + 1; b < codes.length; b++) {
					all.push([a, b]);
					for (let c = b + 1; c < codes.length; c++) all.push([a, b, c]);
				}
			}
			const few = all
				.filter(isFew)
				.map((places) => places.map((at) => `q${at}`));
			for (const names of few)
				expect(
					found.some((one) => one.every((name) => names.includes(name))),
				).toBe(true);
			for (const names of found) expect(few).toContainEqual(names);
			const [first, ...others] = columnsOf(codes);
			expect(isNeverFew(first!, others, rows, k)).toBe(
				!few.some((names) => names.includes("q0")),
			);
		}),
	);
});

test("weights of a file meet the published totals and tell nothing that the row does not say", () => {
	const random = randomFrom(7);
	const rows = 900;
	const draw = (values: number) =>
		Int16Array.from({ length: rows }, () => 1 + Math.floor(random() * values));
	const region = draw(4);
	const published = [
		{ name: "a", codes: draw(5), factor: null },
		{ name: "b", codes: draw(3), factor: null },
		{
			name: "drawn",
			codes: draw(4).map((code) => (code === 4 ? -2 : code)),
			factor: Float64Array.from({ length: rows }, () => 2),
		},
	];
	const weights = Float64Array.from({ length: rows }, () => 0.2 + 5 * random());
	const made = fileWeights(weights, region, published, 10);
	expect(made.met).toEqual(["a", "b", "drawn"]);
	for (const { codes, factor } of published)
		for (const code of new Set(codes)) {
			if (code < 0) continue;
			const total = (of: Float64Array) =>
				of.reduce(
					(sum, weight, row) =>
						codes[row] === code ? sum + weight * (factor?.[row] ?? 1) : sum,
					0,
				);
			expect(total(made.weights) / total(weights)).toBeCloseTo(1, 9);
		}
	// Rows that say the same weigh the same, whatever they weighed.
	const told = new Map<string, number>();
	for (let row = 0; row < rows; row++) {
		const key = [
			region[row],
			...published.map(({ codes }) => codes[row]),
		].join();
		const known = told.get(key);
		if (known !== undefined) expect(made.weights[row]).toBeCloseTo(known, 9);
		told.set(key, made.weights[row]!);
	}
	expect(told.size).toBeLessThan(rows / 2);
	expect(Math.min(...made.weights)).toBeGreaterThan(0);
});

test("totals that follow from others are met in whatever order the rows stand", () => {
	const rows = 2400;
	const random = randomFrom(2);
	const draw = (codes: number) =>
		Int16Array.from({ length: rows }, () => 1 + Math.floor(codes * random()));
	// Each answer has a base, categories and whether each was chosen: most totals follow from others.
	const columns = Array.from({ length: 30 }, () => draw(4)).flatMap((codes) => [
		codes,
		...[1, 2, 3].map((one) => codes.map((code) => Number(code === one))),
	]);
	const weights = Float64Array.from({ length: rows }, () => 0.5 + random());
	const region = draw(2);
	for (let order = 0; order < 10; order++) {
		const rank = Float64Array.from({ length: rows }, random);
		const place = Int32Array.from({ length: rows }, (_, row) => row).sort(
			(a, b) => rank[a]! - rank[b]!,
		);
		const own = Float64Array.from(place, (row) => weights[row]!);
		const made = fileWeights(
			own,
			Int16Array.from(place, (row) => region[row]!),
			columns.map((codes, at) => ({
				name: `q${at}`,
				codes: Int16Array.from(place, (row) => codes[row]!),
				factor: null,
			})),
			10,
		);
		expect(made.met).toHaveLength(columns.length);
		for (const codes of columns)
			for (const code of new Set(codes)) {
				const total = (of: Float64Array) =>
					of.reduce(
						(sum, weight, at) =>
							codes[place[at]!] === code ? sum + weight : sum,
						0,
					);
				expect(total(made.weights) / total(own)).toBeCloseTo(1, 9);
			}
	}
});

test("replicates by groups are the jackknife's where each group is a PSU", () => {
	const psus = 12;
	const unit = Int32Array.from({ length: 120 }, (_, row) => row % psus);
	const weights = new Float64Array(120).fill(3);
	const one = new Int32Array(120);
	const usual = jackknife(
		stratifiedClusters({ stratum: one, psu: unit, weights }),
		"JK1",
	);
	const groups = groupReplicates(weights, unit, one, psus);
	for (const [at, replicate] of groups.entries())
		for (const [row, weight] of replicate.entries())
			expect(weight).toBeCloseTo(usual.replicates[at]![row]!, 12);
	expect(replicateScale(psus)).toBeCloseTo(usual.scale, 12);
});

test("with fewer PSUs in a stratum than groups, the variance is the stratified jackknife's all the same", () => {
	const strata = 4;
	const perStratum = 5;
	const psu = Int32Array.from(
		{ length: 200 },
		(_, row) => row % (strata * perStratum),
	);
	const stratum = psu.map((unit) => unit % strata);
	const weights = new Float64Array(200).fill(1);
	// Each PSU in a group of its own.
	const groups = groupReplicates(weights, psu, stratum, strata * perStratum);
	const jkn = jackknife(stratifiedClusters({ stratum, psu, weights }), "JKn");
	const random = randomFrom(3);
	const y = Array.from({ length: 200 }, () => random());
	const total = (of: Float64Array) =>
		of.reduce((sum, w, row) => sum + w * y[row]!, 0);
	const all = total(weights);
	const byGroups =
		replicateScale(groups.length) *
		groups.reduce((sum, of) => sum + (total(of) - all) ** 2, 0);
	const byJkn = jkn.replicates.reduce(
		(sum, of, at) => sum + jkn.rscales[at]! * (total(of) - all) ** 2,
		0,
	);
	expect(byGroups / byJkn).toBeCloseTo(1, 9);
});

test("lots of a stratum go to different groups as long as there are groups", () => {
	const strata = Array.from({ length: 90 }, (_, lot) => lot % 9);
	const groups = lotGroups(strata, 10, randomFrom(2));
	for (let stratum = 0; stratum < 9; stratum++)
		expect(
			new Set(
				strata.flatMap((one, lot) => (one === stratum ? [groups[lot]] : [])),
			).size,
		).toBe(10);
	for (let group = 0; group < 10; group++)
		expect(groups.filter((one) => one === group).length).toBe(9);
});

test("what was asked because of a left-out answer is left out with it", () => {
	let found = 0;
	for (const definition of readDefinitions()) {
		const survey = compile(definition, {
			CONTROLLER: "Viện thử",
			HOTLINE: "1900 0000",
		});
		for (const name of survey.quasiIdentifiers ?? []) {
			const telling = tellingVariables(survey, [name]);
			expect(telling.has(name)).toBe(true);
			for (const element of survey.sections.flatMap(
				({ elements }) => elements,
			)) {
				if (element.kind === "calculate" || !element.relevant) continue;
				if (!namesIn(element.relevant).variables.includes(name)) continue;
				expect(telling.has(element.name), element.name).toBe(true);
				found++;
			}
		}
	}
	expect(found).toBeGreaterThan(0);
});
