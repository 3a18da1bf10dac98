import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { type IssuerStore, openIssuerStore } from "../db/issuer-store.ts";
import { keyMac, withKeyFile } from "./key-file.ts";
import { createSealingKey, readSealingKey, unseal } from "./tokens/sealing.ts";

/** What is needed to give out tokens: invitations and private keys, and nothing of what anybody answered. */
export interface Issuer {
	store: IssuerStore;
	/** Key of HMAC(pepper, invitation code); not the one of slips. */
	pepper: Buffer;
	/** What private keys are sealed under. */
	sealingKey: Buffer;
}

const pepperName = "invitation-pepper";

/** Opens issuer.db with its two key files. Throws an Error that says which file does not belong to it. */
export function openIssuer(dataDir: string): Issuer {
	const { store, pepper } = withKeyFile(dataDir, pepperName, (pepper, mac) => ({
		store: openIssuerStore(dataDir, mac),
		pepper,
	}));
	try {
		return { store, pepper, sealingKey: sealingKeyOf(store, dataDir) };
	} catch (error) {
		store.close();
		throw error;
	}
}

/** A new key only where nothing is sealed yet; otherwise it must open what is. */
function sealingKeyOf(store: IssuerStore, dataDir: string): Buffer {
	const file = path.join(dataDir, "keys", "lot-sealing-key");
	const sealed = store.anySealedKey();
	if (!sealed && !existsSync(file)) return createSealingKey(file);
	const key = readSealingKey(file);
	if (sealed) unseal(key, sealed.lotId, sealed.sealedPrivateKey);
	return key;
}

/** An issuer that keeps nothing, for tests. */
export function issuerInMemory(): Issuer {
	const pepper = randomBytes(32);
	return {
		store: openIssuerStore(":memory:", {
			name: pepperName,
			mac: keyMac(pepper, pepperName),
		}),
		pepper,
		sealingKey: randomBytes(32),
	};
}
