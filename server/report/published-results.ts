import { startReport } from "../../analysis/report/compose.ts";
import { headlines } from "../../analysis/report/headlines.ts";
import { usualLetterhead } from "../../analysis/report/letterhead.ts";
import type { PublishedResults } from "../../analysis/report/published-results.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { todayOf } from "../local-day.ts";
import { Refusal } from "../refusal.ts";
import { gatherSurvey } from "./gather-figures.ts";

/** What the public page would say of the frozen data, every number through the gate. */
export async function publishedResults(
	context: ServerContext,
	surveyId: string,
	job: JobHandle,
): Promise<PublishedResults> {
	const { store, now } = context;
	const frozen = await store.frozenData(surveyId);
	if (!frozen) throw new Refusal("not-frozen");
	const source = await gatherSurvey(
		context,
		surveyId,
		{ withBanner: false },
		job,
	);
	const publishedOn = todayOf(now());
	const report = startReport({
		layout: "party",
		letterhead: usualLetterhead.party,
		madeOn: publishedOn,
		surveys: { [source.survey.population]: source },
		cases: { handled: null, people: null, source: "" },
		quotations: [],
		codedAnswers: [],
		edits: [],
		provinces: [],
	});
	const { numbers, opened, closed } = source.method;
	return {
		headlines: headlines(report),
		responses: numbers.responses ?? null,
		opened,
		closed,
		isProbability: source.sampling === "probability",
		dataHash: frozen.hash,
		publishedOn,
	};
}
