import type {
	Cell,
	SurveySource,
	TableFigures,
} from "../../../analysis/report/figures.ts";
import { requestsOf } from "../../../analysis/report/requests.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { codebook } from "../../../survey-definitions/codebook.ts";
import { compile } from "../../../survey-definitions/compile.ts";

export interface Invented {
	/** Variables that the wave did not ask. */
	without?: string[];
	/** Variables of which every cell is withheld. */
	withheld?: string[];
	/** Variables that nobody was asked. */
	nobody?: string[];
	sampling?: SurveySource["sampling"];
	margins?: SurveySource["method"]["margins"];
}

/** A survey of one of the two questionnaires with invented numbers: what is tested is what is said of them. */
export function inventedSource(
	id: "cadres" | "citizens",
	{
		without = [],
		withheld = [],
		nobody = [],
		sampling = "probability",
		margins = [{ name: "giới", source: "Tổng điều tra", version: "2019" }],
	}: Invented = {},
): SurveySource {
	const definition = readDefinitions().find((one) => one.id === id);
	if (!definition) throw new Error(`no questionnaire ${id}`);
	const survey = compile(definition, { CONTROLLER: "Viện", HOTLINE: "1900" });
	const of = ({ name, battery }: { name: string; battery?: string }) => [
		name,
		battery ?? name,
	];
	const variables = codebook(survey).filter(
		(variable) => !of(variable).some((name) => without.includes(name)),
	);
	const tables: SurveySource["tables"] = {};
	const domains = variables.map(({ name, question }) => ({
		name,
		label: question,
	}));
	for (const { request, names } of requestsOf(
		{ survey: id, population: id, variables, domains },
		{ withBanner: true },
	)) {
		const [row] = request.rows as [string];
		const variable = variables.find(({ name }) => name === row)!;
		const isIn = (list: string[]) =>
			of(variable).some((name) => list.includes(name));
		const rows = variable.categories.filter(({ code }) => code !== 95);
		const cells = (shift: number): Record<string, Cell> => {
			const cell = (value: number): Cell =>
				isIn(withheld)
					? { withheld: "protected" }
					: isIn(nobody)
						? { withheld: "not-estimable" }
						: sampling === "probability"
							? {
									value,
									se: 0.01,
									df: 40,
									lower: value - 0.02,
									upper: value + 0.02,
								}
							: { value };
			const share = (code: number) =>
				(1 + ((code * 7 + shift) % 5)) / (4 * rows.length);
			return Object.fromEntries([
				...rows.map(({ code }) => [`share/${code}`, cell(share(code))]),
				...(request.nets ?? []).map(({ codes }) => [
					`net/${codes.join("+")}`,
					cell(codes.reduce((sum, code) => sum + share(code), 0)),
				]),
				...(request.statistics?.includes("mean") ? [["mean", cell(2.5)]] : []),
			]);
		};
		const groups = (request.banner ?? []).flatMap(([by = ""]) =>
			(
				variables.find(({ name }) => name === by)?.categories.slice(0, 3) ?? []
			).map(({ code, label }) => ({
				key: `${by}=${code}`,
				by: { name: by, label },
				label,
			})),
		);
		const all = { key: "all", label: { vi: "Tất cả", en: "All" } };
		const table: TableFigures = {
			source: { of: "table", request, row },
			variable: row,
			rows,
			multiple: variable.type === "multiple",
			columns: (groups.length > 0 ? groups : [all]).map((column, at) => ({
				...column,
				base: isIn(withheld) ? null : isIn(nobody) ? 0 : 4812 - at * 100,
				cells: cells(at),
			})),
		};
		tables[names[0] as string] = table;
	}
	return {
		id,
		survey,
		variables,
		sampling,
		weights: { version: 2, isFinal: true },
		dataHash: "ab".repeat(32),
		frozen: "approved",
		tables,
		sensitive: [],
		method: {
			numbers: {
				planned: 10_200,
				responses: 6000,
				strata: 43,
				lots: 200,
				df: 157,
				"weights|deff": 2.618,
				"weights|cv": 1.27,
				"rate|RR1": 0.588,
			},
			strata: [],
			margins,
			steps: ["base", "nonresponse"],
			opened: "2026-11-01",
			closed: null,
		},
	};
}
