import { createHash } from "node:crypto";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import type { Gap, ReportInput } from "../../analysis/report/compose.ts";
import type { SurveySource } from "../../analysis/report/figures.ts";
import { usualLetterhead } from "../../analysis/report/letterhead.ts";
import { fileNames } from "../../analysis/report/products.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { todayOf } from "../local-day.ts";
import { mentions } from "../open-answers.ts";
import { Refusal } from "../refusal.ts";
import { gatherDesign, gatherSurvey } from "../report/gather-figures.ts";
import { inThread } from "../report/in-thread.ts";
import type { ReportRequest } from "../report-schema.ts";
import type { ReportOrder } from "../report-worker.ts";
import { recordAudit } from "./record-audit.ts";

export interface MadeReport {
	name: string;
	type: string;
	bytes: Buffer;
	/** What the outline asks for and the data do not give. */
	gaps: Gap[];
	/** SHA-256 of the traces in the file: the audit knows it again. */
	traces: string | null;
}

const types = {
	docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	zip: "application/zip",
};

/** Makes one of the products of a survey. Every number in it has passed the gate, and says where it comes from. */
export async function makeReport(
	context: ServerContext,
	surveyId: string,
	request: ReportRequest,
	by: string,
	job: JobHandle,
): Promise<MadeReport> {
	const made = await inThread(await orderOf(context, surveyId, request, job), {
		signal: job.signal,
		report: (done, total) =>
			job.report(half + Math.round((half * done) / total), 2 * half),
	});
	if (!("bytes" in made)) throw new Error("the thread made no file");
	const extension = request.product === "package" ? "zip" : "docx";
	const traces =
		made.traces &&
		createHash("sha256").update(JSON.stringify(made.traces)).digest("hex");
	await recordAudit(context, by, "make-report", surveyId, {
		product: request.product,
		layout: request.layout,
		...(request.beside ? { beside: request.beside } : {}),
		...(traces ? { traces } : {}),
	});
	return {
		name: `${fileNames[request.product]}-${surveyId}.${extension}`,
		type: types[extension],
		bytes: Buffer.from(made.bytes),
		gaps: made.gaps,
		traces,
	};
}

/** Progress counts gathering as one half, writing as the other. */
const half = 50;

async function orderOf(
	context: ServerContext,
	surveyId: string,
	request: ReportRequest,
	job: JobHandle,
): Promise<ReportOrder> {
	const { product, layout, beside } = request;
	const usual = usualLetterhead[layout];
	const { signing, ...given } = request.letterhead ?? {};
	const letterhead = {
		...usual,
		...given,
		signing: { ...usual.signing, ...signing },
	};
	const stored = await context.store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	if (product === "questionnaire" || product === "plan") {
		const { survey } = await compiledSurvey(context.store, surveyId);
		const words = (name: string) => {
			const value = stored.wave[name];
			return typeof value === "object" ? value.vi : String(value ?? "");
		};
		return {
			product,
			input: { layout, letterhead },
			planned: {
				id: surveyId,
				survey,
				sampling: stored.sampling,
				design: await gatherDesign(context, surveyId),
				controller: words("CONTROLLER"),
				hotline: words("HOTLINE"),
				cleaning: stored.cleaning.map(({ label }) => label.vi),
			},
		};
	}
	const surveys: ReportInput["surveys"] = {};
	const ids = [surveyId, ...(beside ? [beside] : [])];
	for (const [at, id] of ids.entries()) {
		const source: SurveySource = await gatherSurvey(
			context,
			id,
			{ withBanner: product === "report" || product === "package" },
			{
				...job,
				report: (done, total) =>
					job.report(
						Math.round((half * (at + done / total)) / ids.length),
						2 * half,
					),
			},
		);
		const { population } = source.survey;
		if (surveys[population]) throw new Refusal("same-population");
		surveys[population] = source;
	}
	const input: ReportInput = {
		layout,
		letterhead,
		madeOn: todayOf(context.now()),
		surveys,
		cases: request.cases ?? { handled: null, people: null, source: "" },
		...(await openAnswersOf(context, surveys)),
	};
	return product === "package" ? { product, input } : { product, input };
}

/** Codes that two people settled, and passages that a second one approved. */
async function openAnswersOf(
	{ store }: Pick<ServerContext, "store">,
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
