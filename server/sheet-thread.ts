import path from "node:path";
import { Worker } from "node:worker_threads";
import {
	type FrameProblem,
	frameProblem,
} from "../analysis/frame/frame-problem.ts";
import type { RowSink } from "./actions/read-frame-file.ts";
import { projectRoot } from "./project-root.ts";

/** The bundle has an entry for the thread; in development and tests it is the source. */
const program = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "sheet-worker.ts")
	: path.join(projectRoot, "dist/server/sheet-worker.js");

export type SheetNews =
	| { rows: string[][] }
	| { problem: FrameProblem }
	| { isDone: true };

/** Hands on the rows of an XLSX. Reading 200,000 of them takes nine seconds, in which phones are to be answered. */
export function readSheetInThread(
	sheet: Uint8Array,
	sink: RowSink,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(program, {
			workerData: { sheet },
			// A file can be small and hold much: the thread ends, and the program does not.
			resourceLimits: { maxOldGenerationSizeMb: 1500 },
		});
		const end = (problem?: FrameProblem) => {
			if (problem) sink.report(problem);
			resolve();
		};
		worker.on("message", (news: SheetNews) => {
			if (!("rows" in news))
				return end("problem" in news ? news.problem : undefined);
			try {
				for (const cells of news.rows) sink.take(cells);
				worker.postMessage("more");
			} catch (error) {
				void worker.terminate();
				reject(error);
			}
		});
		worker.on("error", (error: NodeJS.ErrnoException) => {
			if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
				end(frameProblem("too-large"));
			else reject(error);
		});
	});
}
