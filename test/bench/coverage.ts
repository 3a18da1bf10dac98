import {
	isMainThread,
	parentPort,
	Worker,
	workerData,
} from "node:worker_threads";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import {
	compareWithTruth,
	isCounted,
} from "../support/simulate/compare-with-truth.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { fieldwork, responsesAmong } from "../support/simulate/fieldwork.ts";
import type { Field } from "../support/simulate/population.ts";
import { progress } from "../support/simulate/progress.ts";
import { sampleOf } from "../support/simulate/sample.ts";
import { type TrueCell, truth } from "../support/simulate/truth.ts";
import { weightedDataset } from "../support/simulate/weighted.ts";
import { type Row, row } from "./row.ts";

/** The population is the demonstration's. */
const populationSeed = 1;
const replicates = 500;
const target = { op: "between", value: [0.93, 0.97] } as const;
const kind = "coverage";

/** A survey's truth, or one replicate of its field. */
type Task = { survey: string } & (
	| { truth: TrueCell[]; replicate: number }
	| { truth?: never }
);

/** By counted cell: estimates, standard errors, and whether the interval held the truth. */
interface Replicate {
	estimates: number[];
	errors: number[];
	covered: boolean[];
}

/**
 * How often 95 % intervals hold the truth: new samples by the plan, respondents, arms and weights by the whole recipe
 * (nonresponse, raking, trimming) from one population, without HTTP. Taking part depends on the stratum. A replicate's
 * share is over the cells with an expected count of 30 or more before the gate; the figure is the mean of the shares.
 */
export async function run(): Promise<Row[]> {
	const started = performance.now();
	const surveys = readDefinitions().map(({ id }) => id);
	const crew = [0, 1].map(startWorker);
	const truths = new Map<string, TrueCell[]>();
	await share(crew, surveys, async (survey, ask) => {
		truths.set(survey, (await ask({ survey })) as TrueCell[]);
	});
	const results = new Map(
		surveys.map((survey): [string, Replicate[]] => [survey, []]),
	);
	const tasks = Array.from({ length: replicates }, (_, at) =>
		surveys.map((survey) => ({ survey, replicate: at + 1 })),
	).flat();
	const bar = progress("coverage", tasks.length);
	await share(crew, tasks, async ({ survey, replicate }, ask) => {
		const cells = truths.get(survey) ?? [];
		results
			.get(survey)
			?.push((await ask({ survey, replicate, truth: cells })) as Replicate);
		bar.step();
	});
	bar.end();
	await Promise.all(crew.map((worker) => worker.terminate()));
	return [
		overall([...results.values()].flat()),
		...surveys.flatMap((survey) =>
			rowsOf(
				survey,
				(truths.get(survey) ?? []).filter(isCounted),
				results.get(survey) ?? [],
			),
		),
		row("seconds", Math.round((performance.now() - started) / 100) / 10, "s"),
	];
}

const shareCovered = ({ covered }: Replicate) => mean(covered.map(Number));

const coverageRow = (name: string, results: Replicate[], note: string): Row => {
	const shares = results.map(shareCovered);
	const error = standardDeviation(shares) / Math.sqrt(results.length);
	return row(
		name,
		mean(shares),
		"share",
		{ op: target.op, value: [...target.value] },
		`${note}, ± ${error.toFixed(4)}`,
	);
};

const overall = (results: Replicate[]) =>
	coverageRow(
		"coverage of 95 % intervals",
		results,
		`${results.length} simulated surveys`,
	);

function rowsOf(
	survey: string,
	cells: TrueCell[],
	results: Replicate[],
): Row[] {
	const byCell = cells.map((cell, at) => {
		const estimates = results.map((one) => one.estimates[at] as number);
		const centre = mean(estimates);
		const spread = Math.sqrt(
			mean(estimates.map((estimate) => (estimate - centre) ** 2)),
		);
		return {
			cell,
			coverage: mean(results.map((one) => Number(one.covered[at]))),
			bias: (centre - cell.share) / spread,
			ratio: mean(results.map((one) => one.errors[at] as number)) / spread,
		};
	});
	const [worst] = byCell.toSorted((a, b) => a.coverage - b.coverage);
	return [
		coverageRow(
			`${survey}: coverage of 95 % intervals`,
			results,
			`${results.length} replicates × ${cells.length} cells`,
		),
		row(
			`${survey}: standard error / spread of the estimates`,
			mean(byCell.map(({ ratio }) => ratio)),
			"ratio",
			undefined,
			"mean over cells; 1 is exact",
		),
		row(
			`${survey}: bias / spread of the estimates`,
			Math.sqrt(mean(byCell.map(({ bias }) => bias ** 2))),
			"ratio",
			undefined,
			`root mean square; chance alone makes ${(1 / Math.sqrt(results.length)).toFixed(3)}`,
		),
		row(
			`${survey}: cells covered less than 90 %`,
			byCell.filter(({ coverage }) => coverage < 0.9).length,
			"cells",
			undefined,
			worst
				? `least: ${worst.cell.variable} = ${worst.cell.category}, ${(100 * worst.coverage).toFixed(1)} %, bias ${worst.bias.toFixed(2)} spreads`
				: "",
		),
	];
}

/** What a worker thread does. */
export async function runInThread(): Promise<void> {
	if (workerData !== kind || isMainThread) return;
	const definitions = new Map(readDefinitions().map((one) => [one.id, one]));
	const fields = new Map<string, Field>();
	parentPort?.on("message", (task: Task) => {
		const definition = definitions.get(task.survey);
		if (!definition) throw new Error(`no questionnaire ${task.survey}`);
		const field =
			fields.get(task.survey) ?? fieldOf(definition, populationSeed);
		fields.set(task.survey, field);
		parentPort?.postMessage(
			task.truth
				? replicateOf(field, task.truth, task.replicate)
				: truth(field),
		);
	});
}

function replicateOf(field: Field, cells: TrueCell[], seed: number): Replicate {
	const sample = sampleOf(field.population, seed);
	const random = randomFrom(1_000_000 + seed);
	const returns = fieldwork(field, sample.invitations, random);
	const { dataset } = weightedDataset(field, sample, responsesAmong(returns));
	const compared = compareWithTruth(dataset, cells.filter(isCounted));
	return {
		estimates: compared.map(({ estimate }) => estimate),
		errors: compared.map(({ se }) => se),
		covered: compared.map(({ covered }) => covered),
	};
}

const startWorker = () =>
	new Worker(process.argv[1] as string, { workerData: kind });

/** Hands tasks out to workers, one at a time each. */
async function share<T>(
	crew: Worker[],
	tasks: T[],
	work: (task: T, ask: (message: Task) => Promise<unknown>) => Promise<void>,
): Promise<void> {
	const left = tasks.values();
	await Promise.all(
		crew.map(async (worker) => {
			for (const task of left)
				await work(
					task,
					(message) =>
						new Promise((resolve, reject) => {
							worker.once("error", reject);
							worker.once("message", (answer) => {
								worker.removeListener("error", reject);
								resolve(answer);
							});
							worker.postMessage(message);
						}),
				);
		}),
	);
}

const mean = (values: number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

const standardDeviation = (values: number[]) => {
	const centre = mean(values);
	return Math.sqrt(
		values.reduce((sum, value) => sum + (value - centre) ** 2, 0) /
			(values.length - 1),
	);
};
