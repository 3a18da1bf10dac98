import type { Variable } from "../../survey-definitions/codebook.ts";
import { notApplicable } from "../../survey-definitions/definition.ts";
import type { Answers } from "../disclosure/behind-cells.ts";
import { columnNames } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";

export type SurveyAnswers =
	| (Extract<Answers, { codes: unknown }> & { codes: Int16Array })
	| (Extract<Answers, { base: unknown }> & { base: Int16Array });

/** Who is in the base of a variable and which of the table's rows they chose. */
export function answersTo(
	{ columns }: SurveyDataset,
	variable: Variable,
): SurveyAnswers {
	const rows = rowsOf(variable);
	const read = columnNames(variable).map((name) => columns[name] as Int16Array);
	if (variable.type === "single") {
		const places = new Map(rows.map(({ code }, place) => [code, place]));
		const [codes] = read as [Int16Array];
		return {
			codes: codes.map((code) => places.get(code) ?? -1),
			categories: rows.length,
		};
	}
	const indicators = read.filter(
		(_, index) => variable.categories[index]?.code !== notApplicable,
	);
	const outside = read[variable.categories.findIndex(isNotApplicable)];
	const [first] = indicators as [Int16Array];
	return {
		indicators,
		base: first.map((code, row) => Number(code >= 0 && outside?.[row] !== 1)),
	};
}

/** 95 is outside the base. */
export const rowsOf = ({ categories }: Variable) =>
	categories.filter(({ code }) => code !== notApplicable);

const isNotApplicable = ({ code }: { code: number }) => code === notApplicable;
