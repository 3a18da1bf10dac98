import type { Dataset } from "../dataset.ts";
import { answer } from "./answer.ts";
import { applyStep } from "./apply-steps.ts";
import { contextOf } from "./context.ts";
import type { Outcome, Request, RequestFile } from "./contract.ts";
import { parseCsv } from "./parse-csv.ts";
import { readDesign } from "./read-design.ts";

export interface RequestResults {
	schema: "analysis-result/1";
	results: Record<string, Outcome>;
}

/**
 * Answers every request of a file: `analysis-request/1` in, `analysis-result/1` out. A request that must be refused gets
 * `{ error }`, an unknown estimator `{ unsupported }`; the others are answered. `textOf` gives the text of a file that
 * the request names. Numbers that are not finite are "NaN", "Inf" and "-Inf".
 */
export function analyseRequest(
	file: RequestFile,
	textOf: (path: string) => string,
): RequestResults {
	let dataset: Dataset | undefined;
	const results: Record<string, Outcome> = {};
	for (const request of file.requests) {
		try {
			dataset ??= parseCsv(textOf(file.data.file), file.data.columns);
			results[request.id] = encode(
				answerRequest(request, file, dataset, textOf),
			) as Outcome;
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			results[request.id] = { error: `request ${request.id}: ${message}` };
		}
	}
	return { schema: "analysis-result/1", results };
}

function answerRequest(
	request: Request,
	file: RequestFile,
	dataset: Dataset,
	textOf: (path: string) => string,
): Outcome {
	const spec = file.designs[request.design];
	if (!spec)
		throw new Error(
			`there is no design ${request.design}; there are ${Object.keys(file.designs).join(", ")}`,
		);
	const design = readDesign(
		spec,
		{ dataset, textOf },
		{
			lonelyPsu: request.options?.lonely_psu ?? "fail",
			adjustDomainLonely: request.options?.adjust_domain_lonely ?? false,
		},
	);
	const adjusted = (request.steps ?? []).reduce(
		(before, step) => applyStep(before, step, dataset),
		design,
	);
	return (
		answer(request, contextOf(dataset, adjusted)) ?? {
			unsupported: `the estimator ${(request as { estimator: string }).estimator}`,
		}
	);
}

/** Plain arrays, and text for numbers that JSON cannot hold. */
function encode(value: unknown): unknown {
	if (typeof value === "number") {
		if (Number.isNaN(value)) return "NaN";
		return value === Infinity ? "Inf" : value === -Infinity ? "-Inf" : value;
	}
	if (value instanceof Float64Array || Array.isArray(value))
		return Array.from(value as ArrayLike<unknown>, encode);
	if (value !== null && typeof value === "object")
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, encode(inner)]),
		);
	return value;
}
