import { codebook, type Variable } from "../../survey-definitions/codebook.ts";
import {
	dontKnow,
	refused,
	type Text,
} from "../../survey-definitions/definition.ts";
import { policyFor } from "../disclosure/policy.ts";
import {
	type DataFile,
	type FileColumn,
	fileNames,
} from "../export/data-file.ts";
import { shuffled } from "../sampling/random.ts";
import {
	columnNames,
	itemWeightColumn,
	missing,
	pairWeightColumn,
} from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { fileWeights, type Published } from "./file-weights.ts";
import { type Identifier, identifiersOf } from "./identifiers.ts";
import { isNeverFew, smallCombinations } from "./small-combinations.ts";
import { tellingVariables } from "./telling-variables.ts";
import {
	fewestLots,
	groupReplicates,
	lotGroups,
	replicateCounts,
} from "./variance-units.ts";

/** In files, what is no answer stands above the codes of answers; SPSS takes one range of such codes. */
export const fileMissing = {
	[missing.notApplicable]: {
		code: 101,
		label: { vi: "Không thuộc diện hỏi", en: "Not applicable" },
	},
	[missing.notShown]: {
		code: 102,
		label: { vi: "Không được đưa ra theo thiết kế", en: "Not shown by design" },
	},
	[missing.itemNonresponse]: {
		code: 103,
		label: { vi: "Bỏ trống", en: "Left blank" },
	},
} as const;

/** 97 is an answer in tables, and no answer where somebody counts with codes. */
const answersThatAreNone = [97, 98, 99];

export interface Microdata {
	file: DataFile;
	/** Names of the columns of each variable. */
	namesOf: Map<string, string[]>;
	/** Names of replicate weights; none for a sample that is no probability sample, or where they would tell too much. */
	replicates: string[];
	/** Columns of the data whose totals over everybody are those of the tables. */
	met: string[];
}

export interface Choice {
	/** Of the identifiers, those that the file has. */
	identifiers: string[];
	/** A variable whose published totals come first. */
	reference?: string | undefined;
}

/** The rows of a file: people outside the population have no weight and are not in it. */
export const fileRows = ({ design }: SurveyDataset): Int32Array =>
	Int32Array.from(design.weights.keys()).filter(
		(row) => design.weights[row]! > 0,
	);

/** What the check of k-anonymity says of a choice: combinations that few people have, and how many replicates there can be. */
export interface MicrodataCheck {
	k: number;
	forms: number;
	small: string[][];
	replicates: number;
	/** Variables left out because they tell of an identifier that is left out. */
	telling: string[];
}

/** `newRandom` begins the same numbers anew, so that groups are those of `microdata`. */
export function checkMicrodata(
	dataset: SurveyDataset,
	{ identifiers: chosen }: Choice,
	newRandom: () => () => number,
): MicrodataCheck {
	const identifiers = identifiersOf(dataset);
	const taken = identifiers.filter(({ name }) => chosen.includes(name));
	const rows = fileRows(dataset);
	const k = policyFor(dataset.survey.population).minimumBase;
	const small = smallCombinations(taken, rows, k);
	const telling = tellingVariables(
		dataset.survey,
		leftOutOf(identifiers, chosen),
	);
	return {
		k,
		forms: rows.length,
		small,
		replicates:
			small.length === 0
				? (groupsFor(dataset, taken, rows, k, newRandom())?.count ?? 0)
				: 0,
		telling: codebook(dataset.survey)
			.filter(
				({ name, quasiIdentifier }) => telling.has(name) && !quasiIdentifier,
			)
			.map(({ name }) => name),
	};
}

/** The identifiers with the fewest values first, as long as no combination is of few people, and replicates are possible. */
export function proposedIdentifiers(
	dataset: SurveyDataset,
	newRandom: () => () => number,
): string[] {
	const rows = fileRows(dataset);
	const k = policyFor(dataset.survey.population).minimumBase;
	const isProbability = dataset.sampling === "probability";
	const taken: Identifier[] = [];
	const values = ({ codes }: Identifier) =>
		new Set(Array.from(rows, (row) => codes[row])).size;
	for (const identifier of [...identifiersOf(dataset)].sort(
		(a, b) => values(a) - values(b),
	))
		if (
			smallCombinations([...taken, identifier], rows, k).length === 0 &&
			(!isProbability ||
				groupsOf(
					usualCount,
					dataset,
					[...taken, identifier],
					rows,
					k,
					newRandom(),
				))
		)
			taken.push(identifier);
	return taken.map(({ name }) => name);
}

/** As few as a standard error is worth giving by, where there is a choice. */
const usualCount = 15;

/**
 * Replicates show which responses are of one group of lots. So the group counts as an identifier: as many groups as leave
 * nobody to be found by group and two more.
 */
function groupsFor(
	dataset: SurveyDataset,
	identifiers: Identifier[],
	rows: Int32Array,
	k: number,
	random: () => number,
) {
	if (dataset.sampling !== "probability") return undefined;
	for (const count of replicateCounts) {
		const found = groupsOf(count, dataset, identifiers, rows, k, random);
		if (found) return found;
	}
	return undefined;
}

/** Rows that are looked through before so many groups are given up. */
const mostLookedAt = 200_000;

function groupsOf(
	count: number,
	{ lots, columns }: SurveyDataset,
	identifiers: Identifier[],
	rows: Int32Array,
	k: number,
	random: () => number,
) {
	const strata = lots.map(({ stratumId }) => stratumId);
	const lotOf = columns.lot ?? [];
	const used = new Set(Array.from(rows, (row) => lotOf[row])).size;
	if (count * fewestLots > used) return undefined;
	const tries = 1 + Math.floor(mostLookedAt / Math.max(rows.length, 1));
	for (let attempt = 0; attempt < tries; attempt++) {
		const groups = lotGroups(strata, count, random);
		const codes = Int32Array.from(lotOf, (lot) => groups[lot]!);
		if (isNeverFew({ name: "", codes }, identifiers, rows, k))
			return { codes, count };
	}
	return undefined;
}

const leftOutOf = (identifiers: Identifier[], chosen: string[]) =>
	identifiers.map(({ name }) => name).filter((name) => !chosen.includes(name));

/**
 * Responses as a file for everybody: no lot, no stratum, no open text, no mark of cleaning, in random order; identifiers
 * only as chosen, and nothing that tells of the others; weights that tell nothing that the row does not say
 * (`fileWeights`); replicates by groups of lots. Throws where a combination is of few people.
 */
export function microdata(
	dataset: SurveyDataset,
	{ identifiers: chosen, reference }: Choice,
	random: () => number,
): Microdata {
	const { survey, columns, design } = dataset;
	const identifiers = identifiersOf(dataset);
	const taken = identifiers.filter(({ name }) => chosen.includes(name));
	const sorted = fileRows(dataset);
	const k = policyFor(survey.population).minimumBase;
	if (smallCombinations(taken, sorted, k).length > 0)
		throw new Error("a combination of identifiers is of few people");
	const groups = groupsFor(dataset, taken, sorted, k, random);
	const rows = Int32Array.from(shuffled([...sorted], random));
	const pick = (values: ArrayLike<number>) =>
		Int16Array.from(rows, (row) => values[row]!);
	const pickNumbers = (values: ArrayLike<number>) =>
		Float64Array.from(rows, (row) => values[row]!);

	const telling = tellingVariables(survey, leftOutOf(identifiers, chosen));
	const variables = codebook(survey).filter(
		({ name, type, quasiIdentifier }) =>
			!telling.has(name) &&
			(!quasiIdentifier || (type === "single" && chosen.includes(name))),
	);
	const dimensions = taken.filter(({ name }) => name.startsWith("stratum:"));
	const batteries = [
		...new Set(
			variables.flatMap(({ drawn, battery }) =>
				drawn && battery ? [battery] : [],
			),
		),
	];

	const answers: (Named & { published: Published })[] = [
		...dimensions.map(({ name, label, categories, codes }) => {
			const picked = Int32Array.from(rows, (row) => codes[row]!);
			return {
				of: name,
				wanted: name.replace(":", "_"),
				label,
				categories,
				codes: picked,
				published: { name, codes: picked, factor: null },
			};
		}),
		...variables.flatMap((variable) =>
			columnsOfVariable(variable, (name) => pick(columns[name] ?? [])).map(
				(column) => ({
					...column,
					published: {
						name: variable.name,
						// Who did not choose a category follows from the first one's base.
						codes: column.isFurther
							? column.codes.map((code) => (code === 0 ? -1 : code))
							: column.codes,
						factor:
							variable.drawn && variable.battery
								? pickNumbers(columns[itemWeightColumn(variable.battery)] ?? [])
								: null,
					},
				}),
			),
		),
	];
	const classOf = classes(taken, rows);
	const { weights, met } = fileWeights(
		pickNumbers(design.weights),
		classOf,
		answers
			.map(({ published }) => published)
			.sort(
				(a, b) => Number(b.name === reference) - Number(a.name === reference),
			),
		k,
	);
	const replicates = groups
		? groupReplicates(
				weights,
				Int32Array.from(rows, (row) => groups.codes[row]!),
				classOf,
				groups.count,
			)
		: [];

	const numbers: { wanted: string; label: Text; values: Float64Array }[] = [
		...batteries.flatMap((name) => [
			{
				wanted: `${name}_weight`,
				label: weightLabels.item(name),
				values: pickNumbers(columns[itemWeightColumn(name)] ?? []),
			},
			{
				wanted: `${name}_pair_weight`,
				label: weightLabels.pair(name),
				values: pickNumbers(columns[pairWeightColumn(name)] ?? []),
			},
		]),
		{ wanted: "weight", label: weightLabels.weight, values: weights },
		...replicates.map((values, at) => ({
			wanted: `rw${at + 1}`,
			label: weightLabels.replicate(at + 1),
			values,
		})),
	];
	const names = fileNames([
		...answers.map(({ wanted }) => wanted),
		...numbers.map(({ wanted }) => wanted),
	]);
	const numberNames = names.slice(answers.length);
	const namesOf = new Map<string, string[]>();
	for (const [at, { of }] of answers.entries())
		namesOf.set(of, [...(namesOf.get(of) ?? []), names[at]!]);
	for (const [at, { wanted }] of numbers.entries())
		namesOf.set(wanted, [numberNames[at]!]);
	return {
		file: {
			title: survey.title,
			rows: rows.length,
			weight: namesOf.get("weight")![0]!,
			columns: [
				...answers.map((column, at) => codeColumn(column, names[at]!)),
				...numbers.map(
					({ label, values }, at): FileColumn => ({
						name: numberNames[at]!,
						label,
						type: "number",
						categories: [],
						missing: [],
						values,
					}),
				),
			],
		},
		namesOf,
		replicates: numberNames.slice(numberNames.length - replicates.length),
		met: [...new Set(met)],
	};
}

interface Named {
	of: string;
	wanted: string;
	label: Text;
	categories: FileColumn["categories"];
	codes: Int16Array | Int32Array;
	/** A category of a multiple choice after its first. */
	isFurther?: boolean;
}

function columnsOfVariable(
	variable: Variable,
	pick: (name: string) => Int16Array,
): Named[] {
	const { name, type, question, item, categories } = variable;
	const asked = item ? joined(question, item) : question;
	const all = columnNames(variable);
	if (type === "single")
		return [
			{ of: name, wanted: name, label: asked, categories, codes: pick(name) },
		];
	return categories.map(({ code, label }, at) => ({
		of: name,
		wanted: `${name}_${code}`,
		label: joined(label, question),
		categories: yesNo,
		codes: pick(all[at]!),
		isFurther: at > 0,
	}));
}

const joined = (first: Text, second: Text): Text => ({
	vi: `${second.vi} – ${first.vi}`,
	en: `${second.en} – ${first.en}`,
});

const yesNo = [
	{ code: 0, label: { vi: "Không chọn", en: "Not chosen" } },
	{ code: 1, label: { vi: "Chọn", en: "Chosen" } },
];

/** Codes that are no answer get their numbers and labels, those alone that occur. */
function codeColumn(
	{ label, categories, codes }: Named,
	name: string,
): FileColumn {
	const occurring = new Set(codes);
	const absent = Object.entries(fileMissing).filter(([code]) =>
		occurring.has(Number(code)),
	);
	for (const [from, { code }] of absent)
		for (let row = 0; row < codes.length; row++)
			if (codes[row] === Number(from)) codes[row] = code;
	return {
		name,
		label,
		type: "code",
		categories: [...categories, ...absent.map(([, category]) => category)],
		missing: [
			...answersThatAreNone.filter((code) =>
				categories.some((category) => category.code === code),
			),
			...absent.map(([, { code }]) => code),
		],
		values: codes,
	};
}

/**
 * Rows alike in up to three identifiers, of which there are k or more. Rows that do not say one of them are counted with
 * the largest class.
 */
function classes(identifiers: Identifier[], rows: Int32Array): Int32Array {
	const places = new Map<string, number>();
	const sizes: number[] = [];
	const classOf = Int32Array.from(rows, (row) => {
		const codes = identifiers.slice(0, 3).map(({ codes }) => codes[row]!);
		if (codes.some((code) => code < 0 || code === dontKnow || code === refused))
			return -1;
		const key = codes.join(" ");
		const place = places.get(key) ?? places.size;
		places.set(key, place);
		sizes[place] = (sizes[place] ?? 0) + 1;
		return place;
	});
	const largest = sizes.length > 0 ? sizes.indexOf(Math.max(...sizes)) : 0;
	return classOf.map((place) => (place < 0 ? largest : place));
}

const weightLabels = {
	weight: {
		vi: "Trọng số cuối cùng của tệp: tổng bằng tổng thể",
		en: "Final weight of the file: adds up to the population",
	},
	item: (name: string) => ({
		vi: `${name}: nghịch đảo xác suất được hỏi một mục`,
		en: `${name}: inverse of the chance of being shown an item`,
	}),
	pair: (name: string) => ({
		vi: `${name}: nghịch đảo xác suất được hỏi cả hai mục`,
		en: `${name}: inverse of the chance of being shown both of two items`,
	}),
	replicate: (number: number) => ({
		vi: `Trọng số lặp ${number}`,
		en: `Replicate weight ${number}`,
	}),
};
