import { derivedColumn } from "../analysis/derived-columns.ts";
import type { SurveyDataset } from "../analysis/survey-dataset.ts";
import type { Store } from "../db/store.ts";
import type { Variable } from "../survey-definitions/codebook.ts";
import {
	compileDerived,
	type DerivedDefinition,
	type DerivedSources,
	derivedSources,
	versionedName,
} from "../survey-definitions/derived.ts";
import type { Survey } from "../survey-definitions/survey.ts";

/** A derived variable in the version that is offered. */
export interface CurrentDerived {
	version: number;
	definition: DerivedDefinition;
	/** The versions that names of other derived variables meant when it was made. */
	uses: Record<string, number>;
	isRemoved: boolean;
}

/** The newest version of each derived variable, in the order in which the names were first used. */
export async function currentDerived(
	store: Store,
	surveyId: string,
): Promise<CurrentDerived[]> {
	const newest = new Map<string, CurrentDerived>();
	for (const { name, ...one } of await store.derivedVariables(surveyId))
		newest.set(name, one);
	return [...newest.values()];
}

/** The data's names of derived variables that are offered. */
export const offeredNames = (current: CurrentDerived[]): Set<string> =>
	new Set(
		current
			.filter(({ isRemoved }) => !isRemoved)
			.map(({ version, definition }) =>
				versionedName(definition.name, version),
			),
	);

/**
 * Puts every version of every derived variable beside the survey's own, old ones too: tables were released of them. The
 * data are the same object afterwards, as the memory of releases rests on it; what is there already stays.
 */
export async function addDerived(
	store: Store,
	dataset: SurveyDataset,
): Promise<void> {
	const stored = await store.derivedVariables(dataset.survey.id);
	for (const { name, version, definition, uses } of stored) {
		if (versionedName(name, version) in dataset.columns) continue;
		// Phones are served between one variable and the next.
		await new Promise(setImmediate);
		if (versionedName(name, version) in dataset.columns) continue;
		const compiled = compileDerived(
			definition,
			version,
			sourcesOf(dataset, uses),
		);
		if ("problems" in compiled)
			throw new Error(
				`${versionedName(name, version)} of ${dataset.survey.id} was valid when it was made: ${JSON.stringify(compiled.problems)}`,
			);
		const { variable } = compiled;
		dataset.columns[variable.name] = derivedColumn(
			dataset,
			compiled,
			dataset.design.rows,
		);
		dataset.variables.push(variable);
	}
}

/** What names mean in an expression: of derived variables the versions that are given. */
export function sourcesOf(
	{ survey, variables }: { survey: Survey; variables: Variable[] },
	uses: Record<string, number>,
): DerivedSources {
	const byName = new Map<string, Variable>();
	for (const [name, version] of Object.entries(uses)) {
		const found = variables.find(
			(one) => one.name === versionedName(name, version),
		);
		if (found) byName.set(name, found);
	}
	return derivedSources(
		survey,
		variables.filter((one) => !one.derived),
		byName,
	);
}
