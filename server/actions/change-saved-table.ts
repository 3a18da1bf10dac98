import type { SavedTable } from "../../db/sqlite/saved-tables.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Renames, shares, removes or puts back a table that somebody keeps: the owner alone. */
export async function changeSavedTable(
	context: ServerContext,
	surveyId: string,
	id: string,
	change: Partial<Pick<SavedTable, "name" | "isShared" | "isRemoved">>,
	user: string,
): Promise<void> {
	const table = await context.store.savedTable(surveyId, id);
	if (!table) throw new Refusal("unknown-table");
	if (table.owner !== user) throw new Refusal("not-yours");
	await context.store.changeSavedTable(surveyId, id, change);
	const { name, ...marks } = change;
	await recordAudit(context, user, "change-saved-table", surveyId, {
		table: id,
		...(name === undefined ? {} : { isRenamed: true }),
		...marks,
	});
}
