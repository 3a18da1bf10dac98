import {
	constants,
	type KeyObject,
	privateDecrypt,
	randomBytes,
} from "node:crypto";

/** A lot's private key, opened, with the numbers that a blinded message is judged by. */
export interface SigningKey {
	privateKey: KeyObject;
	n: bigint;
	p: bigint;
	q: bigint;
	/** Bytes of n. */
	size: number;
}

export type BlindedFault =
	| "wrong-size"
	| "out-of-range"
	| "trivial"
	| "not-coprime";

const integer = (bytes: Uint8Array): bigint =>
	BigInt(`0x${Buffer.from(bytes).toString("hex")}`);

export function signingKey(privateKey: KeyObject): SigningKey {
	const { n = "", p = "", q = "" } = privateKey.export({ format: "jwk" });
	const modulus = Buffer.from(n, "base64url");
	return {
		privateKey,
		n: integer(modulus),
		p: integer(Buffer.from(p, "base64url")),
		q: integer(Buffer.from(q, "base64url")),
		size: modulus.length,
	};
}

/** What keeps a blinded message from being signed; undefined if nothing does. */
export function faultOfBlinded(
	{ n, p, q, size }: SigningKey,
	blinded: Uint8Array,
): BlindedFault | undefined {
	if (blinded.length !== size) return "wrong-size";
	const z = integer(blinded);
	if (z >= n) return "out-of-range";
	if (z === 0n || z === 1n || z === n - 1n) return "trivial";
	// BigInt is not constant-time: multiplied by chance, what is divided by the secret primes was chosen by nobody.
	const masked = z * integer(randomBytes(32));
	return masked % p === 0n || masked % q === 0n ? "not-coprime" : undefined;
}

/**
 * RFC 9474, 4.3: z^d mod n by OpenSSL, in constant time. The check that a fault in the arithmetic gives no key away
 * (steps 3 and 4) is OpenSSL's own: rsa_ossl_mod_exp raises its result to e before it lets go of it.
 */
export function blindSign(key: SigningKey, blinded: Uint8Array): Buffer {
	const fault = faultOfBlinded(key, blinded);
	if (fault)
		throw new Error(`a blinded message must not be signed that is ${fault}`);
	return privateDecrypt(
		{ key: key.privateKey, padding: constants.RSA_NO_PADDING },
		blinded,
	);
}
