import path from "node:path";
import { Worker } from "node:worker_threads";
import type { JobHandle } from "../jobs.ts";
import { projectRoot } from "../project-root.ts";
import type { ReportNews, ReportOrder } from "../report-worker.ts";

/** The bundle has an entry for the thread; in development and tests it is the source. */
const workerPath = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "../report-worker.ts")
	: path.join(projectRoot, "dist/server/report-worker.js");

/** Composing, drawing, writing and reading of documents take seconds: they have a thread of their own. */
export function inThread(
	order: ReportOrder,
	job: Pick<JobHandle, "signal"> & { report?: JobHandle["report"] },
): Promise<Exclude<ReportNews, { total: number }>> {
	return new Promise((resolve, reject) => {
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
		worker.on("message", (news: ReportNews) => {
			if ("total" in news) job.report?.(news.done, news.total);
			else resolve(news);
		});
		worker.on("error", reject);
		worker.on("exit", () => job.signal.removeEventListener("abort", stop));
	});
}
