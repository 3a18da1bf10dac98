import { csvText } from "./data-csv.ts";
import { bytesOf, type DataFile } from "./data-file.ts";

export const codebookHeader = [
	"Biến",
	"Câu hỏi",
	"Question",
	"Mã",
	"Phương án",
	"Category",
	"Mã thiếu / missing",
];

export type CodebookRow = [
	name: string,
	vi: string,
	en: string,
	code: number | null,
	categoryVi: string,
	categoryEn: string,
	missing: string,
];

/** What columns and codes mean: a row for each code, the question at the first. */
export const codebookRows = ({ columns }: Pick<DataFile, "columns">) =>
	columns.flatMap(({ name, label, categories, missing }): CodebookRow[] => {
		if (categories.length === 0)
			return [[name, label.vi, label.en, null, "", "", ""]];
		return categories.map((category, at) => [
			name,
			at === 0 ? label.vi : "",
			at === 0 ? label.en : "",
			category.code,
			category.label.vi,
			category.label.en,
			missing.includes(category.code) ? "×" : "",
		]);
	});

export const codebookCsv = (file: Pick<DataFile, "columns">): Uint8Array =>
	bytesOf(
		`\uFEFF${[codebookHeader, ...codebookRows(file)]
			.map((row) =>
				row
					.map((cell) =>
						typeof cell === "string" ? csvText(cell) : (cell ?? ""),
					)
					.join(","),
			)
			.join("\r\n")}\r\n`,
	);
