import type { Mark } from "./geography.ts";

/** An organisation as one version knows it: O1 at the first wave (2023), O2 after the reorganisation of 2025. */
export interface OrgUnit {
	version: string;
	code: string;
	/** "area" is the judicial level between province and commune (courts, procuracies) that stands since 7/2025. */
	level: "central" | "province" | "district" | "area" | "commune";
	name: string;
	/** Which of the seven groups of the plan of 2023 it reported in. */
	reportGroup2023: string | null;
	validFrom: string | null;
	validTo: string | null;
	source: string;
	mark: Mark;
}

export interface OrgLink {
	fromVersion: string;
	fromCode: string;
	toVersion: string;
	toCode: string;
	kind: "same" | "rename" | "merge" | "part";
	source: string;
	mark: Mark;
}

export interface Organisations {
	units: OrgUnit[];
	links: OrgLink[];
}

export type Succession =
	| { successors: { unit: OrgUnit; kind: OrgLink["kind"]; mark: Mark }[] }
	| { refused: "unknown-organisation" | "no-recorded-successor" };

/**
 * What an organisation became in the next version. An organisation without a recorded successor is refused rather than
 * given to the one that sounds like it: look the decision up and add the link.
 */
export function successorsOf(
	{ units, links }: Organisations,
	version: string,
	code: string,
): Succession {
	if (!units.some((unit) => unit.version === version && unit.code === code))
		return { refused: "unknown-organisation" };
	const successors = links
		.filter((link) => link.fromVersion === version && link.fromCode === code)
		.map(({ toVersion, toCode, kind, mark }) => {
			const unit = units.find(
				(unit) => unit.version === toVersion && unit.code === toCode,
			);
			if (!unit)
				throw new Error(
					`${version} ${code} leads to ${toVersion} ${toCode}, which is not listed`,
				);
			return { unit, kind, mark };
		});
	return successors.length > 0
		? { successors }
		: { refused: "no-recorded-successor" };
}
