// A program of its own: the thread that reads one sheet.
import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { rowsOfSheet } from "./read-sheet.ts";
import type { SheetNews } from "./sheet-thread.ts";

const atOnce = 500;
const port = parentPort as MessagePort;
const tell = (news: SheetNews) => port.postMessage(news);

const found = await rowsOfSheet((workerData as { sheet: Uint8Array }).sheet);
if (Array.isArray(found)) {
	for (let at = 0; at < found.length; at += atOnce) {
		tell({ rows: found.slice(at, at + atOnce) });
		// Whoever takes them answers phones before it wants more.
		await once(port, "message");
	}
	tell({ isDone: true });
} else tell({ problem: found });
