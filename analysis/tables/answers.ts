import type { Variable } from "../../survey-definitions/codebook.ts";
import {
	dontKnow,
	notApplicable,
	refused,
} from "../../survey-definitions/definition.ts";
import type { TableBase } from "../../survey-definitions/table-request.ts";
import type { Answers } from "../disclosure/behind-cells.ts";
import { columnNames } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { placesOf } from "./domains.ts";

export type SurveyAnswers =
	| (Extract<Answers, { codes: unknown }> & { codes: Int32Array })
	| (Extract<Answers, { base: unknown }> & { base: Int16Array });

interface Asked {
	variable: Variable;
	base: TableBase;
	answers: SurveyAnswers;
}

/** Of each survey's columns, what was asked for last: one table asks several times. */
const last = new WeakMap<SurveyDataset["columns"], Asked>();

/** Who is in the base of a variable and which of the table's rows they chose; not to be written to. */
export function answersTo(
	{ columns }: SurveyDataset,
	variable: Variable,
	base: TableBase = "all",
): SurveyAnswers {
	const known = last.get(columns);
	if (known?.variable === variable && known.base === base) return known.answers;
	const answers = readAnswers(columns, variable, base);
	last.set(columns, { variable, base, answers });
	return answers;
}

function readAnswers(
	columns: SurveyDataset["columns"],
	variable: Variable,
	base: TableBase,
): SurveyAnswers {
	const rows = rowsOf(variable, base);
	const read = columnNames(variable).map((name) => columns[name] as Int16Array);
	if (variable.type === "number")
		return {
			codes: Int32Array.from(read[0] ?? [], (value) =>
				Number.isNaN(value) ? -1 : 0,
			),
			categories: 1,
		};
	if (variable.type === "single") {
		const places = new Map(rows.map(({ code }, place) => [code, place]));
		const [codes] = read as [Int16Array];
		return { codes: placesOf(codes, places), categories: rows.length };
	}
	const columnOf = (code: number) =>
		read[variable.categories.findIndex((one) => one.code === code)];
	const indicators = rows.map(({ code }) => columnOf(code)!);
	const outside = (
		base === "all" ? [notApplicable] : [notApplicable, ...noOpinion]
	)
		.map(columnOf)
		.filter((column) => column !== undefined);
	const [first] = read as [Int16Array];
	const inBase = new Int16Array(first.length);
	for (let row = 0; row < inBase.length; row++)
		inBase[row] = Number(
			first[row]! >= 0 && !outside.some((column) => column[row] === 1),
		);
	return { indicators, base: inBase };
}

/** 1 for those who answered a variable otherwise than with don't know or refused. */
export function rowsWithOpinion(
	dataset: SurveyDataset,
	variable: Variable,
): Uint8Array {
	const answers = answersTo(dataset, variable, "opinion");
	const said = new Uint8Array(dataset.design.rows);
	for (let row = 0; row < said.length; row++)
		said[row] =
			"codes" in answers
				? Number(answers.codes[row]! >= 0)
				: answers.base[row]!;
	return said;
}

const noOpinion = [dontKnow, refused];

/** 95 is outside the base. */
export const rowsOf = ({ categories }: Variable, base: TableBase = "all") =>
	categories.filter(
		({ code }) =>
			code !== notApplicable && (base === "all" || !noOpinion.includes(code)),
	);
