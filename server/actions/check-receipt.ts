import type { Store } from "../../db/store.ts";
import { fingerprintLength } from "../../survey-definitions/manifest.ts";
import { publicBallotBox } from "../public-ballot-box.ts";
import { isSigned, readPublicKey, readToken } from "../tokens/verify-token.ts";

/** How a receipt leads to a vote in the ballot box, and to nothing else. */
export interface CountedReceipt {
	message: string;
	/** Its SHA-256, which begins with the receipt. */
	digest: string;
	/** Line of the box, from 1. */
	line: number;
	of: number;
}

/** Looks a respondent's receipt up in the published box and checks the signature of the vote that it names. */
export async function checkReceipt(
	store: Store,
	surveyId: string,
	typed: string,
): Promise<CountedReceipt | "malformed" | "absent"> {
	const { box, digests } = await publicBallotBox(store, surveyId);
	const digits = typed.toLowerCase().replace(/[\s.–-]/g, "");
	if (!RegExp(`^[\\da-f]{${fingerprintLength},64}$`).test(digits))
		return "malformed";
	const at = digests.findIndex((digest) => digest.startsWith(digits));
	const [lotId, message = "", signature = ""] = box.spent[at] ?? [];
	const key = box.lots.find(({ id }) => id === lotId)?.publicKey;
	const token = readToken({ message, signature });
	if (!key || !token) return "absent";
	if (!isSigned(readPublicKey(Buffer.from(key, "base64")), token))
		return "absent";
	const digest = digests[at] as string;
	return { message, digest, line: at + 1, of: digests.length };
}
