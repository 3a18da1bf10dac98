import { strToU8 } from "fflate";
import Papa from "papaparse";
import { beforeEach, describe, expect, test } from "vitest";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import type { FrameCheck } from "../../../server/actions/check-staged-frame.ts";
import type { DrawOutcome } from "../../../server/actions/draw-sample.ts";
import type { ListedUnit } from "../../../server/actions/list-sampled-units.ts";
import type {
	PlanPage,
	PlanView,
} from "../../../server/actions/preview-plan.ts";
import type { RegionsUnder } from "../../../server/actions/regions-under.ts";
import type { DrawnView } from "../../../server/actions/sample-state.ts";
import type { DrawVerification } from "../../../server/actions/verify-draw.ts";
import type { ServerContext } from "../../../server/context.ts";
import { agencyCsv, preparedContext, surveyId } from "../sample-survey.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

const at = `/surveys/${surveyId}`;
let context: ServerContext;
let staff: StaffSession;

beforeEach(async () => {
	context = await preparedContext();
	staff = await staffSession(context);
});

const upload = (content: string | Uint8Array, name = "dàn mẫu.csv") =>
	staff.ask(
		"POST",
		`${at}/frame-file?name=${encodeURIComponent(name)}`,
		typeof content === "string" ? strToU8(content) : content,
		{ "Content-Type": "application/octet-stream" },
	);

const staged = async (content: string | Uint8Array) =>
	((await (await upload(content)).json()) as { file: string }).file;

const asked = (file: string, chosen: Record<string, string> = {}) => ({
	file,
	kind: "agencies",
	geography: "G4",
	chosen,
});

async function check(file: string, chosen?: Record<string, string>) {
	const job = await staff.done(
		await staff.ask("POST", `${at}/frame-check`, asked(file, chosen)),
	);
	expect(job.state).toBe("done");
	return job.result as FrameCheck;
}

const keep = async (file: string, chosen?: Record<string, string>) =>
	staff.done(await staff.ask("POST", `${at}/frames`, asked(file, chosen)));

async function withFrame() {
	const job = await keep(await staged(agencyCsv()));
	expect(job.result).toEqual({ version: 1, blocked: false });
}

/** A plan that the small frame bears: four strata of twelve lots of three agencies of 17 cards. */
async function withPlan(change: (plan: SamplePlan) => SamplePlan = (p) => p) {
	await withFrame();
	const { plan } = await staff.get<PlanView>(`${at}/plan`);
	const small = change({
		...plan,
		merges: [],
		mainDomains: [],
		allocation: { ...plan.allocation!, total: 144 },
	});
	const saved = await staff.ask("PUT", `${at}/plan`, {
		frameVersion: 1,
		plan: small,
	});
	expect(saved.status).toBe(200);
	return small;
}

const drawn = async (body: { seed?: number } = {}) =>
	staff.done(await staff.ask("POST", `${at}/draw`, body));

const audited = async () =>
	(await context.store.auditOf(surveyId)).map(({ verb }) => verb);

describe("a frame's file", () => {
	test("is checked column by column, and nothing is stored", async () => {
		const report = await check(
			await staged(agencyCsv().replace("Số người", "Quân số")),
		);
		expect(report.blocked).toBe(true);
		expect(report.problems).toMatchObject([{ row: 1, code: "missing-column" }]);
		expect(report.columns[5]).toEqual({ header: "Quân số", example: "60" });
		expect(await context.store.frames(surveyId)).toEqual([]);
	});

	test("is counted by level, sector and province once its columns are known", async () => {
		const file = await staged(agencyCsv().replace("Số người", "Quân số"));
		const report = await check(file, { people: "Quân số" });
		expect(report.blocked).toBe(false);
		expect(report.mapping.people).toBe("Quân số");
		expect(report.units).toBe(480);
		const [level] = report.counts;
		expect(level?.dimension).toBe("level");
		expect(level?.counts.map(({ code, units }) => [code, units])).toEqual([
			["2", 240],
			["4", 240],
		]);
		const people = level?.counts.map((count) => count.people) ?? [];
		const inFile = agencyCsv()
			.split("\r\n")
			.slice(1)
			.reduce((sum, line) => sum + Number(line.split(";")[5]), 0);
		expect(people[0]! + people[1]!).toBe(inFile);

		const job = await keep(file, { people: "Quân số" });
		expect(job.result).toEqual({ version: 1, blocked: false });
		expect(await context.store.frames(surveyId)).toMatchObject([
			{ name: "dàn mẫu.csv", units: 480, sha256: report.sha256 },
		]);
		expect(await audited()).toEqual(["import-frame"]);
		// The upload has served.
		const again = await staff.ask("POST", `${at}/frames`, asked(file));
		expect(await codeOf(again)).toBe("unknown-file");
	});

	test.each([
		[
			"a formula",
			agencyCsv(3).replace("Cơ quan 2", "=HYPERLINK(1)"),
			"formula",
		],
		["a size of zero", agencyCsv(3).replace(";60;8", ";0;0"), "zero-size"],
		["a unit twice", agencyCsv(3).replace("A3;", "A1;"), "duplicate-unit"],
		["a missing size", agencyCsv(3).replace(";60;8", ";;8"), "missing-size"],
		[
			"an unknown level",
			agencyCsv(3).replace(";Xã;", ";Bản;"),
			"unknown-level",
		],
	])("with %s is refused by row and leaves nothing", async (_, csv, code) => {
		const file = await staged(csv);
		const { problems } = await check(file);
		expect(problems.map((problem) => problem.code)).toContain(code);
		expect(problems.every(({ row }) => row > 1)).toBe(true);
		expect((await keep(file)).result).toEqual({ version: null, blocked: true });
		expect(await context.store.frames(surveyId)).toEqual([]);
		expect(await audited()).toEqual([]);
	});

	test("in TCVN3 is refused with the way to convert it", async () => {
		const bytes = Uint8Array.from(
			"M· ®¬n vÞ;TØnh;Sè ng­êi;Sè l·nh ®¹o\nA1;Hµ Néi;60;8\n",
			(letter) => letter.charCodeAt(0),
		);
		const { problems, blocked } = await check(await staged(bytes));
		expect(blocked).toBe(true);
		expect(problems[0]).toMatchObject({ code: "legacy-encoding" });
		expect(problems[0]?.remedy.vi).toContain("TCVN3");
	});

	test("over 128 MB is refused before it is read", async () => {
		const response = await staff.ask(
			"POST",
			`${at}/frame-file?name=a.csv`,
			new Uint8Array(1),
			{
				"Content-Type": "application/octet-stream",
				"Content-Length": String(129 * 2 ** 20),
			},
		);
		expect(response.status).toBe(413);
		expect(await codeOf(response)).toBe("too-large");
	});

	test("is not taken while the field is open, nor by another survey", async () => {
		const file = await staged(agencyCsv(3));
		const elsewhere = await staff.ask(
			"POST",
			"/surveys/other/frames",
			asked(file),
		);
		expect(await codeOf(elsewhere)).toBe("unknown-file");
		await context.store.setStatus(surveyId, "open");
		expect(await codeOf(await upload(agencyCsv(3)))).toBe("already-opened");
		const job = await keep(file);
		expect(job.error?.code).toBe("already-opened");
	});

	test("that is stopped while it is read leaves nothing", async () => {
		const file = await staged(agencyCsv(20_000));
		const started = await staff.ask("POST", `${at}/frames`, asked(file));
		const { job } = (await started.clone().json()) as { job: string };
		await staff.ask("DELETE", `/jobs/${job}`);
		expect((await staff.done(started)).state).toBe("stopped");
		expect(await context.store.frames(surveyId)).toEqual([]);
	});
});

test("no frame is taken while the field is open, paused or closed, neither a file nor one sent before", async () => {
	const file = await staged(agencyCsv());
	for (const status of ["open", "paused", "closed"] as const) {
		await context.store.setStatus(surveyId, status);
		expect([status, await codeOf(await upload(agencyCsv()))]).toEqual([
			status,
			"already-opened",
		]);
		const job = await keep(file);
		expect([status, job.error?.code]).toEqual([status, "already-opened"]);
	}
	expect(await context.store.frames(surveyId)).toEqual([]);
});

describe("a plan", () => {
	test("starts from the frame, is previewed without being stored, and saved", async () => {
		const early = await staff.ask("GET", `${at}/plan`);
		expect(await codeOf(early)).toBe("no-frame");
		await withFrame();
		const { plan, saved, preview } = await staff.get<PlanView>(`${at}/plan`);
		expect(saved).toBe(false);
		expect(preview.strata.length).toBeGreaterThan(0);

		const larger = { ...plan, lotMinimum: 20 };
		const response = await staff.ask("POST", `${at}/plan/preview`, {
			frameVersion: 1,
			plan: larger,
		});
		expect(((await response.json()) as PlanView).plan.lotMinimum).toBe(20);
		expect(await context.store.samplePlan(surveyId)).toBeUndefined();

		await staff.ask("PUT", `${at}/plan`, { frameVersion: 1, plan: larger });
		const after = await staff.get<PlanView>(`${at}/plan`);
		expect(after).toMatchObject({ saved: true, plan: larger });
		expect(await audited()).toContain("save-plan");
	});

	test("is sized for a margin of error: one lot fewer would not do", async () => {
		const plan = await withPlan();
		const preview = async (body: object) =>
			(await (
				await staff.ask("POST", `${at}/plan/preview`, {
					frameVersion: 1,
					...body,
				})
			).json()) as PlanView;
		const wanted = 0.045;
		const sized = await preview({ plan, wantedMargin: wanted });
		expect(sized.preview.precision[0]?.marginOfError).toBeLessThanOrEqual(
			wanted,
		);
		const { allocation, psusPerLot } = sized.plan;
		const fewer = await preview({
			plan: {
				...sized.plan,
				allocation: { ...allocation, total: allocation!.total - psusPerLot },
			},
		});
		const before = fewer.preview.precision[0]?.marginOfError ?? 1;
		expect(before).toBeGreaterThan(wanted);
	});

	test("of two people who opened it the second is refused, and may take its place knowingly", async () => {
		await withFrame();
		const { plan, mark } = await staff.get<PlanPage>(`${at}/plan`);
		const save = (psusPerLot: number, mark?: string) =>
			staff.ask("PUT", `${at}/plan`, {
				frameVersion: 1,
				plan: { ...plan, psusPerLot },
				...(mark === undefined ? {} : { mark }),
			});
		const first = await save(4, mark);
		const second = await save(5, mark);
		expect(second.status).toBe(409);
		expect(await codeOf(second)).toBe("changed-meanwhile");
		const kept = async () => staff.get<PlanPage>(`${at}/plan`);
		expect((await kept()).plan.psusPerLot).toBe(4);

		const inForce = (await first.json()) as { mark: string };
		expect((await kept()).mark).toBe(inForce.mark);
		const anew = await staff.get<PlanPage>(`${at}/plan?anew=yes`);
		expect(anew.mark).toBe(inForce.mark);
		expect((await save(5, inForce.mark)).status).toBe(200);
		expect((await kept()).plan.psusPerLot).toBe(5);
	});

	test("merges strata on request", async () => {
		const plan = await withPlan();
		const response = await staff.ask("POST", `${at}/plan/preview`, {
			frameVersion: 1,
			plan,
			merges: [["2.4", "2.6"]],
		});
		const { preview } = (await response.json()) as PlanView;
		expect(preview.strata.map(({ key }) => key)).toContain("2.4+2.6");
	});

	test("of another form is refused, and one for a survey that has opened too", async () => {
		const plan = await withPlan();
		const wrong = await staff.ask("PUT", `${at}/plan`, {
			frameVersion: 1,
			plan: { ...plan, method: "by hand" },
		});
		expect(wrong.status).toBe(400);
		await context.store.setStatus(surveyId, "open");
		const late = await staff.ask("PUT", `${at}/plan`, {
			frameVersion: 1,
			plan,
		});
		expect(await codeOf(late)).toBe("already-opened");
	});
});

describe("a draw", () => {
	test("with too few degrees of freedom is refused with what mends it", async () => {
		await withPlan((plan) => ({
			...plan,
			allocation: { ...plan.allocation!, total: 36 },
		}));
		const { result } = await drawn();
		const { problems } = result as Extract<DrawOutcome, { problems: unknown }>;
		expect(problems.map(({ code }) => code)).toContain(
			"too-few-degrees-of-freedom",
		);
		expect(await context.store.lots(surveyId)).toEqual([]);
		expect(await context.store.sampleDraw(surveyId)).toBeUndefined();
	});

	test("stores strata, units and lots, and comes out the same from its record", async () => {
		await withPlan();
		const first = await drawn({ seed: 2026 });
		expect(first.result).toMatchObject({ seed: 2026, units: 144, lots: 48 });
		const view = await staff.get<DrawnView>(`${at}/drawn`);
		expect(view).toMatchObject({ seed: 2026, frameVersion: 1, drawsBefore: 0 });
		expect(view.generator).toMatch(/^pure-rand \d+\.\d+/);
		expect(view.strata.reduce((sum, { cards }) => sum + cards, 0)).toBe(
			144 * 17,
		);

		const same = await staff.done(
			await staff.ask("POST", `${at}/drawn/verification`),
		);
		expect(same.result).toMatchObject({ identical: true, units: 144 });

		// One unit exchanged by hand is found.
		const [unit, ...others] = await context.store.sampledUnits(surveyId);
		const lots = await context.store.lots(surveyId);
		await context.store.addSample(surveyId, {
			strata: await context.store.strata(surveyId),
			units: [{ ...unit!, row: 481, unit: "A480" }, ...others].filter(
				({ row }, place) => place === 0 || row !== 481,
			),
			lots,
			draw: (await context.store.sampleDraw(surveyId))!,
		});
		const changed = await staff.done(
			await staff.ask("POST", `${at}/drawn/verification`),
		);
		const { identical, differences } = changed.result as DrawVerification;
		expect(identical).toBe(false);
		expect(new Set(differences.map(({ what }) => what))).toEqual(
			new Set(["units"]),
		);
	});

	test("is done again while no card is printed: same units from the same seed, other labels", async () => {
		await withPlan();
		await drawn({ seed: 7 });
		const units = await context.store.sampledUnits(surveyId);
		const labels = (await context.store.lots(surveyId)).map(({ id }) => id);
		const second = await drawn({ seed: 7 });
		expect(second.result).toMatchObject({ drawsBefore: 1 });
		expect(await context.store.sampledUnits(surveyId)).toEqual(units);
		const others = (await context.store.lots(surveyId)).map(({ id }) => id);
		expect(others.filter((id) => labels.includes(id))).toEqual([]);

		await context.store.addSlips([
			{ codeMac: Buffer.alloc(32), lotId: others[0]!, slot: Buffer.alloc(32) },
		]);
		const late = await staff.ask("POST", `${at}/draw`, {});
		expect(await codeOf(late)).toBe("sample-printed");
		const plan = (await context.store.samplePlan(surveyId))!;
		const edited = await staff.ask("PUT", `${at}/plan`, {
			frameVersion: 1,
			plan: plan.plan,
		});
		expect(await codeOf(edited)).toBe("sample-printed");
	});

	test("without a seed takes one of chance and records it", async () => {
		await withPlan();
		const { result } = await drawn();
		const { seed } = result as Extract<DrawOutcome, { seed: number }>;
		expect((await context.store.sampleDraw(surveyId))?.seed).toBe(seed);
		const [record] = (await context.store.auditOf(surveyId)).filter(
			({ verb }) => verb === "draw-sample",
		);
		expect(record?.detail).toMatchObject({ seed, drawsBefore: 0, lots: 48 });
	});

	test("that is stopped leaves the sample before it", async () => {
		await withPlan();
		await drawn({ seed: 1 });
		const lots = await context.store.lots(surveyId);
		const started = await staff.ask("POST", `${at}/draw`, { seed: 2 });
		const { job } = (await started.clone().json()) as { job: string };
		await staff.ask("DELETE", `/jobs/${job}`);
		expect((await staff.done(started)).state).toBe("stopped");
		expect(await context.store.lots(surveyId)).toEqual(lots);
		expect((await context.store.sampleDraw(surveyId))?.seed).toBe(1);
	});

	test("lists its units with their probabilities by page and as CSV, and no lot with them", async () => {
		await withPlan();
		await drawn({ seed: 3 });
		const page = await staff.get<{ total: number; units: ListedUnit[] }>(
			`${at}/drawn/units?stratum=1&limit=10`,
		);
		expect(page.units).toHaveLength(10);
		const rows = await context.store.frameUnits(surveyId, 1);
		const stratum = rows.filter(
			({ level, sector }) => level === 2 && sector === 4,
		);
		const size = ({ people, leaders }: (typeof rows)[0]) => people! + leaders!;
		const total = stratum.reduce((sum, row) => sum + size(row), 0);
		for (const { row, inclusionProbability } of page.units) {
			const unit = rows.find((one) => one.row === row)!;
			expect(inclusionProbability).toBeCloseTo(
				(page.total * size(unit)) / total,
				10,
			);
		}
		const csv = await (await staff.ask("GET", `${at}/drawn/units.csv`)).text();
		expect(csv).toMatch(/^\uFEFF?Dòng của dàn mẫu,Mã đơn vị,/);
		expect(csv.trim().split("\n")).toHaveLength(145);
		// A label without a letter could be part of a probability, and chance may give a label that is a unit's code.
		const codes = new Set(rows.map(({ unit }) => unit));
		const cells = csv.split(/[,;\s"]+/);
		for (const { id } of await context.store.lots(surveyId))
			if (/[A-Z]/.test(id) && !codes.has(id)) expect(cells).not.toContain(id);
	});

	test("by quota makes the survey non-probability and promises no margin of error", async () => {
		const quotas = { "2.4": 120, "2.6": 120, "4.4": 120, "4.6": 120 };
		const plan = await withPlan((plan) => ({
			...plan,
			sampling: "quota",
			quotas,
		}));
		const response = await staff.ask("POST", `${at}/plan/preview`, {
			frameVersion: 1,
			plan,
		});
		expect(((await response.json()) as PlanView).preview.precision).toEqual([]);
		await drawn();
		expect((await context.store.survey(surveyId))?.sampling).toBe(
			"non-probability",
		);
		expect(await context.store.sampledUnits(surveyId)).toEqual([]);
		const none = await staff.done(await staff.ask("POST", `${at}/hand-over`));
		expect(none.error?.code).toBe("no-hand-over");

		await staff.ask("PUT", `${at}/plan`, {
			frameVersion: 1,
			plan: { ...plan, sampling: "probability" },
		});
		await drawn();
		expect((await context.store.survey(surveyId))?.sampling).toBe(
			"probability",
		);
	});
});

describe("the hand-over list", () => {
	test("is given as one file, kept until somebody says it has arrived, then erased", async () => {
		await withPlan();
		await drawn();
		const early = await staff.ask("DELETE", `${at}/hand-over`);
		expect(await codeOf(early)).toBe("hand-over-not-given");
		const job = await staff.done(await staff.ask("POST", `${at}/hand-over`));
		expect(job.hasFile).toBe(true);
		expect(await context.store.handOver(surveyId)).toHaveLength(144);
		const file = await staff.ask("GET", `/jobs/${job.id}/file`);
		const { data } = Papa.parse<Record<string, string>>(await file.text(), {
			header: true,
			skipEmptyLines: true,
		});
		expect(data).toHaveLength(144);
		const lots = await context.store.lots(surveyId);
		const cards = new Map<string, number>();
		for (const row of data) {
			const lot = row.Lô ?? "";
			const pile =
				Number(row["Thẻ cho lãnh đạo, quản lý"]) +
				Number(row["Thẻ cho người còn lại"]);
			cards.set(lot, (cards.get(lot) ?? 0) + pile);
		}
		expect(cards).toEqual(
			new Map(lots.map(({ id, invited }) => [id, invited])),
		);

		await staff.ask("DELETE", `${at}/hand-over`);
		expect(await context.store.handOver(surveyId)).toEqual([]);
		const again = await staff.done(await staff.ask("POST", `${at}/hand-over`));
		expect(again.error?.code).toBe("no-hand-over");
		expect((await audited()).slice(0, 2)).toEqual([
			"erase-hand-over",
			"give-hand-over",
		]);
	});
});

describe("the reserve", () => {
	test("is opened for a whole stratum, once, and its rates grow in every lot", async () => {
		await withPlan((plan) => ({ ...plan, reserveLots: { "2.4": 2 } }));
		await drawn({ seed: 11 });
		const of = async (stratum: number) =>
			(await context.store.lots(surveyId)).filter(
				({ stratumId }) => stratumId === stratum,
			);
		const before = await of(1);
		const main = before.filter(({ reserve }) => !reserve);
		expect(before.length - main.length).toBe(2);
		const shown = async () => {
			const drawn = (await staff.get(`${at}/drawn`)) as {
				strata: { units: number; reserveUnits: number; lots: number }[];
			};
			const { units, reserveUnits, lots } = drawn.strata[0]!;
			return { units, reserveUnits, lots };
		};
		const listed = async () => {
			const { data } = Papa.parse<Record<string, string>>(
				(
					await (await staff.ask("GET", `${at}/drawn/units.csv?lang=en`)).text()
				).trim(),
				{ header: true },
			);
			return data;
		};
		const drawnUnits = await listed();
		const kept = await shown();
		expect(kept).toMatchObject({ lots: main.length, reserveUnits: 6 });
		const opened = await staff.ask("POST", `${at}/reserve`, { stratum: 1 });
		expect(await opened.json()).toMatchObject({ lots: 2 });
		const grown = (main.length + 2) / main.length;
		for (const lot of await of(1)) {
			expect(lot.reserve).toBe(false);
			expect(lot.rates["2"]).toBeCloseTo(main[0]!.rates["2"]! * grown, 12);
		}
		expect(await shown()).toEqual({
			units: kept.units + 6,
			reserveUnits: 0,
			lots: main.length + 2,
		});
		const units = await listed();
		expect(units).toHaveLength(drawnUnits.length);
		for (const [place, unit] of units.entries()) {
			const before = drawnUnits[place]!;
			const factor = unit.Stratum === "1" ? grown : 1;
			expect(Number(unit["Inclusion probability"])).toBeCloseTo(
				Number(before["Inclusion probability"]) * factor,
				12,
			);
			expect(unit["Probability at each stage"]).toBe(
				unit["Inclusion probability"],
			);
			expect(unit.Reserve).toBe("no");
		}
		expect(drawnUnits.filter(({ Reserve }) => Reserve === "yes")).toHaveLength(
			6,
		);
		const same = await staff.done(
			await staff.ask("POST", `${at}/drawn/verification`),
		);
		expect(same.result).toMatchObject({ identical: true });
		const twice = await staff.ask("POST", `${at}/reserve`, { stratum: 1 });
		expect(await codeOf(twice)).toBe("no-reserve");
	});

	test("stays closed once a closing has taken the rates", async () => {
		await withPlan((plan) => ({ ...plan, reserveLots: { "2.4": 2 } }));
		await drawn({ seed: 11 });
		const before = await context.store.lots(surveyId);
		await context.store.setStatus(surveyId, "open");
		await context.store.addSnapshot(surveyId, {
			definitionVersion: 1,
			rows: 0,
			columns: {},
		});
		const taken = await staff.ask("POST", `${at}/reserve`, { stratum: 1 });
		expect(await codeOf(taken)).toBe("fieldwork-closed");
		expect(await context.store.lots(surveyId)).toEqual(before);
		await context.store.setStatus(surveyId, "closed");
		const late = await staff.ask("POST", `${at}/reserve`, { stratum: 2 });
		expect(await codeOf(late)).toBe("fieldwork-closed");
	});
});

describe("regions of another version", () => {
	test("are refused with a reason where a stratum lies in several", async () => {
		await withPlan();
		await drawn();
		const { whole, strata } = await staff.get<RegionsUnder>(
			`${at}/regions?version=G1`,
		);
		expect(whole).toBe(false);
		expect(strata[0]?.region).toBeNull();
		expect(strata[0]?.reason?.vi).toMatch(/phiếu|vùng/);
		expect(
			Object.keys((await context.store.strata(surveyId))[0]!.domains).filter(
				(name) => name.includes("@"),
			),
		).toEqual([]);
	});
});
