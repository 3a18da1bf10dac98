import type { Variable } from "../../survey-definitions/codebook.ts";
import { notApplicable } from "../../survey-definitions/definition.ts";
import { columnNames, missing } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";

/** Respondents outside the base of a question, unweighted; null where it would tell of too few. */
export interface Outside {
	total: number | null;
	/** Not asked because of an answer before; left out by design; asked and left blank; "does not apply to me". */
	notAsked: number | null;
	notShown: number | null;
	blank: number | null;
	doesNotApply: number | null;
}

type Reason = Exclude<keyof Outside, "total">;
const reasons: Reason[] = ["notAsked", "notShown", "blank", "doesNotApply"];

/**
 * Why respondents are not in the base of a question. A group of 1 … minimum − 1 is not told, and then none of the
 * others is, as they add up to the total, which follows from the base. Where the base is not told nothing is, for it
 * would follow from the total.
 */
export function releaseOutside(
	{ columns, design }: Pick<SurveyDataset, "columns" | "design">,
	variable: Variable,
	minimum: number,
): Outside {
	const counts = { notAsked: 0, notShown: 0, blank: 0, doesNotApply: 0 };
	const read = columnNames(variable).map((name) => columns[name]);
	const [first] = read;
	const outside =
		variable.type === "multiple"
			? read[
					variable.categories.findIndex(({ code }) => code === notApplicable)
				]
			: undefined;
	let forms = 0;
	for (let row = 0; row < design.rows; row++) {
		if (design.weights[row] === 0) continue;
		forms++;
		const code = first?.[row] ?? missing.notApplicable;
		if (code === missing.notApplicable) counts.notAsked++;
		else if (code === missing.notShown) counts.notShown++;
		else if (code === missing.itemNonresponse || Number.isNaN(code))
			counts.blank++;
		else if (
			variable.type === "multiple"
				? outside?.[row] === 1
				: variable.type === "single" && code === notApplicable
		)
			counts.doesNotApply++;
	}
	const total = reasons.reduce((sum, reason) => sum + counts[reason], 0);
	const isFew = (count: number) => count > 0 && count < minimum;
	const isBaseTold = forms - total >= minimum;
	if (!isBaseTold || reasons.some((reason) => isFew(counts[reason])))
		return {
			total: isBaseTold ? total : null,
			notAsked: null,
			notShown: null,
			blank: null,
			doesNotApply: null,
		};
	return { total, ...counts };
}
