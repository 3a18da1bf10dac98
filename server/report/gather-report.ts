import { policyFor } from "../../analysis/disclosure/policy.ts";
import type { ReportInput } from "../../analysis/report/compose.ts";
import { usualLetterhead } from "../../analysis/report/letterhead.ts";
import type { Store } from "../../db/store.ts";
import type { FigureContext } from "../context.ts";
import { todayOf } from "../local-day.ts";
import { mentions } from "../open-answers.ts";
import { Refusal } from "../refusal.ts";
import type { ReportRequest } from "../report-schema.ts";
import type { WithFigures } from "../report-worker.ts";
import { gatherSurvey } from "./gather-figures.ts";

/** All that a report of a closed survey is made from; sentences as they were worded for this survey's report. */
export async function gatherReport(
	withFigures: WithFigures,
	surveyId: string,
	request: Omit<ReportRequest, "product">,
	options: { withBanner: boolean },
	report: (done: number, total: number) => void,
): Promise<ReportInput> {
	const { layout, beside } = request;
	const surveys: ReportInput["surveys"] = {};
	const ids = [surveyId, ...(beside ? [beside] : [])];
	for (const [at, id] of ids.entries()) {
		const source = await withFigures((context) =>
			gatherSurvey(context, id, options, (done, total) =>
				report(at + done / total, ids.length),
			),
		);
		const { population } = source.survey;
		if (surveys[population]) throw new Refusal("same-population");
		surveys[population] = source;
	}
	return withFigures(async (context) => ({
		layout,
		letterhead: letterheadOf(request),
		madeOn: todayOf(context.now()),
		surveys,
		cases: request.cases ?? { handled: null, people: null, source: "" },
		...(await openAnswersOf(context, surveys)),
		edits: await context.store.sentenceEdits(surveyId),
		provinces: await provinceNames(context.store),
	}));
}

/** Of every version of the geography. */
export async function provinceNames(
	store: Pick<Store, "geography">,
): Promise<string[]> {
	const { units } = await store.geography();
	return [
		...new Set(
			units.flatMap(({ level, name }) => (level === "province" ? [name] : [])),
		),
	];
}

/** What is usual where the request says nothing else. */
export function letterheadOf({
	layout,
	letterhead,
}: Pick<ReportRequest, "layout" | "letterhead">): ReportInput["letterhead"] {
	const usual = usualLetterhead[layout];
	const { signing, ...given } = letterhead ?? {};
	return { ...usual, ...given, signing: { ...usual.signing, ...signing } };
}

/** Codes that two people settled, and passages that a second one approved. */
async function openAnswersOf(
	{ store }: FigureContext,
	surveys: ReportInput["surveys"],
): Promise<Pick<ReportInput, "quotations" | "codedAnswers">> {
	const quotations: ReportInput["quotations"] = [];
	const codedAnswers: ReportInput["codedAnswers"] = [];
	for (const of of Object.values(surveys)) {
		const { population } = of.survey;
		for (const { code, passage, approvedBy } of await store.quotations(of.id))
			quotations.push({
				population,
				code,
				text: passage,
				isApproved: approvedBy !== null,
			});
		const { minimumBase } = policyFor(population);
		for (const { question, settled, frame } of await mentions(store, of.id))
			if (settled >= minimumBase)
				codedAnswers.push({
					population,
					question,
					codes: frame.map(({ code, label }) => ({
						code,
						label: label.vi,
					})),
				});
	}
	return { quotations, codedAnswers };
}
