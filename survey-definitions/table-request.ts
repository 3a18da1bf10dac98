/**
 * What a table is asked as: a plain object, and the same as the query string of a page, of the API and of a saved table.
 * `{ survey, variable, by }` of old is `{ survey, rows: [variable], banner: [[by]] }`.
 */
export interface TableRequest {
	survey: string;
	/** Variables in the order of the table; `battery:NAME` stands for all items of a battery. */
	rows: string[];
	/** Groups of columns side by side; the variables of one group are nested, the first outermost. */
	banner?: string[][];
	/** Who is in the table: a condition in the language of the questionnaire, over any variable. */
	filter?: string;
	/** Version of the weights; the one in use where it is absent. */
	weights?: number;
	/** Whether don't know and refused are in the base of shares. */
	base?: TableBase;
	/** What shares of a multiple choice are shares of. */
	of?: TableOf;
	/** Categories counted together, in each row that has them all. */
	nets?: TableNet[];
	statistics?: TableStatistic[];
}

export const tableBases = ["all", "opinion"] as const;
export type TableBase = (typeof tableBases)[number];

export const tableOf = ["respondents", "answers"] as const;
export type TableOf = (typeof tableOf)[number];

export interface TableNet {
	label: string;
	codes: number[];
}

/** `top` and `bottom`: the two highest and the two lowest codes of a scale; `letters`: columns compared in pairs. */
export const tableStatistics = [
	"mean",
	"top",
	"bottom",
	"test",
	"letters",
] as const;
export type TableStatistic = (typeof tableStatistics)[number];

export const batteryPrefix = "battery:";
/** Between the variables of one group: `by=stratum:level*CB_L4`. */
const nested = "*";

/** `row=CB_B1_01&by=stratum:level*CB_L4&by=CB_L5&filter=…&net=4.5~Agree`: all of a request but its survey. */
export function tableQuery({
	rows,
	banner = [],
	filter,
	weights,
	base,
	of,
	nets = [],
	statistics = [],
}: Omit<TableRequest, "survey">): [string, string][] {
	return [
		...rows.map((row): [string, string] => ["row", row]),
		...banner.map((group): [string, string] => ["by", group.join(nested)]),
		...one("filter", filter || undefined),
		...one("base", base === "all" ? undefined : base),
		...one("of", of === "respondents" ? undefined : of),
		...one("weights", weights),
		...nets.map(({ label, codes }): [string, string] => [
			"net",
			`${codes.join(".")}~${label}`,
		]),
		...statistics.map((name): [string, string] => ["show", name]),
	];
}

const one = (
	name: string,
	value: string | number | undefined,
): [string, string][] => (value === undefined ? [] : [[name, String(value)]]);

/** The query string of a table as people read it: what needs no escape has none. */
export const tableSearch = (request: Omit<TableRequest, "survey">): string =>
	new URLSearchParams(tableQuery(request))
		.toString()
		.replaceAll("%3A", ":")
		.replaceAll("%7E", "~");

/** A request as a query string tells it; what it does not know is left as it stands, for the schema to refuse. */
export function readTableQuery(
	survey: string,
	query: URLSearchParams,
): TableRequest {
	const { filter, base, of, weights } = Object.fromEntries(
		["filter", "base", "of", "weights"].map((name) => [
			name,
			query.get(name) || undefined,
		]),
	);
	const banner = query.getAll("by").map((group) => group.split(nested));
	const nets = query.getAll("net").map((text) => {
		const [codes = "", ...label] = text.split("~");
		return { label: label.join("~"), codes: codes.split(".").map(Number) };
	});
	const statistics = query.getAll("show") as TableStatistic[];
	return {
		survey,
		rows: query.getAll("row"),
		...(banner.length > 0 ? { banner } : {}),
		...(filter === undefined ? {} : { filter }),
		...(weights === undefined ? {} : { weights: Number(weights) }),
		...(base === undefined ? {} : { base: base as TableBase }),
		...(of === undefined ? {} : { of: of as TableOf }),
		...(nets.length > 0 ? { nets } : {}),
		...(statistics.length > 0 ? { statistics } : {}),
	};
}
