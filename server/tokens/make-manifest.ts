import { createHash } from "node:crypto";
import {
	fingerprintOf,
	type LotOffer,
	type Manifest,
	type ManifestHead,
	merkleTree,
	type Sha256,
} from "../../survey-definitions/manifest.ts";

export const sha256 = ((bytes) =>
	createHash("sha256").update(bytes).digest("hex")) satisfies Sha256;

export interface LotWithKey {
	id: string;
	population: number;
	invited: number;
	/** SubjectPublicKeyInfo, DER. */
	publicKey: Buffer;
}

/** All that is published of a survey's lots: the manifest, its root, and what the phone of each lot is given. */
export async function makeManifest(
	{ survey, version, questionnaireHash }: ManifestHead,
	lots: LotWithKey[],
): Promise<{
	manifest: Manifest;
	root: string;
	fingerprint: string;
	offers: Map<string, LotOffer>;
}> {
	const head = { survey, version, questionnaireHash };
	const manifest = {
		...head,
		lots: lots.map(({ id, population, invited, publicKey }) => ({
			id,
			population,
			invited,
			publicKeyHash: sha256(Uint8Array.from(publicKey)),
		})),
	};
	const { root, paths } = await merkleTree(manifest, sha256);
	const offers = lots.map(
		({ publicKey, id, population, invited }): [string, LotOffer] => [
			id,
			{
				...head,
				id,
				population,
				invited,
				publicKey: publicKey.toString("base64"),
				path: paths.get(id) ?? [],
			},
		],
	);
	return {
		manifest,
		root,
		fingerprint: fingerprintOf(root),
		offers: new Map(offers),
	};
}
