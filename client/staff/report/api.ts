import type { Product } from "../../../analysis/report/products.ts";
import type { PublishedResults } from "../../../analysis/report/published-results.ts";
import type { KeptEdit } from "../../../server/actions/list-sentences.ts";
import type { FrozenState } from "../../../server/frozen-data.ts";
import type { VerifiedFile } from "../../../server/report/verified-file.ts";
import { answer, api } from "../api.ts";

export const reportState = (id: string) =>
	answer(api.surveys[":id"].report.$get({ param: { id } }));

export type ReportState = Awaited<ReturnType<typeof reportState>>;

type ReportJson = Parameters<
	(typeof api.surveys)[":id"]["report"]["$post"]
>[0]["json"];

export const makeReport = (id: string, json: ReportJson) =>
	answer(api.surveys[":id"].report.$post({ param: { id }, json }));

/** The file goes as it is; nothing of it is kept. */
export const checkReport = (id: string, file: File) =>
	answer(
		api.surveys[":id"]["report-check"].$post(
			{ param: { id } },
			{
				headers: { "Content-Type": "application/octet-stream" },
				init: { body: file },
			},
		),
	);

type SentencesJson = Parameters<
	(typeof api.surveys)[":id"]["sentences"]["$post"]
>[0]["json"];

export const listSentences = (id: string, json: SentencesJson) =>
	answer(api.surveys[":id"].sentences.$post({ param: { id }, json }));

export const keptEdits = (id: string) =>
	answer(api.surveys[":id"].sentences.$get({ param: { id } })) as Promise<
		(KeptEdit & { paragraph: string })[]
	>;

type EditJson = Parameters<
	(typeof api.surveys)[":id"]["sentences"][":paragraph"]["$put"]
>[0]["json"];

export const editSentence = (id: string, paragraph: string, json: EditJson) =>
	answer(
		api.surveys[":id"].sentences[":paragraph"].$put({
			param: { id, paragraph },
			json,
		}),
	);

export const dropEdit = (id: string, paragraph: string, seenAtMs: number) =>
	answer(
		api.surveys[":id"].sentences[":paragraph"].$delete({
			param: { id, paragraph },
			json: { seenAtMs },
		}),
	);

export type { Product };
export type Checked = VerifiedFile & { more: number };

export const frozenState = (id: string) =>
	answer(api.surveys[":id"].frozen.$get({ param: { id } })) as Promise<{
		frozen: FrozenState | null;
		published: PublishedResults | null;
	}>;

export const freeze = (id: string) =>
	answer(
		api.surveys[":id"].frozen.$post({ param: { id }, json: { sure: true } }),
	);

export const approveHash = (id: string, hash: string) =>
	answer(api.surveys[":id"].approvals.$post({ param: { id }, json: { hash } }));

export const previewPublication = (id: string) =>
	answer(api.surveys[":id"]["publication-preview"].$post({ param: { id } }));

export const publish = (id: string) =>
	answer(
		api.surveys[":id"].publication.$post({
			param: { id },
			json: { sure: true },
		}),
	);
