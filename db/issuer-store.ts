import { sqliteIssuerStore } from "./sqlite/invitations.ts";

export type IssuerStore = ReturnType<typeof sqliteIssuerStore>;

/** Opens issuer.db alone; `:memory:` keeps nothing. */
export const openIssuerStore = (folder: string): IssuerStore =>
	sqliteIssuerStore(folder);
