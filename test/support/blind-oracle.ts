// Another implementation of RFC 9474, fed with the chance that ours was given: both must come to the same bytes.
import { randomBytes } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import {
	blind,
	finalize,
	type LotKey,
	prepare,
} from "../../client/respondent/blind-token.ts";
import { blindSign, type SigningKey } from "../../server/tokens/blind-sign.ts";

const oracle = RSABSSA.SHA384.PSS.Randomized();

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A whole issuance by both. Names the first step at which they part, or nothing. */
export async function differenceFromOracle(
	phone: LotKey,
	issuer: SigningKey,
): Promise<string | undefined> {
	const drawn: Uint8Array<ArrayBuffer>[] = [];
	const random = (count: number) => {
		const bytes = Uint8Array.from(randomBytes(count));
		drawn.push(bytes);
		return bytes;
	};
	const message = prepare(random);
	const mine = await blind(phone, message, random);
	const signed = blindSign(issuer, Buffer.from(mine.blinded, "hex"));
	const token = await finalize(phone, mine, toHex(signed));

	const [both = new Uint8Array(), ...rest] = drawn;
	return replaying([both.slice(0, 32), ...rest], async () => {
		const prepared = oracle.prepare(both.slice(32));
		if (toHex(prepared) !== message) return "prepare";
		const theirs = await oracle.blind(phone.verifier, prepared);
		if (toHex(theirs.blindedMsg) !== mine.blinded) return "blind";
		if (toHex(theirs.inv) !== mine.inverse) return "inverse";
		const signature = await oracle.finalize(
			phone.verifier,
			prepared,
			Uint8Array.from(signed),
			theirs.inv,
		);
		return toHex(signature) === token.signature ? undefined : "finalize";
	});
}

/** The oracle takes its chance from the platform: here it gets what was drawn before. */
async function replaying<T>(
	drawn: Uint8Array[],
	work: () => Promise<T>,
): Promise<T> {
	const queue = drawn.values();
	Object.defineProperty(crypto, "getRandomValues", {
		configurable: true,
		value: (into: Uint8Array) => {
			const bytes = queue.next().value;
			if (bytes?.length !== into.length)
				throw new Error(`the oracle draws ${into.length} bytes more`);
			into.set(bytes);
			return into;
		},
	});
	try {
		return await work();
	} finally {
		Reflect.deleteProperty(crypto, "getRandomValues");
	}
}
