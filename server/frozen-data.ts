import type { FrozenRow } from "../db/sqlite/frozen-data.ts";
import type { Store } from "../db/store.ts";
import { dataHash } from "./data-hash.ts";

/** How many persons approve what is published. */
export const approvalsNeeded = 2;

export interface FrozenState {
	hash: string;
	weightsVersion: number;
	by: string;
	atMs: number;
	approvals: { by: string; atMs: number }[];
	isApproved: boolean;
}

/** Whether and by whom a survey's data were frozen and approved. */
export async function frozenState(
	store: Store,
	surveyId: string,
): Promise<FrozenState | null> {
	const frozen = await store.frozenData(surveyId);
	if (!frozen) return null;
	const { surveyId: _, ...rest } = frozen;
	const approvals = await store.approvals(surveyId);
	return {
		...rest,
		approvals,
		isApproved: approvals.length >= approvalsNeeded,
	};
}

/** Whether what lies in the databases is still what was frozen. */
export const isStillFrozen = async (
	store: Store,
	{ surveyId, weightsVersion, hash }: FrozenRow,
): Promise<boolean> =>
	(await dataHash(store, surveyId, weightsVersion)) === hash;
