import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
	blind,
	finalize,
	prepare,
	type Token as SentToken,
} from "../../../client/respondent/blind-token.ts";
import { blindSign } from "../../../server/tokens/blind-sign.ts";
import {
	isSigned,
	nullifierOf,
	readPublicKey,
	readToken,
	type Token,
} from "../../../server/tokens/verify-token.ts";
import { type KeyOfBoth, keyOfBoth } from "../../support/lot-key.ts";

const newKey = () =>
	keyOfBoth(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);

async function issue({ phone, issuer }: KeyOfBoth): Promise<SentToken> {
	const blinded = await blind(phone, prepare());
	const signed = blindSign(issuer, Buffer.from(blinded.blinded, "hex"));
	return finalize(phone, blinded, signed.toString("hex"));
}

const own = await newKey();
const other = await newKey();
const publicKey = readPublicKey(own.spki);
const sent = await issue(own);
const token = readToken(sent) as Token;

test("a token is good with its lot's public key alone", () => {
	expect(isSigned(publicKey, token)).toBe(true);
});

test("of another lot, forged, altered or cut, it is not", async () => {
	const flip = (bytes: Buffer, at: number) => {
		const copy = Buffer.from(bytes);
		copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
		return copy;
	};
	const elsewhere = readToken(await issue(other)) as Token;
	const again = readToken(await issue(own)) as Token;
	const { message, signature } = token;
	for (const wrong of [
		elsewhere,
		{ message: again.message, signature },
		{ message, signature: again.signature },
		{ message: flip(message, 0), signature },
		{ message: flip(message, 63), signature },
		...[0, 100, 255].map((at) => ({
			message,
			signature: flip(signature, at),
		})),
		{ message: message.subarray(1), signature },
		{ message, signature: signature.subarray(1) },
		{ message, signature: Buffer.concat([Buffer.alloc(1), signature]) },
		{ message: Buffer.alloc(0), signature: Buffer.alloc(0) },
		{ message, signature: Buffer.alloc(256) },
		{ message, signature: Buffer.alloc(256, 255) },
		{ message, signature: randomBytes(256) },
	])
		expect(isSigned(publicKey, wrong)).toBe(false);
	expect(isSigned(readPublicKey(other.spki), token)).toBe(false);
});

test("the signature plus n is no second signature of the same message", () => {
	const sum = BigInt(`0x${sent.signature}`) + own.phone.n;
	const hex = sum.toString(16).padStart(512, "0");
	const signature = Buffer.from(hex, "hex");
	expect(isSigned(publicKey, { ...token, signature })).toBe(false);
});

test("what cannot be a token is not read as one", () => {
	for (const wrong of [
		{ ...sent, message: "" },
		{ ...sent, message: sent.message.slice(2) },
		{ ...sent, message: `${sent.message}00` },
		{ ...sent, message: sent.message.replace(/^./, "x") },
		{ ...sent, message: sent.message.replace(/.$/, "\n") },
		{ ...sent, signature: sent.signature.slice(2) },
		{ ...sent, signature: `${sent.signature}00` },
		{ ...sent, signature: sent.signature.replace(/^../, "é") },
	])
		expect(readToken(wrong)).toBeUndefined();
});

test("the nullifier is the SHA-256 of the message, whoever signed it", () => {
	const expected = createHash("sha256").update(token.message).digest();
	expect(nullifierOf(token.message).equals(expected)).toBe(true);
	expect(nullifierOf(token.message)).toHaveLength(32);
});

test.each([
	["1024 bits", 1024, 65537],
	["3072 bits", 3072, 65537],
	["e = 3", 2048, 3],
])("a public key is refused: %s", (_, modulusLength, publicExponent) => {
	const { publicKey } = generateKeyPairSync("rsa", {
		modulusLength,
		publicExponent,
	});
	expect(() =>
		readPublicKey(publicKey.export({ type: "spki", format: "der" })),
	).toThrow("must be RSA of 2048 bits with the exponent 65537");
});

test("a public key is refused: an elliptic curve's, or no key", () => {
	const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	expect(() =>
		readPublicKey(publicKey.export({ type: "spki", format: "der" })),
	).toThrow("must be RSA of 2048 bits");
	expect(() => readPublicKey(randomBytes(294))).toThrow();
});
