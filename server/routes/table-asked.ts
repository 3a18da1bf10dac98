import {
	readTableQuery,
	type TableRequest,
} from "../../survey-definitions/table-request.ts";
import { tableRequestSchema } from "../../survey-definitions/table-request-schema.ts";
import { invalidRequest } from "./invalid-request.ts";

/** The table of a survey that a query string asks for. */
export function tableAsked(survey: string, query: string): TableRequest {
	const asked = tableRequestSchema.safeParse(
		readTableQuery(survey, new URLSearchParams(query)),
	);
	if (!asked.success) throw invalidRequest(asked.error);
	return asked.data;
}
