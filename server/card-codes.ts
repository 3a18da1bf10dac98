import type { Access } from "../db/sqlite/schema/design.ts";
import { type IssuedSlips, macOf, storedSlips } from "./actions/issue-slips.ts";
import type { ServerContext } from "./context.ts";
import { Refusal } from "./refusal.ts";

/**
 * Where the codes of a survey's cards are kept: slips with the forms that they bring, invitations with the issuer, which
 * has a pepper of its own.
 */
export function cardCodes(
	{ store, pepper, issuer }: Pick<ServerContext, "store" | "pepper" | "issuer">,
	surveyId: string,
	access: Access,
) {
	if (access === "slips")
		return {
			counts: () => store.slipCounts(surveyId),
			addFirst: (issued: IssuedSlips[]) =>
				store.addFirstSlips(storedSlips(pepper, issued)),
			removeAllOf: (lotIds: string[]) => store.removeSlipsOf(lotIds),
			removeUnused: (codes: string[]) =>
				store.removeUnusedSlips(codes.map((code) => macOf(pepper, code))),
		};
	const here = () => {
		if (!issuer) throw new Refusal("issuer-elsewhere");
		return issuer;
	};
	return {
		/** Where somebody else issues, what the manifest promises. */
		counts: async (): Promise<Map<string, number>> => {
			if (issuer) return issuer.store.invitationCounts(surveyId);
			const published = await store.tokenManifest(surveyId);
			return new Map(
				published?.manifest.lots.map(({ id, invited }) => [id, invited]),
			);
		},
		addFirst: async (issued: IssuedSlips[]): Promise<boolean> => {
			const { store: invitations, pepper } = here();
			const cards = storedSlips(pepper, issued);
			const counts = await invitations.invitationCounts(surveyId);
			if (issued.some(({ lotId }) => counts.has(lotId))) return false;
			// Before the invitations: a form that finds no blank would show in the file when it came.
			await store.addBlanks(cards);
			return invitations.addFirstInvitations(cards);
		},
		removeAllOf: (lotIds: string[]) => here().store.removeInvitationsOf(lotIds),
		removeUnused: (codes: string[]) => {
			const { store: invitations, pepper } = here();
			return invitations.removeUnissued(
				codes.map((code) => macOf(pepper, code)),
			);
		},
	};
}
