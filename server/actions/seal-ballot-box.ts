import type { PublishedBallotBox } from "../../db/sqlite/ballots.ts";
import { ballotBoxHash, collectBallotBox } from "../ballot-box.ts";
import type { ServerContext } from "../context.ts";
import { forgetSigningKeys } from "./issue-token.ts";

/** Publishes what the ballot box holds once the field is shut; what is published already stays. Gives its hash. */
export async function publishBallotBox(
	context: ServerContext,
	surveyId: string,
): Promise<string> {
	const { store } = context;
	const before = await store.ballotBox(surveyId);
	if (before) return before.hash;
	const lots = await countedLots(context, surveyId);
	const hash = ballotBoxHash(await collectBallotBox(store, surveyId, lots));
	await store.publishBallotBox(surveyId, { hash, lots });
	return hash;
}

/** Cards by lot, printed and used. Where another program issues, only what the manifest promises is known here. */
async function countedLots(
	{ store, issuer }: ServerContext,
	surveyId: string,
): Promise<PublishedBallotBox["lots"]> {
	const lots = await store.lots(surveyId);
	const published = await store.tokenManifest(surveyId);
	if (published) {
		const issued = await issuer?.store.issuedCounts(surveyId);
		return published.manifest.lots
			.map(({ id, invited }) => ({
				id,
				printed: invited,
				...(issued ? { used: issued.get(id) ?? 0 } : {}),
			}))
			.sort((a, b) => (a.id < b.id ? -1 : 1));
	}
	const printed = await store.slipCounts(surveyId);
	const used = await store.usedSlipCounts(surveyId);
	return lots
		.filter(({ id }) => printed.has(id))
		.map(({ id }) => ({
			id,
			printed: printed.get(id) ?? 0,
			used: used.get(id) ?? 0,
		}));
}

/** Private keys, codes that nobody used, and the list of who hands out which cards: all gone for good. */
export async function destroyKeysAndCodes(
	{ store, issuer }: ServerContext,
	surveyId: string,
): Promise<{ keys: number; unusedSlips: number }> {
	const destroyed = await issuer?.store.destroyKeys(surveyId);
	if (issuer) forgetSigningKeys(issuer);
	const { slips } = await store.destroyUnused(surveyId);
	await store.eraseHandOver(surveyId);
	return { keys: destroyed?.keys ?? 0, unusedSlips: slips };
}
