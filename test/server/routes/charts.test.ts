import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DrawnChart } from "../../../server/actions/draw-chart.ts";
import type { ServerContext } from "../../../server/context.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { closedSurveyOf } from "../closed-survey-of.ts";
import { newContext } from "../new-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let lan: StaffSession;

/** Of 900 citizens five are of one ethnic group and a third of another; seven in ten say that they avoid work much or very much. */
beforeAll(async () => {
	context = await newContext([]);
	const definition = readDefinitions().find(({ id }) => id === "citizens");
	await closedSurveyOf(context, definition!, {
		wave: { CONTROLLER: "x", HOTLINE: "y" },
		forms: 900,
		answers: {
			ND_B1_1: (row) => (row % 10 < 7 ? 4 + (row % 2) : 1 + (row % 3)),
			ND_P1: (row) => 1 + ((row >> 4) & 1),
			ND_P4: (row) => (row % 180 === 0 ? 2 : row % 3 === 0 ? 3 : 1),
		},
	});
	lan = await staffSession(context);
});
afterAll(() => context.store.close());

const chart = (query: string) =>
	lan.get<DrawnChart>(`/surveys/citizens/chart?${query}`);

test("one question is drawn as bars, with the finding by the lower bound as its title", async () => {
	const { kinds, chart: drawn } = await chart("row=ND_B1_1");
	expect(kinds).toEqual(["bars", "likert"]);
	expect(drawn.title).toMatch(
		/^(Phần lớn|Đa số) người dân chọn “Nhiều” hoặc “Rất nhiều”: 70,0% \(6\d,\d–7\d,\d\)$/,
	);
	expect(drawn.foot.n).toBe("n = 900");
	expect(drawn.foot.question).toContain("Ở nơi Ông/Bà sống");
	expect(drawn.rows[0]).toMatchObject({ label: "Không có", isQuiet: false });
});

test("a battery is stacked about the middle of its scale", async () => {
	const { chart: drawn } = await chart("row=battery:ND_B1&lang=en");
	expect(drawn.kind).toBe("likert");
	expect(drawn.rows).toHaveLength(5);
	expect(drawn.series.map(({ label }) => label)).toEqual([
		"Not at all",
		"A little",
		"Moderate",
		"A lot",
		"A great deal",
	]);
	for (const { marks } of drawn.rows) expect(marks).toHaveLength(5);
});

test("by a variable: what is withheld has no number in the chart, its words or its pictures' data", async () => {
	const { chart: drawn } = await chart("row=ND_B1_1&by=ND_P4");
	expect(drawn.kind).toBe("dots");
	const withheld = drawn.rows.filter(
		({ isHeading, marks }) => !isHeading && marks[0] === null,
	);
	expect(withheld.length).toBeGreaterThan(0);
	expect(drawn.alt.match(/không công bố/g)?.length).toBe(withheld.length);
	expect(drawn.foot.n).toBe("");
});

test("files stand alone and are recorded", async () => {
	const png = await lan.ask(
		"GET",
		"/surveys/citizens/chart.png?row=ND_B1_1&by=ND_P1",
	);
	expect(png.headers.get("Content-Type")).toBe("image/png");
	expect(png.headers.get("Content-Disposition")).toContain(
		"citizens-ND_B1_1-dots-vi.png",
	);
	expect(PNG.sync.read(Buffer.from(await png.arrayBuffer())).width).toBe(
		3 * 760,
	);
	const svg = await lan.ask(
		"GET",
		"/surveys/citizens/chart.svg?row=ND_B1_1&kind=likert",
	);
	expect(await svg.text()).toContain("<title>");
});

test("several questions by a group, and what does not exist, are refused in words", async () => {
	const refused = async (query: string) =>
		codeOf(await lan.ask("GET", `/surveys/citizens/chart?${query}`));
	expect(await refused("row=ND_B1_1&row=ND_B1_2&by=ND_P1")).toBe(
		"chart-too-large",
	);
	expect(await refused("row=nothing")).toBe("unknown-variable");
	for (const wrong of [
		"kind=pie",
		"base=most",
		"of=nobody",
		"weights=first",
		"show=everything",
		"row=ND_B1_1&".repeat(60),
	])
		expect(await refused(`row=ND_B1_1&${wrong}`), wrong).toBe(
			"invalid-request",
		);
});
