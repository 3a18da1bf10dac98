import type { DomainLevels } from "../tables/domains.ts";
import { emptyReach, extendReach, type Reach, spreadReach } from "./reach.ts";
import { admitLevels } from "./release-domains.ts";
import { countUnits, oneUnit, refineUnits, type Units } from "./units.ts";

/** Levels of a domain variable that were let out: of all respondents, or of those who answered a variable. */
export interface Release {
	/** Version of the weights. */
	weights: number;
	/** Empty for all respondents. */
	variable: string;
	/** Empty for all levels together. */
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
	levels: (weights: number, by: string) => DomainLevels;
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
	/** Over those who answered a variable; the last few asked for, made anew for others. */
	ofVariables: Map<string, Reach>;
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
	};
	for (const { weights, by } of releases) levelOfUnits(memory, weights, by);
	memory.all = replay(memory, "");
	return memory;
}

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
	// Before the reach is taken, which is of the units that it tells apart.
	const ofAll = admitDomains(memory, weights, by);
	const { reach, shown } = admitLevels(
		memory.ofVariables.get(variable) ?? replay(memory, variable),
		levelOfUnits(memory, weights, by),
		memory.source
			.levels(weights, by)
			.levels.map(({ code }) => ofAll.shown.includes(code)),
	);
	const release = remember(memory, weights, variable, by, shown);
	memory.ofVariables.delete(variable);
	memory.ofVariables.set(variable, reach);
	for (const oldest of memory.ofVariables.keys())
		if (memory.ofVariables.size > mostVariables)
			memory.ofVariables.delete(oldest);
	return release;
}

const mostVariables = 8;

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

/** What releases so far reach, over all respondents or those of a variable. */
function replay(memory: ReleaseMemory, variable: string): Reach {
	let reach = emptyReach(countsOf(memory, variable), memory.source.minimum);
	const extend = (isMember: (unit: number) => boolean) => {
		reach = extendReach(reach, isMember) ?? reach;
	};
	for (const release of memory.releases) {
		const isWhole = release.variable === "" && release.by === "";
		if (!isWhole && release.variable !== variable) continue;
		const { weights, by, shown } = release;
		const levelOf = levelOfUnits(memory, weights, by);
		if (isWhole) extend((unit) => levelOf[unit] === 0);
		else
			for (const [at, { code }] of memory.source
				.levels(weights, by)
				.levels.entries())
				if (shown.includes(code)) extend((unit) => levelOf[unit] === at);
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
	memory.units = units;
	memory.all = spreadReach(memory.all, parent, countsOf(memory, ""));
	for (const [variable, reach] of memory.ofVariables)
		memory.ofVariables.set(
			variable,
			spreadReach(reach, parent, countsOf(memory, variable)),
		);
	return units.levels.get(key) as Int32Array;
}
