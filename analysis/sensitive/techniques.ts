import { dontKnow, type Text } from "../../survey-definitions/definition.ts";
import { namesIn, type Tree } from "../../survey-definitions/expression.ts";
import {
	type Count,
	type Question,
	questionsOf,
	type Single,
	type Survey,
} from "../../survey-definitions/survey.ts";

interface Technique {
	/** The questions it is made of, joined by +. */
	name: string;
	/** What is estimated: the sensitive statement, or the question under the vignette. */
	label: Text;
	/** Variables that the estimate rests on. */
	variables: string[];
	/** Two-level arms that only change an order: they should not move the estimate. */
	orders: string[];
}

/** One list, or two whose arms are reversed. */
export interface ListTechnique extends Technique {
	kind: "list";
	arm: string;
	lists: {
		variable: string;
		/** Level of the arm whose list holds the sensitive statement. */
		treated: number;
		/** Control statements. */
		items: number;
	}[];
	/** The same asked openly of one arm. */
	direct?: string;
}

export interface CrosswiseTechnique extends Technique {
	kind: "crosswise";
	question: string;
	/** The answer "both or none". */
	same: number;
	p: number;
	anchor: { question: string; p: number; prevalence: number };
}

/** The two highest points of a scale are what the attributes of the vignette move. */
export interface VignetteTechnique extends Technique {
	kind: "vignette";
	question: string;
	top: number[];
	arms: string[];
}

export type SensitiveTechnique =
	| ListTechnique
	| CrosswiseTechnique
	| VignetteTechnique;

/** The indirect techniques and vignettes of a survey, found in its definition. */
export function techniquesOf(survey: Survey): SensitiveTechnique[] {
	const questions = questionsOf(survey);
	return [
		...listsOf(survey, questions),
		...questions.flatMap((question) =>
			question.kind === "single"
				? [
						...crosswiseOf(survey, question, questions),
						...vignetteOf(survey, question),
					]
				: [],
		),
	];
}

/** `${arm} = level` */
function armLevel(survey: Survey, tree: Tree | undefined) {
	if (!Array.isArray(tree) || tree[0] !== "=") return undefined;
	const [, left, level] = tree;
	if (!Array.isArray(left) || left[0] !== "get") return undefined;
	const arm = survey.arms.find(({ name }) => name === left[1]);
	return arm ? { arm: arm.name, level: Number(level) } : undefined;
}

const twoLevelArms = (survey: Survey, trees: (Tree | undefined)[]) => {
	const names = trees.flatMap((tree) => (tree ? namesIn(tree).variables : []));
	return survey.arms
		.filter(({ name, levels }) => levels.length === 2 && names.includes(name))
		.map(({ name }) => name);
};

function listsOf(survey: Survey, questions: Question[]): ListTechnique[] {
	const counts = questions.filter(
		(question): question is Count<Text> => question.kind === "count",
	);
	const bySentence = Map.groupBy(
		counts.filter(({ sensitive }) => armLevel(survey, sensitive.relevant)),
		({ sensitive }) =>
			`${armLevel(survey, sensitive.relevant)?.arm} ${sensitive.text.vi}`,
	);
	return [...bySentence.values()].flatMap((lists): ListTechnique[] => {
		const [first] = lists;
		const arm = armLevel(survey, first?.sensitive.relevant)?.arm;
		if (!first || !arm || lists.length > 2) return [];
		const variables = lists.map(({ name }) => name);
		const direct = questions.find(
			({ kind, relevant }) =>
				kind === "single" &&
				relevant !== undefined &&
				namesIn(relevant).variables.includes(arm),
		);
		return [
			{
				kind: "list",
				name: variables.join("+"),
				label: first.sensitive.text,
				variables,
				arm,
				...(direct ? { direct: direct.name } : {}),
				lists: lists.map(({ name, sensitive, statements }) => ({
					variable: name,
					treated: armLevel(survey, sensitive.relevant)?.level ?? Number.NaN,
					items: statements.length,
				})),
				orders: twoLevelArms(
					survey,
					survey.sections.flatMap(({ swap }) =>
						swap?.questions.some((name) => variables.includes(name))
							? [swap.when]
							: [],
					),
				),
			},
		];
	});
}

/**
 * Without an anchor there is none: answers at random make false positives, which nothing then corrects (Höglinger and
 * Diekmann, 2017).
 */
function crosswiseOf(
	survey: Survey,
	question: Single<Text>,
	questions: Question[],
): CrosswiseTechnique[] {
	const { crosswise, statements, choices, name, reverseWhen } = question;
	const isAnchor = questions.some(
		(one) => one.kind === "single" && one.crosswise?.anchor?.of === name,
	);
	if (!crosswise || isAnchor) return [];
	const anchor = questions.find((one) => one.name === crosswise.anchor?.of);
	const anchorP = anchor?.kind === "single" ? anchor.crosswise?.p : undefined;
	if (!crosswise.anchor || !anchor || anchorP === undefined) return [];
	return [
		{
			kind: "crosswise",
			name,
			label: statements?.[1] ?? question.text,
			variables: [name, anchor.name],
			question: name,
			same: choices[0]?.code ?? 1,
			p: crosswise.p,
			anchor: {
				question: anchor.name,
				p: anchorP,
				prevalence: crosswise.anchor.prevalence,
			},
			orders: twoLevelArms(survey, [reverseWhen]),
		},
	];
}

/** A question on a scale whose wording, or the story over it, depends on arms. */
function vignetteOf(
	survey: Survey,
	{ name, text, pieces = {}, choices }: Single<Text>,
): VignetteTechnique[] {
	const scale = choices
		.filter(({ scalePoint }) => scalePoint)
		.map(({ code }) => code)
		.sort((a, b) => a - b);
	const trees = Object.values(pieces).flatMap((piece) =>
		Array.isArray(piece) ? piece.map(({ when }) => when) : [],
	);
	const arms = survey.arms
		.filter((arm) =>
			trees.some((tree) => armLevel(survey, tree)?.arm === arm.name),
		)
		.map((arm) => arm.name);
	if (arms.length === 0 || scale.length < 3) return [];
	return [
		{
			kind: "vignette",
			name,
			label: text,
			variables: [name],
			question: name,
			top: scale.filter((code) => code < dontKnow).slice(-2),
			arms,
			orders: survey.arms.some((arm) => arm.name === "rev") ? ["rev"] : [],
		},
	];
}
