import type { Store } from "../../db/store.ts";
import type { LotOffer } from "../../survey-definitions/manifest.ts";
import { Refusal } from "../refusal.ts";
import { makeManifest } from "../tokens/make-manifest.ts";

interface Offers {
	root: string;
	byLot: Map<string, LotOffer>;
}

const known = new WeakMap<Store, Map<string, Offers>>();

/** What the phones of a survey's lots are given of its manifest; undefined before cards are printed. */
export async function lotOffers(
	store: Store,
	surveyId: string,
): Promise<Offers | undefined> {
	const surveys = known.get(store) ?? new Map<string, Offers>();
	known.set(store, surveys);
	const published = await store.tokenManifest(surveyId);
	if (!published) return undefined;
	const { manifest, root } = published;
	const offers = surveys.get(root) ?? (await offersOf());
	surveys.set(root, offers);
	return offers;

	async function offersOf(): Promise<Offers> {
		const keys = new Map(
			(await store.lotPublicKeys(surveyId)).map(({ lotId, spki }) => [
				lotId,
				spki,
			]),
		);
		const made = await makeManifest(
			manifest,
			manifest.lots.map((lot) => ({
				...lot,
				publicKey: keys.get(lot.id) ?? Buffer.alloc(0),
			})),
		);
		if (made.root !== root)
			throw new Error(
				`the keys of ${surveyId} are not those of its manifest: design.db was altered`,
			);
		return { root, byLot: made.offers };
	}
}

export async function lotOffer(
	store: Store,
	surveyId: string,
	lotId: string,
): Promise<{ root: string; offer: LotOffer }> {
	const offers = await lotOffers(store, surveyId);
	const offer = offers?.byLot.get(lotId);
	if (!offers || !offer) throw new Refusal("unknown-lot");
	return { root: offers.root, offer };
}
