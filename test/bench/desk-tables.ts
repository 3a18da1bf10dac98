import { buildTable } from "../../server/actions/run-table.ts";
import { closedSurvey } from "../../server/closed-survey.ts";
import type { TableRequest } from "../../survey-definitions/table-request.ts";
import { surveyToAttack } from "../attack/gate-survey.ts";
import { type Row, row } from "./row.ts";

const forms = 1_000_000;
const rounds = 5;

/** Tables over a million responses, once the data are loaded and the first table of each kind has been decided. */
export async function run(): Promise<Row[]> {
	const context = await surveyToAttack(forms, 1);
	try {
		const ask = (request: Omit<TableRequest, "survey">) =>
			buildTable(context, { survey: context.id, ...request });
		const loading = await timed(() => closedSurvey(context.store, context.id));
		const first = await timed(() => ask({ rows: ["CB_B1_01"] }));
		const rows: Row[] = [];
		const add = async (
			name: string,
			request: Omit<TableRequest, "survey">,
			target: Parameters<typeof row>[3],
		) => {
			const first = await timed(() => ask(request));
			const later: number[] = [];
			for (let at = 0; at < rounds; at++)
				later.push(await timed(() => ask(request)));
			later.sort((a, b) => a - b);
			rows.push(
				row(
					name,
					later[Math.floor(rounds / 2)]!,
					"ms",
					target,
					`median of ${rounds}; the first, which memory decides, ${Math.round(first)} ms`,
				),
			);
		};
		await add(
			"desk: a question by a banner, 1,000,000 responses",
			{ rows: ["CB_B1_01"], banner: [["stratum:level"]] },
			{ op: "<=", value: 150 },
		);
		await add(
			"desk: with mean, letters and a test",
			{
				rows: ["CB_B1_01"],
				banner: [["stratum:level"]],
				statistics: ["mean", "letters", "test"],
			},
			{ op: "none", value: null },
		);
		await add(
			"desk: within a filter",
			{
				rows: ["CB_B1_01"],
				banner: [["stratum:level"]],
				filter: "${CB_B1_02} >= 3",
			},
			{ op: "none", value: null },
		);
		return [
			row(
				"desk: loading of 1,000,000 responses",
				loading / 1000,
				"s",
				{ op: "<=", value: 3 },
				"the snapshot, its weights and derived variables",
			),
			row(
				"desk: the first table of all",
				first / 1000,
				"s",
				{ op: "none", value: null },
				"the standard set of banners is decided with it",
			),
			...rows,
		];
	} finally {
		context.store.close();
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
