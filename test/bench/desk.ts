import * as topline from "./desk-topline.ts";
import type { Row } from "./row.ts";

/** The research desk, a file for each part of it. */
const parts: { run(): Promise<Row[]> }[] = [topline];

export async function run(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const part of parts) rows.push(...(await part.run()));
	return rows;
}
