import { createPublicKey, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeLotKeys } from "../../../server/tokens/lot-keys.ts";
import { unseal } from "../../../server/tokens/sealing.ts";
import { readPublicKey } from "../../../server/tokens/verify-token.ts";

const sealingKey = randomBytes(32);
const ids = ["L003", "L001", "L002"];

test("each lot gets a key of its own, sealed for it, while the main thread stays free", async () => {
	const progress: number[][] = [];
	let turns = 0;
	let turning = setImmediate(function turn() {
		turns++;
		turning = setImmediate(turn);
	});
	const made = await makeLotKeys(ids, sealingKey, {
		onProgress: (...counts) => progress.push(counts),
	});
	clearImmediate(turning);
	expect(turns).toBeGreaterThan(10);
	expect(progress).toEqual([1, 2, 3].map((done) => [done, 3]));
	expect(made.map(({ lotId }) => lotId)).toEqual(ids);
	for (const { lotId, publicKey, sealedPrivateKey } of made) {
		const key = unseal(sealingKey, lotId, sealedPrivateKey);
		expect(createPublicKey(key).equals(readPublicKey(publicKey))).toBe(true);
	}
	const different = new Set(
		made.map(({ publicKey }) => publicKey.toString("hex")),
	);
	expect(different.size).toBe(3);
});

test("stopped, it makes no further key and gives none", async () => {
	const stop = new AbortController();
	let done = 0;
	await expect(
		makeLotKeys([...ids, "L004", "L005", "L006"], sealingKey, {
			signal: stop.signal,
			onProgress: () => {
				done++;
				stop.abort(new Error("stopped"));
			},
		}),
	).rejects.toThrow("stopped");
	await new Promise((resolve) => setTimeout(resolve, 0));
	expect(done).toBeLessThanOrEqual(2);
	await expect(
		makeLotKeys(ids, sealingKey, { signal: stop.signal }),
	).rejects.toThrow("stopped");
});

test("no lots, no keys", async () => {
	expect(await makeLotKeys([], sealingKey)).toEqual([]);
});
