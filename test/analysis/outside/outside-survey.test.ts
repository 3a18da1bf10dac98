import { expect, test } from "vitest";
import { outsideSurvey } from "../../../analysis/outside/outside-survey.ts";
import { codebook } from "../../../survey-definitions/codebook.ts";
import { compile } from "../../../survey-definitions/compile.ts";

const rows = 70_000;
const column = (name: string, of: (row: number) => number) => ({
	name,
	label: "",
	values: Float64Array.from({ length: rows }, (_, row) => of(row)),
	labels: new Map<number, string>(),
});
const file = {
	rows,
	variables: [
		column("q", (row) => row % 3),
		column("tang", (row) => row % 7),
		column("cum", (row) => Math.floor(row / 2)),
		column("ma", (row) => row),
	],
	leftOut: [],
};
const spec = {
	id: "ngoai",
	title: "Khảo sát khác",
	source: "Viện khác",
	population: "citizens" as const,
	quasiIdentifiers: [],
};

test.each([
	["of one stratum", {}],
	["of seven strata", { stratum: "tang" }],
	["with units of their own", { stratum: "tang", psu: "cum" }],
])(
	"more units than their column holds share places: responses %s",
	(_, design) => {
		const made = outsideSurvey(file, { ...spec, ...design });
		if ("problems" in made) throw new Error("the file has problems");
		const { columns, lots, strata } = made;
		expect(lots.length).toBeGreaterThan(29_000);
		const counted = new Array<number>(lots.length).fill(0);
		const label = new Map(strata.map(({ id, label }) => [id, label.en]));
		const wrong: number[] = [];
		for (const [row, lot] of (columns.lot as Int16Array).entries()) {
			counted[lot] = (counted[lot] ?? Number.NaN) + 1;
			const stratum = "stratum" in design ? row % 7 : 1;
			if (label.get(lots[lot]?.stratumId ?? 0) !== `Stratum ${stratum}`)
				wrong.push(row);
		}
		expect(wrong).toEqual([]);
		expect(counted).toEqual(lots.map(({ invited }) => invited));
	},
);

test("a column of numbers of persons is no stratum", () => {
	expect(outsideSurvey(file, { ...spec, stratum: "ma" })).toEqual({
		problems: [{ column: "ma", code: "too-many-strata" }],
	});
});

test.each([
	["as here", "Không biết", "Từ chối trả lời", [98, 99], [1, 2, 98, 99]],
	["the other way round", "Từ chối", "Không biết", [99, 98], [1, 2, 98, 99]],
	// Together they are what 99 says first.
	["one for both", undefined, "KB/Không trả lời", [98, 99], [1, 2, 98, 99]],
	["an answer", "Khác", "Trên 10 năm", [3, 4], [1, 2, 3, 4, 98, 99]],
])(
	"98 and 99 keep what the file says of them: %s",
	(_, one, other, own, all) => {
		const made = outsideSurvey(
			{
				rows: 4,
				variables: [
					{
						name: "q",
						label: "",
						values: Float64Array.of(1, 2, 98, 99),
						labels: new Map(
							[
								[1, "Có"],
								[2, "Không"],
								[98, one],
								[99, other],
							].filter(
								(pair): pair is [number, string] => pair[1] !== undefined,
							),
						),
					},
				],
				leftOut: [],
			},
			spec,
		);
		if ("problems" in made) throw new Error("the file has problems");
		expect([...made.columns.q!]).toEqual([1, 2, ...own]);
		const [variable] = codebook(compile(made.definition));
		expect(variable!.categories.map(({ code }) => code)).toEqual(all);
	},
);

test("a column of nothing but 99 is one of numbers", () => {
	const made = outsideSurvey(
		{ ...file, variables: [{ ...column("q", () => 99) }] },
		spec,
	);
	if ("problems" in made) throw new Error("the file has problems");
	const [variable] = codebook(compile(made.definition));
	expect(variable!.categories[0]).toEqual({
		code: 1,
		label: { vi: "99", en: "99" },
	});
	expect(made.columns.q![0]).toBe(1);
});

test("weights that are all 0 are no weights", () => {
	const weight = column("w", () => 0);
	expect(
		outsideSurvey(
			{ ...file, variables: [...file.variables, weight] },
			{ ...spec, weight: "w" },
		),
	).toEqual({ problems: [{ column: "w", code: "weights-zero" }] });
});
