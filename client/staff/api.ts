import { hc } from "hono/client";
import type { DomainVariable } from "../../analysis/tables/domains.ts";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import type { Job } from "../../server/jobs.ts";
import type { RefusalCode } from "../../server/refusal.ts";
import type { StaffApi } from "../../server/routes/staff.ts";
import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { Problem } from "../../survey-definitions/response.ts";

export const { api } = hc<StaffApi>(`${window.location.origin}/staff`);

/** The server's no, or what kept it from answering. */
export class ApiError extends Error {
	readonly code: RefusalCode | "offline" | "unexpected";
	readonly problems: Problem[];
	constructor(code: ApiError["code"], problems: Problem[] = []) {
		super(code);
		this.code = code;
		this.problems = problems;
	}
}

export async function answer<T>(
	asked: Promise<{ ok: boolean; json(): Promise<T> }>,
): Promise<T> {
	const response = await asked.catch(() => {
		throw new ApiError("offline");
	});
	const body = await response.json().catch(() => {
		throw new ApiError("unexpected");
	});
	if (response.ok) return body;
	const { error } = body as {
		error?: { code: RefusalCode; problems: Problem[] };
	};
	throw error
		? new ApiError(error.code, error.problems)
		: new ApiError("unexpected");
}

export const setUp = (json: {
	token: string;
	name: string;
	password: string;
}) => answer(api.setup.$post({ json }));

export const logIn = (json: { name: string; password: string }) =>
	answer(api.login.$post({ json }));

export const logOut = () => answer(api.logout.$post());

export const me = () => answer(api.me.$get());

export const surveys = () => answer(api.surveys.$get());

export const job = (id: string) =>
	answer(api.jobs[":job"].$get({ param: { job: id } })) as Promise<Job>;

export const stopJob = (id: string) =>
	answer(api.jobs[":job"].$delete({ param: { job: id } }));

export const jobFileHref = (id: string): string =>
	api.jobs[":job"].file.$url({ param: { job: id } }).pathname;

/** What tables can be made of a closed survey. */
export interface Contents {
	variables: Variable[];
	domains: DomainVariable[];
	sections: { id: string; title: Text }[];
	responses: number;
}

// JSON leaves absent what is absent: the casts only undo `hc`'s "| undefined". NaN arrives as null.
export const contents = (id: string) =>
	answer(api.surveys[":id"].$get({ param: { id } })) as Promise<Contents>;

export interface TableRequest {
	survey: string;
	variable: string;
	by?: string | undefined;
}

const queryOf = ({ variable, by }: TableRequest) => ({
	variable,
	...(by ? { by } : {}),
});

export const table = (request: TableRequest) =>
	answer(
		api.surveys[":id"].table.$get({
			param: { id: request.survey },
			query: queryOf(request),
		}),
	) as Promise<ReleasedTable>;

export const csvHref = (request: TableRequest, lang: "vi" | "en"): string => {
	const { pathname, search } = api.surveys[":id"]["table.csv"].$url({
		param: { id: request.survey },
		query: { ...queryOf(request), lang },
	});
	return pathname + search;
};
