import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What tests, the programs they start and browsers leave behind lies in one folder, gone when the run ends. */
export function setup(): () => void {
	// Short: sockets lie in it, whose addresses may have about a hundred letters.
	const folder = mkdtempSync(path.join(tmpdir(), "ln-"));
	for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
	return () =>
		// A browser that was told to end may still be writing.
		rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
