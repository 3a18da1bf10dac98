import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/** Results that R `survey` 4.1-1 computed; how they were made: README.md beside. */
export interface ReferenceCase {
	id: string;
	request: { estimator: string } & Record<string, unknown>;
	// biome-ignore lint/suspicious/noExplicitAny: expected values take as many shapes as there are estimators
	expected: any;
	tolerance_rel?: number;
}

export const dataSets = [
	"apisrs",
	"apistrat",
	"apiclus1",
	"apiclus2",
	"fpc",
	"scd",
	"lonely",
	"sensitive",
];

/** More of the same kind, computed here with R `survey` 4.1-1 for designs that the others lack: README.md. */
export const furtherDataSets = ["mu284", "three", "election", "nhanes"];

export function readText(file: string): string {
	const compressed = readFileSync(
		path.join(import.meta.dirname, `${path.basename(file)}.gz`),
	);
	return gunzipSync(compressed).toString("utf8");
}

export function readCases(dataSet: string): ReferenceCase[] {
	return JSON.parse(readText(`${dataSet}.json`)).cases;
}

export function readRequest(dataSet: string) {
	return JSON.parse(readText(`${dataSet}.request.json`));
}
