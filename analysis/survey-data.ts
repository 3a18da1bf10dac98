import type { CleaningRule } from "../survey-definitions/cleaning.ts";
import { codebook, type Variable } from "../survey-definitions/codebook.ts";
import { holds, type Scope } from "../survey-definitions/evaluate.ts";
import { namesIn, type Tree } from "../survey-definitions/expression.ts";
import { variablesOf, walk } from "../survey-definitions/flow.ts";
import type {
	Answer,
	Answers,
	Draws,
	ResponseBody,
} from "../survey-definitions/response.ts";
import {
	type Battery,
	type Item,
	type Question,
	questionsOf,
	type Survey,
} from "../survey-definitions/survey.ts";
import { cleaningFlags, flagColumn } from "./cleaning-flags.ts";

/** A response and the place of its lot among the lots of the sample. */
export interface LotResponse {
	lot: number;
	lotLevel: number;
	body: ResponseBody;
}

/**
 * A survey's data, one entry a response:
 * `NAME` of a single or computed variable or an arm: its codes, or one of `missing`;
 * `NAME/CODE` for each category of a multiple choice: 1 or 0, or one of `missing`;
 * `BATTERY/weight` and `BATTERY/pair-weight` where items are drawn: 1 / the chance that this person was shown a drawn
 * item, or any two of them;
 * `lot`; `attn`: 1 attentive, 0 not, −1 without an attention line;
 * `flag/NAME` of each rule of cleaning: 1 where it holds, else 0.
 */
export type SurveyColumns = Record<string, Int16Array | Float64Array>;

export const missing = {
	notApplicable: -1,
	/** Left out by design: an item that was not drawn, a question of another arm. */
	notShown: -2,
	itemNonresponse: -3,
} as const;

export const itemWeightColumn = (battery: string) => `${battery}/weight`;
export const pairWeightColumn = (battery: string) => `${battery}/pair-weight`;

/** The columns of a variable: for a multiple choice one for each of its categories, in their order. */
export const columnNames = ({ name, type, categories }: Variable): string[] =>
	type === "multiple"
		? categories.map(({ code }) => `${name}/${code}`)
		: [name];

/** The responses as columns. */
export function surveyData(
	survey: Survey,
	responses: LotResponse[],
	rules: readonly CleaningRule[] = [],
): SurveyColumns {
	const { columns, fill } = surveyColumns(survey, responses.length, rules);
	for (const [row, response] of responses.entries()) fill(row, response);
	return columns;
}

/**
 * Columns for so many responses, to be filled one by one: those need not be in memory together. What was not applicable
 * is found by walking the questionnaire anew.
 */
export function surveyColumns(
	survey: Survey,
	rows: number,
	rules: readonly CleaningRule[] = [],
): {
	columns: SurveyColumns;
	fill: (row: number, response: LotResponse) => void;
} {
	const columns: SurveyColumns = {};
	const emptyColumn = (name: string) => {
		const column = new Int16Array(rows).fill(missing.notApplicable);
		columns[name] = column;
		return column;
	};
	const places = new Map<string, Place>();
	for (const variable of codebook(survey))
		places.set(variable.name, {
			columns: columnNames(variable).map(emptyColumn),
			codes: variable.categories.map(({ code }) => code),
		});
	const lots = emptyColumn("lot");
	const attention = emptyColumn("attn");

	const questions = questionsOf(survey);
	const batteries = questions.filter((question) => question.kind === "battery");
	for (const { name, draw } of batteries)
		if (draw)
			for (const column of [itemWeightColumn(name), pairWeightColumn(name)])
				columns[column] = new Float64Array(rows).fill(1);
	const split = questions.flatMap((question) => {
		const arms = armsIn(survey, question.relevant);
		return arms.length > 0 ? [{ question, arms }] : [];
	});
	const computations = computationsOf(survey, batteries);
	const flags = cleaningFlags(survey, rules).map(({ name, isOn }) => ({
		column: emptyColumn(flagColumn(name)),
		isOn,
	}));

	const fill = (row: number, { lot, lotLevel, body }: LotResponse) => {
		const write = (variable: string, answer: Answer) =>
			writeAnswer(places.get(variable), row, answer);
		lots[row] = lot;
		attention[row] = body.flags.attn ?? missing.notApplicable;
		for (const { name } of survey.arms)
			write(name, body.arms[name] ?? missing.notApplicable);

		const { asked, answers, computed, scope } = walk(survey, {
			setting: { mode: body.mode, lotLevel },
			draws: drawsOf(batteries, body),
			answers: body.answers,
		});
		for (const { column, isOn } of flags)
			column[row] = Number(isOn(body, scope));
		for (const { question, items } of asked) {
			for (const name of variablesOf(question, items))
				write(
					name,
					answers[name] ?? codeWithoutAnswer(name, question, answers),
				);
			if (question.kind !== "battery") continue;
			for (const item of question.items)
				if (!items.includes(item) && holds(item.relevant, scope))
					write(item.name, missing.notShown);
			if (question.draw) writeItemWeights(columns, row, question, items, scope);
		}
		for (const { question, arms } of split)
			if (
				!holds(question.relevant, scope) &&
				someArmAsks(question.relevant, arms, scope)
			)
				for (const name of allVariablesOf(question))
					write(name, missing.notShown);
		for (const { name, sources } of computations) {
			const value = computed[name];
			if (typeof value === "number") write(name, value);
			else if (sources.some((source) => wasAsked(places.get(source), row)))
				write(name, missing.itemNonresponse);
		}
	};
	return { columns, fill };
}

/** Where the answers to a variable go. */
interface Place {
	columns: Int16Array[];
	codes: number[];
}

/** A list of codes fills the 0/1 columns of its categories; one code, missing ones too, stands in every column. */
function writeAnswer(place: Place | undefined, row: number, answer: Answer) {
	place?.columns.forEach((column, index) => {
		column[row] = Array.isArray(answer)
			? Number(answer.includes(place.codes[index] as number))
			: answer;
	});
}

const wasAsked = (place: Place | undefined, row: number) =>
	(place?.columns[0]?.[row] ?? missing.notApplicable) !== missing.notApplicable;

/** A third place in a ranking of two things does not apply; whatever else was asked was passed over. */
function codeWithoutAnswer(
	name: string,
	question: Question,
	answers: Answers,
): number {
	if (question.kind === "ranking") {
		const chosen = answers[question.of];
		const place = variablesOf(question, []).indexOf(name);
		if (Array.isArray(chosen) && place >= chosen.length)
			return missing.notApplicable;
	}
	return missing.itemNonresponse;
}

/** The draws of the phone as far as the response tells them: which items each battery showed. */
function drawsOf(batteries: Battery<unknown>[], body: ResponseBody): Draws {
	const orders: Draws["orders"] = {};
	for (const { name, items } of batteries) {
		const shown = body.shown[name];
		if (!shown) continue;
		const places = items.map((_, place) => place);
		const isShown = (place: number) =>
			shown.includes((items[place] as Item<unknown>).name);
		orders[name] = [
			...places.filter(isShown),
			...places.filter((place) => !isShown(place)),
		];
	}
	return { arms: body.arms, orders };
}

function writeItemWeights(
	columns: SurveyColumns,
	row: number,
	{ name, items }: Battery<unknown>,
	shown: Item<unknown>[],
	scope: Scope,
) {
	const isDrawn = (item: Item<unknown>) =>
		!item.anchor && item.attention === undefined;
	const from = items.filter(
		(item) => isDrawn(item) && holds(item.relevant, scope),
	).length;
	const drawn = shown.filter(isDrawn).length;
	const put = (column: string, weight: number) => {
		(columns[column] as Float64Array)[row] = weight;
	};
	if (drawn > 0) put(itemWeightColumn(name), from / drawn);
	if (drawn > 1)
		put(pairWeightColumn(name), (from * (from - 1)) / (drawn * (drawn - 1)));
}

type Arm = Survey["arms"][number];

const armsIn = (survey: Survey, tree: Tree | undefined): Arm[] => {
	if (tree === undefined) return [];
	const { variables } = namesIn(tree);
	return survey.arms.filter(({ name }) => variables.includes(name));
};

/** Whether a condition would hold had the arms been drawn otherwise. */
function someArmAsks(
	relevant: Tree | undefined,
	[arm, ...others]: Arm[],
	scope: Scope,
): boolean {
	if (!arm) return holds(relevant, scope);
	return arm.levels.some((level) =>
		someArmAsks(relevant, others, {
			...scope,
			get: (name) => (name === arm.name ? level : scope.get(name)),
		}),
	);
}

const allVariablesOf = (question: Question) =>
	variablesOf(question, question.kind === "battery" ? question.items : []);

/** Computed variables and what they are computed from. */
const computationsOf = (survey: Survey, batteries: Battery<unknown>[]) =>
	survey.sections
		.flatMap(({ elements }) => elements)
		.filter((element) => element.kind === "calculate")
		.map(({ name, calculate }) => {
			const names = namesIn(calculate);
			const items = batteries
				.filter((battery) => names.batteries.includes(battery.name))
				.flatMap((battery) => battery.items.map((item) => item.name));
			return { name, sources: [...names.variables, ...items] };
		});
