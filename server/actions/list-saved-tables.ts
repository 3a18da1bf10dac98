import type { SavedTable } from "../../db/sqlite/saved-tables.ts";
import { readTableQuery } from "../../survey-definitions/table-request.ts";
import type { ServerContext } from "../context.ts";
import { weightsInUse } from "../survey-weights.ts";
import { tableNames, unknownNames } from "../unknown-names.ts";

export interface ListedTable extends Omit<SavedTable, "surveyId"> {
	/** Names that the survey no longer has: the table cannot be made as it was saved. */
	unknown: string[];
	/** Versions now, where they are others than it was saved under. */
	definitionNow?: number;
	weightsNow?: number;
}

/** Tables that somebody keeps and that others share; their own removed ones too, so that they can be put back. */
export async function listSavedTables(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	user: string,
): Promise<ListedTable[]> {
	const names = await tableNames(store, surveyId);
	const definition = (await store.surveyState(surveyId))?.version;
	const weights = (await weightsInUse(store, surveyId))?.version;
	return (await store.savedTables(surveyId))
		.filter(
			({ owner, isShared, isRemoved }) =>
				owner === user || (isShared && !isRemoved),
		)
		.map(({ surveyId: _, ...table }) => ({
			...table,
			unknown: unknownNames(
				readTableQuery(surveyId, new URLSearchParams(table.query)),
				names,
			),
			...(definition !== undefined && definition !== table.definitionVersion
				? { definitionNow: definition }
				: {}),
			...(weights !== undefined && weights !== table.weightsVersion
				? { weightsNow: weights }
				: {}),
		}));
}
