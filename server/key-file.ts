import { createHmac, randomBytes } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import type { KeyMac } from "../db/sqlite/key-check.ts";

const length = 32;

/**
 * Opens what needs a key of 32 bytes: a file apart from the databases, readable by its owner alone. It is made where
 * there is none, and taken away again where the database says that it has had another.
 */
export function withKeyFile<T>(
	dataDir: string,
	name: string,
	open: (key: Buffer, mac: KeyMac) => T,
): T {
	const file = path.join(dataDir, "keys", name);
	const isNew = !existsSync(file);
	if (isNew) {
		try {
			mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
			writeFileSync(file, randomBytes(length), {
				mode: 0o600,
				flag: "wx",
				// As durable as what the database will say of it.
				flush: true,
			});
		} catch (error) {
			throw new Error(
				`${file} cannot be opened for writing (${(error as NodeJS.ErrnoException).code}): check that the folder exists, is yours and has room`,
			);
		}
	}
	const key = readFileSync(file);
	if (key.length !== length)
		throw new Error(
			`the key ${file} is not ${length} bytes long: put the right file back, cards cannot be read without it`,
		);
	try {
		return open(key, { name, mac: keyMac(key, name) });
	} catch (error) {
		if (isNew) rmSync(file);
		throw error;
	}
}

export const keyMac = (key: Buffer, name: string): Buffer =>
	createHmac("sha256", key).update(`key-check:${name}`).digest();
