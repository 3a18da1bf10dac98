import { fileNames } from "../../analysis/report/products.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { inThread } from "../report/in-thread.ts";
import type { MadeFile } from "../report/made-file.ts";
import type { ReportRequest } from "../report-schema.ts";
import { recordAudit } from "./record-audit.ts";

export interface MadeReport extends MadeFile {
	name: string;
	type: string;
	bytes: Buffer;
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
	const { bytes, gaps, traces } = await inThread(
		context,
		"madeFile",
		{ survey: surveyId, request },
		job,
	);
	const extension = request.product === "package" ? "zip" : "docx";
	await recordAudit(context, by, "make-report", surveyId, {
		product: request.product,
		layout: request.layout,
		...(request.beside ? { beside: request.beside } : {}),
		// The audit knows the traces in the file again by it.
		...(traces ? { traces } : {}),
	});
	return {
		name: `${fileNames[request.product]}-${surveyId}.${extension}`,
		type: types[extension],
		bytes: Buffer.from(bytes),
		gaps,
		traces,
	};
}
