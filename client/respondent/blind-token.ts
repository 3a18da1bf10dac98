// The phone's half of RFC 9474, RSABSSA-SHA384-PSS-Randomized: the issuer signs what it cannot see, and what it signed
// cannot be known again. A chunk of its own, fetched only where a survey uses tokens. Numbers and bytes are hex: BigInt
// reads and writes it, and sessionStorage keeps it over a reload.
import { isProven, type LotOffer } from "../../survey-definitions/manifest.ts";

export type TokenFault =
	| "bad-key"
	| "bad-proof"
	| "bad-message"
	| "bad-signature";

export interface LotKey {
	n: bigint;
	/** Bytes of n. */
	size: number;
	verifier: CryptoKey;
}

/** What has to be kept until the signature has come. Only `blinded` is sent. */
export interface Blinded {
	message: string;
	inverse: string;
	blinded: string;
}

export interface Token {
	message: string;
	signature: string;
}

type Bytes = Uint8Array<ArrayBuffer>;
export type RandomBytes = (count: number) => Bytes;

const hashLength = 48;
const saltLength = 48;
const pss = { name: "RSA-PSS", hash: "SHA-384", saltLength };

/** The fault is the message: the page has the words. */
function refuse(fault: TokenFault): never {
	throw Error(fault);
}

const randomBytes: RandomBytes = (count) =>
	crypto.getRandomValues(new Uint8Array(count));

const fromBase64 = (text: string): Bytes =>
	Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const toHex = (bytes: Bytes): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex: string): Bytes =>
	Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const integer = (hex: string): bigint => BigInt(`0x${hex}`);
const hexOf = (number: bigint, size: number): string =>
	number.toString(16).padStart(2 * size, "0");

const digest = async (name: string, bytes: Bytes): Promise<string> =>
	toHex(new Uint8Array(await crypto.subtle.digest(name, bytes)));
const sha384 = (hex: string) => digest("SHA-384", fromHex(hex));

/** The key of a lot, once it is the one that the invitation's fingerprint stands for. */
export async function readLotKey(
	survey: string,
	lot: string,
	fingerprint: string,
	offer: LotOffer,
): Promise<LotKey> {
	const spki = fromBase64(offer.publicKey);
	const sha256 = (bytes: Bytes) => digest("SHA-256", bytes);
	const promised = await isProven(
		{ ...offer, survey },
		{ ...offer, id: lot, publicKeyHash: await sha256(spki) },
		offer.path,
		fingerprint,
		sha256,
	);
	return promised ? importKey(spki) : refuse("bad-proof");
}

/** RSA of 2048 bits or more in whole bytes, odd, with e = 65537. */
export async function importKey(spki: Bytes): Promise<LotKey> {
	const { subtle } = crypto;
	try {
		const verifier = await subtle.importKey("spki", spki, pss, true, [
			"verify",
		]);
		const { n = "", e } = await subtle.exportKey("jwk", verifier);
		const bytes = fromBase64(n.replace(/-/g, "+").replace(/_/g, "/"));
		const size = bytes.length;
		const key = { n: integer(toHex(bytes)), size, verifier };
		if (e === "AQAB" && size >= 256 && bytes[0]! > 127 && key.n % 2n)
			return key;
	} catch {}
	return refuse("bad-key");
}

/** RFC 9474, 4.1: a message of chance, and before it the 32 bytes of chance that "Randomized" asks for. */
export const prepare = (random = randomBytes): string => toHex(random(64));

/** RFC 8017, 9.1.1, with MGF1 of B.2.1. Leading zeros of the padding are those of a number. */
export async function encode(
	message: string,
	salt: string,
	size: number,
): Promise<bigint> {
	const hash = await sha384("00".repeat(8) + (await sha384(message)) + salt);
	const maskLength = size - hashLength - 1;
	const blocks = Array.from({ length: maskLength / hashLength + 1 }, (_, at) =>
		sha384(hash + hexOf(BigInt(at), 4)),
	);
	const mask = (await Promise.all(blocks)).join("").slice(0, 2 * maskLength);
	const masked = BigInt.asUintN(
		8 * maskLength - 1,
		integer(`01${salt}`) ^ integer(mask),
	);
	return integer(`${masked.toString(16)}${hash}bc`);
}

/** RFC 9474, 4.2. */
export async function blind(
	{ n, size }: LotKey,
	message: string,
	random = randomBytes,
): Promise<Blinded> {
	const encoded = await encode(message, toHex(random(saltLength)), size);
	let r = n;
	while (r >= n) r = integer(toHex(random(size)));
	// The inverse of the product gives that of r, and exists only where both have one.
	const inverse = (encoded * inverseOf((encoded * r) % n, n)) % n;
	let power = r;
	for (let squared = 0; squared < 16; squared++) power = (power * power) % n;
	return {
		message,
		inverse: hexOf(inverse, size),
		blinded: hexOf((encoded * ((power * r) % n)) % n, size),
	};
}

/** Extended Euclid: r ≡ s·a and next ≡ t·a (mod n) all along. */
function inverseOf(a: bigint, n: bigint): bigint {
	let [r, next, s, t] = [a, n, 1n, 0n];
	while (next) {
		const quotient = r / next;
		[r, next, s, t] = [next, r - quotient * next, t, s - quotient * t];
	}
	return r === 1n ? (s + n) % n : refuse("bad-message");
}

/** RFC 9474, 4.4: the issuer's answer without the blinding, if it is a signature of the message. */
export async function finalize(
	{ n, size, verifier }: LotKey,
	{ message, inverse }: Blinded,
	blindSignature: string,
): Promise<Token> {
	if (!RegExp(`^[\\da-f]{${2 * size}}$`).test(blindSignature))
		refuse("bad-signature");
	const signature = hexOf(
		(integer(blindSignature) * integer(inverse)) % n,
		size,
	);
	const holds = await crypto.subtle.verify(
		pss,
		verifier,
		fromHex(signature),
		fromHex(message),
	);
	return holds ? { message, signature } : refuse("bad-signature");
}
