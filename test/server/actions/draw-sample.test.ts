import { beforeEach, expect, test } from "vitest";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import { checkField } from "../../../server/actions/check-field.ts";
import { drawSample } from "../../../server/actions/draw-sample.ts";
import { handOverList } from "../../../server/actions/hand-over-list.ts";
import { importFrame } from "../../../server/actions/import-frame.ts";
import { planOf, previewPlan } from "../../../server/actions/preview-plan.ts";
import { savePlan } from "../../../server/actions/save-plan.ts";
import { verifyDraw } from "../../../server/actions/verify-draw.ts";
import type { ServerContext } from "../../../server/context.ts";
import {
	agencyCsv,
	fileOf,
	preparedContext,
	surveyId,
	villageCsv,
} from "../sample-survey.ts";

let context: ServerContext;

beforeEach(async () => {
	context = await preparedContext();
});

async function planned(change: (plan: SamplePlan) => SamplePlan) {
	const file = fileOf(villageCsv());
	const { problems } = await importFrame(context, surveyId, file, {
		kind: "areas",
		version: "G4",
	});
	expect(problems).toEqual([]);
	const { plan, frameVersion } = await planOf(context, surveyId);
	await savePlan(context, "Lan", surveyId, {
		frameVersion,
		plan: change(plan),
	});
}

const byUrban = (plan: SamplePlan): SamplePlan => ({
	...plan,
	merges: [],
	mainDomains: [],
	stratifyBy: ["urban"],
	allocation: { ...plan.allocation!, total: 128 },
});

test("communes, villages and households are drawn with a step and a start for each village", async () => {
	await planned(byUrban);
	const drawn = await drawSample(context, "Lan", surveyId, { seed: 5 });
	expect(drawn).toMatchObject({ lots: 32, strata: 2 });
	const units = await context.store.sampledUnits(surveyId);
	const communes = units.filter(({ parentRow }) => parentRow === null);
	expect(communes).toHaveLength(128);
	const villages = units.filter(({ parentRow }) => parentRow !== null);
	expect(villages).toHaveLength(256);
	for (const { inclusionProbability, stages } of villages)
		expect(inclusionProbability).toBeCloseTo(stages[0]! * stages[1]!, 12);

	// One rate in a stratum: probability of the village times that of its households.
	const rates = new Map(
		(await context.store.lots(surveyId)).map((lot) => [
			lot.stratumId,
			lot.rates.all!,
		]),
	);
	const handOver = new Map(
		(await context.store.handOver(surveyId)).map((line) => [line.row, line]),
	);
	for (const { row, stratumId, inclusionProbability } of villages) {
		const { step, start } = handOver.get(row)!;
		expect(start).toBeLessThan(step!);
		expect(inclusionProbability / step!).toBeCloseTo(rates.get(stratumId)!, 12);
	}
	const { csv } = await handOverList(context, "Lan", surveyId);
	expect(csv.split("\n")[0]).toContain(
		"Bước trên danh sách hộ,Điểm bắt đầu trên danh sách hộ",
	);
	expect(await verifyDraw(context, "Lan", surveyId)).toMatchObject({
		identical: true,
	});
});

test("strata of provinces know the regions that each lies in under another version", async () => {
	await planned((plan) => ({
		...byUrban(plan),
		stratifyBy: ["province"],
		allocation: { ...plan.allocation!, total: 160 },
	}));
	const drawn = await drawSample(context, "Lan", surveyId);
	expect(drawn).toMatchObject({ strata: 4 });
	const strata = await context.store.strata(surveyId);
	expect(strata).toHaveLength(4);
	// Hà Nội, Cao Bằng, Hà Tĩnh and Cà Mau: whole provinces of one older region each, but for Cà Mau with Bạc Liêu, of one too.
	expect(strata.map(({ domains }) => domains["region@G1"]?.label.vi)).toEqual([
		"Đồng bằng sông Hồng",
		"Trung du và miền núi phía Bắc",
		"Bắc Trung Bộ và duyên hải miền Trung",
		"Đồng bằng sông Cửu Long",
	]);
});

test("lots are written in an order that tells nothing of the draw", async () => {
	await planned(byUrban);
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	const lots = await context.store.lots(surveyId);
	const written = (await context.store.handOver(surveyId)).map(
		({ lotId }) => lotId,
	);
	expect([...new Set(written)]).toEqual(lots.map(({ id }) => id));
	expect(lots.map(({ id }) => id)).toEqual(lots.map(({ id }) => id).sort());
});

test("the same seed gives the same cards to every village and other lots, and both verify, the list erased or not", async () => {
	await planned(byUrban);
	const pilesOf = async () => {
		const byLot = new Map<string, number[]>();
		for (const { lotId, row } of await context.store.handOver(surveyId))
			byLot.set(lotId, [...(byLot.get(lotId) ?? []), row]);
		return new Set([...byLot.values()].map((rows) => rows.join()));
	};
	const cardsOf = async () =>
		(await context.store.handOver(surveyId))
			.map(({ row, cards, step, start }) => [row, cards, step, start])
			.sort(([a], [b]) => Number(a) - Number(b));
	const isIdentical = async () =>
		(await verifyDraw(context, "Lan", surveyId)).identical;
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	const [piles, cards] = [await pilesOf(), await cardsOf()];
	expect(await isIdentical()).toBe(true);
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	expect(await cardsOf()).toEqual(cards);
	const again = [...(await pilesOf())].filter((pile) => piles.has(pile));
	expect(again.length).toBeLessThan(0.2 * piles.size);
	expect(await isIdentical()).toBe(true);

	// A card moved from one lot to another is found as long as there is a list of whose cards are whose.
	const moved = async () => {
		const [lot, other] = await context.store.lots(surveyId);
		await context.store.addSample(surveyId, {
			strata: await context.store.strata(surveyId),
			units: await context.store.sampledUnits(surveyId),
			lots: (await context.store.lots(surveyId)).map((one) => ({
				...one,
				invited:
					one.invited +
					Number(one.id === lot?.id) -
					Number(one.id === other?.id),
			})),
			handOver: await context.store.handOver(surveyId),
			draw: (await context.store.sampleDraw(surveyId))!,
		});
	};
	await context.store.eraseHandOver(surveyId);
	expect(await isIdentical()).toBe(true);
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	await moved();
	const { differences } = await verifyDraw(context, "Lan", surveyId);
	expect(new Set(differences.map(({ what }) => what))).toEqual(
		new Set(["lots"]),
	);
});

test("a draw that breaks off while it is written leaves the earlier sample whole", async () => {
	await planned(byUrban);
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	const lots = await context.store.lots(surveyId);
	const units = await context.store.sampledUnits(surveyId);
	const [stratum] = await context.store.strata(surveyId);
	const lot = { ...lots[0]!, id: "ZZZZ" };
	const row = { surveyId, lotId: "ZZZZ", row: 1, cards: { all: 1 } };
	// The same line twice is what the database refuses, after it has written the rest.
	const broken = context.store.addSample(surveyId, {
		strata: [stratum!],
		units: [],
		lots: [lot],
		handOver: [
			{ ...row, step: null, start: null },
			{ ...row, step: null, start: null },
		],
	});
	await expect(broken).rejects.toThrow();
	expect(await context.store.lots(surveyId)).toEqual(lots);
	expect(await context.store.sampledUnits(surveyId)).toEqual(units);
	// The collector still knows the lots that stand: cards can be issued for every one.
	await context.store.addSlips(
		lots.map(({ id }, at) => ({
			codeMac: Buffer.alloc(32, at),
			lotId: id,
			slot: Buffer.alloc(32),
		})),
	);
	expect((await context.store.slipCounts(surveyId)).size).toBe(lots.length);
});

test("the field's checklist counts agencies of certainty to a main domain, as the plan did", async () => {
	const large = ["A481;Cơ quan lớn;Tỉnh;4;Hà Nội;9000;900"];
	const file = fileOf([agencyCsv(), ...large].join("\r\n"));
	await importFrame(context, surveyId, file, {
		kind: "agencies",
		version: "G4",
	});
	const { plan, frameVersion } = await planOf(context, surveyId);
	const provinces: SamplePlan = {
		...plan,
		merges: [],
		stratifyBy: ["level"],
		mainDomains: [
			{ name: { vi: "Tỉnh", en: "Provinces" }, where: { level: ["2"] } },
		],
	};
	const { preview: before } = await previewPlan(context, surveyId, {
		frameVersion,
		plan: provinces,
	});
	expect(before.strata.some(({ certain }) => certain)).toBe(true);
	const df = before.precision.find(({ domain }) => domain === 0)!.df;
	await savePlan(context, "Lan", surveyId, {
		frameVersion,
		plan: { ...provinces, minimumDf: df },
	});
	await drawSample(context, "Lan", surveyId, { seed: 5 });
	const design = (await checkField(context, surveyId)).find(
		({ name }) => name === "design",
	);
	expect(design).toMatchObject({ state: "met", design: [] });
});
