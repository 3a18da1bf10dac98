import { dontKnow } from "../../survey-definitions/definition.ts";
import type { Table } from "../tables/table.ts";
import type { Behind } from "./behind-cells.ts";
import type { Policy } from "./policy.ts";

/** Too few people, too few lots, or one or two people that make up most of it. An empty base tells of nobody. */
export const isUnsafeBase = (behind: Behind, policy: Policy): boolean =>
	behind.n > 0 &&
	(behind.n < policy.minimumBase ||
		behind.units < policy.minimumUnits ||
		isDominated(behind, policy));

const isDominated = (
	{ weight, largestWeight: first, twoLargestWeights: two }: Behind,
	{ largestWeight, twoLargestWeights }: Policy,
) => first > largestWeight * weight || two > twoLargestWeights * weight;

/**
 * A share that tells what everybody, or nobody, of a small group said; that nobody refused to answer tells nothing.
 * Where quasi-identifiers meet, the people in the cell itself must be as many as those behind a base.
 */
export function isUnsafeCell(
	cell: Behind,
	base: Behind,
	{ code }: Table["rows"][number],
	policy: Policy,
	crossesIdentifiers: boolean,
	/** The question itself is none of them: whoever did not answer it has told nothing. */
	sparesSilence = false,
): boolean {
	const tellsOfAll =
		base.n < policy.flaggedBase &&
		(cell.n === base.n || (cell.n === 0 && code < dontKnow));
	const isFew =
		crossesIdentifiers &&
		!(sparesSilence && code >= dontKnow) &&
		cell.n > 0 &&
		(cell.n < policy.minimumBase || isDominated(cell, policy));
	return base.n > 0 && (tellsOfAll || isFew);
}
