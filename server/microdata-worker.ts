// A thread of its own: makes the file of responses and packs it in every format, while the server answers phones.
import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import {
	checkMicrodata,
	type MicrodataCheck,
	microdata,
	proposedIdentifiers,
} from "../analysis/microdata/microdata.ts";
import {
	type PackageOf,
	packageFiles,
} from "../analysis/microdata/package-files.ts";
import {
	type ReferenceTable,
	withFileErrors,
} from "../analysis/microdata/reference-table.ts";
import { replicateScale } from "../analysis/microdata/variance-units.ts";

import type { SurveyDataset } from "../analysis/survey-dataset.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a file would hold: the columns of identifiers are enough. */
export interface CheckOrder {
	dataset: SurveyDataset;
	/** The proposed ones where they are absent. */
	identifiers?: string[] | undefined;
	seed: string;
}

export interface MicrodataOrder {
	dataset: SurveyDataset;
	identifiers: string[];
	seed: string;
	table?: ReferenceTable | undefined;
	package: Omit<PackageOf, "table">;
	/** What the manifest says besides hashes. */
	manifest: Record<string, unknown>;
	/** Where the ZIP goes. */
	path: string;
}

export interface PackedFile {
	name: string;
	bytes: number;
	sha256: string;
}

export type WorkerNews =
	| { chosen: string[]; check: MicrodataCheck }
	| { done: number; total: number }
	| { files: PackedFile[]; rows: number; columns: number; replicates: number };

if (parentPort && workerData?.dataset) {
	const port = parentPort;
	const order = workerData as CheckOrder | MicrodataOrder;
	port.postMessage(
		"package" in order
			? packMicrodata(order, (news) => port.postMessage(news))
			: checked(order),
	);
}

function checked({ dataset, identifiers, seed }: CheckOrder): WorkerNews {
	const newRandom = () => seededRandom(seed);
	const chosen = identifiers ?? proposedIdentifiers(dataset, newRandom);
	return {
		chosen,
		check: checkMicrodata(dataset, { identifiers: chosen }, newRandom),
	};
}

/** Writes the package as a ZIP, with a manifest at its end. */
export function packMicrodata(
	order: MicrodataOrder,
	tell: (news: WorkerNews) => void,
): Extract<WorkerNews, { files: unknown }> {
	const made = microdata(
		order.dataset,
		{ identifiers: order.identifiers, reference: order.table?.variable },
		seededRandom(order.seed),
	);
	const table = order.table && withFileErrors(order.table, made);
	const entries = packageFiles({ ...order.package, table }, made);
	const total = made.file.rows * entries.filter(({ isData }) => isData).length;
	const output = openSync(order.path, "wx", 0o600);
	const zip = new Zip((error, bytes) => {
		if (error) throw error;
		writeSync(output, bytes);
	});
	const packed: PackedFile[] = [];
	let before = 0;
	for (const { name, isData, isPacked, chunks } of entries) {
		const part = isPacked
			? new ZipPassThrough(name)
			: new ZipDeflate(name, { level: 6 });
		// The same data give the same package.
		part.mtime = new Date(1980, 0, 1);
		zip.add(part);
		const hash = createHash("sha256");
		let bytes = 0;
		for (const chunk of chunks((rows) =>
			tell({ done: before + rows, total }),
		)) {
			hash.update(chunk);
			bytes += chunk.length;
			part.push(chunk);
		}
		part.push(new Uint8Array(), true);
		packed.push({ name, bytes, sha256: hash.digest("hex") });
		if (isData) before += made.file.rows;
	}
	const manifest = new ZipDeflate("manifest.json");
	manifest.mtime = new Date(1980, 0, 1);
	zip.add(manifest);
	const { file, replicates, met } = made;
	manifest.push(
		Buffer.from(
			`${JSON.stringify(
				{
					...order.manifest,
					responses: file.rows,
					variables: file.columns.length,
					replicates: {
						count: replicates.length,
						...(replicates.length > 0
							? {
									type: "delete-a-group jackknife",
									scale: replicateScale(replicates.length),
								}
							: {}),
					},
					totalsAsPublished: met.filter((name) => name !== ""),
					...(table ? { referenceTable: table } : {}),
					files: packed,
				},
				null,
				"\t",
			)}\n`,
		),
		true,
	);
	zip.end();
	closeSync(output);
	return {
		files: packed,
		rows: file.rows,
		columns: file.columns.length,
		replicates: replicates.length,
	};
}
