// A thread of its own, with its own connections: gathers figures through the gate, puts documents together, draws their
// charts, writes and checks files, while the server answers phones.
import { parentPort, workerData } from "node:worker_threads";
import { openStore } from "../db/store.ts";
import type { FigureContext } from "./context.ts";
import { isBusy } from "./is-busy.ts";
import { Refusal } from "./refusal.ts";
import { documentSentences } from "./report/document-sentences.ts";
import type { ReportAnswer, ReportOrder } from "./report/in-thread.ts";
import { madeFile } from "./report/made-file.ts";
import { publishedResults } from "./report/published-results.ts";
import { verifiedFile } from "./report/verified-file.ts";

const works = {
	documentSentences,
	madeFile,
	publishedResults,
	verifiedFile,
};

export type ReportWorks = typeof works;

/**
 * Opens the databases for one survey's figures, and forgets with them what was read of it: figures take less than what
 * they were worked out from.
 */
export type WithFigures = <T>(
	gather: (context: FigureContext) => Promise<T>,
) => Promise<T>;

const { folder, nowMs, name, input } = workerData as ReportOrder;

const withFigures: WithFigures = async (gather) => {
	const store = openStore(folder);
	try {
		return await gather({ store, now: () => nowMs });
	} finally {
		store.close();
	}
};

const tell = (answer: ReportAnswer) => parentPort?.postMessage(answer);

try {
	const result = await works[name](withFigures, input as never, (done, total) =>
		tell({ done, total }),
	);
	tell({ result });
} catch (error) {
	const refusal = isBusy(error) ? new Refusal("storage-busy") : error;
	if (!(refusal instanceof Refusal)) throw error;
	tell({ refusal: { code: refusal.code, problems: refusal.problems } });
}
