import type { Released } from "../../analysis/disclosure/release.ts";
import type { BuiltTable } from "../../analysis/tables/table.ts";
import type { TableRequest } from "../../survey-definitions/table-request.ts";
import type { ServerContext } from "../context.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { buildTable } from "./run-table.ts";

type Context = Pick<ServerContext, "store" | "tables">;

/** A table in a thread of its own, where there is one, so that phones are served meanwhile. */
export async function askForTable(
	context: Context,
	request: TableRequest,
): Promise<BuiltTable<Released>> {
	return context.tables
		? context.tables.build(request)
		: buildTable(context, request);
}

/** One variable, as a whole or by one other. */
export async function askForOne(
	context: Context,
	{ survey, variable, by }: { survey: string; variable: string; by?: string },
): Promise<Released> {
	const { blocks } = await askForTable(context, {
		survey,
		rows: [variable],
		...(by === undefined ? {} : { banner: [[by]] }),
	});
	const { whole, groups } = blocks[0]!;
	const asked = by === undefined ? whole : groups[0]!;
	if ("refused" in asked) throw new Refusal(asked.refused as RefusalCode);
	return asked;
}
