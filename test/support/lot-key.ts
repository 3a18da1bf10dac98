import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { importKey, type LotKey } from "../../client/respondent/blind-token.ts";
import { type SigningKey, signingKey } from "../../server/tokens/blind-sign.ts";

/** A lot's key from both sides. */
export interface KeyOfBoth {
	spki: Buffer;
	issuer: SigningKey;
	phone: LotKey;
}

export async function keyOfBoth(privateKey: KeyObject): Promise<KeyOfBoth> {
	const spki = createPublicKey(privateKey).export({
		type: "spki",
		format: "der",
	});
	return {
		spki,
		issuer: signingKey(privateKey),
		phone: await importKey(Uint8Array.from(spki)),
	};
}

/** An RSA private key with e = 65537 from the numbers, in hex, that a standard prints. */
export function privateKeyOf(numbers: {
	n: string;
	d: string;
	p: string;
	q: string;
}): KeyObject {
	const [n, d, p, q] = [numbers.n, numbers.d, numbers.p, numbers.q].map((hex) =>
		BigInt(`0x${hex}`),
	) as [bigint, bigint, bigint, bigint];
	return createPrivateKey({
		format: "jwk",
		key: {
			kty: "RSA",
			e: "AQAB",
			n: text(n),
			d: text(d),
			p: text(p),
			q: text(q),
			dp: text(d % (p - 1n)),
			dq: text(d % (q - 1n)),
			qi: text(power(q, p - 2n, p)),
		},
	});
}

function text(number: bigint): string {
	const hex = number.toString(16);
	return Buffer.from(
		hex.padStart(hex.length + (hex.length % 2), "0"),
		"hex",
	).toString("base64url");
}

export function power(base: bigint, exponent: bigint, n: bigint): bigint {
	let result = 1n;
	for (let [square, bits] = [base % n, exponent]; bits; bits >>= 1n) {
		if (bits & 1n) result = (result * square) % n;
		square = (square * square) % n;
	}
	return result;
}
