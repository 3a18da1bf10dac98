import { generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
	type BlindedFault,
	blindSign,
	faultOfBlinded,
	signingKey,
} from "../../../server/tokens/blind-sign.ts";
import { power } from "../../support/lot-key.ts";

const key = signingKey(
	generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
);
const { n, p, q } = key;
const bytes = (number: bigint, length = 256) =>
	Buffer.from(number.toString(16).padStart(2 * length, "0"), "hex");
const anything = () => {
	const chance = randomBytes(256);
	chance[0] = 0;
	return chance;
};

test("what is signed is z^d mod n", () => {
	expect(n).toBe(p * q);
	for (let time = 0; time < 20; time++) {
		const z = anything();
		const signature = blindSign(key, z);
		expect(signature.length).toBe(256);
		const raised = power(BigInt(`0x${signature.toString("hex")}`), 65537n, n);
		expect(bytes(raised).equals(z)).toBe(true);
		// The same code and the same blinded message must give the same signature.
		expect(blindSign(key, z).equals(signature)).toBe(true);
	}
});

test.each<[string, Buffer, BlindedFault]>([
	["nothing", Buffer.alloc(0), "wrong-size"],
	["a byte less", bytes(5n, 255), "wrong-size"],
	["a byte more", bytes(5n, 257), "wrong-size"],
	["a longer key's", randomBytes(512), "wrong-size"],
	["0", bytes(0n), "trivial"],
	["1", bytes(1n), "trivial"],
	["n − 1", bytes(n - 1n), "trivial"],
	["n", bytes(n), "out-of-range"],
	["n + 1", bytes(n + 1n), "out-of-range"],
	["the largest of that size", Buffer.alloc(256, 255), "out-of-range"],
	["p", bytes(p), "not-coprime"],
	["a multiple of p", bytes(p * 12345n), "not-coprime"],
	["n − q", bytes(n - q), "not-coprime"],
])("a blinded message is refused: %s", (_, blinded, fault) => {
	expect(faultOfBlinded(key, blinded)).toBe(fault);
	expect(() => blindSign(key, blinded)).toThrow(fault);
});

test("nothing else is", () => {
	for (const z of [bytes(2n), bytes(n - 2n), anything()])
		expect(faultOfBlinded(key, z)).toBeUndefined();
});
