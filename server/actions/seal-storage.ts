import type { ServerContext } from "../context.ts";

/**
 * Writes anew the file that respondents write to, so that no page of it tells an order of arrival, and replaces each
 * backup that is set up. Gives the files of the backups.
 */
export async function sealStorage({
	store,
	backup,
}: Pick<ServerContext, "store" | "backup">): Promise<string[]> {
	await store.rewriteCollector();
	const files: string[] = [];
	for (const { database, recipient } of backup?.recipients ?? [])
		files.push(await store.backUp(database, backup?.folder ?? "", recipient));
	return files;
}
