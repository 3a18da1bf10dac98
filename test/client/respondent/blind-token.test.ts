import { generateKeyPairSync, randomBytes } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import {
	blind,
	encode,
	finalize,
	importKey,
	prepare,
	type RandomBytes,
	readLotKey,
} from "../../../client/respondent/blind-token.ts";
import { blindSign } from "../../../server/tokens/blind-sign.ts";
import { makeManifest } from "../../../server/tokens/make-manifest.ts";
import { differenceFromOracle } from "../../support/blind-oracle.ts";
import { bytesBuiltAlone } from "../../support/built-alone.ts";
import { keyOfBoth, power, privateKeyOf } from "../../support/lot-key.ts";
import rfc from "./rfc9474.json" with { type: "json" };

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const integer = (hex: string) => BigInt(`0x${hex}`);

/** Gives what a vector says was drawn. */
const drawing = (...draws: string[]): RandomBytes => {
	const queue = draws.values();
	return (count) => {
		const bytes = fromHex(queue.next().value ?? "");
		if (bytes.length !== count)
			throw new Error(`${count} bytes were asked for`);
		return bytes;
	};
};

/** Euler's theorem needs the primes, which a vector tells: the r that its `inv` undoes. */
function blindingFactor(inv: string, { n, p, q }: typeof rfc.key): string {
	const order = (integer(p) - 1n) * (integer(q) - 1n);
	const r = power(integer(inv), order - 1n, integer(n));
	return r.toString(16).padStart(n.length, "0");
}

const withSalt = rfc.vectors.filter(({ salt }) => salt !== "");

test.each([
	...rfc.vectors.map((vector) => ({ ...vector, key: rfc.key })),
	{ ...rfc.smaller.vector, key: rfc.smaller.key },
])(
	"RFC 9474, $name: EMSA-PSS encoding and the issuer's signature",
	async ({ key, prepared, salt, encoded_msg, blinded_msg, blind_sig, sig }) => {
		const encoded = await encode(prepared, salt, key.n.length / 2);
		// The vectors leave one encoding out; every signature holds it.
		expect(encoded).toBe(power(integer(sig), 65537n, integer(key.n)));
		if (encoded_msg) expect(encoded).toBe(integer(encoded_msg));
		const { issuer } = await keyOfBoth(privateKeyOf(key));
		expect(toHex(blindSign(issuer, fromHex(blinded_msg)))).toBe(blind_sig);
	},
);

test.each(withSalt)(
	"RFC 9474, $name: blinding and finalizing give the vector's bytes",
	async ({ prepared, salt, inv, blinded_msg, blind_sig, sig }) => {
		const { phone } = await keyOfBoth(privateKeyOf(rfc.key));
		const random = drawing(salt, blindingFactor(inv, rfc.key));
		const blinded = await blind(phone, prepared, random);
		expect(blinded).toEqual({
			message: prepared,
			inverse: inv,
			blinded: blinded_msg,
		});
		expect(await finalize(phone, blinded, blind_sig)).toEqual({
			message: prepared,
			signature: sig,
		});
	},
);

test("RFC 9474: signatures without a salt are refused: another variant", async () => {
	const { phone } = await keyOfBoth(privateKeyOf(rfc.key));
	const unsalted = rfc.vectors.filter(({ salt }) => salt === "");
	expect([withSalt.length, unsalted.length]).toEqual([2, 2]);
	for (const { prepared, inv, blind_sig } of unsalted)
		await expect(
			finalize(
				phone,
				{ message: prepared, inverse: inv, blinded: "" },
				blind_sig,
			),
		).rejects.toThrow("bad-signature");
});

test("a hundred issuances come to the bytes of @cloudflare/blindrsa-ts", async () => {
	for (let key = 0; key < 4; key++) {
		const { phone, issuer } = await newKey();
		for (let time = 0; time < 25; time++)
			expect(await differenceFromOracle(phone, issuer)).toBeUndefined();
	}
});

test("a blinding factor that is not below n is drawn again", async () => {
	const { phone, issuer } = await newKey();
	const salt = toHex(randomBytes(48));
	const good = `00${toHex(randomBytes(255))}`;
	const random = drawing(salt, "ff".repeat(256), phone.n.toString(16), good);
	const blinded = await blind(phone, prepare(), random);
	const signed = toHex(blindSign(issuer, fromHex(blinded.blinded)));
	await finalize(phone, blinded, signed);
	expect(blinded.blinded).toBe(
		(await blind(phone, blinded.message, drawing(salt, good))).blinded,
	);
});

test("a factor that shares a prime with n is not blinded with: it would give the key away", async () => {
	const { phone, issuer } = await newKey();
	const factor = issuer.p.toString(16).padStart(512, "0");
	const random = drawing("00".repeat(48), factor);
	await expect(blind(phone, prepare(), random)).rejects.toThrow("bad-message");
});

test("nothing of two issuances is the same", async () => {
	const { phone } = await newKey();
	const one = await blind(phone, prepare());
	const two = await blind(phone, one.message);
	expect(prepare()).not.toBe(one.message);
	expect(one.message).toMatch(/^[0-9a-f]{128}$/);
	expect(two.blinded).not.toBe(one.blinded);
	expect(two.inverse).not.toBe(one.inverse);
});

const spkiOf = (modulusLength: number, publicExponent = 65537) =>
	generateKeyPairSync("rsa", {
		modulusLength,
		publicExponent,
	}).publicKey.export({ type: "spki", format: "der" });

/** The last byte of n stands before the five that say e = 65537. */
function evenModulus(): Buffer {
	const spki = spkiOf(2048);
	const last = spki.length - 6;
	spki.writeUInt8(spki.readUInt8(last) & 0xfe, last);
	return spki;
}

test.each<[string, () => Buffer]>([
	["1024 bits", () => spkiOf(1024)],
	["2040 bits", () => spkiOf(2040)],
	["2050 bits, not whole bytes", () => spkiOf(2050)],
	["e = 3", () => spkiOf(2048, 3)],
	["e = 17", () => spkiOf(2048, 17)],
	["an even n", evenModulus],
	["cut short", () => spkiOf(2048).subarray(0, -1)],
	["no key at all", () => randomBytes(294)],
	["nothing", () => Buffer.alloc(0)],
	[
		"an elliptic curve's",
		() =>
			generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
				type: "spki",
				format: "der",
			}),
	],
])("a key is refused: %s", async (_, spki) => {
	await expect(importKey(Uint8Array.from(spki()))).rejects.toThrow("bad-key");
});

test("a signature is refused that is cut, altered, not of this message, or not below n", async () => {
	const { phone, issuer } = await newKey();
	const other = await newKey();
	const blinded = await blind(phone, prepare());
	const bytes = fromHex(blinded.blinded);
	const signed = toHex(blindSign(issuer, bytes));
	const altered = `${signed[0] === "0" ? "1" : "0"}${signed.slice(1)}`;
	const another = await blind(phone, prepare());
	for (const wrong of [
		"",
		signed.slice(2),
		`${signed}00`,
		`${signed}\n`,
		signed.replace(/^./, "g"),
		"00".repeat(256),
		"ff".repeat(256),
		altered,
		toHex(blindSign(issuer, fromHex(another.blinded))),
		blinded.blinded,
	])
		await expect(finalize(phone, blinded, wrong)).rejects.toThrow(
			"bad-signature",
		);
	await expect(finalize(other.phone, blinded, signed)).rejects.toThrow(
		"bad-signature",
	);
	await finalize(phone, blinded, signed);
});

test("a lot's key is read with the proof that leads to the printed fingerprint, and with no other", async () => {
	const keys = await Promise.all(Array.from({ length: 5 }, newKey));
	const lots = keys.map(({ spki }, at) => ({
		id: `L00${at}`,
		population: 1000 + at,
		invited: 50,
		publicKey: spki,
	}));
	const head = { survey: "cadres", version: 2, questionnaireHash: "ab" };
	const { fingerprint, root, offers } = await makeManifest(head, lots);
	const offer = offers.get("L003")!;
	const another = offers.get("L004")!;
	for (const printed of [fingerprint, root])
		expect((await readLotKey("cadres", "L003", printed, offer)).n).toBe(
			keys[3]?.phone.n,
		);

	const marked = (await newKey()).spki.toString("base64");
	const refused: [string, string, string, typeof offer][] = [
		["cadres", "L004", fingerprint, offer],
		["citizens", "L003", fingerprint, offer],
		["cadres", "L003", fingerprint, another],
		["cadres", "L003", fingerprint, { ...offer, publicKey: marked }],
		["cadres", "L003", fingerprint, { ...offer, publicKey: another.publicKey }],
		["cadres", "L003", fingerprint, { ...offer, invited: 1 }],
		["cadres", "L003", fingerprint, { ...offer, population: 1 }],
		["cadres", "L003", fingerprint, { ...offer, version: 3 }],
		["cadres", "L003", fingerprint, { ...offer, questionnaireHash: "ac" }],
		["cadres", "L003", fingerprint, { ...offer, path: offer.path.slice(1) }],
		["cadres", "L003", fingerprint, { ...offer, path: [] }],
		["cadres", "L003", "0".repeat(20), offer],
		["cadres", "L003", fingerprint.slice(0, 19), offer],
		["cadres", "L003", "", offer],
	];
	for (const [survey, lot, printed, given] of refused)
		await expect(readLotKey(survey, lot, printed, given)).rejects.toThrow(
			"bad-proof",
		);
});

test("of a manifest with 200 lots the phone is given less than 1 KB", async () => {
	const questionnaireHash = toHex(randomBytes(32));
	const { offers } = await makeManifest(
		{ survey: "cadres", version: 1, questionnaireHash },
		Array.from({ length: 200 }, (_, at) => ({
			id: `K${100 + at}`,
			population: 1000,
			invited: 50,
			publicKey: randomBytes(294),
		})),
	);
	for (const offer of offers.values())
		expect(brotliCompressSync(JSON.stringify(offer)).length).toBeLessThan(1024);
});

test("a bad key is refused though the manifest names it", async () => {
	const head = { survey: "cadres", version: 1, questionnaireHash: "ab" };
	const { fingerprint, offers } = await makeManifest(head, [
		{ id: "L000", population: 1, invited: 1, publicKey: spkiOf(2048, 3) },
	]);
	await expect(
		readLotKey("cadres", "L000", fingerprint, offers.get("L000")!),
	).rejects.toThrow("bad-key");
});

test("built alone it is at most 1.5 KB of brotli", async () => {
	expect(
		await bytesBuiltAlone("client/respondent/blind-token.ts"),
	).toBeLessThanOrEqual(1536);
});

const newKey = () =>
	keyOfBoth(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
