import { type Category, codebook } from "../../survey-definitions/codebook.ts";
import {
	notApplicable,
	type Text,
} from "../../survey-definitions/definition.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { type FieldedSample, stratumOfRows } from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";
import { dimensionLabel } from "../tables/domains.ts";

/** What a margin can be of: a dimension of the strata, or a question with one answer. */
export interface MarginVariable {
	name: string;
	label: Text;
	/** Those that need a total; who gives none of them is not forced. */
	categories: Category[];
}

const stratumPrefix = "stratum:";

/** Whether a margin's variable is a dimension of the strata, which every row has. */
export const isDimension = (name: string) => name.startsWith(stratumPrefix);

const isMissing = (code: number) => code < 0 || code >= notApplicable;

/** Dimensions of the strata first, then the questions about the person, then all others. */
export function marginVariables(
	survey: Survey,
	{ strata }: Pick<FieldedSample, "strata">,
): MarginVariable[] {
	const dimensions = new Map<string, Map<number, Category>>();
	for (const { domains } of strata)
		for (const [name, level] of Object.entries(domains)) {
			const levels = dimensions.get(name) ?? new Map<number, Category>();
			dimensions.set(name, levels.set(level.code, level));
		}
	const questions = codebook(survey)
		.filter(
			({ type, drawn, section }) =>
				type === "single" && !drawn && section !== "arms",
		)
		.map(({ name, question, item, categories, section }) => ({
			name,
			label: item ?? question,
			categories: categories.filter(({ code }) => !isMissing(code)),
			isAbout: section === "about",
		}));
	return [
		...[...dimensions].map(([name, levels]) => ({
			name: stratumPrefix + name,
			label: dimensionLabel(name),
			categories: [...levels.values()].sort((a, b) => a.code - b.code),
		})),
		...[...questions]
			.sort((a, b) => Number(b.isAbout) - Number(a.isAbout))
			.map(({ isAbout: _, ...variable }) => variable),
	];
}

/** The code of each row in a margin's variable; −1 where the row does not say. */
export function marginCodes(
	name: string,
	sample: FieldedSample,
	columns: SurveyColumns,
): Int32Array {
	if (!name.startsWith(stratumPrefix))
		return Int32Array.from(columns[name] ?? [], (code) =>
			isMissing(code) ? -1 : code,
		);
	const dimension = name.slice(stratumPrefix.length);
	const ofStrata = sample.strata.map(
		({ domains }) => domains[dimension]?.code ?? -1,
	);
	return stratumOfRows(sample, columns.lot ?? []).map(
		(stratum) => ofStrata[stratum] ?? -1,
	);
}

/** Whether a variable tells towns from countryside. */
export const isUrbanRural = ({ name, categories }: MarginVariable) =>
	/^stratum:(area|urban)$/.test(name) ||
	categories.some(({ label }) => /thành thị|nông thôn/i.test(label.vi));
