import * as files from "./desk-files.ts";
import * as tables from "./desk-tables.ts";
import * as topline from "./desk-topline.ts";
import type { Row } from "./row.ts";

/** The research desk, a file for each part of it. */
const parts: { run(): Promise<Row[]> }[] = [topline, tables, files];

export async function run(): Promise<Row[]> {
	if (files.isOneFormat) return files.run();
	const rows: Row[] = [];
	for (const part of parts) rows.push(...(await part.run()));
	return rows;
}
