import type { Released } from "../../analysis/disclosure/release.ts";
import type { BuiltTable } from "../../analysis/tables/table.ts";
import type { TableRequest } from "../../survey-definitions/table-request.ts";
import type { ServerContext } from "../context.ts";
import { buildTable } from "./run-table.ts";

/** A table in a thread of its own, where there is one, so that phones are served meanwhile. */
export async function askForTable(
	context: Pick<ServerContext, "store" | "tables">,
	request: TableRequest,
): Promise<BuiltTable<Released>> {
	return context.tables
		? context.tables.build(request)
		: buildTable(context, request);
}
