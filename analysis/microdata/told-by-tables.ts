import { codebook } from "../../survey-definitions/codebook.ts";
import { readPartitionKey } from "../disclosure/partition.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { readFilter } from "../tables/filter.ts";
import { identifiersOf } from "./identifiers.ts";
import { tellingVariables } from "./telling-variables.ts";

/** How many of the sums that would give each row's value there may be: a tenth of the rows. */
const mostSums = 1 / 10;

/** What names in a table rest on: a derived variable on those that it was made of. */
export const behindNames = (
	{ variables }: SurveyDataset,
	names: readonly string[],
): string[] =>
	names.flatMap(
		(name) =>
			variables.find((one) => one.name === name)?.derived?.from ?? [name],
	);

/** Names that no table may tell apart beside a file with these identifiers: the others, and what tells of them. */
export function leftOutNames(
	dataset: SurveyDataset,
	chosen: readonly string[],
): Set<string> {
	const others = identifiersOf(dataset)
		.map(({ name }) => name)
		.filter((name) => !chosen.includes(name));
	const multiple = codebook(dataset.survey)
		.filter(
			({ quasiIdentifier, type }) => quasiIdentifier && type === "multiple",
		)
		.map(({ name }) => name);
	return tellingVariables(dataset.survey, [...others, ...multiple]);
}

/**
 * Identifiers that tables have told so much of that a file of responses must not leave them out. A table of an answer by
 * an identifier gives, for each category, the sum of the identifier's values over rows that the file shows: from as many
 * sums as rows the values follow (Dinur & Nissim 2003, PODS, 202–210), from half of them where values are 0 or 1 (Donoho &
 * Tanner 2010, *Discrete & Computational Geometry* 43:522–541), and from fewer for small groups. A tenth is let pass.
 */
export function toldByTables(
	dataset: SurveyDataset,
	releases: readonly { variable: string; by: string; shown: number[] }[],
): string[] {
	const identifiers = identifiersOf(dataset).map(({ name }) => name);
	const rowsOf = new Map(
		dataset.variables.map(({ name, categories }) => [name, categories.length]),
	);
	const sums = new Map<string, number>();
	const counted = new Set<string>();
	for (const { variable, by, shown } of releases) {
		if (variable === "" || by === "" || shown.length === 0) continue;
		const { group, filter } = readPartitionKey(by);
		const read = filter === undefined ? undefined : readFilter(dataset, filter);
		const names = behindNames(dataset, [
			...group,
			...(read && "names" in read ? read.names : []),
		]);
		for (const name of new Set(names)) {
			const key = `${variable} ${by} ${name}`;
			if (!identifiers.includes(name) || counted.has(key)) continue;
			counted.add(key);
			sums.set(name, (sums.get(name) ?? 0) + (rowsOf.get(variable) ?? 0));
		}
	}
	return identifiers.filter(
		(name) => (sums.get(name) ?? 0) > dataset.design.rows * mostSums,
	);
}
