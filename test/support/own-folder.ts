import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A new folder, gone when the tests of a file are done: for databases that threads open as well. */
export function ownFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
	process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
