import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** For databases that threads open as well; gone with all that the run leaves behind. */
export const ownFolder = (): string =>
	mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
