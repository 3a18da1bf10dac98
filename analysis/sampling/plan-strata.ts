import type { Text } from "../../survey-definitions/definition.ts";
import type { Stratum } from "../fielded-sample.ts";
import type { CheckedUnit } from "../frame/check-frame.ts";
import type { FrameKind } from "../frame/map-columns.ts";
import { type Geography, unitsOf } from "../geography/geography.ts";
import { frameWords, wholeFrame, withoutCode } from "./frame-words.ts";
import {
	type FrameDimension,
	frameDimensions,
	type SamplePlan,
	type StratumKey,
} from "./sample-plan.ts";

/** Provinces by code, in the frame's version of the geography. */
export type Provinces = ReadonlyMap<
	string,
	{ name: string; region: string | null }
>;

/** A frame as a sample is drawn from it. */
export interface SampleFrame {
	kind: FrameKind;
	rows: readonly CheckedUnit[];
	provinces: Provinces;
}

/** An agency, or a commune with its villages: what the first stage draws. */
export interface Psu {
	unit: CheckedUnit;
	/** Of a commune; empty where the frame lists none, and households are drawn from the commune's own list. */
	villages: CheckedUnit[];
}

export interface PlanStratum {
	key: StratumKey;
	/** Keys before any merge. */
	members: StratumKey[];
	label: Text;
	/** By each dimension of the plan; several codes after a merge. */
	codes: Partial<Record<FrameDimension, string[]>>;
	domains: Stratum["domains"];
	/** In the order of the frame's rows. */
	psus: Psu[];
}

export const provincesOf = (geography: Geography, version: string): Provinces =>
	new Map(
		unitsOf(geography, version, "province").map(({ code, name, parent }) => [
			code,
			{ name, region: parent },
		]),
	);

/** The code of a row in a dimension, "-" where it has none. */
export function codeOf(
	row: CheckedUnit,
	dimension: FrameDimension,
	provinces: Provinces,
): string {
	const code =
		dimension === "region"
			? provinces.get(row.province ?? "")?.region
			: row[dimension];
	return code === null || code === undefined ? "-" : String(code);
}

/** The first stage's units: rows of agencies; of areas, rows that lie in no other, each with the rows that lie in it. */
export function psusOf({ kind, rows }: SampleFrame): Psu[] {
	const inOrder = rows.toSorted((a, b) => a.row - b.row);
	if (kind === "agencies")
		return inOrder.map((unit) => ({ unit, villages: [] }));
	const villages = grouped(
		inOrder.filter(({ parent }) => parent !== null),
		({ parent }) => parent!,
	);
	return inOrder
		.filter(({ parent }) => parent === null)
		.map((unit) => ({ unit, villages: villages.get(unit.unit) ?? [] }));
}

/** Strata of a plan in the order of their codes, merged ones at their first member's place. */
export function planStrata(
	frame: SampleFrame,
	{ stratifyBy, merges }: Pick<SamplePlan, "stratifyBy" | "merges">,
	psus: readonly Psu[] = psusOf(frame),
): PlanStratum[] {
	const cells = new Map<StratumKey, { codes: string[]; psus: Psu[] }>();
	for (const psu of psus) {
		const codes = stratifyBy.map((dimension) =>
			codeOf(psu.unit, dimension, frame.provinces),
		);
		const key = codes.length === 0 ? "all" : codes.map(escaped).join(".");
		const cell = cells.get(key);
		if (cell) cell.psus.push(psu);
		else cells.set(key, { codes, psus: [psu] });
	}
	const numbers = numbersOf(stratifyBy, [...cells.values()]);
	const sorted = [...cells].sort(([, a], [, b]) =>
		a.codes.reduce(
			(found, code, at) =>
				found ||
				numbers(stratifyBy[at]!, code) - numbers(stratifyBy[at]!, b.codes[at]!),
			0,
		),
	);
	const groupOf = new Map<StratumKey, number>();
	for (const [group, keys] of joinedMerges(merges).entries())
		for (const key of keys) groupOf.set(key, group);
	const groups = grouped(sorted, ([key]) => groupOf.get(key) ?? key);
	const combined = new Map<string, number>();
	return [...groups.values()].map((members): PlanStratum => {
		const codesBy = stratifyBy.map((dimension, at) => ({
			dimension,
			codes: [...new Set(members.map(([, { codes }]) => codes[at]!))],
		}));
		const psus = members.flatMap(([, cell]) => cell.psus);
		return {
			key: members.map(([key]) => key).join("+"),
			members: members.map(([key]) => key),
			label: labelOf(codesBy, frame.provinces),
			codes: Object.fromEntries(
				codesBy.map(({ dimension, codes }) => [dimension, codes]),
			),
			domains: Object.fromEntries(
				codesBy.map(({ dimension, codes }) => [
					domainName(dimension),
					{
						code: domainCode(dimension, codes),
						label: wordsOf(dimension, codes, frame.provinces),
					},
				]),
			),
			psus:
				members.length === 1
					? psus
					: psus.sort((a, b) => a.unit.row - b.unit.row),
		};
	});

	/** A merge of several codes is a category of its own: tables must not count it to either. */
	function domainCode(dimension: FrameDimension, codes: string[]): number {
		if (codes.length === 1) return numbers(dimension, codes[0]!);
		const of = `${dimension} ${codes.join(" ")}`;
		if (!combined.has(of)) combined.set(of, firstCombined + combined.size);
		return combined.get(of)!;
	}
}

/** The plan with these strata merged; a list names strata as they are now, merged ones too. */
export function withMerges(
	plan: SamplePlan,
	merges: readonly (readonly StratumKey[])[],
): SamplePlan {
	const lists = merges.map((keys) => keys.flatMap((key) => key.split("+")));
	return { ...plan, merges: joinedMerges([...plan.merges, ...lists]) };
}

/** What a stratum has in a record that is kept by key: its own entry, else the sum of its members'. */
export const entryOf = (
	entries: Record<StratumKey, number>,
	{ key, members }: Pick<PlanStratum, "key" | "members">,
): number =>
	entries[key] ??
	members.reduce((sum, member) => sum + (entries[member] ?? 0), 0);

/** Tables of citizens know urban and rural as the area. */
export const domainName = (dimension: FrameDimension): string =>
	dimension === "urban" ? "area" : dimension;

function grouped<T, K>(list: readonly T[], keyOf: (entry: T) => K) {
	const groups = new Map<K, T[]>();
	for (const entry of list) {
		const key = keyOf(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups;
}

/** Lists that share a stratum are one. */
function joinedMerges(lists: readonly StratumKey[][]): StratumKey[][] {
	let groups: Set<StratumKey>[] = [];
	for (const list of lists) {
		const joined = new Set(list);
		const [touched, apart] = [
			groups.filter((group) => list.some((key) => group.has(key))),
			groups.filter((group) => !list.some((key) => group.has(key))),
		];
		for (const group of touched) for (const key of group) joined.add(key);
		groups = [...apart, joined];
	}
	return groups.map((group) => [...group]);
}

/** Free text of a frame must not read like two codes or two strata. */
const escaped = (code: string) =>
	code.replace(/[%.+*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** Above every code of a single category. */
const firstCombined = 100_000;

/** Numbers by which tables know a category; a region's stays its own from decree to decree. */
function numbersOf(
	stratifyBy: readonly FrameDimension[],
	cells: readonly { codes: string[] }[],
) {
	const tables = new Map(
		stratifyBy.map((dimension, at): [FrameDimension, Map<string, number>] => [
			dimension,
			new Map(
				numbered(dimension, [...new Set(cells.map(({ codes }) => codes[at]!))]),
			),
		]),
	);
	return (dimension: FrameDimension, code: string): number =>
		tables.get(dimension)?.get(code) ?? 0;
}

const numbered = (
	dimension: FrameDimension,
	codes: string[],
): [string, number][] => {
	const known = Object.keys(frameWords[dimension] ?? {});
	const texts = codes.filter((code) => code !== "-").sort(byCodeUnit);
	return [
		["-", 0],
		...texts.map((code, at): [string, number] => [
			code,
			dimension === "kind" || dimension === "stratum"
				? at + 1
				: dimension === "region" || dimension === "urban"
					? known.indexOf(code) + 1
					: Number(code),
		]),
	];
};

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const wordOf = (
	dimension: FrameDimension,
	code: string,
	provinces: Provinces,
): Text => {
	if (code === "-") return withoutCode[dimension];
	const name =
		dimension === "province" ? (provinces.get(code)?.name ?? code) : code;
	return frameWords[dimension]?.[code] ?? { vi: name, en: name };
};

const together = (texts: Text[], by: string): Text => ({
	vi: texts.map(({ vi }) => vi).join(by),
	en: texts.map(({ en }) => en).join(by),
});

const wordsOf = (
	dimension: FrameDimension,
	codes: string[],
	provinces: Provinces,
) =>
	together(
		codes.map((code) => wordOf(dimension, code, provinces)),
		"; ",
	);

const labelOf = (
	codesBy: { dimension: FrameDimension; codes: string[] }[],
	provinces: Provinces,
): Text =>
	codesBy.length === 0
		? wholeFrame
		: together(
				codesBy.map(({ dimension, codes }) =>
					wordsOf(dimension, codes, provinces),
				),
				" · ",
			);

/** Dimensions in which a frame has something to tell apart. */
export const dimensionsOf = (frame: SampleFrame): FrameDimension[] =>
	frameDimensions.filter((dimension) =>
		frame.rows.some((row) => codeOf(row, dimension, frame.provinces) !== "-"),
	);
