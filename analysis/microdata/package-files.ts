import type { Text } from "../../survey-definitions/definition.ts";
import { codebookCsv } from "../export/codebook-rows.ts";
import { csvChunks } from "../export/data-csv.ts";
import { bytesOf, type OnRows } from "../export/data-file.ts";
import { type DdiStudy, ddiCodebook } from "../export/ddi.ts";
import { dtaChunks } from "../export/dta.ts";
import { parquetChunks } from "../export/parquet.ts";
import { savChunks } from "../export/sav.ts";
import {
	rScript,
	type ScriptOf,
	spssScript,
	stataScript,
} from "../export/scripts.ts";
import { xlsxChunks } from "../export/xlsx.ts";
import type { Microdata } from "./microdata.ts";
import type { ReferenceTable } from "./reference-table.ts";
import { replicateScale } from "./variance-units.ts";

export const fileFormats = ["csv", "sav", "dta", "parquet", "xlsx"] as const;
export type FileFormat = (typeof fileFormats)[number];

const chunksOf = {
	csv: csvChunks,
	sav: savChunks,
	dta: dtaChunks,
	parquet: parquetChunks,
	xlsx: xlsxChunks,
};

export interface PackageOf {
	/** Of the survey: begins every file's name. */
	id: string;
	title: Text;
	formats: FileFormat[];
	study: Omit<DdiStudy, "files" | "id" | "title">;
	table?: ReferenceTable | undefined;
}

export interface PackageEntry {
	name: string;
	/** The rectangle of data, which takes long. */
	isData: boolean;
	/** Packed already: another compression gains nothing. */
	isPacked: boolean;
	chunks: (onRows?: OnRows) => Iterable<Uint8Array>;
}

/** All files of a package but its manifest: data in each format, codebook, DDI, and a script for each program. */
export function packageFiles(
	{ id, title, formats, study, table }: PackageOf,
	made: Microdata,
): PackageEntry[] {
	const { file, namesOf, replicates } = made;
	const nameOf = (format: FileFormat) => `${id}.${format}`;
	const column = file.columns.find(
		({ name }) => name === namesOf.get(table?.variable ?? "")?.[0],
	);
	const script: Omit<ScriptOf, "data"> = {
		title,
		weight: file.weight ?? "",
		replicates,
		scale: replicateScale(replicates.length),
		...(table && column
			? { table: { column, question: table.question, rows: table.rows } }
			: {}),
	};
	const text = (name: string, content: string | Uint8Array): PackageEntry => ({
		name,
		isData: false,
		isPacked: false,
		chunks: () => [typeof content === "string" ? bytesOf(content) : content],
	});
	const forR = (["csv", "sav", "dta"] as const).find((format) =>
		formats.includes(format),
	);
	return [
		...fileFormats
			.filter((format) => formats.includes(format))
			.map((format) => ({
				name: nameOf(format),
				isData: true,
				isPacked: format === "xlsx",
				chunks: (onRows?: OnRows) => chunksOf[format](file, onRows),
			})),
		text(`${id}-codebook.csv`, codebookCsv(file)),
		text(
			`${id}-ddi.xml`,
			ddiCodebook({ ...study, id, title, files: formats.map(nameOf) }, file),
		),
		...(forR
			? [text(`${id}.R`, rScript({ ...script, data: nameOf(forR) }))]
			: []),
		...(formats.includes("dta")
			? [text(`${id}.do`, stataScript({ ...script, data: nameOf("dta") }))]
			: []),
		...(formats.includes("sav")
			? [text(`${id}.sps`, spssScript({ ...script, data: nameOf("sav") }))]
			: []),
	];
}
