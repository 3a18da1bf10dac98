import { createCipheriv } from "node:crypto";

/** Uniform numbers in [0, 1) that nobody foresees without the seed, 32 bytes in hexadecimal, and that it gives again. */
export function seededRandom(seed: string): () => number {
	const cipher = createCipheriv(
		"aes-256-ctr",
		Buffer.from(seed, "hex"),
		Buffer.alloc(16),
	);
	const zeros = Buffer.alloc(8192);
	let bytes = Buffer.alloc(0);
	let at = 0;
	return () => {
		if (at === bytes.length) {
			bytes = cipher.update(zeros);
			at = 0;
		}
		const number = bytes.readUIntLE(at, 6);
		at += 8;
		return number / 2 ** 48;
	};
}
