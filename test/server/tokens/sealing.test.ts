import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import {
	createSealingKey,
	readSealingKey,
	seal,
	unseal,
} from "../../../server/tokens/sealing.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "sealing-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
	modulusLength: 2048,
});

test("a key is sealed, and opens with the file that sealed it", () => {
	const file = path.join(folder, "keys", "lot-keys");
	const made = createSealingKey(file);
	const read = readSealingKey(file);
	expect(read.equals(made)).toBe(true);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const sealed = seal(made, "L001", privateKey);
	expect(createPublicKey(unseal(read, "L001", sealed)).equals(publicKey)).toBe(
		true,
	);
	const plain = privateKey.export({ type: "pkcs8", format: "der" });
	expect(sealed.includes(plain.subarray(0, 32))).toBe(false);
	expect(seal(made, "L001", privateKey).equals(sealed)).toBe(false);
});

test("a key file that is there is never written over", () => {
	const file = path.join(folder, "kept");
	const key = createSealingKey(file);
	expect(() => createSealingKey(file)).toThrow("EEXIST");
	expect(readSealingKey(file).equals(key)).toBe(true);
});

test("the wrong key file, another lot's row and altered bytes open nothing, and are told with what to do", () => {
	const key = createSealingKey(path.join(folder, "right"));
	const wrong = createSealingKey(path.join(folder, "wrong"));
	const sealed = seal(key, "L001", privateKey);
	const flipped = (at: number) => {
		const copy = Buffer.from(sealed);
		copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
		return copy;
	};
	for (const open of [
		() => unseal(wrong, "L001", sealed),
		() => unseal(key, "L002", sealed),
		() => unseal(key, "L001", sealed.subarray(0, -1)),
		() => unseal(key, "L001", sealed.subarray(0, 20)),
		() => unseal(key, "L001", Buffer.alloc(0)),
		...[0, 12, 28, sealed.length - 1].map(
			(at) => () => unseal(key, "L001", flipped(at)),
		),
	])
		expect(open).toThrow(
			/^the key of lot L00[12] does not open: .*put back the key file that belongs to these databases$/,
		);
});

test("a key file that is missing or of another length is told with what to do", () => {
	const missing = path.join(folder, "missing");
	expect(() => readSealingKey(missing)).toThrow(
		`the key file ${missing} cannot be read (ENOENT): put it back`,
	);
	const short = path.join(folder, "short");
	writeFileSync(short, "password");
	expect(() => readSealingKey(short)).toThrow(
		`the key file ${short} is not 32 bytes long: put the right file back`,
	);
});
