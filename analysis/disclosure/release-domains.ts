import {
	dontKnow,
	refused,
	type Text,
} from "../../survey-definitions/definition.ts";
import { missing } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import {
	type DomainLevels,
	domainLevels,
	domainsOf,
	placesOf,
} from "../tables/domains.ts";
import { extendReach, type Reach } from "./reach.ts";

/** The banner of every report: dimensions of the strata, and what others could know of a person. */
export const standardDomains = (dataset: SurveyDataset): string[] =>
	domainsOf(dataset)
		.map(({ name }) => name)
		.filter(
			(name) =>
				isIdentifying(dataset, name) &&
				!dataset.variables.some((one) => one.name === name && one.derived),
		);

/** Design domains and quasi-identifiers. */
export const isIdentifying = (
	{ variables }: SurveyDataset,
	name: string,
): boolean =>
	name.startsWith("stratum:") ||
	variables.some((one) => one.name === name && one.quasiIdentifier === true);

/** Two or more quasi-identifiers meet: a derived variable brings all those that it was made of. */
export const crossesIdentifiers = (
	dataset: SurveyDataset,
	names: string[],
): boolean => identifiersIn(dataset, names).length > 1;

/** Quasi-identifiers that variables are, or were made of. */
export function identifiersIn(
	dataset: SurveyDataset,
	names: string[],
): string[] {
	const met = names.flatMap((name) => {
		const variable = dataset.variables.find((one) => one.name === name);
		return variable?.derived?.from ?? [name];
	});
	return [...new Set(met.filter((name) => isIdentifying(dataset, name)))];
}

/** Fewer than this did not answer: they are counted with the largest level. */
const smallestNonresponse = 30;

/**
 * The levels that tables are told apart by. Don't know, refused and unanswered are one level; where they are few they
 * are counted with the largest one, and it says so: a level of their own would be withheld together with another, and
 * left out they are the difference between the levels and everybody.
 */
export function releaseLevels(
	dataset: SurveyDataset,
	name: string,
): DomainLevels {
	const asked = domainLevels(dataset, name);
	const raw = dataset.columns[name];
	if (!raw || name.startsWith("stratum:")) return asked;
	const { weights } = dataset.design;
	const isSilent = (row: number) =>
		raw[row] === dontKnow ||
		raw[row] === refused ||
		raw[row] === missing.itemNonresponse;
	const levels = asked.levels.filter(
		({ code }) => code !== dontKnow && code !== refused,
	);
	const codes = placesOf(
		raw as Int16Array,
		new Map(levels.map(({ code }, place) => [code, place])),
	);
	const sizes = levels.map(() => 0);
	let silent = 0;
	for (let row = 0; row < codes.length; row++) {
		if (weights[row] === 0) continue;
		if (isSilent(row)) silent++;
		else if (codes[row]! >= 0) sizes[codes[row]!]! += 1;
	}
	if (silent === 0)
		return { ...asked, levels, domain: { codes, count: levels.length } };
	const isOwn = silent >= smallestNonresponse || levels.length === 0;
	const place = isOwn ? levels.length : sizes.indexOf(Math.max(...sizes));
	for (let row = 0; row < codes.length; row++)
		if (isSilent(row)) codes[row] = place;
	const told = isOwn
		? [...levels, { code: refused, label: noAnswer }]
		: levels.map((level, at) =>
				at === place ? { ...level, label: withNoAnswer(level.label) } : level,
			);
	return { ...asked, levels: told, domain: { codes, count: told.length } };
}

const noAnswer: Text = {
	vi: "Không biết, không trả lời",
	en: "Don't know, no answer",
};
const withNoAnswer = ({ vi, en }: Text): Text => ({
	vi: `${vi} (gồm phiếu không trả lời)`,
	en: `${en} (incl. no answer)`,
});

export interface Admission {
	reach: Reach;
	/** Of each level, whether it is let out. */
	shown: boolean[];
}

/**
 * Lets out as many levels as the memory allows, the largest first, so that the smallest are withheld and the same ones
 * whenever it is asked. `levelOf` is the level of each unit of the reach, −1 outside.
 */
export function admitLevels(
	reach: Reach,
	levelOf: ArrayLike<number>,
	isAllowed: boolean[],
): Admission {
	const shown = isAllowed.map(() => false);
	let last = reach;
	for (const level of largestFirst(reach, levelOf, isAllowed.length)) {
		if (!isAllowed[level]) continue;
		const next = extendReach(last, (unit) => levelOf[unit] === level);
		if (!next) continue;
		last = next;
		shown[level] = true;
	}
	return { reach: last, shown };
}

/** Levels that hold anybody, by how many. */
export function largestFirst(
	{ counts }: Reach,
	levelOf: ArrayLike<number>,
	levels: number,
): number[] {
	const sizes = new Array<number>(levels).fill(0);
	for (let unit = 0; unit < levelOf.length; unit++)
		if (levelOf[unit]! >= 0) sizes[levelOf[unit]!]! += counts[unit]!;
	return [...sizes.keys()]
		.filter((level) => sizes[level]! > 0)
		.sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}
