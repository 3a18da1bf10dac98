import { hash, type KeyObject } from "node:crypto";
import {
	fingerprintOf,
	merkleTree,
} from "../../survey-definitions/manifest.ts";
import {
	type BallotBoxToAudit,
	ballotBoxHash,
	type Listed,
} from "../ballot-box.ts";
import { sha256 } from "../tokens/make-manifest.ts";
import {
	isSigned,
	nullifierOf,
	readPublicKey,
	readToken,
} from "../tokens/verify-token.ts";

export interface BallotAudit {
	/** Sentences that say what is wrong and where; none where all holds. */
	findings: string[];
	lots: number;
	printed: number;
	/** Invitations that were given a signature, or slips used; undefined where another program counted them. */
	used: number | undefined;
	/** Signatures that public keys alone show to be good. */
	verified: number;
	spent: number;
	responses: number;
	withoutForm: number;
	hash: string;
	/** Of tokens: what must stand on the cards. */
	fingerprint: string | undefined;
	/** Whether a receipt is in the box; undefined where none was asked for. */
	hasReceipt: boolean | undefined;
}

/**
 * Checks a ballot box with nothing but itself: every signature by the lots' public keys, those by the manifest, its root;
 * spent ≤ issued ≤ invited in every lot; a form for every vote. Whether something was taken away shows against the hash
 * that was published at close alone.
 */
export async function auditBallotBox(
	box: BallotBoxToAudit,
	{
		publishedHash,
		receipt,
	}: {
		publishedHash?: string | undefined;
		/** Hex digits as the respondent kept them. */
		receipt?: string | undefined;
	} = {},
): Promise<BallotAudit> {
	const findings: string[] = [];
	const root =
		box.access === "tokens" ? await checkManifest(box, findings) : undefined;
	const spentByLot = new Map<string, number>();
	const digits = receipt?.toLowerCase().replace(/\s/g, "");
	const { verified, hasReceipt } = checkSpent(
		box,
		spentByLot,
		findings,
		digits !== undefined && digits.length >= 20 ? digits : undefined,
	);
	checkCounts(box, spentByLot, findings);

	const boxHash = ballotBoxHash(box);
	if (publishedHash !== undefined && publishedHash !== boxHash)
		findings.push(
			`the box has the hash ${boxHash}, and ${publishedHash} was published at close: something was added, taken away or altered since`,
		);
	const sum = (
		of: (lot: BallotBoxToAudit["lots"][number]) => number | undefined,
	) =>
		box.lots.reduce<number | undefined>((total, lot) => {
			const count = of(lot);
			return total === undefined || count === undefined
				? undefined
				: total + count;
		}, 0);
	return {
		findings,
		lots: box.lots.length,
		printed: sum(({ printed }) => printed) ?? 0,
		used: sum(({ used }) => used),
		verified,
		spent: box.spent.length,
		responses: box.responses.length,
		withoutForm: box.withoutForm,
		hash: boxHash,
		fingerprint: root && fingerprintOf(root),
		hasReceipt: digits === undefined ? undefined : hasReceipt,
	};
}

async function checkManifest(
	{ manifest, root, lots, survey }: BallotBoxToAudit,
	findings: string[],
): Promise<string | undefined> {
	if (!manifest || !root) {
		findings.push("the box has no manifest: its keys cannot be trusted");
		return undefined;
	}
	if (manifest.survey !== survey)
		findings.push(`the manifest is that of ${manifest.survey}, not ${survey}`);
	const found = await merkleTree(manifest, sha256)
		.then((tree) => tree.root)
		.catch((error: Error) => error.message);
	if (found !== root)
		findings.push(
			`the manifest does not give its root ${root} (${found}): it was altered`,
		);
	const promised = new Map(manifest.lots.map((lot) => [lot.id, lot]));
	for (const { id, printed, publicKey } of lots) {
		const lot = promised.get(id);
		const key = Uint8Array.from(Buffer.from(publicKey ?? "", "base64"));
		if (!lot) findings.push(`lot ${id} is not in the manifest`);
		else if (sha256(key) !== lot.publicKeyHash)
			findings.push(`lot ${id} has another key than the manifest promised`);
		else if (printed > lot.invited)
			findings.push(
				`lot ${id} has ${printed} cards, the manifest promised ${lot.invited}`,
			);
	}
	return root;
}

/** How many tokens have signatures that hold, and whether the receipt is of one of them. */
function checkSpent(
	{ lots, spent }: BallotBoxToAudit,
	spentByLot: Map<string, number>,
	findings: string[],
	receipt: string | undefined,
): { verified: number; hasReceipt: boolean } {
	const keys = new Map<string, KeyObject>();
	for (const { id, publicKey } of lots)
		if (publicKey) {
			try {
				keys.set(id, readPublicKey(Buffer.from(publicKey, "base64")));
			} catch {
				findings.push(`the key of lot ${id} is no RSA key of 2048 bits`);
			}
		}
	const suspects = suspectsOf(spent, ([, message]) => message);
	const seen = new Set<string>();
	let [at, verified, hasReceipt] = [0, 0, false];
	for (const [lot, message, signature] of spent) {
		const where = `spent token ${++at}, ${message.slice(0, 12)}… of lot ${lot}`;
		spentByLot.set(lot, (spentByLot.get(lot) ?? 0) + 1);
		const key = keys.get(lot);
		const token = readToken({ message, signature });
		if (!key) findings.push(`${where}: there is no such lot`);
		else if (!token) findings.push(`${where}: it is no token`);
		else if (!isSigned(key, token))
			findings.push(`${where}: the lot's key did not sign it`);
		else {
			if (suspects.has(markOf(message))) {
				if (seen.has(message)) {
					findings.push(`${where}: it stands twice`);
					continue;
				}
				seen.add(message);
			}
			verified++;
			if (receipt && !hasReceipt)
				hasReceipt = nullifierOf(token.message)
					.toString("hex")
					.startsWith(receipt);
		}
	}
	return { verified, hasReceipt };
}

/** 48 bits of a text's hash, which JavaScript's numbers can hold. */
const markOf = (text: string): number =>
	hash("sha256", text, "buffer").readUIntBE(0, 6);

/** Marks that more than one item has, so that only their texts are held to see which stand twice: eight bytes an item. */
function suspectsOf<T>(
	items: Listed<T>,
	textOf: (item: T) => string,
): Set<number> {
	const marks = new Float64Array(items.length);
	let at = 0;
	for (const item of items) marks[at++] = markOf(textOf(item));
	marks.sort();
	return new Set(marks.filter((mark, at) => at > 0 && mark === marks[at - 1]));
}

function hasRepeated(responses: Listed<string>): boolean {
	const suspects = suspectsOf(responses, (response) => response);
	const seen = new Set<string>();
	if (suspects.size > 0)
		for (const response of responses) {
			if (!suspects.has(markOf(response))) continue;
			if (seen.has(response)) return true;
			seen.add(response);
		}
	return false;
}

function checkCounts(
	{ access, lots, spent, responses, withoutForm }: BallotBoxToAudit,
	spentByLot: Map<string, number>,
	findings: string[],
): void {
	const isTokens = access === "tokens";
	for (const { id, printed, used } of lots) {
		const votes = isTokens ? (spentByLot.get(id) ?? 0) : (used ?? 0);
		const issued = used ?? printed;
		if (votes > issued)
			findings.push(`lot ${id}: ${votes} tokens spent, ${issued} issued`);
		if (issued > printed)
			findings.push(
				isTokens
					? `lot ${id}: ${issued} tokens issued, ${printed} people invited`
					: `lot ${id}: ${issued} slips used, ${printed} printed`,
			);
	}
	const votes = isTokens
		? spent.length
		: lots.reduce((sum, { used = 0 }) => sum + used, 0);
	if (responses.length + withoutForm !== votes)
		findings.push(
			`${votes} votes, but ${responses.length} forms and ${withoutForm} votes without one: forms were added or taken away`,
		);
	if (hasRepeated(responses)) findings.push("a form stands twice");
}
