// npm run demo [-- --once] [--json FILE]: a fielded and closed survey of a population that does not exist.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import {
	isMainThread,
	parentPort,
	Worker,
	workerData,
} from "node:worker_threads";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import { setupLink } from "../../server/actions/make-setup-link.ts";
import { closedSurvey } from "../../server/closed-survey.ts";
import { readConfig } from "../../server/config.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import {
	type ComparedCell,
	compareWithTruth,
	isCounted,
} from "./simulate/compare-with-truth.ts";
import {
	type FieldedFigures,
	fieldSurvey,
	type WeightedFigures,
	weightSurvey,
} from "./simulate/field-survey.ts";
import { fieldOf } from "./simulate/fields.ts";
import { fieldwork } from "./simulate/fieldwork.ts";
import type { Field } from "./simulate/population.ts";
import { progress } from "./simulate/progress.ts";
import { type Form, sendForms } from "./simulate/send.ts";
import { type TrueCell, truth } from "./simulate/truth.ts";

/** Never another one: figures are comparable, and none was chosen for its looks. */
const seed = 1;
const defaultFolder = path.join("data", "demo");

/** Three questions of each survey, of three kinds, to be printed beside the truth. */
const showcase: Record<string, [variable: string, category: number][]> = {
	cadres: [
		["CB_B2_4", 4],
		["CB_D1_10", 5],
		["CB_J1", 3],
	],
	citizens: [
		["ND_A6", 3],
		["ND_B1_4", 4],
		["ND_D1", 2],
	],
};

interface Figures extends FieldedFigures, WeightedFigures {
	id: string;
	sent: number;
	accepted: number;
	refused: number;
	coverage95: { covered: number; cells: number };
	estimates: (Pick<
		ComparedCell,
		"variable" | "category" | "estimate" | "se"
	> & {
		truth: number;
	})[];
}

async function main() {
	const started = performance.now();
	const { values } = parseArgs({
		options: { once: { type: "boolean" }, json: { type: "string" } },
	});
	const definitions = readDefinitions();
	const config = readConfig({
		...process.env,
		...(values.once && !process.env.PORT ? { PORT: "0" } : {}),
	});
	await mustBeFree(config.port);
	const dataDir = emptyFolder();
	const server = await startServer({ ...config, dataDir });
	const { context, url } = server;
	const truths = truthsInThread(definitions.map(({ id }) => id));

	const tally = new Map<string, { accepted: number; refused: number }>();
	const fielded = new Map<string, { field: Field; figures: FieldedFigures }>();
	const forms: Form[] = [];
	for (const definition of definitions) {
		const { id } = definition;
		const field = fieldOf(definition, seed);
		const { figures, invitations, piles } = await fieldSurvey(
			context,
			field,
			seed,
			dataDir,
		);
		tally.set(id, { accepted: 0, refused: 0 });
		fielded.set(id, { field, figures });
		const cards = piles.map((codes) => codes.values());
		for (const { lot, submission } of fieldwork(
			field,
			invitations,
			randomFrom(1_000_000 + seed),
		)) {
			const code = cards[lot]?.next().value;
			if (code === undefined) throw new Error("a lot has too few cards");
			forms.push({ surveyId: id, code, submission });
		}
	}
	const bar = progress("responses", forms.length);
	await sendForms(
		url,
		shuffled(forms, randomFrom(seed)),
		({ surveyId, submission }, reply) => {
			const counts = tally.get(surveyId);
			if (counts && "response" in submission) counts[reply]++;
			bar.step();
		},
	);
	bar.end();

	const surveys: Figures[] = [];
	const known = await truths;
	writeFileSync(
		path.join(dataDir, "truth.json"),
		`${JSON.stringify({ seed, surveys: known.map(({ id, people, cells }) => ({ id, people, cells: cells.map(({ variable, category, share }) => ({ variable, category, share })) })) }, null, "\t")}\n`,
	);
	for (const { id, cells } of known) {
		const { field, figures } = fielded.get(id)!;
		const weighted = await weightSurvey(context, field);
		const compared = compareWithTruth(
			await closedSurvey(context.store, id),
			cells,
		);
		const counted = compared.filter(isCounted);
		const counts = tally.get(id) ?? { accepted: 0, refused: 0 };
		surveys.push({
			id,
			...figures,
			...weighted,
			sent: counts.accepted + counts.refused,
			...counts,
			coverage95: {
				covered: counted.filter(({ covered }) => covered).length,
				cells: counted.length,
			},
			estimates: (showcase[id] ?? []).flatMap(([variable, category]) =>
				compared
					.filter(
						(cell) => cell.variable === variable && cell.category === category,
					)
					.map(({ estimate, se, share }) => ({
						variable,
						category,
						estimate,
						se,
						truth: share,
					})),
			),
		});
	}
	const seconds = Math.round((performance.now() - started) / 100) / 10;
	for (const figures of surveys) print(figures);
	console.log(
		`\n${seconds} s. The true distributions are in ${path.join(dataDir, "truth.json")}.`,
	);
	if (values.json)
		writeFileSync(
			values.json,
			`${JSON.stringify({ seed, seconds, surveys }, null, "\t")}\n`,
		);
	if (values.once) {
		await server.close();
		return;
	}
	console.log(`\nLắng nghe is listening on ${url}\n`);
	console.log(`Staff console       ${context.publicUrl}/staff`);
	console.log(
		`First administrator ${await setupLink(context)}\n                    (works once)\n`,
	);
}

/** Asked before the folder is emptied: another demonstration may be serving from it. */
function mustBeFree(port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", () =>
			reject(
				new Error(
					`port ${port} is in use: stop the other program, or set PORT to another one`,
				),
			),
		);
		probe.listen(port, () => probe.close(() => resolve()));
	});
}

/** The demonstration's own folder is made anew; one that somebody names is not touched unless it is empty. */
function emptyFolder(): string {
	const named = process.env.DATA_DIR;
	if (!named) {
		rmSync(defaultFolder, { recursive: true, force: true });
		return defaultFolder;
	}
	if (existsSync(named) && readdirSync(named).length > 0)
		throw new Error(
			`the folder ${named} is not empty: give DATA_DIR an empty one, or leave it out and the demonstration makes ${defaultFolder} anew`,
		);
	return named;
}

interface Truth {
	id: string;
	people: number;
	cells: TrueCell[];
}

/** Asking everybody takes a while, and the server has the main thread: the same program does it in another. */
function truthsInThread(ids: string[]): Promise<Truth[]> {
	const worker = new Worker(process.argv[1] as string, { workerData: ids });
	return new Promise((resolve, reject) => {
		worker.once("message", resolve);
		worker.once("error", reject);
	});
}

function findTruths(ids: string[]): Truth[] {
	return readDefinitions()
		.filter(({ id }) => ids.includes(id))
		.map((definition) => {
			const field = fieldOf(definition, seed);
			return {
				id: definition.id,
				people: field.population.people,
				cells: truth(field),
			};
		});
}

const told = (
	id: string,
	{ frameRows, strata, psus, lots, cards }: FieldedFigures,
) =>
	`${id}: frame of ${frameRows} rows → ${strata} strata → ${psus} PSUs drawn with seed ${seed} → ${lots} lots → ${cards} cards`;

function print(figures: Figures) {
	const { id, sent, accepted, refused, coverage95, estimates } = figures;
	const { responses, rr1, deffBase, deffFinal, trimmed } = figures;
	const { covered, cells } = coverage95;
	const shown = estimates.map(
		({ variable, category, estimate, se, truth }) =>
			`${variable} = ${category}: ${percent(estimate)} ± ${percent(se)} (true ${percent(truth)})`,
	);
	console.log(`
${told(id, figures)}
  ${sent} forms sent, ${accepted} accepted, ${refused} refused → ${responses} responses, RR1 ${rr1 === null ? "unknown" : percent(rr1)}
  weights: deff ${deffBase.toFixed(3)} by design → ${deffFinal.toFixed(3)} after nonresponse, raking and trimming (${percent(trimmed)} of forms cut)
  ${shown.join(" · ")}
  ${percent(covered / cells)} of ${cells} cells have the truth in their 95 % interval`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

if (isMainThread)
	await main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
else parentPort?.postMessage(findTruths(workerData as string[]));
