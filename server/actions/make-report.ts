import type { Gap } from "../../analysis/report/compose.ts";
import { fileNames } from "../../analysis/report/products.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { gatherDesign } from "../report/gather-figures.ts";
import { gatherReport, letterheadOf } from "../report/gather-report.ts";
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
	const { traces } = made;
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
	const { product, layout } = request;
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
			input: { layout, letterhead: letterheadOf(request) },
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
	const input = await gatherReport(
		context,
		surveyId,
		request,
		{ withBanner: product === "report" || product === "package" },
		{
			...job,
			report: (done, total) =>
				job.report(Math.round((half * done) / total), 2 * half),
		},
	);
	return product === "package" ? { product, input } : { product, input };
}
