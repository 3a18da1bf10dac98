import type { SentenceFinding } from "../../analysis/report/check-sentence.ts";
import type {
	EditState,
	ListedSentence,
	SentenceEdit,
} from "../../analysis/report/edits.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import type { JobHandle } from "../jobs.ts";
import { inThread } from "../report/in-thread.ts";
import type { SentencesRequest } from "../report-schema.ts";

export interface KeptEdit extends Pick<SentenceEdit, "text" | "madeFrom"> {
	by: string;
	atMs: number;
}

export interface ReportSentence extends Omit<ListedSentence, "edit"> {
	edit?: KeptEdit & { state: EditState; findings: SentenceFinding[] };
}

export interface ReportSentences {
	sentences: ReportSentence[];
	/** Edits of sentences that this document does not have: another product, another survey beside, or data that changed. */
	elsewhere: (KeptEdit & { paragraph: string })[];
}

/** The sentences of a document as the data give them now, each with what a person made of it. */
export async function listSentences(
	context: ServerContext,
	surveyId: string,
	request: SentencesRequest,
	job: JobHandle,
): Promise<ReportSentences> {
	await closedSurveyRow(context.store, surveyId);
	const listed = await inThread(
		context,
		"documentSentences",
		{ survey: surveyId, request },
		job,
	);
	const kept = await context.store.sentenceEdits(surveyId);
	const byParagraph = new Map(
		kept.map(({ surveyId: _, paragraph, ...edit }) => [paragraph, edit]),
	);
	const sentences = listed.map(
		({ edit: judged, ...sentence }): ReportSentence => {
			const edit = byParagraph.get(sentence.paragraph);
			byParagraph.delete(sentence.paragraph);
			return {
				...sentence,
				...(edit && judged ? { edit: { ...edit, ...judged } } : {}),
			};
		},
	);
	return {
		sentences,
		elsewhere: [...byParagraph].map(([paragraph, edit]) => ({
			paragraph,
			...edit,
		})),
	};
}
