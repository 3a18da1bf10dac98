import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { seal } from "./sealing.ts";

const generate = promisify(generateKeyPair);

export interface LotKeyPair {
	lotId: string;
	/** SubjectPublicKeyInfo, DER. */
	publicKey: Buffer;
	sealedPrivateKey: Buffer;
}

export interface Generation {
	onProgress?: (done: number, total: number) => void;
	/** Stops before the next key: none under way takes longer than a few seconds. */
	signal?: AbortSignal;
	/** Two of the four threads of Node's pool: files, logins and names need the others. */
	threads?: number;
}

/** An RSA-2048 key for each lot, in the order given. The keys are made in Node's worker pool, the main thread stays free. */
export async function makeLotKeys(
	lotIds: string[],
	sealingKey: Buffer,
	{ onProgress, signal, threads = 2 }: Generation = {},
): Promise<LotKeyPair[]> {
	const made: LotKeyPair[] = [];
	const waiting = lotIds.entries();
	let done = 0;
	const work = async () => {
		for (const [at, lotId] of waiting) {
			signal?.throwIfAborted();
			const { publicKey, privateKey } = await generate("rsa", {
				modulusLength: 2048,
				publicExponent: 65537,
			});
			made[at] = {
				lotId,
				publicKey: publicKey.export({ type: "spki", format: "der" }),
				sealedPrivateKey: seal(sealingKey, lotId, privateKey),
			};
			onProgress?.(++done, lotIds.length);
		}
	};
	await Promise.all(Array.from({ length: threads }, work));
	return made;
}
