import type { SurveyDataset } from "../../../analysis/survey-dataset.ts";
import { distribution } from "../../../analysis/tables/distribution.ts";
import type { TrueCell } from "./truth.ts";

export interface ComparedCell extends TrueCell {
	estimate: number;
	se: number;
	/** Whether the 95 % interval holds the truth. */
	covered: boolean;
}

/** Fewer responses than this are not expected to bear a percentage. */
export const minimumExpected = 30;

/**
 * Cells in which coverage is counted: chosen by what the design expects, never by what a sample brought, and without
 * those that hold everybody or nobody, where there is nothing to estimate.
 */
export const isCounted = ({ share, expected }: TrueCell) =>
	expected >= minimumExpected && share > 0 && share < 1;

/** Estimates from a closed survey, before the gate, beside the truth. */
export function compareWithTruth(
	dataset: SurveyDataset,
	truth: TrueCell[],
): ComparedCell[] {
	const variables = [...new Set(truth.map(({ variable }) => variable))];
	return variables.flatMap((variable) => {
		const { rows, columns } = distribution(dataset, { variable });
		const cells = truth.filter((cell) => cell.variable === variable);
		return cells.map((cell) => {
			const at = rows.findIndex(({ code }) => code === cell.category);
			const estimated = columns[0]?.cells[at];
			if (!estimated)
				throw new Error(`no estimate of ${variable} = ${cell.category}`);
			const { value, se, ci } = estimated;
			return {
				...cell,
				estimate: value,
				se,
				covered: ci.lower <= cell.share && cell.share <= ci.upper,
			};
		});
	});
}
