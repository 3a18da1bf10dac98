import type { BuiltTable } from "../../../analysis/tables/table.ts";
import {
	type TableRequest,
	tableSearch,
} from "../../../survey-definitions/table-request.ts";
import { answer, api } from "../api.ts";

/** The same query string asks the page and the API. */
export const buildTable = (request: TableRequest): Promise<BuiltTable> => {
	const path = api.surveys[":id"].tables.$url({
		param: { id: request.survey },
	}).pathname;
	return answer<BuiltTable>(fetch(`${path}?${tableSearch(request)}`));
};
