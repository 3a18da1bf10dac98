import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleasedSensitiveTable } from "../../../analysis/disclosure/release-sensitive.ts";
import type { Chart } from "../../../analysis/report/chart.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import type { ServerContext } from "../../../server/context.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { closedSurveyOf } from "../closed-survey-of.ts";
import { newContext } from "../new-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let lan: StaffSession;
const forms = 4800;
const random = randomFrom(1);
const draws = Array.from({ length: 8 }, () =>
	Float64Array.from({ length: forms }, () => random()),
);
const draw = (row: number, of: number) => draws[of]?.[row] as number;

/** Three in ten put work off; everybody has two of the other statements; nobody travelled to five continents. */
beforeAll(async () => {
	context = await newContext([]);
	const definition = readDefinitions().find(({ id }) => id === "cadres");
	const h = (row: number) => 1 + Math.floor(2 * draw(row, 1));
	const trait = (row: number) => Number(draw(row, 2) < 0.3);
	await closedSurveyOf(context, definition!, {
		wave: { CONTROLLER: "x", HOTLINE: "y" },
		forms,
		lots: 12,
		answers: {
			h,
			h_order: (row) => 1 + Math.floor(2 * draw(row, 3)),
			CB_H1: (row) => 2 + (h(row) === 1 ? trait(row) : 0),
			CB_H2: (row) =>
				row % 97 === 0 ? 99 : 1 + (h(row) === 2 ? trait(row) : 0),
			CB_X0: (row) => (draw(row, 4) < 0.77 ? 1 : 2),
			CB_X1: (row) => {
				const both = draw(row, 5) < 0.23;
				return both === draw(row, 6) < 0.2 ? 1 : 2;
			},
			v_a: (row) => row & 1,
			v_b: (row) => (row >> 1) & 1,
			v_c: (row) => (row >> 2) & 1,
			CB_V1a: (row) => (draw(row, 7) < 0.6 - 0.2 * ((row >> 1) & 1) ? 4 : 2),
			CB_L4: (row) => (row % 600 < 8 ? 1 : 2),
			CB_L7: (row) => 1 + ((row >> 3) & 1),
		},
	});
	lan = await staffSession(context);
});
afterAll(() => context.store.close());

const answered = (name: string, by?: string) =>
	lan.get<{ table: ReleasedSensitiveTable; chart?: Chart }>(
		`/surveys/cadres/sensitive/table?${new URLSearchParams({ name, ...(by ? { by } : {}) })}`,
	);
const ask = async (name: string, by?: string) =>
	(await answered(name, by)).table;

test("the effects of a vignette are drawn about zero, and titled by the one that moved most", async () => {
	const { chart } = await answered("CB_V1a");
	expect(chart?.unit).toBe("points");
	expect(chart?.title).toMatch(
		/^“có hai văn bản nói khác nhau” so với “đã rõ ràng”: −\d+,\d điểm phần trăm$/,
	);
	expect(chart?.rows.map(({ isQuiet }) => isQuiet)[1]).toBe(false);
	expect((await answered("CB_V1a", "CB_L7")).chart).toBeUndefined();
	expect((await answered("CB_X1")).chart).toBeUndefined();
});

test("the techniques of a closed survey are listed", async () => {
	const { techniques } = await lan.get<{ techniques: { name: string }[] }>(
		"/surveys/cadres/sensitive",
	);
	expect(techniques.map(({ name }) => name)).toEqual([
		"CB_H1+CB_H2",
		"CB_V1a",
		"CB_X1",
	]);
});

test.each([
	["CB_H1+CB_H2", "prevalence", 0.3],
	["CB_X1", "prevalence", 0.2],
	["CB_V1a", "effect:v_b=1", -0.2],
])(
	"%s finds what was put into the answers, within three standard errors",
	async (name, measure, truth) => {
		const { columns, diagnostics } = await ask(name);
		const found = columns[0]?.estimates[measure] as {
			value: number;
			se: number;
		};
		expect(Math.abs(found.value - truth)).toBeLessThan(3 * found.se);
		if (name === "CB_X1")
			expect(diagnostics?.map(({ kind }) => kind)).toContain("attention");
	},
);

test("parts of the population are told apart where the interval allows it, and small ones never", async () => {
	const bySex = await ask("CB_H1+CB_H2", "CB_L7");
	for (const { estimates, base } of bySex.columns) {
		expect(base).toBeGreaterThan(2000);
		const cell = estimates.prevalence;
		if (cell && "value" in cell && cell.ci)
			expect(cell.ci.upper - cell.ci.lower).toBeLessThanOrEqual(0.12);
		else expect(cell).toEqual({ withheld: "too-wide" });
	}
	const byPost = await ask("CB_H1+CB_H2", "CB_L4");
	expect(byPost.columns[0]?.estimates.prevalence).toEqual({
		withheld: "too-wide",
	});
	expect(byPost.diagnostics).toBeUndefined();
});

test("what does not exist is refused in words", async () => {
	for (const query of [
		"name=CB_B1_01",
		"name=CB_V1a&by=CB_V1a",
		"name=CB_V1a&by=nothing",
	]) {
		const reply = await lan.ask(
			"GET",
			`/surveys/cadres/sensitive/table?${query}`,
		);
		expect(await codeOf(reply)).toBe("unknown-variable");
	}
});
