import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Released } from "../analysis/disclosure/release.ts";
import type { BuiltTable } from "../analysis/tables/table.ts";
import type { TableRequest } from "../survey-definitions/table-request.ts";
import { projectRoot } from "./project-root.ts";
import { Refusal } from "./refusal.ts";

// The bundle, and the sources when they are run as they are.
const program = import.meta.filename.endsWith(".ts")
	? path.join(import.meta.dirname, "table-worker.ts")
	: path.join(projectRoot, "dist/server/table-worker.js");

/** What the thread answers: a table, the rules' no, or what went wrong. */
export type ThreadAnswer = { id: number } & (
	| { table: BuiltTable<Released> }
	| { refusal: Pick<Refusal, "code" | "problems"> }
	| { failure: string }
);

export type TableThread = ReturnType<typeof tableThread>;

/**
 * One thread that builds tables over its own connections to the databases in a folder. It starts with the first table,
 * keeps the data of closed surveys and what was released of them, and is started anew where it breaks off.
 */
export function tableThread(folder: string) {
	let worker: Worker | undefined;
	let last = 0;
	const waiting = new Map<
		number,
		{
			done: (table: BuiltTable<Released>) => void;
			fail: (error: Error) => void;
		}
	>();
	const failAll = (of: Worker, error: Error) => {
		// After an error a thread also exits: what waits by then waits for the next one.
		if (worker !== of) return;
		worker = undefined;
		for (const { fail } of waiting.values()) fail(error);
		waiting.clear();
	};
	const start = () => {
		const made = new Worker(program, { workerData: { tables: folder } });
		made.unref();
		made.on("message", (answer: ThreadAnswer) => {
			const asked = waiting.get(answer.id);
			waiting.delete(answer.id);
			if ("table" in answer) asked?.done(answer.table);
			else if ("refusal" in answer)
				asked?.fail(new Refusal(answer.refusal.code, answer.refusal.problems));
			else asked?.fail(new Error(answer.failure));
		});
		made.on("error", (error) => failAll(made, error));
		made.on("exit", (code) =>
			failAll(made, new Error(`tables ended with ${code}`)),
		);
		return made;
	};
	return {
		build(request: TableRequest): Promise<BuiltTable<Released>> {
			worker ??= start();
			const id = ++last;
			const answer = new Promise<BuiltTable<Released>>((done, fail) => {
				waiting.set(id, { done, fail });
			});
			worker.postMessage({ id, request });
			return answer;
		},
		async close(): Promise<void> {
			await worker?.terminate();
		},
	};
}
