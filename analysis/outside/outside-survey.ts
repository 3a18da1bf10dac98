import {
	dontKnow,
	notApplicable,
	refused,
	type SurveyDefinition,
} from "../../survey-definitions/definition.ts";
import type { Lot, Stratum } from "../fielded-sample.ts";
import { missing, type SurveyColumns } from "../survey-data.ts";
import { designOf, mostUnits } from "./outside-design.ts";
import type { OutsideFile, OutsideVariable } from "./outside-file.ts";

export interface OutsideSpec {
	id: string;
	title: string;
	/** Whose data they are, in words that stand beside every number. */
	source: string;
	population: SurveyDefinition["population"];
	/** Column of the weights; 1 for everybody where there is none. */
	weight?: string | undefined;
	stratum?: string | undefined;
	/** Primary sampling unit; each response is its own where there is none. */
	psu?: string | undefined;
	/** Columns by which others could know a person. */
	quasiIdentifiers: string[];
}

export interface OutsideProblem {
	column: string;
	code:
		| "unknown-column"
		| "weight-missing"
		| "weight-negative"
		| "weights-zero"
		| "design-missing"
		| "too-many-strata"
		| "no-rows"
		| "no-answers";
	/** Rows that it is about. */
	rows?: number;
}

export interface OutsideSurvey {
	definition: SurveyDefinition;
	columns: SurveyColumns;
	strata: Stratum[];
	lots: Lot[];
	weights: Float64Array;
	/** Columns of which no tables are made: continuous numbers, texts. */
	leftOut: string[];
}

/** Another system's responses as a closed survey of this one, with the design that its columns tell. */
export function outsideSurvey(
	file: OutsideFile,
	spec: OutsideSpec,
): OutsideSurvey | { problems: OutsideProblem[] } {
	const find = (name: string | undefined) =>
		file.variables.find((one) => one.name === name);
	const named = [
		spec.weight,
		spec.stratum,
		spec.psu,
		...spec.quasiIdentifiers,
	].filter((name) => name !== undefined);
	const problems: OutsideProblem[] = named
		.filter((name) => !find(name))
		.map((column) => ({ column, code: "unknown-column" }));
	if (file.rows === 0) problems.push({ column: "", code: "no-rows" });
	const weight = find(spec.weight);
	const count = (
		column: string,
		code: OutsideProblem["code"],
		isWrong: (value: number) => boolean,
		values: Float64Array | undefined,
	) => {
		const rows = values?.reduce((sum, one) => sum + Number(isWrong(one)), 0);
		if (rows) problems.push({ column, code, rows });
	};
	count(
		spec.weight ?? "",
		"weight-missing",
		(one) => !Number.isFinite(one),
		weight?.values,
	);
	count(spec.weight ?? "", "weight-negative", (one) => one < 0, weight?.values);
	if (file.rows > 0 && weight?.values.every((one) => one === 0))
		problems.push({ column: weight.name, code: "weights-zero" });
	for (const name of [spec.stratum, spec.psu])
		count(name ?? "", "design-missing", Number.isNaN, find(name)?.values);

	const strataCount = new Set(find(spec.stratum)?.values).size;
	if (strataCount > mostUnits / 2)
		problems.push({ column: spec.stratum ?? "", code: "too-many-strata" });

	const design = new Set([spec.weight, spec.stratum, spec.psu]);
	const questions = file.variables
		.filter(({ name }) => !design.has(name))
		.map((variable) => ({ variable, coding: codingOf(variable) }));
	const asked = questions.flatMap(({ variable, coding }) =>
		coding ? [{ variable, coding }] : [],
	);
	if (asked.length === 0 && file.rows > 0)
		problems.push({ column: "", code: "no-answers" });
	if (problems.length > 0) return { problems };

	const weights = weight?.values ?? new Float64Array(file.rows).fill(1);
	const { strata, lots, lotOfRows } = designOf(file, spec, weights);
	const names = uniqueNames(asked.map(({ variable }) => variable.name));
	const columns: SurveyColumns = {
		lot: lotOfRows,
		attn: new Int16Array(file.rows).fill(missing.notApplicable),
	};
	for (const [at, { variable, coding }] of asked.entries())
		columns[names[at] as string] = Int16Array.from(
			variable.values,
			(value) => coding.get(value)?.code ?? missing.itemNonresponse,
		);
	return {
		definition: definitionOf(
			spec,
			asked.map(({ variable, coding }, at) => ({
				variable,
				coding,
				name: names[at] as string,
			})),
		),
		columns,
		strata,
		lots,
		weights,
		leftOut: [
			...questions
				.filter(({ coding }) => !coding)
				.map(({ variable }) => variable.name),
			...file.leftOut,
		],
	};
}

type Coding = Map<number, { code: number; label: string }>;

/** As many options as a question may have. */
const mostOptions = 90;

/**
 * The code of each value: its own where all of them are codes of this program (0 to 94, 96 to 99), with 98 and 99 for who
 * does not know and who does not answer, else 1, 2, 3 in their order. Nothing where there are too many, as with amounts and ages.
 */
function codingOf({ values, labels }: OutsideVariable): Coding | undefined {
	const occurring = new Set(values);
	occurring.delete(Number.NaN);
	for (const value of labels.keys()) occurring.add(value);
	const sorted = [...occurring].sort((a, b) => a - b);
	if (sorted.length === 0 || sorted.length > mostOptions) return undefined;
	const areCodes =
		// A question has an answer besides these two.
		sorted.some((value) => value < dontKnow) &&
		sorted.every(
			(value) =>
				Number.isInteger(value) &&
				value >= 0 &&
				value <= refused &&
				value !== notApplicable &&
				codeHere(value, labels.get(value)) !== undefined,
		);
	return new Map(
		sorted.map((value, at) => [
			value,
			{
				code:
					(areCodes ? codeHere(value, labels.get(value)) : undefined) ?? at + 1,
				label: plain(labels.get(value) ?? String(value)),
			},
		]),
	);
}

/** What 98 and 99 are in every table of this program, whatever a file calls them. */
const silences = [
	{ code: dontKnow, says: /biết|khó nói|know|^(kb|dk)\b/i },
	{ code: refused, says: /trả lời|từ chối|answer|refus|^(ktl|na)\b/i },
];

/** 98 and 99 by what the file says that they are: others have them the other way round, or for an answer (none here). */
function codeHere(value: number, label: string | undefined) {
	const usual = silences.find(({ code }) => code === value);
	if (!usual || label === undefined || usual.says.test(label)) return value;
	return silences.find(({ says }) => says.test(label))?.code;
}

/** Braces are places to be filled in texts of this program. */
const plain = (text: string) =>
	text.replaceAll("{", "(").replaceAll("}", ")").trim() || "–";

/** Letters, digits and underscores, the first one a letter, each name once. */
export function uniqueNames(names: string[]): string[] {
	const taken = new Set<string>();
	return names.map((name) => {
		const plainName = name
			.normalize("NFD")
			.replace(/\p{M}/gu, "")
			.replace(/đ/g, "d")
			.replace(/Đ/g, "D")
			.replace(/\W/g, "_");
		const start = /^[A-Za-z]/.test(plainName) ? plainName : `V${plainName}`;
		let unique = start;
		for (let next = 2; taken.has(unique.toLowerCase()); next++)
			unique = `${start}_${next}`;
		taken.add(unique.toLowerCase());
		return unique;
	});
}

const outsideText = {
	vi: "Số liệu ngoài hệ thống",
	en: "Data from outside the system",
};

function definitionOf(
	{ id, title, source, population, quasiIdentifiers }: OutsideSpec,
	asked: { variable: OutsideVariable; coding: Coding; name: string }[],
): SurveyDefinition {
	const [first] = asked;
	const words = (text: string) => ({ vi: plain(text), en: plain(text) });
	return {
		id,
		version: 1,
		title: {
			vi: `${plain(title)} (số liệu ngoài hệ thống)`,
			en: `${plain(title)} (data from outside)`,
		},
		outside: { source: plain(source) },
		population,
		address: { vi: "Người trả lời", en: "Respondent" },
		keepsLanguage: false,
		parameters: {},
		arms: [],
		scales: {},
		dontKnow: { vi: "Không biết", en: "Don't know" },
		refused: { vi: "Không trả lời", en: "No answer" },
		consent: {
			name: "CONSENT_OUTSIDE",
			title: outsideText,
			invitation: words(source),
			points: [outsideText],
			more: [],
			agree: outsideText,
			decline: outsideText,
			sensitive: { name: "SENSITIVE_OUTSIDE", text: outsideText },
		},
		sections: [
			{
				id: "outside",
				title: outsideText,
				elements: asked.map(({ variable, coding, name }) => ({
					kind: "single" as const,
					name,
					text: words(variable.label || variable.name),
					options: [...coding.values()]
						.filter(({ code }) => code < dontKnow)
						.map(({ code, label }) => ({ code, text: words(label) })),
				})),
			},
		],
		endings: {
			sent: outsideText,
			declined: outsideText,
			screened: outsideText,
		},
		quasiIdentifiers: asked
			.filter(({ variable }) => quasiIdentifiers.includes(variable.name))
			.map(({ name }) => name),
		baseWeight: {
			kind: "household",
			variable: first?.name ?? "",
			max: 1,
		},
	};
}
