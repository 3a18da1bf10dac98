import { beforeEach, expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { installTrial } from "../../../server/actions/install-trial.ts";
import { setupLink } from "../../../server/actions/make-setup-link.ts";
import { setWave } from "../../../server/actions/set-wave.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister } from "../../../server/jobs.ts";
import { markOf } from "../../../server/mark-of.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { t } from "../../survey-definitions/small-survey.ts";

const origin = "http://localhost:8080";
let context: ServerContext;
let app: ReturnType<typeof createApp>;
let cookie = "";

beforeEach(async () => {
	context = {
		store: openStore(":memory:"),
		pepper: Buffer.alloc(32),
		publicUrl: origin,
		now: () => Date.UTC(2026, 10, 22),
		jobs: jobRegister(),
	};
	app = createApp(context);
	const token = (await setupLink(context)).split("#")[1];
	const entered = await send("POST", "/setup", {
		token,
		name: "Lan",
		password: "mười chữ trở lên",
	});
	cookie = entered.headers.get("Set-Cookie")?.split(";")[0] ?? "";
});

const send = (method: string, path: string, body?: unknown) =>
	app.request(`${origin}/staff/api${path}`, {
		method,
		headers: {
			Cookie: cookie,
			Origin: origin,
			"Content-Type": "application/json",
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

async function ask(method: string, path: string, body?: unknown) {
	const reply = await send(method, path, body);
	const read = await reply.json();
	expect([path, reply.status, reply.ok ? "" : read]).toEqual([path, 200, ""]);
	return read;
}

const codeOf = async (reply: Response) =>
	((await reply.json()) as { error: { code: string } }).error.code;

const make = (
	id: string,
	from: object = { kind: "questionnaire", id: "cadres" },
) => send("POST", "/surveys", { id, from });

const wave = {
	CONTROLLER: t("Viện", "Institute"),
	HOTLINE: t("1900 0000"),
	WAVE_DATE: "2026-12-01",
	CLOSE_DATE: t("khi đóng đợt, ngày 31/12/2026", "on 31 December 2026"),
};

test("a new survey is prepared under its own name, with the questionnaire's rules and no parameters", async () => {
	expect((await make("can-bo-2026")).status).toBe(200);
	const stored = await context.store.survey("can-bo-2026");
	expect(stored).toMatchObject({
		status: "preparing",
		questionnaire: "cadres",
		wave: {},
		definition: { id: "can-bo-2026" },
	});
	expect(stored?.cleaning).toContainEqual(
		expect.objectContaining({ when: "${CB_L1} = 6", effect: "outside" }),
	);
	const described = await ask("GET", "/surveys/can-bo-2026/questionnaire");
	expect(described).toMatchObject({
		questionnaire: "cadres",
		cleaningProblems: [],
		smallestLot: null,
	});
	const { problems } = described as { problems: { where: string }[] };
	expect(problems.map(({ where }) => where)).toEqual(["CONTROLLER", "HOTLINE"]);
	const { surveys } = (await ask("GET", "/surveys")) as { surveys: object[] };
	expect(surveys).toEqual([
		expect.objectContaining({
			id: "can-bo-2026",
			status: "preparing",
			responses: 0,
		}),
	]);
});

test("no two surveys have one name, and a name fits into an address", async () => {
	await make("mot");
	expect(await codeOf(await make("mot"))).toBe("survey-exists");
	for (const id of ["Hai", "hai ba", "2026", "", "a".repeat(41)])
		expect((await make(id)).status).toBe(400);
	expect(
		await codeOf(await make("hai", { kind: "questionnaire", id: "nothing" })),
	).toBe("unknown-survey");
});

test("the next wave begins with the parameters and rules of the last, but for its dates", async () => {
	await make("dot-1");
	await ask("PUT", "/surveys/dot-1/wave", { wave });
	const rules = [
		{ name: "one", label: t("Một"), when: "${CB_L1} = 6", effect: "flag" },
	];
	await ask("PUT", "/surveys/dot-1/cleaning", { rules });
	await make("dot-2", { kind: "survey", id: "dot-1" });
	expect(await context.store.survey("dot-2")).toMatchObject({
		questionnaire: "cadres",
		wave: { CONTROLLER: wave.CONTROLLER, HOTLINE: wave.HOTLINE },
		cleaning: rules,
	});
	expect((await context.store.survey("dot-2"))?.wave).not.toHaveProperty(
		"WAVE_DATE",
	);
	// The same by way of the questionnaire: its last wave is known.
	await make("dot-3");
	expect((await context.store.survey("dot-3"))?.wave).toHaveProperty("HOTLINE");
});

test("nothing is copied from the trial", async () => {
	const cadres = readDefinitions().find(({ id }) => id === "cadres");
	await installTrial(context, cadres!);
	await make("that");
	expect((await context.store.survey("that"))?.wave).toEqual({});
	const { sources } = (await ask("GET", "/sources")) as {
		sources: { kind: string; id: string }[];
	};
	expect(
		sources.filter(({ kind }) => kind === "survey").map(({ id }) => id),
	).toEqual(["that"]);
});

test("parameters are checked, and nothing is stored while one of them is wrong", async () => {
	await make("dot");
	const put = (changes: object) =>
		ask("PUT", "/surveys/dot/wave", { wave: { ...wave, ...changes } });
	for (const [changes, problem] of [
		[
			{ HOTLINE: t("1900", "") },
			{ parameter: "HOTLINE", code: "one-language" },
		],
		[{ LOT_MIN: 20.5 }, { parameter: "LOT_MIN", code: "not-a-number" }],
		[{ LOT_MIN: -5 }, { parameter: "LOT_MIN", code: "not-a-number" }],
		[{ LOT_MIN: 1e20 }, { parameter: "LOT_MIN", code: "not-a-number" }],
		[
			{ WAVE_DATE: "2026-02-30" },
			{ parameter: "WAVE_DATE", code: "not-a-date" },
		],
		[
			{ WAVE_DATE: "2027-02-01" },
			{ parameter: "CLOSE_DATE", code: "closed-before-opened" },
		],
		[{ NOTHING: "x" }, { parameter: "NOTHING", code: "unknown-parameter" }],
	] as const)
		expect(await put(changes)).toEqual({ problems: [problem] });
	expect((await context.store.survey("dot"))?.wave).toEqual({});
	expect(await put({ REF: t("", "") })).toEqual({ problems: [] });
	const stored = await context.store.survey("dot");
	expect(stored?.wave).toEqual(wave);
	const { problems } = (await ask("GET", "/surveys/dot/questionnaire")) as {
		problems: object[];
	};
	expect(problems).toEqual([]);
});

test("cleaning rules are read by the parser, and what is wrong is told by rule and field", async () => {
	await make("dot");
	const rules = [
		{ name: "a", label: t("A"), when: "${CB_L1} = ", effect: "flag" },
		{
			name: "a",
			label: t("A", ""),
			when: "${CB_NOPE} = 1 or all-equal(CB_B9, 3)",
			effect: "flag",
		},
	];
	const { problems } = (await ask("PUT", "/surveys/dot/cleaning", {
		rules,
	})) as {
		problems: { rule: number; field: string; code: string; detail: string }[];
	};
	expect(problems.map(({ rule, field, code }) => [rule, field, code])).toEqual([
		[0, "when", "not-an-expression"],
		[1, "name", "repeated"],
		[1, "label", "missing"],
		[1, "when", "unknown-name"],
		[1, "when", "unknown-name"],
	]);
	expect(problems[0]?.detail).toMatch(/a value was expected/);
	expect(problems[3]?.detail).toBe("CB_NOPE");
	expect((await context.store.survey("dot"))?.cleaning).not.toEqual(rules);
});

test("of two people who opened a wave the second is refused, and nothing of the first is lost", async () => {
	await make("dot");
	const read = async () =>
		(await ask("GET", "/surveys/dot/questionnaire")) as {
			waveMark: string;
			parameters: { name: string; value?: unknown }[];
		};
	const { waveMark: mark } = await read();
	const changed = (hotline: string) => ({ ...wave, HOTLINE: t(hotline) });
	await ask("PUT", "/surveys/dot/wave", { wave: changed("1800 1"), mark });
	const late = await send("PUT", "/surveys/dot/wave", {
		wave: changed("1800 2"),
		mark,
	});
	expect(late.status).toBe(409);
	expect(await codeOf(late)).toBe("changed-meanwhile");
	const { parameters, waveMark } = await read();
	expect(parameters.find(({ name }) => name === "HOTLINE")?.value).toEqual(
		t("1800 1"),
	);
	await ask("PUT", "/surveys/dot/wave", {
		wave: changed("1800 2"),
		mark: waveMark,
	});
});

test("of two who save a wave in the same instant one is refused", async () => {
	await make("dot");
	const stored = async () => (await context.store.survey("dot"))?.wave;
	const mark = markOf(await stored());
	const saved = await Promise.allSettled(
		["1800 1", "1800 2"].map((hotline) =>
			setWave(context, "dot", { ...wave, HOTLINE: t(hotline) }, "an", mark),
		),
	);
	expect(saved).toMatchObject([
		{ status: "fulfilled" },
		{ status: "rejected", reason: { code: "changed-meanwhile" } },
	]);
	expect((await stored())?.HOTLINE).toEqual(t("1800 1"));
});
