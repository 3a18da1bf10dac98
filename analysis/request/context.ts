import type { Dataset } from "../dataset.ts";
import { degreesOfFreedom } from "../degrees-of-freedom.ts";
import type { Design } from "../design.ts";
import { domain } from "../domain.ts";
import { complete, type Term } from "../terms.ts";

/** What an answer is computed from: the columns, and the design after the steps of its request. */
export interface Context {
	dataset: Dataset;
	design: Design;
	/** Degrees of freedom of the design. */
	df: number;
}

export function contextOf(dataset: Dataset, design: Design): Context {
	let known: number | undefined;
	return {
		dataset,
		design,
		get df() {
			known ??= degreesOfFreedom(design);
			return known;
		},
	};
}

/** The context without rows where a term is missing, as a domain. */
export function withoutMissing(context: Context, terms: Term[]): Context {
	const mask = complete(terms, context.dataset.rows);
	return inDomain(context, (row) => mask[row] === 1);
}

/** The context in a domain. */
export function inDomain(
	context: Context,
	holds: (row: number) => boolean,
): Context {
	const { rows } = context.dataset;
	const mask = new Uint8Array(rows);
	let all = true;
	for (let row = 0; row < rows; row++)
		if (holds(row)) mask[row] = 1;
		else all = false;
	return all
		? context
		: contextOf(context.dataset, domain(context.design, mask));
}
