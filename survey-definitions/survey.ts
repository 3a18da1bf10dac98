// A compiled definition: parameters filled in, scales and borrowed options resolved, logic as trees. It is plain JSON:
// the server keeps Survey (all languages), the phone gets Survey<string>.
import type { SurveyDefinition, Text } from "./definition.ts";
import type { Tree } from "./expression.ts";

export interface Choice<T> {
	code: number;
	text: T;
	relevant?: Tree;
	exclusive?: true;
	anchored?: true;
	otherText?: number;
	ends?: "screened";
	/** A point of a scale, turned round by the arm `rev`. */
	scalePoint?: true;
}

export type Piece<T> =
	| { when?: Tree; text: T }[]
	| { labelOf: string; of: string };

interface QuestionBase<T> {
	name: string;
	text: T;
	hint?: T;
	lead?: T;
	pieces?: Record<string, Piece<T>>;
	relevant?: Tree;
	constraint?: Tree;
	constraintMessage?: T;
	required?: true;
}

interface Closed<T> extends QuestionBase<T> {
	choices: Choice<T>[];
	choiceFilter?: Tree;
	randomise?: true;
}

export interface Single<T> extends Closed<T> {
	kind: "single";
	statements?: T[];
	reverseWhen?: Tree;
	crosswise?: { p: number; anchor?: { of: string; prevalence: number } };
}

export interface Multiple<T> extends Closed<T> {
	kind: "multiple";
	max?: number;
}

export interface Item<T> {
	name: string;
	code: number;
	text: T;
	relevant?: Tree;
	anchor?: true;
	/** Set on the attention line alone: the code that shows attention. */
	attention?: number;
}

export interface Battery<T> extends QuestionBase<T> {
	kind: "battery";
	choices: Choice<T>[];
	items: Item<T>[];
	randomise?: true;
	draw?: { count: number; when?: Tree };
	attention?: { item: Item<T>; positions: number[] };
}

export interface NumberQuestion<T> extends QuestionBase<T> {
	kind: "number";
	min: number;
	max: number;
}

export interface Count<T> extends QuestionBase<T> {
	kind: "count";
	statements: T[];
	sensitive: { text: T; relevant: Tree; position: string };
}

export interface OpenText<T> extends QuestionBase<T> {
	kind: "text";
	limit: number;
}

export interface Ranking<T> extends QuestionBase<T> {
	kind: "ranking";
	of: string;
	count: number;
}

export interface Calculate<T> {
	kind: "calculate";
	name: string;
	label: T;
	calculate: Tree;
}

export type Question<T = Text> =
	| Single<T>
	| Multiple<T>
	| Battery<T>
	| NumberQuestion<T>
	| Count<T>
	| OpenText<T>
	| Ranking<T>;

export interface Section<T = Text> {
	id: string;
	title: T;
	intro?: T;
	pieces?: Record<string, Piece<T>>;
	elements: (Question<T> | Calculate<T>)[];
	swap?: { when: Tree; questions: [string, string] };
}

export interface Survey<T = Text> {
	id: string;
	version: number;
	title: T;
	population: SurveyDefinition["population"];
	address: T;
	keepsLanguage: boolean;
	/** Where more than Vietnamese and English: the languages that every text has. */
	languages?: string[];
	/** The wave's values that expressions read (WAVE_DATE …). */
	parameters: Record<string, string | number>;
	arms: { name: string; levels: number[]; probabilities?: number[] }[];
	dontKnow: T;
	refused: T;
	consent: {
		name: string;
		title: T;
		invitation: T;
		points: T[];
		more: T[];
		agree: T;
		decline: T;
		sensitive: { name: string; text: T };
		/** What the wave puts into these texts, in Vietnamese, the longest first: other languages may have nothing else. */
		vietnamese?: string[];
	};
	sections: Section<T>[];
	endings: { sent: T; declined: T; screened: T; results?: T };
	baseWeight: SurveyDefinition["baseWeight"];
	quasiIdentifiers?: string[];
}

/** A text in a language, else in Vietnamese. */
export const inLanguage = (text: Text, language: string): string =>
	(text as Record<string, string>)[language] ?? text.vi;

/** The languages in which nothing that a respondent reads is missing. */
export function languagesIn(survey: Survey): string[] {
	let common: string[] | undefined;
	const visit = (value: unknown) => {
		if (value === null || typeof value !== "object") return;
		if (isText(value)) {
			common = Object.keys(value).filter(
				(language) => common?.includes(language) ?? true,
			);
			return;
		}
		// The label of a computed variable is for the codebook.
		for (const [key, inner] of Object.entries(value))
			if (key !== "label") visit(inner);
	};
	visit(survey);
	return common ?? [];
}

export const languagesOf = ({
	languages,
}: Pick<Survey<unknown>, "languages">) => languages ?? ["vi", "en"];

const isText = (value: object): value is Text => "vi" in value && "en" in value;

/** The survey in one language, as a phone gets it. */
export function translate(survey: Survey, language: string): Survey<string> {
	const visit = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(visit);
		if (value === null || typeof value !== "object") return value;
		if (isText(value)) return inLanguage(value, language);
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, visit(inner)]),
		);
	};
	return visit(survey) as Survey<string>;
}

/** The questions in order, calculations left out. */
export const questionsOf = <T>(survey: Survey<T>): Question<T>[] =>
	survey.sections.flatMap((section) =>
		section.elements.filter((element) => element.kind !== "calculate"),
	);
