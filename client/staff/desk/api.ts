import type { Topline } from "../../../analysis/tables/topline.ts";
import type { ListedToken } from "../../../server/actions/list-api-tokens.ts";
import type { ListedDerived } from "../../../server/actions/list-derived.ts";
import type { ListedTable } from "../../../server/actions/list-saved-tables.ts";
import type {
	DerivedDefinition,
	DerivedProblem,
} from "../../../survey-definitions/derived.ts";
import { answer, api } from "../api.ts";

const of = (id: string) => ({ param: { id } });

// JSON leaves absent what is absent: the casts only undo `hc`'s "| undefined". NaN arrives as null.
export const topline = (id: string) =>
	answer(api.surveys[":id"].topline.$get(of(id))) as Promise<Topline>;

export const startTopline = (id: string) =>
	answer(api.surveys[":id"].topline.$post(of(id)));

export const toplineHref = (
	id: string,
	format: "csv" | "xlsx",
	lang: "vi" | "en",
): string => {
	const { pathname, search } = api.surveys[":id"][
		format === "csv" ? "topline.csv" : "topline.xlsx"
	].$url({ ...of(id), query: { lang } });
	return pathname + search;
};

export const derived = (id: string) =>
	answer(api.surveys[":id"].derived.$get(of(id))) as Promise<{
		derived: ListedDerived[];
	}>;

export const setDerived = (
	id: string,
	definition: DerivedDefinition,
	known: number,
) =>
	answer(
		api.surveys[":id"].derived.$post({
			...of(id),
			json: { definition, known },
		}),
	) as Promise<{ version: number } | { problems: DerivedProblem[] }>;

export const removeDerived = (id: string, name: string) =>
	answer(api.surveys[":id"].derived[":name"].$delete({ param: { id, name } }));

export const restoreDerived = (id: string, name: string) =>
	answer(
		api.surveys[":id"].derived[":name"].restore.$post({ param: { id, name } }),
	);

export const savedTables = (id: string) =>
	answer(api.surveys[":id"]["saved-tables"].$get(of(id))) as Promise<{
		tables: ListedTable[];
	}>;

export const saveTable = (
	id: string,
	json: { name: string; query: string; isShared: boolean },
) => answer(api.surveys[":id"]["saved-tables"].$post({ ...of(id), json }));

export const changeSavedTable = (
	id: string,
	table: string,
	json: { name?: string; isShared?: boolean; isRemoved?: boolean },
) =>
	answer(
		api.surveys[":id"]["saved-tables"][":table"].$patch({
			param: { id, table },
			json,
		}),
	);

export const apiTokens = () =>
	answer(api["api-tokens"].$get()) as Promise<{ tokens: ListedToken[] }>;

export const makeApiToken = (json: {
	name: string;
	role: ListedToken["role"];
	surveys: string[];
	days: number;
}) => answer(api["api-tokens"].$post({ json }));

export const revokeApiToken = (id: string) =>
	answer(api["api-tokens"][":token"].$delete({ param: { token: id } }));
