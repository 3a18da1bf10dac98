import { sqliteIssuerStore } from "./sqlite/invitations.ts";
import type { KeyMac } from "./sqlite/key-check.ts";

export type IssuerStore = ReturnType<typeof sqliteIssuerStore>;

/** Opens issuer.db alone; `:memory:` keeps nothing. Throws an Error where the pepper is not the one of this file. */
export const openIssuerStore = (
	folder: string,
	pepperMac: KeyMac,
): IssuerStore => sqliteIssuerStore(folder, pepperMac);
