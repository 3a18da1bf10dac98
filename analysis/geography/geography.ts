/** How far a row can be relied on: V compared with a source, C recalled and checked by its sums, K expert knowledge, ? uncertain. */
export type Mark = "V" | "C" | "K" | "?";

/** From the coarsest to the finest. */
export const levels = ["region", "province", "district", "commune"] as const;
export type GeoLevel = (typeof levels)[number];

/** A place as one version knows it. The key is (version, code), never the code alone: seven codes changed their meaning. */
export interface GeoUnit {
	version: string;
	code: string;
	level: GeoLevel;
	name: string;
	type: string;
	/** Code of the unit above it, in the same version. */
	parent: string | null;
	validFrom: string | null;
	validTo: string | null;
	source: string;
	mark: Mark;
	/** Of the assignment to the unit above. */
	parentMark: Mark | null;
}

/** A unit of one version becomes, wholly or in part, a unit of the version next to it; both directions are listed. */
export interface GeoLink {
	fromVersion: string;
	fromCode: string;
	toVersion: string;
	toCode: string;
	kind: "same" | "rename" | "merge" | "part";
	/** Of the people of `fromCode` who live in `toCode`; null where nobody has counted them. */
	populationShare: number | null;
	source: string;
	mark: Mark;
}

/** People counted by the census of 1 April 2019, by unit. */
export interface CensusCount {
	version: string;
	code: string;
	population: number;
	source: string;
	mark: Mark;
}

export interface Geography {
	units: GeoUnit[];
	links: GeoLink[];
	census: CensusCount[];
}

export const versionsOf = ({ units }: Geography): string[] =>
	[...new Set(units.map(({ version }) => version))].sort();

export const unitsOf = (
	{ units }: Geography,
	version: string,
	level: GeoLevel,
): GeoUnit[] =>
	units.filter((unit) => unit.version === version && unit.level === level);
