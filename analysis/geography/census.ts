import {
	type Geography,
	type GeoUnit,
	unitsOf,
	versionsOf,
} from "./geography.ts";

/**
 * People whom the census of 2019 counted in a province or region of any version: its own count, the sum of its provinces,
 * or the sum of the older provinces that lie in it. Undefined where that cannot be told.
 *
 * @example censusPopulation(geography, { version: "G3", code: "DBSH", level: "region" }) // 23196403
 */
export function censusPopulation(
	geography: Geography,
	{ version, code, level }: Pick<GeoUnit, "version" | "code" | "level">,
): number | undefined {
	const counted = geography.census.find(
		(row) => row.version === version && row.code === code,
	);
	if (counted) return counted.population;
	if (level === "region")
		return sum(
			unitsOf(geography, version, "province")
				.filter((unit) => unit.parent === code)
				.map((unit) => censusPopulation(geography, unit)),
		);
	const versions = versionsOf(geography);
	const before = versions[versions.indexOf(version) - 1];
	return sum(
		geography.links
			.filter(
				(link) =>
					link.toVersion === version &&
					link.toCode === code &&
					link.fromVersion === before,
			)
			.map((link) => {
				const part = { version: link.fromVersion, code: link.fromCode, level };
				const people = censusPopulation(geography, part);
				return people === undefined || link.populationShare === null
					? undefined
					: people * link.populationShare;
			}),
	);
}

const sum = (counts: (number | undefined)[]): number | undefined =>
	counts.length === 0
		? undefined
		: counts.reduce((total, count) =>
				total === undefined || count === undefined ? undefined : total + count,
			);
