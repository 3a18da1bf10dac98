import { open, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { fitsXlsx } from "../../analysis/export/xlsx.ts";
import type { Sampling } from "../../analysis/fielded-sample.ts";
import {
	type FileFormat,
	fileFormats,
} from "../../analysis/microdata/package-files.ts";
import {
	type ReferenceTable,
	referenceVariables,
} from "../../analysis/microdata/reference-table.ts";
import { toldByTables } from "../../analysis/microdata/told-by-tables.ts";
import type { SurveyDataset } from "../../analysis/survey-dataset.ts";
import type { MicrodataFile } from "../../db/sqlite/microdata-files.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle, StoredFile } from "../jobs.ts";
import { microdataSeed } from "../microdata-seed.ts";
import { forThread, packInThread } from "../microdata-thread.ts";
import type { PackedFile } from "../microdata-worker.ts";
import { Refusal } from "../refusal.ts";
import { askForOne } from "./ask-for-table.ts";
import { microdataState } from "./microdata-state.ts";
import { recordAudit } from "./record-audit.ts";

export interface MicrodataRequest {
	identifiers: string[];
	formats: FileFormat[];
	/** Under which the file is given away, and who gives it. */
	licence: string;
	producer: string;
}

export interface PackedMicrodata {
	files: PackedFile[];
	rows: number;
	columns: number;
	replicates: number;
}

export const usualLicence = "CC BY 4.0";

/**
 * Writes the responses of a closed survey as a ZIP in the formats asked for, in a thread of its own. Refuses where a
 * combination of identifiers is of few people, where tables have told too much of one that is left out, and where
 * another file was made before. From then on no table tells apart what was left out (release-memory.ts).
 */
export async function exportMicrodata(
	context: Pick<ServerContext, "store" | "pepper" | "now" | "tables">,
	by: string,
	surveyId: string,
	{ identifiers, formats, licence, producer }: MicrodataRequest,
	zipPath: string,
	job?: Pick<JobHandle, "report" | "signal">,
): Promise<PackedMicrodata> {
	const { store } = context;
	const dataset = await closedSurvey(store, surveyId);
	if (!dataset.weights.isFinal) throw new Refusal("weights-not-final");
	const state = await microdataState(context, surveyId, identifiers);
	const isSame =
		state.chosen.length === identifiers.length &&
		state.chosen.every((name) => identifiers.includes(name));
	if (!isSame) throw new Refusal("microdata-made", named(state.chosen));
	if (state.small.length > 0)
		throw new Refusal(
			"few-alike",
			state.small.map((names) => problemOf(names.join(" × "))),
		);
	if (state.told.length > 0)
		throw new Refusal("tables-tell-left-out", named(state.told));
	// Replicates apart: they are a few dozen more.
	if (formats.includes("xlsx") && !fitsXlsx(state.forms, 1000))
		throw new Refusal("too-large-for-xlsx");
	const table = await referenceTable(context, surveyId, state.telling);
	const kept = await keepFile(store, dataset, {
		surveyId,
		weightsVersion: dataset.weights.version,
		identifiers: state.chosen,
		seed: microdataSeed(context, surveyId, dataset.weights.version),
	});
	// Somebody else may have made one meanwhile.
	if (kept.identifiers.join() !== state.chosen.join())
		throw new Refusal("microdata-made", named(kept.identifiers));

	const year = new Date(context.now()).getUTCFullYear();
	const { survey } = dataset;
	const citation = `${producer} (${year}). ${survey.title.vi} [vi dữ liệu / microdata]. ${surveyId}, phiên bản phiếu ${survey.version}, trọng số ${dataset.weights.version}.`;
	const frozen = await store.frozenData(surveyId);
	const packed = await packInThread(
		{
			dataset: forThread(dataset),
			identifiers: state.chosen,
			seed: kept.seed,
			table,
			package: {
				id: surveyId,
				title: survey.title,
				formats: fileFormats.filter((format) => formats.includes(format)),
				study: studyOf(
					dataset.sampling,
					survey.population,
					state.replicates > 0,
					{ producer, licence, citation },
				),
			},
			manifest: {
				survey: surveyId,
				title: survey.title,
				definitionVersion: survey.version,
				weightsVersion: dataset.weights.version,
				...(frozen ? { dataHash: frozen.hash } : {}),
				producer,
				licence,
				cite: citation,
				anonymity: {
					k: state.k,
					rule: "0 or at least k responses in every combination of three identifiers, variance units included",
					identifiers: state.chosen,
					leftOut: state.identifiers
						.map(({ name }) => name)
						.filter((name) => !state.chosen.includes(name)),
					leftOutWithThem: state.telling,
				},
			},
			path: zipPath,
		},
		job,
	);
	await recordAudit(context, by, "export-microdata", surveyId, {
		formats: formats.join(" "),
		identifiers: state.chosen.join(" "),
		weights: dataset.weights.version,
		sha256: packed.files.map(({ sha256 }) => sha256).join(" "),
	});
	return packed;
}

/** No table that tells what the file leaves out may have been let out meanwhile. */
async function keepFile(
	store: ServerContext["store"],
	dataset: SurveyDataset,
	file: MicrodataFile,
): Promise<MicrodataFile> {
	for (;;) {
		const made = await store.microdataFile(file.surveyId);
		if (made) return made;
		const released = await store.releasedDomains(file.surveyId);
		const told = toldByTables(dataset, released).filter(
			(name) => !file.identifiers.includes(name),
		);
		if (told.length > 0) throw new Refusal("tables-tell-left-out", named(told));
		const kept = await store.addMicrodataFile(file, released.length);
		if (kept) return kept;
	}
}

const problemOf = (names: string) => ({
	variable: names,
	code: "out-of-range" as const,
});
const named = (names: string[]) => names.map(problemOf);

/** The first that is published whole: of what is withheld no script could make the rest again. */
async function referenceTable(
	context: Pick<ServerContext, "store" | "tables">,
	surveyId: string,
	telling: string[],
): Promise<ReferenceTable | undefined> {
	const dataset = await closedSurvey(context.store, surveyId);
	for (const variable of referenceVariables(dataset, telling)) {
		const released = await askForOne(context, {
			survey: surveyId,
			variable,
		});
		const cells = released.columns[0]?.cells ?? [];
		if (cells.some((cell) => "withheld" in cell)) continue;
		const rows = released.rows.flatMap(({ code, label }, at) => {
			const cell = cells[at];
			return cell && "value" in cell && cell.value > 0
				? [{ code, label, share: cell.value, se: cell.se }]
				: [];
		});
		return { variable, question: released.variable.question, rows };
	}
	return undefined;
}

/** Takes a file out of its folder: what is left is read once, and is gone with the program. */
export async function storedFile(
	filePath: string,
	name: string,
	type: string,
): Promise<StoredFile> {
	const handle = await open(filePath, "r");
	const { size } = await handle.stat();
	await rm(filePath);
	return {
		name,
		type,
		size,
		stream: () =>
			Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>,
		discard: () => void handle.close(),
	};
}

const studyOf = (
	sampling: Sampling,
	population: "cadres" | "citizens",
	hasReplicates: boolean,
	rights: { producer: string; licence: string; citation: string },
) => ({
	...rights,
	abstract: {
		vi: "Điều tra xã hội học ẩn danh. Tệp không có lô, tầng, câu trả lời mở hay cờ làm sạch; thứ tự phiếu là ngẫu nhiên.",
		en: "Anonymous sociological survey. The file has no lots, strata, open answers or marks of cleaning; responses stand in random order.",
	},
	universe:
		population === "cadres"
			? {
					vi: "Cán bộ, công chức, viên chức thuộc các cơ quan trong dàn mẫu",
					en: "Cadres, civil servants and public employees of the agencies in the frame",
				}
			: {
					vi: "Người dân từ 18 tuổi trong các hộ thuộc địa bàn của dàn mẫu",
					en: "People aged 18 or over in households of the frame's areas",
				},
	sampling:
		sampling === "probability"
			? {
					vi: "Mẫu xác suất, phân tầng, nhiều giai đoạn",
					en: "Stratified multi-stage probability sample",
				}
			: {
					vi: "Mẫu không xác suất: không có sai số mẫu",
					en: "Non-probability sample: there is no sampling error",
				},
	weighting: {
		vi: `Trọng số cuối làm trơn theo lớp rồi hiệu chỉnh để tổng thể của từng câu đúng như bảng đã công bố; ${hasReplicates ? "trọng số lặp bỏ từng nhóm lô (jackknife)" : "không có trọng số lặp, không tính được sai số chuẩn từ tệp"}.`,
		en: `Final weights, smoothed within classes and calibrated so that totals of everybody are as published; ${hasReplicates ? "replicate weights leave out groups of lots in turn (jackknife)" : "no replicate weights, so that the file gives no standard errors"}.`,
	},
});
