import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { Question, Survey } from "../../survey-definitions/survey.ts";
import type { Outside } from "../disclosure/release-outside.ts";
import type { ReleasedTable } from "./table.ts";

/** One question of a topline before its figures: what was asked, and the variables that it yields. */
export interface AskedQuestion {
	name: string;
	kind: Question["kind"] | "calculate" | "arm" | "derived";
	/** As worded; variants of the wording stand in brackets. */
	text: Text;
	hint?: Text;
	/** Statements that are read with the question. */
	statements?: Text[];
	/** Some were shown only some of the items, drawn by the phone. */
	drawn?: true;
	/** Codes are points of a scale or counts, so that a mean says something. */
	isScale?: true;
	variables: string[];
}

export interface AskedSection {
	id: string;
	title: Text;
	questions: AskedQuestion[];
}

/** Every question of a survey in the order of the questionnaire, then arms, then what researchers made of it. */
export function askedQuestions(
	survey: Survey,
	variables: Variable[],
): AskedSection[] {
	const byName = new Map(variables.map((one) => [one.name, one]));
	const sections = survey.sections.map(
		({ id, title, elements }): AskedSection => ({
			id,
			title,
			questions: elements.map((element): AskedQuestion => {
				const names = namesOf(element, variables);
				const [first] = names.flatMap((name) => byName.get(name) ?? []);
				if (element.kind === "calculate")
					return {
						name: element.name,
						kind: "calculate",
						text: element.label,
						variables: names,
					};
				const statements = statementsOf(element);
				return {
					name: element.name,
					kind: element.kind,
					text: first?.question ?? element.text,
					...(element.hint ? { hint: element.hint } : {}),
					...(statements ? { statements } : {}),
					...(element.kind === "battery" && element.draw
						? { drawn: true as const }
						: {}),
					...(isScale(element) ? { isScale: true as const } : {}),
					variables: names,
				};
			}),
		}),
	);
	const apart = (
		id: string,
		title: Text,
		kind: "arm" | "derived",
	): AskedSection[] => {
		const questions = variables
			.filter(({ section }) => section === id)
			.map(({ name, question, type }) => ({
				name,
				kind,
				text: question,
				...(type === "number" ? { isScale: true as const } : {}),
				variables: [name],
			}));
		return questions.length > 0 ? [{ id, title, questions }] : [];
	};
	return [
		...sections,
		...apart("arms", armsTitle, "arm"),
		...apart("derived", derivedTitle, "derived"),
	];
}

const armsTitle: Text = {
	vi: "Nhánh phân ngẫu nhiên",
	en: "Random arms",
};
const derivedTitle: Text = { vi: "Biến dẫn xuất", en: "Derived variables" };

/** The variables of a question: the items of a battery with its attention line, the places of a ranking. */
function namesOf(
	element: Survey["sections"][number]["elements"][number],
	variables: Variable[],
): string[] {
	const own = variables.filter(({ derived }) => !derived);
	if (element.kind === "battery")
		return own
			.filter(({ battery }) => battery === element.name)
			.map(({ name }) => name);
	if (element.kind === "ranking")
		return own
			.filter(({ name }) => name.startsWith(`${element.name}_`))
			.filter(({ item }) => item)
			.map(({ name }) => name);
	return own.flatMap(({ name }) => (name === element.name ? [name] : []));
}

const statementsOf = (question: Question): Text[] | undefined =>
	question.kind === "count"
		? [...question.statements, question.sensitive.text]
		: question.kind === "single"
			? question.statements
			: undefined;

const isScale = (question: Question): boolean =>
	question.kind === "number" ||
	question.kind === "count" ||
	((question.kind === "single" || question.kind === "battery") &&
		question.choices.some(({ scalePoint }) => scalePoint));

/** A question with its figures: one table a variable, and who is outside its base. */
export interface ToplineQuestion<T extends ReleasedTable = ReleasedTable>
	extends Omit<AskedQuestion, "variables"> {
	/** When it was asked, in the language of the questionnaire. */
	relevant?: string;
	tables: (T & { outside: Outside })[];
}

export interface Topline<T extends ReleasedTable = ReleasedTable> {
	survey: string;
	title: Text;
	population: "cadres" | "citizens";
	sampling: ReleasedTable["sampling"];
	weights: ReleasedTable["weights"];
	/** With a weight: the others are in no table. */
	responses: number;
	sections: {
		id: string;
		title: Text;
		questions: ToplineQuestion<T>[];
	}[];
}
