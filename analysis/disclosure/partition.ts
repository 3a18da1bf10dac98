import type { Text } from "../../survey-definitions/definition.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { rowsWithOpinion } from "../tables/answers.ts";
import type { DomainLevels } from "../tables/domains.ts";
import { filterRows } from "../tables/filter.ts";
import { releaseLevels } from "./release-domains.ts";

/**
 * What a table tells apart: the levels of one variable, of several nested, or everybody; all of it within a filter. Its
 * key is what the memory of releases knows it by: `A`, `A*B?${C} = 1`, and with `opinion:Q|` in front among those who
 * gave an opinion on Q.
 */
export interface PartitionOf {
	group: string[];
	/** Pinned, as `readFilter` gives it. */
	filter?: string | undefined;
	/** A variable whose don't know and refused are left out. */
	opinion?: string | undefined;
}

export const partitionKey = ({ group, filter, opinion }: PartitionOf): string =>
	(opinion === undefined ? "" : `opinion:${opinion}|`) +
	group.join("*") +
	(filter === undefined ? "" : `?${filter}`);

export function readPartitionKey(key: string): PartitionOf {
	const [, opinion, rest = ""] = /^(?:opinion:([^|]*)\|)?(.*)$/s.exec(key)!;
	const [group = "", ...filter] = rest.split("?");
	return {
		group: group === "" ? [] : group.split("*"),
		...(filter.length > 0 ? { filter: filter.join("?") } : {}),
		...(opinion === undefined ? {} : { opinion }),
	};
}

/** Levels with, where several variables are nested, the level of each. */
export interface Partition extends DomainLevels {
	levels: (DomainLevels["levels"][number] & {
		path?: DomainLevels["levels"];
	})[];
}

/** The levels of a partition and the level of each row, −1 outside. */
export function partitionLevels(
	dataset: SurveyDataset,
	key: string,
): Partition {
	const { group, filter, opinion } = readPartitionKey(key);
	const nested = nestedLevels(dataset, group);
	if (filter === undefined && opinion === undefined) return nested;
	const codes = nested.domain.codes.slice();
	const inside = filter === undefined ? undefined : filterRows(dataset, filter);
	const variable = dataset.variables.find(({ name }) => name === opinion);
	const said = variable && rowsWithOpinion(dataset, variable);
	for (let row = 0; row < codes.length; row++)
		if (inside?.[row] === 0 || said?.[row] === 0) codes[row] = -1;
	return { ...nested, domain: { codes, count: nested.domain.count } };
}

function nestedLevels(dataset: SurveyDataset, group: string[]): Partition {
	const [first, ...others] = group.map((name) => releaseLevels(dataset, name));
	if (!first)
		return {
			name: "",
			label: { vi: "Tất cả", en: "All" },
			levels: [{ code: 0, label: { vi: "Tất cả", en: "All" } }],
			domain: { codes: new Int32Array(dataset.design.rows), count: 1 },
		};
	if (others.length === 0) return first;
	const parts = [first, ...others];
	const count = parts.reduce((all, { levels }) => all * levels.length, 1);
	const codes = new Int32Array(dataset.design.rows);
	for (const { levels, domain } of parts)
		for (let row = 0; row < codes.length; row++) {
			const level = domain.codes[row]!;
			codes[row] =
				level < 0 || codes[row]! < 0 ? -1 : codes[row]! * levels.length + level;
		}
	const textOf = (texts: Text[]): Text => ({
		vi: texts.map(({ vi }) => vi).join(" · "),
		en: texts.map(({ en }) => en).join(" · "),
	});
	return {
		name: group.join("*"),
		label: textOf(parts.map(({ label }) => label)),
		levels: Array.from({ length: count }, (_, code) => {
			let rest = code;
			const path = parts.toReversed().map(({ levels }) => {
				const level = levels[rest % levels.length]!;
				rest = Math.floor(rest / levels.length);
				return level;
			});
			path.reverse();
			return { code, label: textOf(path.map(({ label }) => label)), path };
		}),
		domain: { codes, count },
	};
}

/** Every smaller partition that the levels of this one add up to, or are a part of: what is released before it. */
export function partitionsAbove({
	group,
	filter,
	opinion,
}: PartitionOf): PartitionOf[] {
	const subsets = group.reduce<string[][]>(
		(all, name) => [...all, ...all.map((some) => [...some, name])],
		[[]],
	);
	const same = opinion === undefined ? {} : { opinion };
	const unfiltered = subsets.map(
		(some): PartitionOf => ({ group: some, ...same }),
	);
	const all =
		filter === undefined
			? unfiltered
			: [
					...unfiltered,
					...subsets.map((some) => ({ group: some, filter, ...same })),
				];
	return all.filter(
		(one) =>
			(one.group.length < group.length || one.filter !== filter) &&
			(one.group.length > 0 ||
				one.filter !== undefined ||
				opinion !== undefined),
	);
}

/** What the memory of releases lets out of a partition. */
export interface AdmittedPartition {
	of: PartitionOf;
	levels: Partition;
	/** Of each level, whether it may be a column. */
	admitted: boolean[];
	/** Of identifiers by identifiers, what is let out of both nested. */
	cells?: { levels: Partition; admitted: boolean[] };
}

export interface AdmittedTable extends Partial<AdmittedPartition> {
	/** What was let out before, whose levels these make up or are a part of; each has what is above it before it. */
	above: AdmittedPartition[];
	/** Of each respondent, the part that all filters so far cut out. */
	atoms: Int32Array;
}
