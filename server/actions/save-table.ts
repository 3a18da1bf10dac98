import { randomBytes } from "node:crypto";
import type { SavedTable } from "../../db/sqlite/saved-tables.ts";
import {
	readTableQuery,
	tableSearch,
} from "../../survey-definitions/table-request.ts";
import { tableRequestSchema } from "../../survey-definitions/table-request-schema.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { weightsInUse } from "../survey-weights.ts";
import { tableNames, unknownNames } from "../unknown-names.ts";
import { recordAudit } from "./record-audit.ts";

/** Keeps what a table was asked as, under a name; never its figures, which are made anew each time. */
export async function saveTable(
	context: ServerContext,
	surveyId: string,
	{ name, query, isShared }: Pick<SavedTable, "name" | "query" | "isShared">,
	owner: string,
): Promise<{ id: string }> {
	const { store, now } = context;
	const names = await tableNames(store, surveyId);
	const read = tableRequestSchema.safeParse(
		readTableQuery(surveyId, new URLSearchParams(query)),
	);
	if (!read.success)
		throw new Refusal("invalid-request", [
			{ variable: "query", code: "malformed" },
		]);
	const [unknown] = unknownNames(read.data, names);
	if (unknown !== undefined)
		throw new Refusal("unknown-variable", [
			{ variable: unknown, code: "unknown-question" },
		]);
	const { survey: _, ...request } = read.data;
	const state = await store.surveyState(surveyId);
	const weights = await weightsInUse(store, surveyId);
	const id = randomBytes(9).toString("base64url");
	await store.addSavedTable({
		id,
		surveyId,
		name,
		query: tableSearch(request),
		definitionVersion: state?.version ?? 0,
		weightsVersion: weights?.version ?? 0,
		owner,
		isShared,
		savedAtMs: now(),
		isRemoved: false,
	});
	await recordAudit(context, owner, "save-table", surveyId, {
		table: id,
		isShared,
	});
	return { id };
}
