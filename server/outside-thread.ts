import path from "node:path";
import { Worker } from "node:worker_threads";
import type {
	OutsideSpec,
	outsideSurvey,
} from "../analysis/outside/outside-survey.ts";
import { projectRoot } from "./project-root.ts";
import type { OutsideUpload } from "./read-outside.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

/** The bundle has an entry for the thread; in development and tests it is the source. */
const program = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "outside-worker.ts")
	: path.join(projectRoot, "dist/server/outside-worker.js");

export interface OutsideColumns {
	rows: number;
	columns: { name: string; label: string }[];
	leftOut: string[];
}

type Made = ReturnType<typeof outsideSurvey>;

/** Without a `spec` the file is described. */
export interface OutsideOrder {
	upload: OutsideUpload;
	spec?: OutsideSpec;
}

export type OutsideAnswer =
	| { described: OutsideColumns }
	| { made: Made }
	| { refused: RefusalCode };

/** What the columns of a file are called, for choosing its weights and its design. */
export async function describeOutside(
	upload: OutsideUpload,
): Promise<OutsideColumns> {
	const answer = await inThread({ upload });
	if (!("described" in answer)) throw new Error("the thread described nothing");
	return answer.described;
}

/** A file as a survey, with the design that its columns tell. */
export async function surveyOfFile(
	upload: OutsideUpload,
	spec: OutsideSpec,
): Promise<Made> {
	const answer = await inThread({ upload, spec });
	if (!("made" in answer)) throw new Error("the thread made nothing");
	return answer.made;
}

/** Reading takes ten seconds for 24 MB, in which phones are to be answered. */
function inThread(
	order: OutsideOrder,
): Promise<Exclude<OutsideAnswer, { refused: RefusalCode }>> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(program, {
			workerData: order,
			// A file can be small and hold much: the thread ends, and the program does not.
			resourceLimits: { maxOldGenerationSizeMb: 1500 },
		});
		worker.on("message", (answer: OutsideAnswer) => {
			if ("refused" in answer) reject(new Refusal(answer.refused));
			else resolve(answer);
		});
		worker.on("error", (error: NodeJS.ErrnoException) =>
			reject(
				error.code === "ERR_WORKER_OUT_OF_MEMORY"
					? new Refusal("too-large")
					: error,
			),
		);
	});
}
