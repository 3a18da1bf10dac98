import {
	type ListedSentence,
	listSentences,
} from "../../analysis/report/edits.ts";
import { makeDocument } from "../../analysis/report/products.ts";
import type { SentencesRequest } from "../report-schema.ts";
import type { WithFigures } from "../report-worker.ts";
import { gatherReport } from "./gather-report.ts";
import { marksOf } from "./traces.ts";

/** The sentences of a document that a person may word. */
export async function documentSentences(
	withFigures: WithFigures,
	{
		survey,
		request: { product, ...request },
	}: { survey: string; request: SentencesRequest },
	report: (done: number, total: number) => void,
): Promise<ListedSentence[]> {
	const input = await gatherReport(
		withFigures,
		survey,
		request,
		{ withBanner: false },
		(done, total) => report(Math.round((100 * done) / total), 100),
	);
	const { document } = makeDocument(product, { ...input, edits: [] });
	const marks = marksOf(document.blocks);
	return listSentences(
		document.blocks,
		input,
		(to) => marks.get(to)?.words ?? to,
	);
}
