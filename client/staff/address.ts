import type { Language } from "../../survey-definitions/definition.ts";

/** Pages of one survey, in the order of the work; each keeps in `view` which of its parts is open. */
export const surveyPages = [
	"questionnaire",
	"sample",
	"field",
	"weights",
	"topline",
	"derived",
	"saved",
	"files",
	"open-answers",
	"sensitive",
	"report",
] as const;
export type SurveyPage = (typeof surveyPages)[number];

export type Page =
	| { page: "setup" }
	| { page: "surveys" }
	| { page: "new-survey" }
	| { page: "tokens" }
	| { page: "compare"; first?: string; second?: string; group?: string }
	| { page: "outside" }
	/** The table builder; the query holds the whole request, and `detail` as in results. */
	| { page: "tables"; survey: string; query: string; detail?: boolean }
	/** The query holds what else a view shows. */
	| { page: SurveyPage; survey: string; view?: string; query?: string }
	| {
			page: "results";
			survey: string;
			variable?: string;
			by?: string;
			/** Standard errors, design effects and effective n; without it, the default of the table's form. */
			detail?: boolean;
	  }
	| { page: "unknown" };

/** All that a page shows, as its URL says it. */
export type Address = Page & { language: Language };

export function addressOf(url: URL): Address {
	const language = url.searchParams.get("lang") === "en" ? "en" : "vi";
	return { ...pageOf(url), language };
}

function pageOf({ pathname, searchParams }: URL): Page {
	const path = pathname.split("/").filter(Boolean).slice(1);
	if (path.length === 0 || (path.length === 1 && path[0] === "surveys"))
		return { page: "surveys" };
	if (path.length === 1 && path[0] === "setup") return { page: "setup" };
	if (path.join("/") === "new-survey") return { page: "new-survey" };
	if (path.join("/") === "tokens") return { page: "tokens" };
	if (path.join("/") === "outside") return { page: "outside" };
	if (path.join("/") === "compare") {
		const given = ["first", "second", "group"].flatMap((name) => {
			const value = searchParams.get(name);
			return value ? [[name, value]] : [];
		});
		return { page: "compare", ...Object.fromEntries(given) };
	}
	const [first, survey, last, view, ...more] = path;
	if (first !== "surveys" || !survey || more.length > 0)
		return { page: "unknown" };
	const page = surveyPages.find((known) => known === last);
	if (page) {
		const query = new URLSearchParams(searchParams);
		query.delete("lang");
		return {
			page,
			survey: decodeURIComponent(survey),
			...(view ? { view: decodeURIComponent(view) } : {}),
			...(query.size > 0 ? { query: query.toString() } : {}),
		};
	}
	if (path.length === 3 && last === "tables") {
		const query = new URLSearchParams(searchParams);
		const detail = query.get("detail");
		query.delete("lang");
		query.delete("detail");
		return {
			page: "tables",
			survey: decodeURIComponent(survey),
			query: query.toString(),
			...(detail ? { detail: detail === "yes" } : {}),
		};
	}
	if (path.length !== 3 || last !== "results") return { page: "unknown" };
	const variable = searchParams.get("variable") ?? searchParams.get("row");
	const by = searchParams.get("by");
	const detail = searchParams.get("detail");
	return {
		page: "results",
		survey: decodeURIComponent(survey),
		...(variable ? { variable } : {}),
		...(by ? { by } : {}),
		...(detail ? { detail: detail === "yes" } : {}),
	};
}

export function hrefOf(address: Address): string {
	const query = new URLSearchParams("query" in address ? address.query : "");
	let path = "/staff";
	if (address.page === "tables") {
		path = `/staff/surveys/${encodeURIComponent(address.survey)}/tables`;
		if (address.detail !== undefined)
			query.set("detail", address.detail ? "yes" : "no");
	}
	if (address.page === "setup") path = "/staff/setup";
	if (address.page === "new-survey") path = "/staff/new-survey";
	if (address.page === "tokens") path = "/staff/tokens";
	if (address.page === "outside") path = "/staff/outside";
	if (address.page === "compare") {
		path = "/staff/compare";
		for (const name of ["first", "second", "group"] as const)
			if (address[name]) query.set(name, address[name]);
	}
	if (isSurveyPage(address))
		path = ["/staff/surveys", address.survey, address.page, address.view]
			.filter((part) => part !== undefined)
			.map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
			.join("/");
	if (address.page === "results") {
		path = `/staff/surveys/${encodeURIComponent(address.survey)}/results`;
		if (address.variable) query.set("variable", address.variable);
		if (address.by) query.set("by", address.by);
		if (address.detail !== undefined)
			query.set("detail", address.detail ? "yes" : "no");
	}
	query.set("lang", address.language);
	// A colon needs no escape in a query and reads better: by=stratum:level.
	return `${path}?${query.toString().replaceAll("%3A", ":")}`;
}

/** Whether an address is of a survey's page before its results. */
export const isSurveyPage = (
	address: Page,
): address is Extract<Page, { page: SurveyPage }> =>
	surveyPages.some((page) => page === address.page);
