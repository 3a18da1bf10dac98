import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { analyseRequest } from "../../analysis/request/analyse-request.ts";
import type { RequestFile } from "../../analysis/request/contract.ts";

/** Answers a file `analysis-request/1`; the files that it names are relative to it. Returns the JSON to print. */
export async function analyseRequestFile(file: string): Promise<string> {
	const request = JSON.parse(await readFile(file, "utf8")) as RequestFile;
	if (request.schema !== "analysis-request/1")
		throw new Error(`${file} is not of the schema analysis-request/1`);
	const texts = new Map<string, string>();
	const results = analyseRequest(request, (name) => {
		const full = path.resolve(path.dirname(file), name);
		const text = texts.get(full) ?? readFileSync(full, "utf8");
		texts.set(full, text);
		return text;
	});
	return JSON.stringify(results);
}
