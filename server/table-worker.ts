import { parentPort, workerData } from "node:worker_threads";
import { openStore } from "../db/store.ts";
import type { TableRequest } from "../survey-definitions/table-request.ts";
import { buildTable } from "./actions/run-table.ts";
import { isBusy } from "./is-busy.ts";
import { Refusal } from "./refusal.ts";
import type { ThreadAnswer } from "./table-thread.ts";

// A program of its own: the thread that builds tables. Requests are answered in the order in which they come.
const { tables: folder } = workerData as { tables: string };
const store = openStore(folder);
let before = Promise.resolve();

parentPort?.on(
	"message",
	({ id, request }: { id: number; request: TableRequest }) => {
		before = before.then(async () => {
			parentPort?.postMessage(await answerTo(id, request));
		});
	},
);

async function answerTo(
	id: number,
	request: TableRequest,
): Promise<ThreadAnswer> {
	try {
		return { id, table: await buildTable({ store }, request) };
	} catch (error) {
		const refusal = isBusy(error) ? new Refusal("storage-busy") : error;
		if (refusal instanceof Refusal) {
			const { code, problems } = refusal;
			return { id, refusal: { code, problems } };
		}
		return {
			id,
			failure: error instanceof Error ? (error.stack ?? error.message) : "",
		};
	}
}
