import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import type { Sampling } from "../../../db/sqlite/schema/design.ts";
import { openStore } from "../../../db/store.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import { openSession } from "../../../server/actions/open-session.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister } from "../../../server/jobs.ts";
import { Refusal, statusOf } from "../../../server/refusal.ts";
import { staffRoutes } from "../../../server/routes/staff.ts";
import type { CleaningRule } from "../../../survey-definitions/cleaning.ts";
import { smallSample } from "../../analysis/small-dataset.ts";
import { respond, smallDefinition } from "../../analysis/small-survey.ts";

const origin = "http://localhost:8080";
let context: ServerContext;
let app: Hono;
let cookie: string;

beforeEach(async () => {
	context = {
		store: openStore(":memory:"),
		pepper: Buffer.alloc(32),
		publicUrl: origin,
		now: () => Date.UTC(2026, 10, 22),
		jobs: jobRegister(),
	};
	app = new Hono().route("/staff", staffRoutes(context)).onError((error, c) => {
		if (!(error instanceof Refusal)) throw error;
		const { code, problems } = error;
		return c.json({ error: { code, problems } }, statusOf[code]);
	});
	// As if logged in: a password takes a second to check.
	cookie = `staff=${await openSession(context, "Lan")}`;
});

const send = (method: string, path: string, body?: unknown) =>
	app.request(`${origin}/staff/api${path}`, {
		method,
		headers: {
			"Content-Type": "application/json",
			Origin: origin,
			Cookie: cookie ?? "",
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

// biome-ignore lint/suspicious/noExplicitAny: what came over HTTP is looked at field by field
const jsonOf = async (response: Response | Promise<Response>): Promise<any> =>
	(await response).json();

const codeOf = async (response: Response | Promise<Response>) =>
	(await jsonOf(response)).error.code;

const cleaning: CleaningRule[] = [
	{
		name: "often",
		label: { vi: "hay gặp", en: "often" },
		// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the questionnaire
		when: "${A} = 2",
		effect: "flag",
	},
	{
		name: "rare",
		label: { vi: "ít gặp", en: "rare" },
		// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the questionnaire
		when: "${B} = 3",
		effect: "flag",
	},
	{
		name: "contract",
		label: { vi: "hợp đồng", en: "on contract" },
		// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the questionnaire
		when: "${P9} = 5",
		effect: "outside",
	},
];

/** Two strata of two lots; 80 forms, of which 60 have A = 2, 3 have B = 3 and 4 are of people outside the population. */
async function field({
	sampling = "probability",
	forms = 20,
}: {
	sampling?: Sampling;
	forms?: number;
} = {}) {
	const { id } = smallDefinition;
	await installSurvey(context, smallDefinition, {}, sampling);
	await context.store.setSurvey(id, { cleaning });
	const { strata, lots } = smallSample([1000, 3000], 2);
	const named = lots.map((lot, at) => ({
		...lot,
		id: `L${at}`,
		surveyId: id,
		level: 4,
	}));
	await context.store.addSample(id, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: id })),
		units: [],
		lots: named,
	});
	await context.store.setFieldOpen(id, true);
	for (const [lot, { id: lotId }] of named.entries())
		for (let at = 0; at < forms; at++) {
			const codeMac = Buffer.from(`${lotId} ${at}`);
			const slot = Buffer.alloc(32);
			await context.store.addSlips([{ codeMac, lotId, slot }]);
			const response = respond({
				A: at < 5 ? 1 : 2,
				...(lot === 0 && at < 3 ? { B: 3 } : {}),
				L4: at % 2 ? 1 : 2,
				P9: lot === 1 && at < 4 ? 5 : (at % 3) + 1,
			});
			await context.store.useSlip(id, codeMac, slot, { response, texts: {} });
		}
	return id;
}

async function closed(options?: { sampling?: Sampling }) {
	const id = await field(options);
	await closeSurvey(context, id);
	return id;
}

const genders = {
	variables: ["A"],
	unit: "percent",
	source: "kiểm thử",
	version: "2026",
	totals: "1; 30\n2; 70",
};

const recipe = {
	nonresponse: { fewest: 30, greatest: 2.5 },
	margins: ["giới"],
	trim: { lower: 0.3, upper: 3, rounds: 5 },
};

async function finished(response: Response) {
	const { job } = await jsonOf(response);
	for (;;) {
		const state = await jsonOf(send("GET", `/jobs/${job}`));
		if (state.state !== "running") return state;
		await new Promise(setImmediate);
	}
}

const putMargin = (body: unknown, name = "giới") =>
	send("PUT", `/surveys/small/margins/${encodeURIComponent(name)}`, body);

describe("before a survey closes", () => {
	test("margins can be prepared, and nothing of the responses is told", async () => {
		const id = await field();
		expect(await jsonOf(putMargin(genders))).toEqual({ problems: [] });
		const state = await jsonOf(send("GET", `/surveys/${id}/weights`));
		expect(state).toMatchObject({
			status: "open",
			forms: null,
			flags: [],
			versions: [],
			inUse: null,
			margins: [{ name: "giới", body: { unit: "percent" } }],
		});
		expect(state.variables.map(({ name }: { name: string }) => name)).toContain(
			"stratum:level",
		);
		expect(await codeOf(send("POST", `/surveys/${id}/weights`, recipe))).toBe(
			"fieldwork-open",
		);
	});

	test("a margin is refused with its line and a remedy, and nothing is stored", async () => {
		await field({ forms: 0 });
		const cases: [Partial<typeof genders>, string, number][] = [
			[{ source: " " }, "source-missing", 0],
			[{ version: "" }, "version-missing", 0],
			[{ variables: [] }, "no-variable", 0],
			[{ variables: ["M"] }, "unknown-variable", 0],
			[{ totals: "" }, "no-totals", 0],
			[{ totals: "1; 100" }, "missing-category", 0],
			[{ totals: "1; 30\n2; 60" }, "percent-not-100", 0],
			[{ totals: "1; 30\n7; 70" }, "unknown-category", 2],
			[{ totals: "1; 30\n1; 70" }, "repeated-category", 2],
			[{ totals: "1; 30\n2; nhiều" }, "not-a-number", 2],
			[{ totals: "1; 30\n2; -70" }, "negative-total", 2],
			[{ totals: "1; 30\n2" }, "wrong-fields", 2],
			[{ totals: "1; 0\n2; 0" }, "nothing-to-share", 0],
			[{ source: "Phụ lục NQ 202/2025/QH15" }, "registered-population", 0],
		];
		for (const [changes, code, row] of cases) {
			const { problems } = await jsonOf(putMargin({ ...genders, ...changes }));
			expect(problems[0]).toMatchObject({ code, row });
			expect(problems[0].remedy.vi).not.toMatch(/[{}]/);
			expect(problems[0].remedy.en).not.toMatch(/[{}]/);
		}
		expect(await context.store.margins("small")).toEqual([]);
	});

	test("numbers are read as people write them", async () => {
		await field();
		const totals = "Mã;Tổng\n1; 1.234.567\n2\t3 000 000";
		await putMargin({ ...genders, unit: "people", totals });
		const [margin] = await context.store.margins("small");
		expect(margin?.body.cells).toEqual([
			{ codes: [1], total: 1_234_567 },
			{ codes: [2], total: 3_000_000 },
		]);
		await putMargin({ ...genders, totals: "1; 34,4\n2; 65.6" });
		const [percent] = await context.store.margins("small");
		expect(percent?.body.cells.map(({ total }) => total)).toEqual([34.4, 65.6]);
	});

	test("a margin can be removed, once", async () => {
		await field();
		await putMargin(genders);
		const path = `/surveys/small/margins/${encodeURIComponent("giới")}`;
		expect((await send("DELETE", path)).status).toBe(200);
		expect(await codeOf(send("DELETE", path))).toBe("unknown-margin");
	});
});

describe("after a survey has closed", () => {
	test("there is a first version, flags are counted, few are not told", async () => {
		const id = await closed();
		const state = await jsonOf(send("GET", `/surveys/${id}/weights`));
		expect(state.forms).toBe(80);
		expect(state.flags).toMatchObject([
			{ name: "often", forms: 60 },
			{ name: "rare", forms: null },
			{ name: "contract", forms: null, effect: "outside" },
		]);
		expect(state.versions).toHaveLength(1);
		const { steps } = state.versions[0];
		expect(steps.map(({ step }: { step: string }) => step)).toEqual([
			"base",
			"nonresponse",
			"outside",
		]);
		expect(steps[2]).toMatchObject({
			forms: null,
			summary: { n: null, sum: null, mean: null },
		});
		const weights = await context.store.weightVersion(id, 1);
		expect(weights?.final.filter((weight) => weight === 0)).toHaveLength(4);
	});

	test("forms of people outside the population are in no table", async () => {
		await closed();
		const table = await jsonOf(send("GET", "/surveys/small/table?variable=L4"));
		expect(table.columns[0].base).toBe(76);
	});

	test("a recipe makes the next version, which tables then use and name", async () => {
		const id = await closed();
		await putMargin(genders);
		const job = await finished(
			await send("POST", `/surveys/${id}/weights`, recipe),
		);
		expect(job).toMatchObject({ state: "done", result: { version: 2 } });
		const table = await jsonOf(send("GET", "/surveys/small/table?variable=A"));
		expect(table).toMatchObject({
			sampling: "probability",
			weights: { version: 2, isFinal: false },
		});
		expect(table.columns[0].cells[0].value).toBeCloseTo(0.3, 8);
		const csv = await (
			await send("GET", "/surveys/small/table.csv?variable=A&lang=en")
		).text();
		expect(csv).toContain(",probability,2,no");
		const spread = await jsonOf(send("GET", `/surveys/${id}/weights/2`));
		expect(spread.final.quantiles).toHaveLength(9);
	});

	test("a recipe that cannot be followed gives problems and no version", async () => {
		const id = await closed();
		await putMargin({
			...genders,
			variables: ["P9"],
			totals: "1;1\n2;1\n3;1\n4;1\n5;96",
		});
		const job = await finished(
			await send("POST", `/surveys/${id}/weights`, recipe),
		);
		// The four people with P9 = 5 are outside the population, and nobody has P9 = 4.
		expect(job.result.problems).toMatchObject([
			{ code: "empty-category", margin: "giới", row: 4 },
			{ code: "empty-category", margin: "giới", row: 5 },
		]);
		expect(await context.store.weightVersions(id)).toHaveLength(1);
	});

	test("one version becomes final, for good, and later ones change no table", async () => {
		const id = await closed();
		const path = `/surveys/${id}/final-weights`;
		expect((await send("PUT", path, { version: 1 })).status).toBe(400);
		expect(await codeOf(send("PUT", path, { version: 9, sure: true }))).toBe(
			"unknown-weights",
		);
		expect((await send("PUT", path, { version: 1, sure: true })).status).toBe(
			200,
		);
		await putMargin(genders);
		await finished(await send("POST", `/surveys/${id}/weights`, recipe));
		expect(await codeOf(send("PUT", path, { version: 2, sure: true }))).toBe(
			"weights-final",
		);
		const table = await jsonOf(send("GET", "/surveys/small/table?variable=A"));
		expect(table.weights).toEqual({ version: 1, isFinal: true });
		const verbs = (await context.store.auditOf(id)).map(({ verb }) => verb);
		expect(verbs).toEqual([
			"run-weights",
			"set-margin",
			"set-final-weights",
			"close-survey",
		]);
	});

	test("what is not there, or not said, is refused", async () => {
		await closed();
		const cases: [string, string, unknown, string][] = [
			["GET", "/surveys/nowhere/weights", undefined, "unknown-survey"],
			["POST", "/surveys/nowhere/weights", recipe, "unknown-survey"],
			["GET", "/surveys/small/weights/9", undefined, "unknown-weights"],
			["GET", "/surveys/small/weights/x", undefined, "unknown-weights"],
			["POST", "/surveys/small/weights", { margins: [] }, "invalid-request"],
			["GET", "/surveys/nowhere/known-margins", undefined, "unknown-survey"],
		];
		for (const [method, path, body, code] of cases)
			expect(await codeOf(send(method, path, body))).toBe(code);
	});
});

describe("a sample that is no probability sample", () => {
	const uncertain = /"(se|df|ci|deff|effectiveN|kish_deff|kish_neff)"/;

	test("tells no sampling error in a table, a file or a diagnostic", async () => {
		const id = await closed({ sampling: "non-probability" });
		for (const path of [
			"table?variable=A",
			"table?variable=A&by=stratum:level",
			"table?variable=A&by=B",
			"weights",
			"weights/1",
		]) {
			const text = await (await send("GET", `/surveys/${id}/${path}`)).text();
			expect(text).not.toMatch(uncertain);
		}
		const job = await finished(
			await send("POST", `/surveys/${id}/weights`, { ...recipe, margins: [] }),
		);
		expect(job.result).toEqual({ version: 2 });
		// Tables were released under version 1: another shows itself only once it is final.
		expect(await codeOf(send("GET", `/surveys/${id}/table?variable=A`))).toBe(
			"weights-changed",
		);
		await send("PUT", `/surveys/${id}/final-weights`, {
			version: 2,
			sure: true,
		});
		const table = await jsonOf(send("GET", `/surveys/${id}/table?variable=A`));
		expect(table.sampling).toBe("non-probability");
		expect(table.columns[0].cells[0].value).toBeGreaterThan(0);
		const csv = await (
			await send("GET", `/surveys/${id}/table.csv?variable=A&lang=en`)
		).text();
		const [head = "", first = ""] = csv.split("\n");
		expect(head).not.toMatch(/error|CI|effect/i);
		expect(head.split(",")).toHaveLength(first.split(",").length);
		expect(csv).toContain("non-probability: no sampling error");
	});

	test("is told apart from a probability sample by the same look", async () => {
		const id = await closed();
		const text = await (
			await send("GET", `/surveys/${id}/table?variable=A`)
		).text();
		expect(text).toMatch(uncertain);
	});
});
