import { type Category, codebook } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { stratumOfRows } from "../fielded-sample.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { dimensionLabel } from "../tables/domains.ts";

/** What others could know of a person: a dimension of the strata, or an answer about the person. */
export interface Identifier {
	/** `stratum:` and a dimension, or the name of the variable. */
	name: string;
	label: Text;
	categories: Category[];
	/** Of each row; missing codes are values as well. */
	codes: ArrayLike<number>;
}

/** Dimensions of the strata first, then variables in the order of the questionnaire. */
export function identifiersOf(dataset: SurveyDataset): Identifier[] {
	const { survey, strata, columns } = dataset;
	const places = stratumOfRows(dataset, columns.lot ?? []);
	const dimensions = new Set(
		strata.flatMap(({ domains }) => Object.keys(domains)),
	);
	const ofStrata = [...dimensions].map((name): Identifier => {
		const levels = new Map<number, Category>();
		for (const { domains } of strata) {
			const level = domains[name];
			if (level) levels.set(level.code, level);
		}
		const codes = strata.map(({ domains }) => domains[name]?.code ?? -1);
		return {
			name: `stratum:${name}`,
			label: dimensionLabel(name),
			categories: [...levels.values()].sort((a, b) => a.code - b.code),
			// A merge of several codes has one above what 16 bits hold.
			codes: Int32Array.from(places, (place) => codes[place] ?? -1),
		};
	});
	const ofPeople = codebook(survey)
		.filter(({ quasiIdentifier, type }) => quasiIdentifier && type === "single")
		.map(
			({ name, question, item, categories }): Identifier => ({
				name,
				label: item ?? question,
				categories,
				codes: columns[name] ?? new Int16Array(),
			}),
		);
	return [...ofStrata, ...ofPeople];
}
