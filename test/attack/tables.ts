import { isInBase } from "../../analysis/disclosure/behind-cells.ts";
import { readPartitionKey } from "../../analysis/disclosure/partition.ts";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	identifiersIn,
	releaseLevels,
} from "../../analysis/disclosure/release-domains.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import type { SurveyDataset } from "../../analysis/survey-dataset.ts";
import { answersTo } from "../../analysis/tables/answers.ts";
import { filterRows, readFilter } from "../../analysis/tables/filter.ts";
import type { BuiltTable, ReleasedTable } from "../../analysis/tables/table.ts";
import { closedSurvey } from "../../server/closed-survey.ts";
import {
	type TableRequest,
	tableSearch,
} from "../../survey-definitions/table-request.ts";
import { type Row, row } from "../bench/row.ts";
import { staffSession } from "../server/staff-session.ts";
import { differences, distinct, type Group } from "./differences.ts";
import { pick, visit } from "./gate.ts";
import { surveyToAttack } from "./gate-survey.ts";

export interface TablesAttack {
	forms: number;
	requests: number;
	seed: number;
}

/**
 * Random tables with banners side by side and nested, filters, means and nets, asked for over HTTP. Counted anew from
 * the answers: cells shown that a rule forbids, parts that the released filters cut out, differences of two and three
 * released groups, and statistics of columns of which something is withheld.
 */
export async function attackTables({
	forms,
	requests,
	seed,
}: TablesAttack): Promise<Row[]> {
	const context = await surveyToAttack(forms, seed);
	try {
		const dataset = await closedSurvey(context.store, context.id);
		const { ask } = await staffSession(context);
		const random = randomFrom(seed + 7);
		const filters = Array.from({ length: 25 }, () =>
			randomFilter(dataset, random),
		);
		const groups = new Map<string, Group>();
		const cut = new Map<string, Uint8Array>();
		const found = { rules: 0, made: 0, numbers: 0 };
		let refused = 0;
		let tables = 0;
		const seen = new Set<string>();
		let variable = "";
		for (let at = 0; at < requests; at++) {
			if (at % visit === 0) variable = pick(singles(dataset), random).name;
			const request = randomRequest(dataset, variable, filters, random);
			const search = tableSearch(request);
			if (seen.has(search)) continue;
			const reply = await ask("GET", `/surveys/${context.id}/tables?${search}`);
			if (reply.status === 409 || reply.status === 422) {
				refused++;
				continue;
			}
			if (reply.status !== 200)
				throw new Error(`${reply.status} ${decodeURIComponent(search)}`);
			seen.add(search);
			const built = (await reply.json()) as BuiltTable;
			if (request.filter)
				cut.set(request.filter, filterRows(dataset, request.filter));
			for (const { whole, groups: others } of built.blocks)
				for (const table of [whole, ...others]) {
					if ("refused" in table) {
						refused++;
						continue;
					}
					tables++;
					judge(dataset, table, request, groups, found);
				}
		}
		const { minimumBase } = policyFor(dataset.survey.population);
		const { weights } = dataset.design;
		const counted = distinct(
			[...groups.values()].map((members) =>
				members.map((is, one) => Number(is && weights[one] !== 0)),
			),
		);
		const none = { op: "=", value: 0 } as const;
		const note = `${requests} requests, ${forms} forms, ${tables} tables, ${cut.size} filters, ${refused} refusals`;
		return [
			row(
				"tables: shown cells that a rule forbids",
				found.rules,
				"",
				none,
				note,
			),
			row("tables: numbers made of withheld cells", found.made, "", none),
			row("tables: withheld cells with a number", found.numbers, "", none),
			row(
				"tables: parts of 1–9 people that released filters cut out",
				thinAtoms(dataset, [...cut.values()], minimumBase),
				"",
				none,
			),
			row(
				"tables: differences of 1–9 people by two or three groups",
				differences(counted, minimumBase),
				"",
				none,
				`${counted.length} groups`,
			),
			row("tables: tables shown", tables, "", { op: ">=", value: 1 }),
		];
	} finally {
		context.store.close();
	}
}

const singles = ({ variables }: SurveyDataset) =>
	variables.filter(
		({ type, categories }) => type === "single" && categories.length <= 12,
	);

function randomFilter(dataset: SurveyDataset, random: () => number): string {
	const one = () => {
		const { name, categories } = pick(singles(dataset), random);
		const { code } = pick(categories, random);
		return `\${${name}} ${pick(["=", "!=", ">=", "<="], random)} ${code}`;
	};
	const first = one();
	return random() < 0.5
		? first
		: `${first} ${pick(["and", "or"], random)} ${one()}`;
}

function randomRequest(
	dataset: SurveyDataset,
	variable: string,
	filters: string[],
	random: () => number,
): TableRequest {
	const names = [
		"stratum:level",
		"stratum:sector",
		...identifiersIn(
			dataset,
			singles(dataset).map(({ name }) => name),
		),
		pick(singles(dataset), random).name,
	].filter((name) => name !== variable);
	const group = () => {
		const first = pick(names, random);
		const second = pick(names, random);
		return random() < 0.4 && first !== second ? [first, second] : [first];
	};
	return {
		survey: dataset.survey.id,
		rows: [variable],
		...(random() < 0.85
			? { banner: random() < 0.3 ? [group(), group()] : [group()] }
			: {}),
		...(random() < 0.4 ? { filter: pick(filters, random) } : {}),
		...(random() < 0.2 ? { base: "opinion" as const } : {}),
		statistics: ["mean", "top", "letters"],
		nets: [{ label: "1–2", codes: [1, 2] }],
	};
}

function judge(
	dataset: SurveyDataset,
	table: ReleasedTable,
	{ filter }: TableRequest,
	groups: Map<string, Group>,
	found: { rules: number; made: number; numbers: number },
) {
	const { minimumBase } = policyFor(dataset.survey.population);
	const variable = dataset.variables.find(
		({ name }) => name === table.variable.name,
	)!;
	const answers = answersTo(dataset, variable, table.baseOf);
	if (!("codes" in answers)) return;
	const { group } = readPartitionKey(table.by?.name ?? "");
	const parts = group.map((name) => releaseLevels(dataset, name));
	const inside = filter ? filterRows(dataset, filter) : undefined;
	const read = filter ? readFilter(dataset, filter) : undefined;
	const names = [
		variable.name,
		...group,
		...(read && "names" in read ? read.names : []),
	];
	const crosses = identifiersIn(dataset, names).length > 1;
	const isOwn = identifiersIn(dataset, [variable.name]).length > 0;
	for (const [at, column] of table.columns.entries()) {
		const codes = column.path?.map(({ code }) => code) ?? [column.code];
		const members = new Uint8Array(dataset.design.rows);
		const counts = table.rows.map(() => 0);
		let base = 0;
		for (let one = 0; one < members.length; one++) {
			if (dataset.design.weights[one] === 0 || inside?.[one] === 0) continue;
			const is = parts.every(
				({ levels, domain }, k) =>
					levels[domain.codes[one]!]?.code === codes[k],
			);
			if (!is) continue;
			members[one] = 1;
			if (!isInBase(answers, one)) continue;
			base++;
			counts[answers.codes[one]!]! += 1;
		}
		if (column.base !== null) {
			const key = `${filter ?? ""}|${table.by?.name ?? ""}|${codes}`;
			groups.set(key, members);
			if (base !== column.base || base < minimumBase) found.rules++;
		}
		for (const [k, cell] of column.cells.entries()) {
			if ("withheld" in cell) {
				if (Object.keys(cell).length > 1) found.numbers++;
				continue;
			}
			const isSilent = table.rows[k]!.code >= 98 && !isOwn;
			const isFew = counts[k]! > 0 && counts[k]! < minimumBase;
			if (column.base === null || (crosses && isFew && !isSilent))
				found.rules++;
		}
		for (const { codes: madeOf, name, cells } of table.statistics ?? [])
			if (
				"value" in cells[at]! &&
				table.rows.some(
					({ code }, k) =>
						(name === "mean" || madeOf.includes(code)) &&
						"withheld" in column.cells[k]! &&
						column.cells[k]!.withheld === "protected",
				)
			)
				found.made++;
	}
}

/** Of all filters in every combination of in and out. */
function thinAtoms(
	{ design }: SurveyDataset,
	filters: Uint8Array[],
	minimum: number,
): number {
	const counts = new Map<string, number>();
	for (let one = 0; one < design.rows; one++) {
		if (design.weights[one] === 0) continue;
		const key = filters.map((inside) => inside[one]).join("");
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts.values()].filter((people) => people < minimum).length;
}
