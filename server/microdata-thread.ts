import path from "node:path";
import { Worker } from "node:worker_threads";
import type { SurveyDataset } from "../analysis/survey-dataset.ts";
import type { JobHandle } from "./jobs.ts";
import type {
	CheckOrder,
	MicrodataOrder,
	WorkerNews,
} from "./microdata-worker.ts";
import { projectRoot } from "./project-root.ts";

/** The bundle has an entry for the thread; in development and tests it is the source. */
const workerPath = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "microdata-worker.ts")
	: path.join(projectRoot, "dist/server/microdata-worker.js");

type Answer<Key extends string> = Extract<WorkerNews, Record<Key, unknown>>;

export const checkInThread = (order: CheckOrder): Promise<Answer<"check">> =>
	inThread(order, "check");

export const packInThread = (
	order: MicrodataOrder,
	job?: Pick<JobHandle, "report" | "signal">,
): Promise<Answer<"files">> => inThread(order, "files", job);

function inThread<Key extends "check" | "files">(
	order: CheckOrder | MicrodataOrder,
	wanted: Key,
	job?: Pick<JobHandle, "report" | "signal">,
): Promise<Answer<Key>> {
	return new Promise((resolve, reject) => {
		job?.signal.throwIfAborted();
		const worker = new Worker(workerPath, {
			workerData: order,
			// Rows come and go quickly; a larger nursery only holds more of them.
			resourceLimits: { maxYoungGenerationSizeMb: 16 },
		});
		const stop = () => {
			void worker.terminate();
			reject(job?.signal.reason as Error);
		};
		job?.signal.addEventListener("abort", stop, { once: true });
		worker.on("message", (news: WorkerNews) => {
			if (wanted in news) resolve(news as Answer<Key>);
			else if ("done" in news) job?.report(news.done, news.total);
		});
		worker.on("error", reject);
		worker.on("exit", () => job?.signal.removeEventListener("abort", stop));
	});
}

/** Without derived variables, and with the columns named alone: what a thread is given is copied. */
export const forThread = (
	dataset: SurveyDataset,
	names?: readonly string[],
): SurveyDataset => ({
	...dataset,
	variables: [],
	columns: Object.fromEntries(
		Object.entries(dataset.columns).filter(
			([name]) => names?.includes(name) ?? true,
		),
	),
});
