import { startReport } from "../../analysis/report/compose.ts";
import { headlines } from "../../analysis/report/headlines.ts";
import { usualLetterhead } from "../../analysis/report/letterhead.ts";
import type { PublishedResults } from "../../analysis/report/published-results.ts";
import { todayOf } from "../local-day.ts";
import { Refusal } from "../refusal.ts";
import type { WithFigures } from "../report-worker.ts";
import { gatherSurvey } from "./gather-figures.ts";

/** What the public page would say of the frozen data, every number through the gate. */
export const publishedResults = (
	withFigures: WithFigures,
	surveyId: string,
	report: (done: number, total: number) => void,
): Promise<PublishedResults> =>
	withFigures(async (context) => {
		const frozen = await context.store.frozenData(surveyId);
		if (!frozen) throw new Refusal("not-frozen");
		const source = await gatherSurvey(
			context,
			surveyId,
			{ withBanner: false },
			report,
		);
		const publishedOn = todayOf(context.now());
		const started = startReport({
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
			headlines: headlines(started),
			responses: numbers.responses ?? null,
			opened,
			closed,
			isProbability: source.sampling === "probability",
			dataHash: frozen.hash,
			publishedOn,
		};
	});
