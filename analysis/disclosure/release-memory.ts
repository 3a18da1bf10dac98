import { type Partition, partitionKey, readPartitionKey } from "./partition.ts";
import { emptyReach, extendReach, type Reach, spreadReach } from "./reach.ts";
import { admitLevels, largestFirst } from "./release-domains.ts";
import {
	countUnits,
	oneUnit,
	parentsOf,
	refineUnits,
	type Units,
} from "./units.ts";

/** Levels of a domain variable that were let out: of all respondents, or of those who answered a variable. */
export interface Release {
	/** Version of the weights. */
	weights: number;
	/** Empty for all respondents. */
	variable: string;
	/** Empty for all levels together; else the key of a partition. */
	by: string;
	/** Codes of the levels let out. */
	shown: number[];
}

/** What memory is made of: a survey's closed data, by version of the weights. */
export interface MemorySource {
	rows: number;
	minimum: number;
	/** Domain variables that are released first, as one set. */
	standard: string[];
	/** Whether a row has a weight. */
	isCounted: (weights: number, row: number) => boolean;
	levels: (weights: number, by: string) => Partition;
	isInBase: (variable: string, row: number) => boolean;
}

/** All releases of a survey and what can be worked out from them. */
export interface ReleaseMemory {
	source: MemorySource;
	releases: Release[];
	/** Of the weights, those with releases. */
	versions: number[];
	units: Units;
	/** Over all respondents. */
	all: Reach;
	/** Over those who answered a variable, and the unit of each row by then; the last asked for, made anew for others. */
	ofVariables: Map<string, { reach: Reach; of: Units["of"] }>;
	/** Respondents that no released filter tells apart. */
	atoms: Units;
}

export function releaseMemory(
	source: MemorySource,
	releases: Release[],
): ReleaseMemory {
	const { rows, minimum } = source;
	const memory: ReleaseMemory = {
		source,
		releases: [...releases],
		versions: [...new Set(releases.map(({ weights }) => weights))],
		units: oneUnit(rows),
		all: emptyReach([0], minimum),
		ofVariables: new Map(),
		atoms: oneUnit(rows),
	};
	for (const { weights, by, shown } of releases) {
		if (isFilter(by) && shown.length > 0)
			memory.atoms = cutAtoms(memory, weights, by);
		if (by === "" || shown.length > 0) levelOfUnits(memory, weights, by);
	}
	memory.all = replay(memory, "");
	return memory;
}

/** Whether a partition is a filter alone. */
const isFilter = (key: string): boolean => key.startsWith("?");

function cutAtoms(
	{ atoms, source }: ReleaseMemory,
	weights: number,
	key: string,
): Units {
	const { codes } = source.levels(weights, key).domain;
	return refineUnits(atoms, key, codes, 1).units;
}

/**
 * Whether tables may be of a filter alone. Every part of the respondents that all filters so far cut out, in any
 * combination of in and out, must hold nobody or the minimum: also parts that no sum or difference reaches, as filters
 * overlap at will, and what overlaps bounds what it shares.
 */
export function admitFilter(
	memory: ReleaseMemory,
	weights: number,
	filter: string,
): boolean {
	const key = partitionKey({ group: [], filter });
	const known = found(memory, weights, "", key);
	if (known) return known.shown.length > 0;
	const atoms = cutAtoms(memory, weights, key);
	const { minimum, isCounted } = memory.source;
	const counts = countUnits(atoms, (row) => isCounted(weights, row));
	if (counts.some((count) => count > 0 && count < minimum)) {
		remember(memory, weights, "", key, [false]);
		return false;
	}
	const { shown } = admitDomains(memory, weights, key);
	if (shown.length > 0) memory.atoms = atoms;
	return shown.length > 0;
}

/** The partition among all, where don't know and refused are those of one question alone. */
const ofEverybody = (key: string): string => {
	const { group, filter } = readPartitionKey(key);
	return partitionKey({ group, filter });
};

/**
 * Everybody under a version of the weights; the standard set comes next. False where a few forms have a weight in one
 * version and none in another: one of the two is never released.
 */
export function admitVersion(memory: ReleaseMemory, weights: number): boolean {
	if (found(memory, weights, "", "")) return true;
	const everybody = levelOfUnits(memory, weights, "");
	const earlier = memory.versions;
	memory.versions = [...earlier, weights];
	const next = extendReach(replay(memory, ""), (unit) => everybody[unit] === 0);
	if (!next) {
		memory.versions = earlier;
		return false;
	}
	memory.all = next;
	memory.ofVariables.clear();
	memory.releases.push({ weights, variable: "", by: "", shown: [] });
	return true;
}

/** Which levels of a domain variable tables may tell apart; decided once. */
export function admitDomains(
	memory: ReleaseMemory,
	weights: number,
	by: string,
): Release {
	const known = found(memory, weights, "", by);
	if (known) return known;
	const { levels } = memory.source.levels(weights, by);
	const levelOf = levelOfUnits(memory, weights, by);
	const { reach, shown } = admitLevels(
		memory.all,
		levelOf,
		levels.map(() => true),
	);
	memory.all = reach;
	return remember(memory, weights, "", by, shown);
}

/** The same for a table of one variable, whose base is only those who answered it. The standard set comes first. */
export function admitColumns(
	memory: ReleaseMemory,
	weights: number,
	variable: string,
	by: string,
): Release {
	const known = found(memory, weights, variable, by);
	if (known) return known;
	const among = ofEverybody(by);
	const ofAll = among === "" ? undefined : admitDomains(memory, weights, among);
	// Before the reach is taken, which is of the units that it tells apart.
	const levelOf = levelOfUnits(memory, weights, by);
	const { reach, shown } = admitLevels(
		reachOf(memory, variable),
		levelOf,
		memory.source
			.levels(weights, by)
			.levels.map(({ code }) => ofAll?.shown.includes(code) ?? true),
	);
	const release = remember(memory, weights, variable, by, shown);
	memory.ofVariables.delete(variable);
	memory.ofVariables.set(variable, { reach, of: memory.units.of });
	forgetOldest(memory.ofVariables);
	return release;
}

/** Bytes of the reaches kept at hand. */
const mostKept = 16e6;

function forgetOldest(reaches: ReleaseMemory["ofVariables"]) {
	const [newest, ...older] = [...reaches].reverse();
	let kept = newest ? bytesOf(newest[1]) : 0;
	for (const [name, one] of older) {
		kept += bytesOf(one);
		if (kept > mostKept) reaches.delete(name);
	}
}

const bytesOf = ({ reach, of }: { reach: Reach; of: Units["of"] }): number =>
	reach.bases.reduce(
		(sum, { rows }) => sum + rows.length * (rows.at(-1)?.byteLength ?? 0),
		reach.group.byteLength + of.byteLength,
	);

function remember(
	memory: ReleaseMemory,
	weights: number,
	variable: string,
	by: string,
	isShown: boolean[],
): Release {
	const { levels } = memory.source.levels(weights, by);
	const shown = levels.flatMap(({ code }, at) => (isShown[at] ? [code] : []));
	const release = { weights, variable, by, shown };
	memory.releases.push(release);
	return release;
}

/** A release that was decided already. */
export const found = (
	{ releases }: ReleaseMemory,
	weights: number,
	variable: string,
	by: string,
) =>
	releases.find(
		(one) =>
			one.weights === weights && one.variable === variable && one.by === by,
	);

function reachOf(memory: ReleaseMemory, variable: string): Reach {
	const kept = memory.ofVariables.get(variable);
	if (!kept) return replay(memory, variable);
	const { units } = memory;
	return kept.of === units.of
		? kept.reach
		: spreadReach(
				kept.reach,
				parentsOf(units, kept.of),
				countsOf(memory, variable),
			);
}

/** What releases so far reach, taken in the order in which they were let out, over all respondents or those of a variable. */
function replay(memory: ReleaseMemory, variable: string): Reach {
	let reach = emptyReach(countsOf(memory, variable), memory.source.minimum);
	const extend = (isMember: (unit: number) => boolean) => {
		reach = extendReach(reach, isMember) ?? reach;
	};
	for (const release of memory.releases) {
		if (release.by !== "" && release.shown.length === 0) continue;
		const isWhole = release.variable === "" && release.by === "";
		if (!isWhole && release.variable !== variable) continue;
		const { weights, by, shown } = release;
		const levelOf = levelOfUnits(memory, weights, by);
		if (isWhole) extend((unit) => levelOf[unit] === 0);
		else {
			const { levels } = memory.source.levels(weights, by);
			for (const level of largestFirst(reach, levelOf, levels.length))
				if (shown.includes(levels[level]!.code))
					extend((unit) => levelOf[unit] === level);
		}
	}
	return reach;
}

const countsOf = (
	{ units, source, versions }: ReleaseMemory,
	variable: string,
) =>
	countUnits(
		units,
		(row) =>
			versions.some((weights) => source.isCounted(weights, row)) &&
			(variable === "" || source.isInBase(variable, row)),
	);

/** The level of each unit; units are told apart by it from now on. */
function levelOfUnits(
	memory: ReleaseMemory,
	weights: number,
	by: string,
): Int32Array {
	const key = `${weights} ${by}`;
	const known = memory.units.levels.get(key);
	if (known) return known;
	const { source } = memory;
	const { codes, count } =
		by === ""
			? { codes: new Int32Array(source.rows), count: 1 }
			: source.levels(weights, by).domain;
	const { units, parent } = refineUnits(
		memory.units,
		key,
		codes.map((code, row) => (source.isCounted(weights, row) ? code : -1)),
		count,
	);
	const isFiner = units.of !== memory.units.of;
	memory.units = units;
	if (isFiner)
		memory.all = spreadReach(memory.all, parent, countsOf(memory, ""));
	return units.levels.get(key) as Int32Array;
}
