import type { KeyObject } from "node:crypto";
import {
	fingerprintOf,
	merkleTree,
} from "../../survey-definitions/manifest.ts";
import { type BallotBox, ballotBoxHash } from "../ballot-box.ts";
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
	box: BallotBox,
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
	const nullifiers = checkSpent(box, spentByLot, findings);
	checkCounts(box, spentByLot, findings);

	const hash = ballotBoxHash(box);
	if (publishedHash !== undefined && publishedHash !== hash)
		findings.push(
			`the box has the hash ${hash}, and ${publishedHash} was published at close: something was added, taken away or altered since`,
		);
	const digits = receipt?.toLowerCase().replace(/\s/g, "");
	const sum = (of: (lot: BallotBox["lots"][number]) => number | undefined) =>
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
		verified: nullifiers.size,
		spent: box.spent.length,
		responses: box.responses.length,
		withoutForm: box.withoutForm,
		hash,
		fingerprint: root && fingerprintOf(root),
		hasReceipt:
			digits === undefined
				? undefined
				: digits.length >= 20 &&
					[...nullifiers].some((one) => one.startsWith(digits)),
	};
}

async function checkManifest(
	{ manifest, root, lots, survey }: BallotBox,
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

/** Gives the nullifiers of the tokens whose signatures hold. */
function checkSpent(
	{ lots, spent }: BallotBox,
	spentByLot: Map<string, number>,
	findings: string[],
): Set<string> {
	const keys = new Map<string, KeyObject>();
	for (const { id, publicKey } of lots)
		if (publicKey) {
			try {
				keys.set(id, readPublicKey(Buffer.from(publicKey, "base64")));
			} catch {
				findings.push(`the key of lot ${id} is no RSA key of 2048 bits`);
			}
		}
	const nullifiers = new Set<string>();
	for (const [at, [lot, message, signature]] of spent.entries()) {
		const where = `spent token ${at + 1}, ${message.slice(0, 12)}… of lot ${lot}`;
		spentByLot.set(lot, (spentByLot.get(lot) ?? 0) + 1);
		const key = keys.get(lot);
		const token = readToken({ message, signature });
		if (!key) findings.push(`${where}: there is no such lot`);
		else if (!token) findings.push(`${where}: it is no token`);
		else if (!isSigned(key, token))
			findings.push(`${where}: the lot's key did not sign it`);
		else {
			const nullifier = nullifierOf(token.message).toString("hex");
			if (nullifiers.has(nullifier)) findings.push(`${where}: it stands twice`);
			nullifiers.add(nullifier);
		}
	}
	return nullifiers;
}

function checkCounts(
	{ access, lots, spent, responses, withoutForm }: BallotBox,
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
	if (new Set(responses).size < responses.length)
		findings.push("a form stands twice");
}
