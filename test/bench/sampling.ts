import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { CheckedUnit } from "../../analysis/frame/check-frame.ts";
import type { FrameKind } from "../../analysis/frame/map-columns.ts";
import { defaultPlan } from "../../analysis/sampling/default-plan.ts";
import { settledPlan } from "../../analysis/sampling/design-sample.ts";
import {
	drawPlan,
	openReserveLots,
} from "../../analysis/sampling/draw-plan.ts";
import { previewSample } from "../../analysis/sampling/preview-sample.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { firstStageMethods } from "../../analysis/sampling/sample-plan.ts";
import { openStore } from "../../db/store.ts";
import { drawSample } from "../../server/actions/draw-sample.ts";
import { importFrame } from "../../server/actions/import-frame.ts";
import { newCodes, storedSlips } from "../../server/actions/issue-slips.ts";
import { frameFileOf } from "../../server/actions/read-frame-file.ts";
import { savePlan } from "../../server/actions/save-plan.ts";
import { cardsPdf } from "../../server/cards/cards-pdf.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { loadFrame } from "../../server/sample-frame.ts";
import { drawAgain, shares, zBound } from "../analysis/sampling/monte-carlo.ts";
import {
	agencyFrame,
	agencyPlan,
	communeFrame,
	communePlan,
} from "../analysis/sampling/sample-frames.ts";
import { type Row, row } from "./row.ts";

const version = "G4";
const draws = 10_000;
const million = 1_000_000;

/** From the file to the stored sample at the sizes of the issue, cards, and ten thousand draws of every design. */
export async function run(): Promise<Row[]> {
	// The million rows are read in a process of their own, which tells its memory and nothing else's.
	if (process.send) {
		process.send(await importMillion());
		process.disconnect();
		return [];
	}
	return [
		await frameToSample("12,000 agencies", "agencies", 12_000),
		await frameToSample("11,000 communes and their villages", "areas", 11_000),
		...(await ofMillion()),
		...(await cards()),
		importGrowth(await importTimes()),
		drawGrowth(),
		...monteCarlo(),
	];
}

const seconds = (since: number) => (performance.now() - since) / 1000;

/** A store on the disk with the survey that fits the frame, gone afterwards. */
async function withStore<T>(
	kind: FrameKind,
	use: (context: ServerContext, surveyId: string, folder: string) => Promise<T>,
): Promise<T> {
	const folder = mkdtempSync(path.join(os.tmpdir(), "bench-sampling-"));
	const store = openStore(path.join(folder, "data"));
	const context: ServerContext = {
		store,
		pepper: randomBytes(32),
		publicUrl: "https://bench.invalid",
		now: () => Date.now(),
		jobs: jobRegister(),
	};
	const population = kind === "agencies" ? "cadres" : "citizens";
	const definition = readDefinitions().find(
		(one) => one.population === population,
	)!;
	try {
		await store.addSurvey(definition.id, {
			questionnaire: definition.id,
			definition,
			wave: {},
			status: "preparing",
			sampling: "probability",
			pilotOf: null,
			cleaning: [],
		});
		return await use(context, definition.id, folder);
	} finally {
		store.close();
		rmSync(folder, { recursive: true });
	}
}

const headers: Record<FrameKind, string> = {
	agencies: "Mã đơn vị;Tên đơn vị;Cấp;Khối;Loại;Mã tỉnh;Số người;Số lãnh đạo",
	areas:
		"Mã địa bàn;Mã xã;Tên địa bàn;Mã tỉnh;Thành thị nông thôn;Số hộ;Số người từ 18 tuổi",
};

const cellsOf: Record<
	FrameKind,
	(row: CheckedUnit, province: string) => (string | number | null)[]
> = {
	agencies: (
		{ unit, name, level, sector, kind, people, leaders },
		province,
	) => [
		unit,
		name,
		level,
		sector,
		kind,
		level === 1 ? "" : province,
		people,
		leaders,
	],
	areas: ({ unit, parent, urban, households, adults }, province) => [
		unit,
		parent,
		`Địa bàn ${unit}`,
		province,
		urban,
		households,
		adults ?? Math.round((households ?? 0) * 2.3),
	],
};

/** A frame as a coordinator would have it, its provinces those of the geography. */
async function writeFrame(
	{ store }: ServerContext,
	file: string,
	kind: FrameKind,
	units: number,
): Promise<void> {
	const codes = (await store.geography()).units
		.filter((unit) => unit.version === version && unit.level === "province")
		.map(({ code }) => code);
	// Whole thousands at a time: a million rows need not stand in memory.
	const part = Math.min(units, 10_000);
	function* lines() {
		yield `${headers[kind]}\r\n`;
		for (let from = 0; from < units; from += part) {
			const count = Math.min(part, units - from);
			const { rows } =
				kind === "agencies" ? agencyFrame(count) : communeFrame(count);
			const suffix = units > part ? `-${from / part}` : "";
			let text = "";
			for (const [at, unit] of rows.entries()) {
				const province = codes[Math.floor((at * codes.length) / rows.length)]!;
				const named = {
					...unit,
					unit: `${unit.unit}${suffix}`,
					parent: unit.parent && `${unit.parent}${suffix}`,
				};
				text += `${cellsOf[kind](named, province).join(";")}\r\n`;
			}
			yield text;
		}
	}
	await pipeline(lines, createWriteStream(file));
}

async function importInto(
	context: ServerContext,
	surveyId: string,
	file: string,
	kind: FrameKind,
): Promise<number> {
	const started = performance.now();
	const { frame, problems } = await importFrame(
		context,
		surveyId,
		await frameFileOf(file),
		{ kind, version },
	);
	if (!frame)
		throw new Error(
			`the frame is refused: ${JSON.stringify(problems.slice(0, 3))}`,
		);
	return seconds(started);
}

function frameToSample(
	name: string,
	kind: FrameKind,
	units: number,
): Promise<Row> {
	return withStore(kind, async (context, surveyId, folder) => {
		const file = path.join(folder, "frame.csv");
		await writeFrame(context, file, kind, units);
		const imported = await importInto(context, surveyId, file, kind);
		let started = performance.now();
		const { sampleFrame } = await loadFrame(context.store, surveyId);
		const plan = defaultPlan(sampleFrame);
		await savePlan(context, "bench", surveyId, { frameVersion: 1, plan });
		const planned = seconds(started);
		started = performance.now();
		const drawn = await drawSample(context, "bench", surveyId, { seed: 1 });
		if ("problems" in drawn)
			throw new Error(`not drawn: ${JSON.stringify(drawn.problems[0])}`);
		const took = seconds(started);
		return row(
			`${name}: import, check, plan, draw, store`,
			imported + planned + took,
			"s",
			{ op: "<=", value: 5 },
			`${sampleFrame.rows.length} rows; import ${imported.toFixed(2)}, plan ${planned.toFixed(2)}, draw ${took.toFixed(2)} s; ${drawn.units} units in ${drawn.lots} lots`,
		);
	});
}

interface Million {
	seconds: number;
	memoryMb: number;
	fileMb: number;
}

const importMillion = (): Promise<Million> =>
	withStore("agencies", async (context, surveyId, folder) => {
		const file = path.join(folder, "frame.csv");
		await writeFrame(context, file, "agencies", million);
		return {
			seconds: await importInto(context, surveyId, file, "agencies"),
			memoryMb: process.resourceUsage().maxRSS / 1024,
			fileMb: statSync(file).size / 1e6,
		};
	});

async function ofMillion(): Promise<Row[]> {
	const child = fork(process.argv[1]!, ["sampling"], {
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	const result = await new Promise<Million>((resolve, reject) => {
		child.once("message", (message) => resolve(message as Million));
		child.once("exit", (code) =>
			reject(new Error(`the import of a million rows ended with ${code}`)),
		);
	});
	return [
		row(
			"1,000,000 rows of CSV into the store",
			result.seconds,
			"s",
			{ op: "<=", value: 60 },
			`${result.fileMb.toFixed(0)} MB`,
		),
		row("memory of it, at its peak", result.memoryMb, "MB", {
			op: "<=",
			value: 1024,
		}),
	];
}

function cards(): Promise<Row[]> {
	return withStore("agencies", async (context, surveyId, folder) => {
		const lots = Array.from({ length: 2000 }, (_, at) => ({
			id: `LOT${String(at).padStart(5, "0")}`,
			surveyId,
			stratumId: 1,
			level: 1,
			invited: 50,
			rates: { 1: 0.1, 2: 0.05 },
		}));
		const stratum = {
			surveyId,
			id: 1,
			label: { vi: "Tầng", en: "Stratum" },
			population: 2_000_000,
			domains: {},
		};
		await context.store.addSample(surveyId, {
			strata: [stratum],
			units: [],
			lots,
		});
		let started = performance.now();
		const codes = newCodes(lots);
		const issued = seconds(started);
		if (
			!(await context.store.addFirstSlips(storedSlips(context.pepper, codes)))
		)
			throw new Error("the lots have slips already");
		const stored = seconds(started);
		const file = path.join(folder, "cards.pdf");
		const print = async (count: number) => {
			started = performance.now();
			await pipeline(
				cardsPdf({
					surveyId,
					publicUrl: context.publicUrl,
					title: "Điều tra xã hội học về việc thực hiện nhiệm vụ",
					controller: "Viện Dư luận xã hội",
					hotline: "024 1234 5678",
					you: "Anh/Chị",
					population: "cadres",
					fingerprint: "0123456789abcdef0123",
					lots: codes.slice(0, count / 50),
				}),
				createWriteStream(file),
			);
			return seconds(started);
		};
		const small = await print(1000);
		const large = await print(10_000);
		return [
			row(
				"100,000 codes made and stored",
				stored,
				"s",
				{ op: "<=", value: 30 },
				`${issued.toFixed(2)} s of it to make them`,
			),
			row(
				"PDF of 10,000 cards",
				large,
				"s",
				{ op: "<=", value: 60 },
				`${(statSync(file).size / 1e6).toFixed(1)} MB`,
			),
			row(
				"growth of it with cards, 1,000 to 10,000",
				Math.log10(large / small),
				"exponent",
				{ op: "<=", value: 1.2 },
			),
		];
	});
}

interface Timed {
	size: number;
	seconds: number;
}

const importTimes = (): Promise<Timed[]> =>
	withStore("agencies", async (context, surveyId, folder) => {
		const times: Timed[] = [];
		for (const size of [12_000, 48_000, 192_000]) {
			const file = path.join(folder, `${size}.csv`);
			await writeFrame(context, file, "agencies", size);
			times.push({
				size,
				seconds: await importInto(context, surveyId, file, "agencies"),
			});
		}
		return times;
	});

const importGrowth = (times: Timed[]) =>
	growth("growth of the import with rows, 12 k to 192 k", times);

function drawGrowth(): Row {
	const times = [12_000, 48_000, 192_000].map((size) => {
		const frame = agencyFrame(size);
		const plan = settledPlan(frame, defaultPlan(frame));
		const best = Math.min(
			...Array.from({ length: 5 }, () => {
				const started = performance.now();
				previewSample(frame, plan);
				drawPlan(frame, plan, randomFrom(1));
				return seconds(started);
			}),
		);
		return { size, seconds: best };
	});
	return growth("growth of preview and draw with rows, 12 k to 192 k", times);
}

/** The slope of log time on log size. */
function growth(name: string, times: Timed[]): Row {
	const points = times.map(({ size, seconds }) => ({
		x: Math.log(size),
		y: Math.log(seconds),
	}));
	const mean = (of: (point: { x: number; y: number }) => number) =>
		points.reduce((sum, point) => sum + of(point), 0) / points.length;
	const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
	const slope =
		points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) /
		points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
	return row(
		name,
		slope,
		"exponent",
		{ op: "<=", value: 1.2 },
		times.map(({ seconds }) => `${(1000 * seconds).toFixed(0)} ms`).join(", "),
	);
}

const bound = (comparisons: number) =>
	Math.round(1000 * zBound(comparisons)) / 1000;

/** Ten thousand draws of every design from one frame, seed 1. */
function monteCarlo(): Row[] {
	const agencies = agencyFrame(240, { strata: [[2, 4]] });
	const withLarge = agencyFrame(240, {
		strata: [[2, 4]],
		unitOf: (at) => (at % 100 === 50 ? { people: 2600, leaders: 420 } : {}),
	});
	const psus = { "2.4": 30 };
	const reserveLots = { "2.4": 4 };
	const lots = { psus, lotMinimum: 20 };
	const designs: Parameters<typeof drawAgain>[] = [
		...firstStageMethods.map(
			(method): Parameters<typeof drawAgain> => [
				agencies,
				agencyPlan({ ...lots, method }),
				draws,
			],
		),
		[withLarge, agencyPlan({ psus: { "2.4": 15 } }), draws],
		[agencies, agencyPlan({ ...lots, reserveLots }), draws],
		[
			agencies,
			agencyPlan({ ...lots, reserveLots }),
			draws,
			{ open: (lots) => openReserveLots(lots, 4) },
		],
		[
			communeFrame(120, { withoutVillages: (at) => at % 9 === 4 }),
			communePlan({ stratifyBy: ["urban"], psus: { urban: 16, rural: 16 } }),
			draws,
		],
	];
	const names = [
		...firstStageMethods,
		"systematic-pps with certainty",
		"systematic-pps, reserve closed",
		"systematic-pps, reserve open",
		"communes, villages, households",
	];
	const rows = designs.flatMap(([frame, plan, count, options], at) => {
		const drawn = drawAgain(frame, plan, count, {
			seed: 1,
			sharesOf: shares(frame, 20),
			...options,
		});
		const name = `${draws} draws, ${names[at]}`;
		const { frequencies, cards, totals, ratio } = drawn;
		return [
			row(
				`${name}: largest |z| of inclusion`,
				frequencies.largest,
				"standard errors",
				{ op: "<=", value: bound(frequencies.units) },
				`${frequencies.units} units, mean z² ${frequencies.meanSquare.toFixed(2)}, astray ${frequencies.astray}`,
			),
			row(
				`${name}: largest |z| of cards`,
				cards.largest,
				"standard errors",
				{ op: "<=", value: bound(cards.comparisons) },
				`${cards.comparisons} piles`,
			),
			row(
				`${name}: largest |z| of totals`,
				Math.max(...totals.map(Math.abs)),
				"standard errors",
				{ op: "<=", value: bound(totals.length) },
				"people by class, and 20 items",
			),
			row(
				`${name}: variance from lots / true`,
				ratio.spread,
				"ratio",
				{ op: "between", value: [0.85, 1.3] },
				plan.method.startsWith("systematic")
					? `spread lots; neighbours' ${ratio.neighbours.toFixed(2)}`
					: "lots are random groups",
			),
		];
	});
	const steep = drawAgain(agencies, agencyPlan(lots), draws, {
		seed: 1,
		sharesOf: (at) => new Array<number>(2).fill(0.25 + (0.5 * at) / 242),
	}).ratio;
	return [
		...rows,
		row(
			"a trend of 50 points down the list: variance of spread lots / true",
			steep.spread,
			"ratio",
			undefined,
			`neighbours' lots ${steep.neighbours.toFixed(2)}; sampling.md §2: 1.0–1.4 and 3.2–4.4`,
		),
	];
}
