import { strToU8, zipSync } from "fflate";
import { packageXlsx } from "../../analysis/export/package-xlsx.ts";
import type { Gap, ReportInput } from "../../analysis/report/compose.ts";
import { dataPackage } from "../../analysis/report/data-package.ts";
import type { ReportDocument } from "../../analysis/report/document.ts";
import { makeDocument } from "../../analysis/report/products.ts";
import { questionnaireDocument } from "../../analysis/report/questionnaire-document.ts";
import { surveyPlan } from "../../analysis/report/survey-plan.ts";
import { chartPicture } from "../chart-picture.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { FigureContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { ReportRequest } from "../report-schema.ts";
import type { WithFigures } from "../report-worker.ts";
import { gatherDesign } from "./gather-figures.ts";
import { gatherReport, letterheadOf } from "./gather-report.ts";
import { writeDocx } from "./write-docx.ts";

export interface MadeFile {
	bytes: Uint8Array;
	/** What the outline asks for and the data do not give. */
	gaps: Gap[];
	/** Hash of the traces; null where the product has no numbers to hold against data. */
	traces: string | null;
}

/** Progress counts gathering as one half, writing as the other. */
const half = 50;

/** One of the products of a survey, as a file. */
export async function madeFile(
	withFigures: WithFigures,
	{ survey, request }: { survey: string; request: ReportRequest },
	report: (done: number, total: number) => void,
): Promise<MadeFile> {
	const { product } = request;
	const draft =
		product === "questionnaire" || product === "plan"
			? await withFigures((context) => draftBefore(context, survey, request))
			: draftOf(
					product,
					await gatherReport(
						withFigures,
						survey,
						request,
						{ withBanner: product === "report" || product === "package" },
						(done, total) =>
							report(Math.round((half * done) / total), 2 * half),
					),
				);
	if ("bytes" in draft) return { ...draft, traces: null };
	const { bytes, hash } = await writeDocx(draft.document, {
		layout: request.layout,
		about: { product, surveys: draft.surveys },
		draw: (chart) => chartPicture(chart, { format: "png", hasWords: false }),
		onBlock: (done, total) => {
			if (done % 20 === 0)
				report(half + Math.round((half * done) / total), 2 * half);
		},
	});
	return { bytes, gaps: draft.gaps, traces: hash };
}

interface Draft {
	document: ReportDocument;
	gaps: Gap[];
	/** Data and weights that its numbers are made of. */
	surveys: { id: string; dataHash: string; weights: number }[];
}

/** What is written before the field. */
async function draftBefore(
	context: FigureContext,
	id: string,
	request: ReportRequest,
): Promise<Draft> {
	const { store } = context;
	const stored = await store.survey(id);
	if (!stored) throw new Refusal("unknown-survey");
	const { survey } = await compiledSurvey(store, id);
	const input = {
		layout: request.layout,
		letterhead: letterheadOf(request),
	};
	if (request.product === "questionnaire")
		return {
			document: questionnaireDocument(input, survey),
			gaps: [],
			surveys: [],
		};
	const words = (name: string) => {
		const value = stored.wave[name];
		return typeof value === "object" ? value.vi : String(value ?? "");
	};
	const plan = surveyPlan(input, {
		id,
		survey,
		sampling: stored.sampling,
		design: await gatherDesign(context, id),
		controller: words("CONTROLLER"),
		hotline: words("HOTLINE"),
		cleaning: stored.cleaning.map(({ label }) => label.vi),
	});
	return { ...plan, surveys: [] };
}

function draftOf(
	product: Exclude<ReportRequest["product"], "questionnaire" | "plan">,
	input: ReportInput,
): Draft | Pick<MadeFile, "bytes" | "gaps"> {
	if (product === "package") {
		const { header, rows, text, gaps } = dataPackage(input);
		return {
			bytes: zipSync(
				{
					"so-lieu.xlsx": packageXlsx(header, rows),
					// Excel and Notepad of older machines need the mark to see UTF-8.
					"doan-chu.txt": strToU8(`\ufeff${text}\n`),
				},
				{ mtime: new Date(1980, 0, 1) },
			),
			gaps,
		};
	}
	return {
		...makeDocument(product, input),
		surveys: Object.values(input.surveys).map(({ id, dataHash, weights }) => ({
			id,
			dataHash,
			weights: weights.version,
		})),
	};
}
