import { codebook } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { policyFor } from "../disclosure/policy.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { replicateCovariance } from "../variance/replicate-covariance.ts";
import { fileRows, type Microdata } from "./microdata.ts";
import { replicateScale } from "./variance-units.ts";

/** A published table that scripts make again of the file. */
export interface ReferenceTable {
	variable: string;
	question: Text;
	rows: {
		code: number;
		label: Text;
		/** As published; se is absent for a sample that is no probability sample. */
		share: number;
		se?: number | undefined;
		/** By the replicates of the file. */
		fileSe?: number;
	}[];
}

/** Questions that everybody is compared by, the best first: one answer, not drawn, and no answer that 1 … k − 1 people gave. */
export function referenceVariables(
	dataset: SurveyDataset,
	telling: readonly string[],
): string[] {
	const rows = fileRows(dataset);
	const { minimumBase: k } = policyFor(dataset.survey.population);
	const fits = codebook(dataset.survey).filter(
		({ name, type, drawn, quasiIdentifier, section }) => {
			if (type !== "single" || drawn || quasiIdentifier || section === "arms")
				return false;
			if (telling.includes(name)) return false;
			const counts = new Map<number, number>();
			for (const row of rows) {
				const code = dataset.columns[name]?.[row] ?? -1;
				if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
			}
			return (
				counts.size > 1 && [...counts.values()].every((count) => count >= k)
			);
		},
	);
	// A scale shows more than a yes or no.
	const isScale = ({ categories }: (typeof fits)[number]) =>
		Number(categories.length >= fewestCategories);
	return fits.sort((a, b) => isScale(b) - isScale(a)).map(({ name }) => name);
}

const fewestCategories = 5;

/** The table with the standard errors that the replicates of the file give. */
export function withFileErrors(
	table: ReferenceTable,
	{ file, namesOf, replicates }: Microdata,
): ReferenceTable {
	const columnOf = (name: string) =>
		file.columns.find((column) => column.name === name)?.values as
			| ArrayLike<number>
			| undefined;
	const codes = columnOf(namesOf.get(table.variable)?.[0] ?? "");
	const weights = columnOf(file.weight ?? "") as Float64Array | undefined;
	if (!codes || !weights || replicates.length === 0) return table;
	const places = new Map(table.rows.map(({ code }, at) => [code, at]));
	const shares = (of: Float64Array) => {
		const sums = new Float64Array(table.rows.length);
		let base = 0;
		for (let row = 0; row < of.length; row++) {
			const place = places.get(codes[row]!);
			if (place === undefined) continue;
			sums[place]! += of[row]!;
			base += of[row]!;
		}
		return sums.map((sum) => sum / base);
	};
	const covariance = replicateCovariance(
		{
			kind: "replicate",
			rows: file.rows,
			weights,
			present: null,
			replicates: replicates.map((name) => columnOf(name) as Float64Array),
			scale: replicateScale(replicates.length),
			rscales: new Float64Array(replicates.length).fill(1),
			mse: true,
		},
		shares(weights),
		shares,
	);
	return {
		...table,
		rows: table.rows.map((row, at) => ({
			...row,
			fileSe: Math.sqrt(covariance.get(at, at)),
		})),
	};
}
