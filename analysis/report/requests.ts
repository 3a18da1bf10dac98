import type { Variable } from "../../survey-definitions/codebook.ts";
import type {
	TableNet,
	TableRequest,
} from "../../survey-definitions/table-request.ts";
import type { DomainVariable } from "../tables/domains.ts";
import { type Population, standardBanner, tableName } from "./figures.ts";

/** A question to the research desk, and the names that its answers have in a report. */
export interface ReportRequest {
	request: TableRequest;
	/** Of each row of the request, in its order. */
	names: string[];
}

/** Categories that a report takes together, the first of them the one that crossings are told by. */
export function netsOf({ name, battery, categories }: Variable): TableNet[] {
	const of = battery ?? name;
	const nets = specialNets[of] ?? [];
	if (nets.length > 0) return nets;
	const scale = categories.filter(({ code }) => code >= 1 && code <= 5);
	const isScale =
		battery !== undefined &&
		scale.length === 5 &&
		categories.every(({ code }) => code <= 5 || code >= 95);
	return isScale ? [top(scale)] : [];
}

const top = (scale: Variable["categories"]): TableNet => ({
	label: scale
		.slice(-2)
		.map(({ label }) => label.vi)
		.join(" hoặc "),
	codes: scale.slice(-2).map(({ code }) => code),
});

const specialNets: Record<string, TableNet[]> = {
	CB_F1: [{ label: "Biết một số nội dung trở lên", codes: [3, 4, 5] }],
	ND_A7: [{ label: "Ít nhất một lần", codes: [1, 2, 3] }],
	CB_B3: [
		{ label: "Tăng", codes: [4, 5] },
		{ label: "Giảm", codes: [1, 2] },
	],
	ND_B2: [
		{ label: "Tăng", codes: [4, 5] },
		{ label: "Giảm", codes: [1, 2] },
	],
	CB_V1a: [{ label: "Có lẽ có hoặc chắc chắn có", codes: [4, 5] }],
};

/** By what answers are crossed outside the banner. */
const ownCrossings: Record<string, string[]> = {
	CB_B8: ["b8"],
	CB_J3: ["CB_J_TOP"],
	ND_D5: ["ND_D_TOP"],
};

/** The banner of reports, in its order. Places and agencies by name are not in it. */
const bannerOf: Record<Population, string[]> = {
	cadres: [
		"stratum:level",
		"stratum:sector",
		"CB_L4",
		"CB_L5",
		"CB_L7",
		"CB_L6",
		"stratum:region",
	],
	citizens: ["stratum:region", "stratum:area", "ND_P1", "ND_P2", "ND_P4"],
};

/** All that a report asks of one survey: every variable over everybody, then the banner, then its own crossings. */
export function requestsOf(
	{
		survey,
		population,
		variables,
		domains,
	}: {
		survey: string;
		population: Population;
		variables: Variable[];
		domains: DomainVariable[];
	},
	{ withBanner }: { withBanner: boolean },
): ReportRequest[] {
	const isOffered = (name: string) =>
		domains.some((domain) => domain.name === name);
	const asked = variables.filter(({ section }) => section !== "arms");
	const base = (variable: Variable): TableRequest => {
		const nets = netsOf(variable);
		return {
			survey,
			rows: [variable.name],
			...(nets.length > 0 ? { nets } : {}),
			...(hasMean(variable) ? { statistics: ["mean" as const] } : {}),
		};
	};
	const banner = bannerOf[population].filter(isOffered);
	return [
		...asked.map((variable) => ({
			request: base(variable),
			names: [variable.name],
		})),
		...(withBanner
			? asked
					.filter(({ section }) => section !== "about")
					.map((variable) => ({
						request: {
							...base(variable),
							banner: banner
								.filter((name) => name !== variable.name)
								.map((name) => [name]),
						},
						names: [tableName(variable.name, standardBanner)],
					}))
			: []),
		...asked.flatMap((variable) =>
			(ownCrossings[variable.name] ?? []).filter(isOffered).map((by) => ({
				request: { ...base(variable), banner: [[by]] },
				names: [tableName(variable.name, by)],
			})),
		),
	];
}

/** A scale from low to high whose codes may be averaged. */
const hasMean = ({ name, battery, categories, type }: Variable): boolean =>
	type === "single" &&
	(name === "CB_B8" ||
		(battery !== undefined &&
			battery !== "CB_F1" &&
			battery !== "ND_A7" &&
			categories.filter(({ code }) => code >= 1 && code <= 5).length === 5));
