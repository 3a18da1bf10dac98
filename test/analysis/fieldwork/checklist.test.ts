import { expect, test } from "vitest";
import {
	type FieldFacts,
	fieldChecklist,
} from "../../../analysis/fieldwork/checklist.ts";

/** Sixteen strata of three lots of 51 cards: 32 degrees of freedom. */
const strata = Array.from({ length: 16 }, (_, at) => ({
	name: `Tầng ${at}`,
	level: "1",
	sector: "1",
	units: 40,
	sample: 9,
	lots: [1, 2, 3].map((lot) => ({ name: `L${at}${lot}`, cards: 51 })),
}));

const ready = (): FieldFacts => ({
	definitionProblems: [],
	controller: "Viện",
	hotline: "1900 0000",
	lotMinimum: 50,
	consent: { access: "slips", isSplit: false, hasBackups: false },
	sampling: "probability",
	lots: strata.flatMap(({ lots }) =>
		lots.map(({ name }) => ({ id: name, invited: 51, cards: 51 })),
	),
	isDrawn: true,
	strata,
	plan: { lotMinimum: 50, minimumDf: 30, mainDomains: [] },
	handOverWaiting: false,
	pilot: "done",
	isPilot: false,
	margins: [{ name: "level", source: "Bộ Nội vụ", version: "2026" }],
	closingDate: "2026-12-31",
	today: "2026-11-22",
	publicUrl: "https://phieu.example.vn",
});

const states = (change: Partial<FieldFacts> = {}) =>
	Object.fromEntries(
		fieldChecklist({ ...ready(), ...change }).map(({ name, state, why }) => [
			name,
			why ? `${state}: ${why}` : state,
		]),
	);

test("a survey that is ready has every point met", () => {
	expect(new Set(Object.values(states({ pilot: "done" })))).toEqual(
		new Set(["met", "met: done"]),
	);
});

test.each<[string, Partial<FieldFacts>, string, string]>([
	["no controller", { controller: " " }, "controller", "unmet"],
	["no hotline", { hotline: "" }, "hotline", "unmet"],
	[
		"a promise of 60 with lots of 51",
		{ lotMinimum: 60 },
		"lot-minimum",
		"unmet: lot-smaller",
	],
	["19 cards", { lotMinimum: 19 }, "lot-minimum", "unmet: under-20"],
	[
		"40 where the plan says 50",
		{ lotMinimum: 40 },
		"lot-minimum",
		"unmet: not-planned",
	],
	[
		"40 where the plan says 40",
		{
			lotMinimum: 40,
			plan: { lotMinimum: 40, minimumDf: 30, mainDomains: [] },
		},
		"lot-minimum",
		"met",
	],
	["nothing drawn", { lots: [], strata: [] }, "sample", "unmet"],
	["nothing drawn", { lots: [], strata: [] }, "cards", "unmet"],
	["29 degrees of freedom", { strata: strata.slice(0, 14) }, "design", "unmet"],
	[
		"a domain with 20",
		{
			plan: {
				lotMinimum: 50,
				minimumDf: 30,
				mainDomains: [
					{ name: "TW", strata: strata.slice(0, 10).map(({ name }) => name) },
				],
			},
		},
		"design",
		"unmet",
	],
	[
		"28 of a quota sample",
		{ strata: strata.slice(0, 14), sampling: "non-probability" },
		"design",
		"met",
	],
	["a list not given out", { handOverWaiting: true }, "hand-over", "unmet"],
	["no pilot", { pilot: "none" }, "pilot", "unmet: none"],
	["a pilot in the field", { pilot: "running" }, "pilot", "unmet: running"],
	["a pilot waived", { pilot: "waived" }, "pilot", "met: waived"],
	["no margins", { margins: [] }, "margins", "warning: none"],
	[
		"a margin of nowhere",
		{ margins: [{ name: "a", source: "", version: "1" }] },
		"margins",
		"unmet",
	],
	["closing today", { closingDate: "2026-11-22" }, "closing-date", "unmet"],
	[
		"no closing date",
		{ closingDate: undefined },
		"closing-date",
		"unmet: none",
	],
	["http", { publicUrl: "http://phieu.example.vn" }, "public-url", "warning"],
	[
		"this machine",
		{ publicUrl: "https://localhost:8080" },
		"public-url",
		"warning",
	],
])("%s", (_, change, name, state) => {
	expect(states(change)[name]).toBe(state);
});

test("one lot without cards is told with its number", () => {
	const facts = ready();
	facts.lots[3] = { id: "X", invited: 51, cards: 0 };
	expect(
		fieldChecklist(facts).find(({ name }) => name === "cards"),
	).toMatchObject({ state: "unmet", values: { lots: 48, without: 1 } });
});
