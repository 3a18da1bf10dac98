// A thread of its own: puts a report together, draws its charts and writes the file, while the server answers phones.
import { parentPort, workerData } from "node:worker_threads";
import { strToU8, zipSync } from "fflate";
import { packageXlsx } from "../analysis/export/package-xlsx.ts";
import type { Gap, ReportInput } from "../analysis/report/compose.ts";
import { dataPackage } from "../analysis/report/data-package.ts";
import type { ReportDocument } from "../analysis/report/document.ts";
import {
	type ListedSentence,
	listSentences,
} from "../analysis/report/edits.ts";
import {
	type documentProducts,
	makeDocument,
} from "../analysis/report/products.ts";
import { questionnaireDocument } from "../analysis/report/questionnaire-document.ts";
import {
	type PlannedSurvey,
	surveyPlan,
} from "../analysis/report/survey-plan.ts";
import { chartPicture } from "./chart-picture.ts";
import { partsOf } from "./report/docx-parts.ts";
import { type ReadDocx, readDocx } from "./report/read-docx.ts";
import { marksOf, type Traces } from "./report/traces.ts";
import { writeDocx } from "./report/write-docx.ts";

export type ReportOrder =
	| { product: (typeof documentProducts)[number]; input: ReportInput }
	| { product: "package"; input: ReportInput }
	| {
			product: "questionnaire" | "plan";
			input: Pick<ReportInput, "layout" | "letterhead">;
			planned: PlannedSurvey;
	  }
	/** The sentences of a document that a person may word. */
	| { list: (typeof documentProducts)[number]; input: ReportInput }
	| { read: Uint8Array };

export type ReportNews =
	| { done: number; total: number }
	| {
			bytes: Uint8Array;
			gaps: Gap[];
			/** Hash of the traces; null where the product has no numbers to hold against data. */
			traces: string | null;
	  }
	| { sentences: ListedSentence[] }
	| { traces: Traces | null; read: ReadDocx }
	| { unreadable: string };

if (
	parentPort &&
	workerData &&
	("product" in workerData || "read" in workerData || "list" in workerData)
) {
	const port = parentPort;
	port.postMessage(
		await work(workerData as ReportOrder, (news) => port.postMessage(news)),
	);
}

export async function work(
	order: ReportOrder,
	tell: (news: ReportNews) => void,
): Promise<ReportNews> {
	if ("read" in order) {
		try {
			const { document, traces } = partsOf(order.read);
			return { traces: traces ?? null, read: readDocx(document) };
		} catch (error) {
			return { unreadable: error instanceof Error ? error.message : "" };
		}
	}
	if ("list" in order) {
		const { document } = makeDocument(order.list, {
			...order.input,
			edits: [],
		});
		const marks = marksOf(document.blocks);
		return {
			sentences: listSentences(
				document.blocks,
				order.input,
				(to) => marks.get(to)?.words ?? to,
			),
		};
	}
	if (order.product === "package") {
		const { header, rows, text, gaps } = dataPackage(order.input);
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
			traces: null,
		};
	}
	const { document, gaps } = documentOf(order);
	const { bytes, hash } = await writeDocx(document, {
		layout: order.input.layout,
		about: {
			product: order.product,
			surveys:
				"surveys" in order.input
					? Object.values(order.input.surveys).map(
							({ id, dataHash, weights }) => ({
								id,
								dataHash,
								weights: weights.version,
							}),
						)
					: [],
		},
		draw: (chart) => chartPicture(chart, { format: "png", hasWords: false }),
		onBlock: (done, total) => {
			if (done % 20 === 0) tell({ done, total });
		},
	});
	return { bytes, gaps, traces: hash };
}

type DocumentOrder = Exclude<
	ReportOrder,
	{ read: Uint8Array } | { list: string } | { product: "package" }
>;

function documentOf(order: DocumentOrder): {
	document: ReportDocument;
	gaps: Gap[];
} {
	switch (order.product) {
		case "questionnaire":
			return {
				document: questionnaireDocument(order.input, order.planned.survey),
				gaps: [],
			};
		case "plan":
			return surveyPlan(order.input, order.planned);
		default:
			return makeDocument(order.product, order.input);
	}
}
