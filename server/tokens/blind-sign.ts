import {
	constants,
	createPublicKey,
	type KeyObject,
	privateDecrypt,
	publicEncrypt,
	randomBytes,
} from "node:crypto";

/** A lot's private key, opened, with the numbers that a blinded message is judged by. */
export interface SigningKey {
	privateKey: KeyObject;
	publicKey: KeyObject;
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
		publicKey: createPublicKey(privateKey),
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
	const masked = z * integer(randomBytes(size));
	return masked % p === 0n || masked % q === 0n ? "not-coprime" : undefined;
}

/**
 * RFC 9474, 4.3, by OpenSSL: `z^d mod n` in constant time and blinded once more, then raised to e as the standard asks,
 * for a signature with a slip in its arithmetic would give the key away.
 */
export function blindSign(key: SigningKey, blinded: Uint8Array): Buffer {
	const fault = faultOfBlinded(key, blinded);
	if (fault)
		throw new Error(`a blinded message must not be signed that is ${fault}`);
	const padding = constants.RSA_NO_PADDING;
	const signature = privateDecrypt({ key: key.privateKey, padding }, blinded);
	const again = publicEncrypt({ key: key.publicKey, padding }, signature);
	if (!again.equals(blinded)) throw new Error("a signature came out wrong");
	return signature;
}
