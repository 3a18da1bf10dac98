import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomFrom } from "../../analysis/sampling/random.ts";
import {
	columnNames,
	itemWeightColumn,
	pairWeightColumn,
} from "../../analysis/survey-data.ts";
import { openStore } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { makeReport } from "../../server/actions/make-report.ts";
import { verifyReport } from "../../server/actions/verify-report.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister, unwatched } from "../../server/jobs.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { reportRequest } from "../../server/report-schema.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { largestMemory } from "./largest-memory.ts";
import { type Row, row } from "./row.ts";

const forms = 6000;
const strata = 20;
const lotsPerStratum = 6;
const wave = { CONTROLLER: "Viện", HOTLINE: "1900" };

/**
 * The full report of both questionnaires, from a program that has just started: the memory of releases, every table, the
 * charts, the file; and the check of that file. The answers are laid down by another process, whose garbage is not the
 * report's.
 */
export async function run(): Promise<Row[]> {
	const dataDir = process.env["BENCH_REPORT_DATA"];
	if (dataDir && process.send) {
		process.send(await makeAndVerify(dataDir));
		return [];
	}
	const made = mkdtempSync(path.join(tmpdir(), "bench-report-"));
	try {
		const context = contextOf(made);
		for (const definition of readDefinitions())
			await addClosed(context, definition);
		context.store.close();
		return await inProcess(made);
	} finally {
		rmSync(made, { recursive: true });
	}
}

const contextOf = (dataDir: string): ServerContext => ({
	store: openStore(dataDir),
	pepper: Buffer.alloc(32),
	publicUrl: "http://localhost",
	now: () => Date.UTC(2026, 10, 22),
	jobs: jobRegister(),
});

function inProcess(dataDir: string): Promise<Row[]> {
	return new Promise((resolve, reject) => {
		const child = fork(process.argv[1]!, ["report"], {
			env: { ...process.env, BENCH_REPORT_DATA: dataDir },
			silent: true,
		});
		child.on("message", (rows) => resolve(rows as Row[]));
		child.on("error", reject);
		child.on("exit", (code) =>
			reject(new Error(`the report's process ended with ${code}`)),
		);
	});
}

async function makeAndVerify(dataDir: string): Promise<Row[]> {
	const context = contextOf(dataDir);
	const started = performance.now();
	const made = await makeReport(
		context,
		"cadres",
		reportRequest.parse({ product: "report", beside: "citizens" }),
		"bench",
		unwatched,
	);
	const madeIn = performance.now() - started;
	const memory = largestMemory();
	const again = performance.now();
	const verified = await verifyReport(context, made.bytes, unwatched);
	const verifiedIn = performance.now() - again;
	context.store.close();
	const seconds = (ms: number) => Math.round(ms / 100) / 10;
	return [
		row("full report, 6,000 + 6,000 forms", seconds(madeIn), "s", {
			op: "<=",
			value: 60,
		}),
		row("largest memory while it is made", Math.round(memory), "MB", {
			op: "<=",
			value: 500,
		}),
		row("verify", seconds(verifiedIn), "s", { op: "<=", value: 30 }),
		row("numbers worked out again", verified.numbers, ""),
		row("findings in an untouched file", verified.findings.length, "", {
			op: "=",
			value: 0,
		}),
		row("size of the file", Math.round(made.bytes.length / 1e4) / 100, "MB"),
	];
}

/** A closed survey with forms at random: what the answers are makes no difference to the work. */
async function addClosed(
	context: ServerContext,
	definition: SurveyDefinition,
): Promise<void> {
	const { store } = context;
	const { id } = definition;
	const survey = compile(definition, wave);
	await installSurvey(context, definition, wave);
	const lots = strata * lotsPerStratum;
	const text = (words: string) => ({ vi: words, en: words });
	await store.addSample(id, {
		strata: Array.from({ length: strata }, (_, at) => ({
			id: at + 1,
			surveyId: id,
			label: text(`Tầng ${at + 1}`),
			population: 10_000,
			domains: Object.fromEntries(
				["level", "sector", "region"].map((name, place) => [
					name,
					{
						code: Math.floor(at / (place + 1)) % 5,
						label: text(`${name} ${Math.floor(at / (place + 1)) % 5}`),
					},
				]),
			),
		})),
		units: [],
		lots: Array.from({ length: lots }, (_, at) => ({
			id: `${id}-${at}`,
			surveyId: id,
			stratumId: Math.floor(at / lotsPerStratum) + 1,
			level: 1,
			invited: 100,
			rates: { "1": 0.1, "2": 0.1, all: 0.1 },
		})),
	});
	const random = randomFrom(1);
	const columns: Record<string, Int16Array | Float64Array> = {
		lot: Int16Array.from({ length: forms }, (_, row) => row % lots),
		attn: new Int16Array(forms).fill(1),
	};
	for (const variable of codebook(survey)) {
		const codes = variable.categories.map(({ code }) => code);
		for (const name of columnNames(variable))
			columns[name] = Int16Array.from({ length: forms }, () =>
				variable.type === "multiple"
					? Number(random() < 0.2)
					: codes[Math.floor(random() * codes.length)]!,
			);
		if (variable.battery) {
			columns[itemWeightColumn(variable.battery)] = new Float64Array(
				forms,
			).fill(1);
			columns[pairWeightColumn(variable.battery)] = new Float64Array(
				forms,
			).fill(1);
		}
	}
	await store.addSnapshot(id, { definitionVersion: 1, rows: forms, columns });
	const weights = new Float64Array(forms).fill((strata * 10_000) / forms);
	const version = await store.addWeightVersion({
		surveyId: id,
		recipe: { nonresponse: null, margins: [], trim: null },
		steps: [],
		base: weights,
		final: weights,
	});
	await store.setFinalWeights(id, version);
	await store.setStatus(id, "closed");
}
