import type { MicrodataRequest } from "../../../server/actions/export-microdata.ts";
import type { MicrodataState } from "../../../server/actions/microdata-state.ts";
import { answer, api } from "../api.ts";

/** `chosen` is absent where nobody has chosen yet. */
export const filesState = (id: string, chosen: string[] | undefined) =>
	answer(
		api.surveys[":id"].files.$get({
			param: { id },
			query: chosen ? { identifiers: chosen.join(",") } : {},
		}),
	) as Promise<MicrodataState>;

export const makeFiles = (id: string, json: MicrodataRequest) =>
	answer(api.surveys[":id"].files.$post({ param: { id }, json }));
