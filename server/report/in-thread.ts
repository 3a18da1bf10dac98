import path from "node:path";
import { Worker } from "node:worker_threads";
import type { FigureContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { projectRoot } from "../project-root.ts";
import { Refusal } from "../refusal.ts";
import type { ReportWorks } from "../report-worker.ts";

/** The bundle has an entry for the thread; in development and tests it is the source. */
const workerPath = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "../report-worker.ts")
	: path.join(projectRoot, "dist/server/report-worker.js");

export interface ReportOrder {
	folder: string;
	nowMs: number;
	name: keyof ReportWorks;
	input: unknown;
}

export type ReportAnswer =
	| { done: number; total: number }
	| { result: unknown }
	| { refusal: Pick<Refusal, "code" | "problems"> };

/** Gathering, composing, drawing, writing and reading of documents take seconds: they have a thread of their own. */
export function inThread<Name extends keyof ReportWorks>(
	{ store, now }: FigureContext,
	name: Name,
	input: Parameters<ReportWorks[Name]>[1],
	job: Pick<JobHandle, "signal" | "report">,
): Promise<Awaited<ReturnType<ReportWorks[Name]>>> {
	return new Promise((resolve, reject) => {
		job.signal.throwIfAborted();
		const order: ReportOrder = {
			folder: store.folder,
			nowMs: now(),
			name,
			input,
		};
		const worker = new Worker(workerPath, {
			workerData: order,
			// Without a bound the heap of a long report grows to three times what it needs before it is swept.
			resourceLimits: {
				maxOldGenerationSizeMb: 400,
				maxYoungGenerationSizeMb: 4,
			},
		});
		const stop = () => {
			void worker.terminate();
			reject(job.signal.reason as Error);
		};
		job.signal.addEventListener("abort", stop, { once: true });
		worker.on("message", (answer: ReportAnswer) => {
			if ("total" in answer) job.report(answer.done, answer.total);
			else if ("refusal" in answer)
				reject(new Refusal(answer.refusal.code, answer.refusal.problems));
			else resolve(answer.result as Awaited<ReturnType<ReportWorks[Name]>>);
		});
		worker.on("error", reject);
		worker.on("exit", () => job.signal.removeEventListener("abort", stop));
	});
}
