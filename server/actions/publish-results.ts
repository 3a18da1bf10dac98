import type { PublishedResults } from "../../analysis/report/published-results.ts";
import type { ServerContext } from "../context.ts";
import { approvalsNeeded } from "../frozen-data.ts";
import type { JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { inThread } from "../report/in-thread.ts";
import { recordAudit } from "./record-audit.ts";

/** Makes the public page of a survey's results, once two persons have approved its frozen data. */
export async function publishResults(
	context: ServerContext,
	surveyId: string,
	by: string,
	job: JobHandle,
): Promise<PublishedResults> {
	const { store, now } = context;
	if (!(await store.frozenData(surveyId))) throw new Refusal("not-frozen");
	const approvals = await store.approvals(surveyId);
	if (approvals.length < approvalsNeeded) throw new Refusal("not-approved");
	const page = await inThread(context, "publishedResults", surveyId, job);
	await store.setPublication({ surveyId, page, by, atMs: now() });
	await recordAudit(context, by, "publish-results", surveyId, {
		hash: page.dataHash,
		headlines: page.headlines.length,
	});
	return page;
}
