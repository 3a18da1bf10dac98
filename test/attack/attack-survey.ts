import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";

const text = (vi: string): Text => ({ vi, en: vi });
/** A number of a survey stays under 95. */
export const most = 89;
export const marks = ["A", "B", "C"] as const;

const number = (name: string) => ({
	...{ kind: "number" as const, name, text: text(name) },
	...{ min: 0, max: most },
});

/** Questions besides, so that a form is as long as one of the cadres' questionnaire and does not fit beside its row. */
export const others = Array.from({ length: 120 }, (_, at) => `F${at}`);

/** Three numbers that tell whose form it is: for the judge alone, the thief does not know who answered what. */
export const attackSurvey = (isLong: boolean): SurveyDefinition => ({
	id: "attack",
	version: 1,
	title: text("Thử"),
	population: "cadres",
	address: text("Anh/Chị"),
	keepsLanguage: false,
	parameters: {},
	arms: [],
	scales: {},
	dontKnow: text("Không biết"),
	refused: text("Không muốn trả lời"),
	consent: {
		name: "Q0",
		title: text("Thử"),
		invitation: text("Thử"),
		points: [],
		more: [],
		agree: text("Có"),
		decline: text("Không"),
		sensitive: { name: "Q0b", text: text("Có") },
	},
	sections: [
		{
			id: "all",
			title: text("Thử"),
			elements: [
				{
					...{ kind: "single", name: "L", text: text("L") },
					options: [1, 2].map((code) => ({ code, text: text(`${code}`) })),
				},
				...marks.map(number),
				...(isLong ? others.map(number) : []),
				{ kind: "text", name: "T", text: text("T"), limit: 200 },
			],
		},
	],
	endings: { sent: text("x"), declined: text("x"), screened: text("x") },
	baseWeight: { kind: "class", variable: "L" },
});

export const keyOfMarks = (of: Record<string, number>) =>
	marks.map((name) => of[name]).join();

export function marksOf(person: number): Record<string, number> {
	const base = most + 1;
	return Object.fromEntries(
		marks.map((name, at) => [name, Math.floor(person / base ** at) % base]),
	);
}
