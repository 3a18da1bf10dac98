import type { BackupPlan } from "../config.ts";
import type { ServerContext } from "../context.ts";
import type { Issuer } from "../issuer.ts";

/**
 * Writes anew the files that respondents write to, so that no page of them tells an order of arrival, and replaces each
 * backup that is set up. Gives the files of the backups.
 */
export async function sealStorage({
	store,
	issuer,
	backup,
}: Pick<ServerContext, "store" | "issuer" | "backup">): Promise<string[]> {
	await store.rewriteCollector();
	await store.emptyLogs();
	const files: string[] = [];
	for (const { database, recipient } of backup?.recipients ?? [])
		if (database !== "issuer")
			files.push(await store.backUp(database, backup?.folder ?? "", recipient));
	if (issuer) files.push(...(await sealIssuer(issuer, backup)));
	return files;
}

/** The same for issuer.db, on whichever host it is. */
export async function sealIssuer(
	{ store }: Pick<Issuer, "store">,
	backup: BackupPlan | undefined,
): Promise<string[]> {
	await store.rewriteIssuer();
	const own = backup?.recipients.find(({ database }) => database === "issuer");
	return own && backup
		? [await store.backUp(backup.folder, own.recipient)]
		: [];
}
