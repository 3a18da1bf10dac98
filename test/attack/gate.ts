import { policyFor } from "../../analysis/disclosure/policy.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import type { SurveyDataset } from "../../analysis/survey-dataset.ts";
import { distribution } from "../../analysis/tables/distribution.ts";
import { domainsOf } from "../../analysis/tables/domains.ts";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import { closedSurvey } from "../../server/closed-survey.ts";
import { solver } from "../../server/solver.ts";
import { type Row, row } from "../bench/row.ts";
import { staffSession } from "../server/staff-session.ts";
import { isIdentifier, leakNames, leaksOf } from "./gate-leaks.ts";
import { surveyToAttack } from "./gate-survey.ts";

export interface GateAttack {
	forms: number;
	/** Random requests for tables over HTTP. */
	requests: number;
	seed: number;
}

/** In small surveys most is kept back, and soon all has been asked for; in large ones most is let out. */
export const fullGates: GateAttack[] = [
	{ forms: 500, requests: 40_000, seed: 1 },
	{ forms: 1500, requests: 30_000, seed: 2 },
	{ forms: 3000, requests: 20_000, seed: 3 },
	{ forms: 6000, requests: 10_000, seed: 4 },
];

/** Tables of a question that are asked for before the next question: what was released of it is read anew each time. */
export const visit = 20;

/**
 * Random tables are asked for over HTTP. Whoever knows every released number, and what it is a number of, takes sums and
 * differences of two and three released groups, over everybody and over those who answered a question, and bounds each
 * withheld count. The same is done to tables that only keep back what is small.
 */
export async function attackGate({
	forms,
	requests,
	seed,
}: GateAttack): Promise<Row[]> {
	const context = await surveyToAttack(forms, seed);
	try {
		const dataset = await closedSurvey(context.store, context.id);
		const highs = await solver();
		const { ask } = await staffSession(context);
		const random = randomFrom(seed + 1);
		const tables = new Map<string, ReleasedTable>();
		const asked = new Map<string, Query>();
		let refused = 0;
		let slowest = 0;
		const started = performance.now();
		let variable = "";
		for (let at = 0; at < requests; at++) {
			if (at % visit === 0) variable = pick(dataset.variables, random).name;
			const query = randomQuery(dataset, variable, random);
			const before = performance.now();
			asked.set(`${query.variable} ${query.by}`, query);
			const search = new URLSearchParams({ ...query });
			const path = `/surveys/${context.id}/table?${search}`;
			const reply = await ask("GET", path);
			slowest = Math.max(slowest, performance.now() - before);
			if (reply.status === 409) refused++;
			else if (reply.status !== 200) throw new Error(`${reply.status} ${path}`);
			else tables.set(path, JSON.parse(await reply.text()) as ReleasedTable);
		}
		const each = (performance.now() - started) / requests;
		const gated = leaksOf(dataset, [...tables.values()], highs);
		const plain = leaksOf(dataset, withoutGate(dataset, asked), highs);
		const none = { op: "=", value: 0 } as const;
		const note = `${requests} requests, ${forms} forms, ${tables.size} different tables, ${refused} refusals`;
		const judged = Object.keys(leakNames) as (keyof typeof leakNames)[];
		return [
			...judged.map((name) =>
				row(`gate: ${leakNames[name]}`, gated[name], "", none, note),
			),
			...judged
				.filter((name) => name !== "numbers")
				.map((name) =>
					row(
						`without the gate: ${leakNames[name]}`,
						plain[name],
						"",
						{ op: ">=", value: 1 },
						"the same tables, with small bases kept back and nothing else",
					),
				),
			row("gate: time of a request", each, "ms"),
			row("gate: slowest request", slowest, "ms"),
		];
	} finally {
		context.store.close();
	}
}

interface Query {
	variable: string;
	by?: string;
}

export const pick = <T>(list: T[], random: () => number): T =>
	list[Math.floor(random() * list.length)]!;

function randomQuery(
	dataset: SurveyDataset,
	variable: string,
	random: () => number,
): Query {
	const domains = domainsOf(dataset).filter(({ name }) => name !== variable);
	// Half of them by what others could know of a person.
	const likely = domains.filter(({ name }) => isIdentifier(dataset, name));
	const by = pick(random() < 0.5 ? likely : domains, random).name;
	return random() < 0.1 ? { variable } : { variable, by };
}

/** What a careful program shows that has no gate: no base under the minimum, and every number else. */
function withoutGate(
	dataset: SurveyDataset,
	asked: Map<string, Query>,
): ReleasedTable[] {
	const { minimumBase } = policyFor(dataset.survey.population);
	return [...asked.values()].map((query) => {
		const { columns, ...table } = distribution(dataset, query);
		return {
			...table,
			minimumBase,
			columns: columns.map((column) =>
				column.base < minimumBase
					? {
							...column,
							base: null,
							cells: column.cells.map(() => ({
								withheld: "protected" as const,
							})),
						}
					: column,
			),
		};
	});
}
