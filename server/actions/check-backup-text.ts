import type { ServerContext } from "../context.ts";

/** Surveys whose consent screen says that there are no backups, where backups are made. */
export async function surveysDenyingBackups({
	store,
	backup,
}: Pick<ServerContext, "store" | "backup">): Promise<string[]> {
	if (!backup) return [];
	const denying: string[] = [];
	for (const { id, status } of await store.surveys()) {
		if (status === "closed") continue;
		const stored = await store.survey(id);
		const usual = stored?.definition.parameters.BACKUP_TEXT?.default;
		const said = stored?.wave.BACKUP_TEXT ?? usual;
		if (usual !== undefined && JSON.stringify(said) === JSON.stringify(usual))
			denying.push(id);
	}
	return denying;
}
