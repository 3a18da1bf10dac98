// What a survey promises about its lots before anybody answers. The fingerprint of the manifest is printed on every
// invitation, and the phone checks its lot's key against it: an issuer who would mark one person with a key of that
// person's own must print another paper.

/** A lot with what its leaf holds. */
export interface ManifestLot {
	id: string;
	population: number;
	invited: number;
	/** SHA-256 of the public key as SubjectPublicKeyInfo (DER), in hex. */
	publicKeyHash: string;
}

export interface ManifestHead {
	survey: string;
	version: number;
	questionnaireHash: string;
}

export interface Manifest extends ManifestHead {
	lots: ManifestLot[];
}

/** What the phone is given of the manifest: its own lot, the key, and the hashes beside the way up to the root. */
export interface LotOffer
	extends ManifestHead,
		Omit<ManifestLot, "publicKeyHash"> {
	/** SubjectPublicKeyInfo (DER) in base64. */
	publicKey: string;
	path: string[];
}

/** SHA-256 in lower-case hex. It is passed in: the server's and the audit's is synchronous, the phone's is not. */
export type Sha256 = (
	bytes: Uint8Array<ArrayBuffer>,
) => string | Promise<string>;

/** Hex digits of the root on an invitation. */
export const fingerprintLength = 20;

// Leaves and nodes are hashes of text with different beginnings, so that none can pass for the other (RFC 6962, 2.1).
const hashText = (kind: "lot" | "node", text: string, sha256: Sha256) =>
	sha256(new TextEncoder().encode(`${kind}:${text}`));

const leafOf = (head: ManifestHead, lot: ManifestLot, sha256: Sha256) =>
	hashText(
		"lot",
		JSON.stringify([
			head.survey,
			head.version,
			head.questionnaireHash,
			lot.id,
			lot.population,
			lot.invited,
			lot.publicKeyHash,
		]),
		sha256,
	);

/** The smaller hash comes first: a path then needs no left and right, and a lot's place says nothing that its id does not. */
const nodeOf = (a: string, b: string, sha256: Sha256) =>
	hashText("node", a < b ? a + b : b + a, sha256);

/**
 * The manifest's root, and each lot's path to it. Lots are taken in the order of their ids. The last of an odd number
 * goes up as it is: hashed with itself, two lists could share a root (CVE-2012-2459).
 */
export async function merkleTree(
	manifest: Manifest,
	sha256: Sha256,
): Promise<{ root: string; paths: Map<string, string[]> }> {
	const lots = manifest.lots.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	mustDiffer(lots);
	let level: string[] = [];
	for (const lot of lots) level.push(await leafOf(manifest, lot, sha256));
	const paths = lots.map((): string[] => []);
	for (let height = 0; level.length > 1; height++) {
		for (const [at, path] of paths.entries()) {
			const beside = level[(at >> height) ^ 1];
			if (beside) path.push(beside);
		}
		const above: string[] = [];
		for (let at = 0; at < level.length; at += 2) {
			const [left = "", right] = level.slice(at, at + 2);
			above.push(right ? await nodeOf(left, right, sha256) : left);
		}
		level = above;
	}
	return {
		root: level[0] as string,
		paths: new Map(lots.map(({ id }, at) => [id, paths[at] ?? []])),
	};
}

function mustDiffer(lots: ManifestLot[]): void {
	if (lots.length === 0) throw new Error("a manifest needs at least one lot");
	for (const field of ["id", "publicKeyHash"] as const)
		if (new Set(lots.map((lot) => lot[field])).size < lots.length)
			throw new Error(
				`two lots of the manifest have the same ${field}: each lot needs its own`,
			);
}

export const fingerprintOf = (root: string): string =>
	root.slice(0, fingerprintLength);

/** Whether a lot's path leads to the printed fingerprint, of which more digits than the usual ones may be given. */
export async function isProven(
	head: ManifestHead,
	lot: ManifestLot,
	path: string[],
	fingerprint: string,
	sha256: Sha256,
): Promise<boolean> {
	let node = await leafOf(head, lot, sha256);
	for (const beside of path) node = await nodeOf(node, beside, sha256);
	return (
		fingerprint.length >= fingerprintLength && node.startsWith(fingerprint)
	);
}
