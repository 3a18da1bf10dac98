import {
	createCipheriv,
	createDecipheriv,
	createPrivateKey,
	type KeyObject,
	randomBytes,
} from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** The key that lot keys are sealed under. Its file lies outside the databases: a copy of those signs nothing. */
export function createSealingKey(file: string): Buffer {
	mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
	const key = randomBytes(keyLength);
	// wx: a key that exists is never written over, what it sealed would be lost.
	writeFileSync(file, key, { mode: 0o600, flag: "wx", flush: true });
	return key;
}

export function readSealingKey(file: string): Buffer {
	let key: Buffer;
	try {
		key = readFileSync(file);
	} catch (error) {
		throw new Error(
			`the key file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}): put it back or let this program read it, without it no lot can sign`,
		);
	}
	if (key.length !== keyLength)
		throw new Error(
			`the key file ${file} is not ${keyLength} bytes long: put the right file back, without it no lot can sign`,
		);
	return key;
}

/** AES-256-GCM: nonce, tag, PKCS #8. The lot's id is bound to it, so that a key moved to another row does not open. */
export function seal(
	sealingKey: Buffer,
	lotId: string,
	privateKey: KeyObject,
): Buffer {
	const nonce = randomBytes(nonceLength);
	const cipher = createCipheriv("aes-256-gcm", sealingKey, nonce);
	cipher.setAAD(Buffer.from(lotId));
	const plain = privateKey.export({ type: "pkcs8", format: "der" });
	const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
	plain.fill(0);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

export function unseal(
	sealingKey: Buffer,
	lotId: string,
	sealed: Buffer,
): KeyObject {
	const plain = decrypted(sealingKey, lotId, sealed);
	const key = createPrivateKey({ key: plain, type: "pkcs8", format: "der" });
	plain.fill(0);
	return key;
}

function decrypted(sealingKey: Buffer, lotId: string, sealed: Buffer): Buffer {
	try {
		const decipher = createDecipheriv(
			"aes-256-gcm",
			sealingKey,
			sealed.subarray(0, nonceLength),
			{ authTagLength: tagLength },
		);
		decipher.setAAD(Buffer.from(lotId));
		const body = nonceLength + tagLength;
		decipher.setAuthTag(sealed.subarray(nonceLength, body));
		return Buffer.concat([
			decipher.update(sealed.subarray(body)),
			decipher.final(),
		]);
	} catch {
		throw new Error(
			`the key of lot ${lotId} does not open: the key file is not the one that sealed it, or the databases were altered; put back the key file that belongs to these databases`,
		);
	}
}
