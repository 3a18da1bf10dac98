import { policyFor } from "../../analysis/disclosure/policy.ts";
import type { Released } from "../../analysis/disclosure/release.ts";
import { releaseOutside } from "../../analysis/disclosure/release-outside.ts";
import {
	askedQuestions,
	type Topline,
	type ToplineQuestion,
} from "../../analysis/tables/topline.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { currentDerived, offeredNames } from "../derived-variables.ts";
import { type JobHandle, unwatched } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { askForTable } from "./ask-for-table.ts";

export type ReleasedTopline = Topline<Released>;

/**
 * Every question of a closed survey in the order of the questionnaire, each through the same door as any table. Derived
 * variables that isolate few people are left out.
 */
export async function runTopline(
	context: Pick<ServerContext, "store" | "tables">,
	surveyId: string,
	job: JobHandle = unwatched,
): Promise<ReleasedTopline> {
	const { store } = context;
	const dataset = await closedSurvey(store, surveyId);
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const relevant = new Map(
		stored.definition.sections
			.flatMap(({ elements }) => elements)
			.map((one) => [one.name, "relevant" in one ? one.relevant : undefined]),
	);
	const offered = offeredNames(await currentDerived(store, surveyId));
	const variables = dataset.variables.filter(
		(one) => !one.derived || offered.has(one.name),
	);
	const { minimumBase } = policyFor(dataset.survey.population);
	const asked = askedQuestions(dataset.survey, variables);
	const total = asked.reduce((sum, one) => sum + one.questions.length, 0);
	let done = 0;
	const sections: ReleasedTopline["sections"] = [];
	for (const { questions, ...section } of asked) {
		const answered: ToplineQuestion<Released>[] = [];
		for (const { variables: names, ...question } of questions) {
			// Phones are served between one question and the next.
			await job.pause();
			const tables: ToplineQuestion<Released>["tables"] = [];
			for (const variable of variables) {
				if (!names.includes(variable.name)) continue;
				const table = await tableOf(context, surveyId, variable.name);
				if (table)
					tables.push({
						...table,
						outside: releaseOutside(dataset, variable, minimumBase),
					});
			}
			const when = relevant.get(question.name);
			if (tables.length > 0 || names.length === 0)
				answered.push({
					...question,
					...(when ? { relevant: when } : {}),
					tables,
				});
			job.report(++done, total);
		}
		sections.push({ ...section, questions: answered });
	}
	return {
		survey: surveyId,
		title: dataset.survey.title,
		population: dataset.survey.population,
		sampling: dataset.sampling,
		weights: dataset.weights,
		responses: dataset.design.weights.filter((weight) => weight > 0).length,
		sections,
	};
}

async function tableOf(
	context: Pick<ServerContext, "store" | "tables">,
	survey: string,
	variable: string,
): Promise<Released | undefined> {
	try {
		const { blocks } = await askForTable(context, {
			survey,
			rows: [variable],
			statistics: ["mean", "top", "bottom"],
		});
		return blocks[0]?.whole;
	} catch (error) {
		if (error instanceof Refusal && error.code === "recode-isolates-few")
			return undefined;
		throw error;
	}
}
