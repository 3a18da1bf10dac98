import { codebook } from "../../survey-definitions/codebook.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import {
	notApplicable,
	type Text,
} from "../../survey-definitions/definition.ts";
import {
	type Question,
	questionsOf,
	type Survey,
} from "../../survey-definitions/survey.ts";

/** A share that both sides have: the two highest points of a scale, or one answer. */
export interface CommonShare {
	label: Text;
	first: SideOfShare;
	second: SideOfShare;
}

export interface SideOfShare {
	variable: string;
	/** Absent: the two highest points of its scale. */
	code?: number;
}

export interface CommonGroup {
	/** The question of the second side. */
	name: string;
	label: Text;
	/** As the first side was asked, where in other words. */
	asked?: Text;
	isScale: boolean;
	shares: CommonShare[];
}

export interface Side {
	survey: Survey;
	/** What its definition says of the other population. */
	comparable: NonNullable<SurveyDefinition["comparable"]>;
}

/**
 * What two surveys asked alike: where one definition names questions of the other, those; else the questions of the same
 * name, which two waves of one questionnaire share.
 */
export function commonGroups(first: Side, second: Side): CommonGroup[] {
	const ofFirst = byName(first.survey);
	const ofSecond = byName(second.survey);
	const declared = [
		...second.comparable.map(({ question, with: other, codes }) => ({
			first: ofFirst.get(other),
			second: ofSecond.get(question),
			codes: codes?.map(([here, there]): [number, number] => [there, here]),
		})),
		...first.comparable.map(({ question, with: other, codes }) => ({
			first: ofFirst.get(question),
			second: ofSecond.get(other),
			codes,
		})),
	];
	const pairs = declared.some((pair) => pair.first && pair.second)
		? declared
		: [...ofSecond.values()].map((question) => ({
				first: ofFirst.get(question.name),
				second: question,
				codes: undefined,
			}));
	return pairs.flatMap(({ first: a, second: b, codes }) =>
		a && b
			? groupOf(
					[a, wordingOf(first.survey, a)],
					[b, wordingOf(second.survey, b)],
					codes,
				)
			: [],
	);
}

/** The question as the codebook gives it: variants of its wording in brackets. */
const wordingOf = (survey: Survey, question: Question): Text =>
	codebook(survey).find(
		({ name, battery }) => name === question.name || battery === question.name,
	)?.question ?? question.text;

const byName = (survey: Survey) =>
	new Map(questionsOf(survey).map((question) => [question.name, question]));

function groupOf(
	[first, asked]: [Question, Text],
	[second, label]: [Question, Text],
	codes: [number, number][] | undefined,
): CommonGroup[] {
	const shares = sharesOf(first, second, codes);
	return shares.length === 0
		? []
		: [
				{
					name: second.name,
					label,
					...(asked.vi === label.vi ? {} : { asked }),
					isScale: isScale(second),
					shares,
				},
			];
}

function sharesOf(
	first: Question,
	second: Question,
	codes: [number, number][] | undefined,
): CommonShare[] {
	if (first.kind === "battery" && second.kind === "battery")
		return sameScale(first, second)
			? second.items.flatMap((item) => {
					const same = first.items.find(({ code }) => code === item.code);
					return same
						? [
								{
									label: item.text,
									first: { variable: same.name },
									second: { variable: item.name },
								},
							]
						: [];
				})
			: [];
	const closed = (one: Question) =>
		one.kind === "single" || one.kind === "multiple" ? one : undefined;
	const [a, b] = [closed(first), closed(second)];
	if (!a || !b || a.kind !== b.kind) return [];
	if (isScale(a) && isScale(b))
		return sameScale(a, b)
			? [
					{
						label: b.text,
						first: { variable: a.name },
						second: { variable: b.name },
					},
				]
			: [];
	const pairs =
		codes ??
		b.choices
			.filter(({ code }) => a.choices.some((one) => one.code === code))
			.map(({ code }): [number, number] => [code, code]);
	return pairs.flatMap(([here, there]) => {
		const choice = b.choices.find(({ code }) => code === there);
		const other = a.choices.find(({ code }) => code === here);
		return choice && other && there !== notApplicable
			? [
					{
						label: choice.text,
						first: { variable: a.name, code: here },
						second: { variable: b.name, code: there },
					},
				]
			: [];
	});
}

const pointsOf = (question: Question): string[] =>
	"choices" in question
		? question.choices
				.filter(({ scalePoint }) => scalePoint)
				.map(({ code, text }) => `${code} ${text.vi}`)
				.sort()
		: [];

const isScale = (question: Question) => pointsOf(question).length > 2;

/** The same codes with the same words. */
const sameScale = (a: Question, b: Question) =>
	pointsOf(a).length > 2 && pointsOf(a).join() === pointsOf(b).join();
