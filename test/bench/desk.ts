import * as files from "./desk-files.ts";
import type { Row } from "./row.ts";

/** The research desk, a file for each part of it. */
export async function run(): Promise<Row[]> {
	if (files.isOneFormat) return files.run();
	// A process that writes one file is measured without what these bring.
	const topline = await import("./desk-topline.ts");
	const tables = await import("./desk-tables.ts");
	return [
		...(await topline.run()),
		...(await tables.run()),
		...(await files.run()),
	];
}
