import { randomFrom } from "../../analysis/sampling/random.ts";
import { columnNames } from "../../analysis/survey-data.ts";
import { openStore } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { runTopline } from "../../server/actions/run-topline.ts";
import { jobRegister } from "../../server/jobs.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { type Row, row } from "./row.ts";

const forms = 6000;
const questions = 120;
const strata = 20;
const lotsPerStratum = 6;

const text = (words: string) => ({ vi: words, en: words });

/** 120 questions on a scale of five, the last eight about the person, as many as the cadres' questionnaire has variables. */
const definition: SurveyDefinition = {
	id: "desk",
	version: 1,
	title: text("Desk"),
	population: "cadres",
	address: text("you"),
	keepsLanguage: false,
	parameters: {},
	arms: [],
	scales: {
		five: [1, 2, 3, 4, 5].map((code) => ({ code, text: text(`${code}`) })),
	},
	dontKnow: text("don't know"),
	refused: text("no answer"),
	consent: {
		name: "Q0",
		title: text("consent"),
		invitation: text("please"),
		points: [text("point")],
		more: [],
		agree: text("yes"),
		decline: text("no"),
		sensitive: { name: "Q0b", text: text("sensitive") },
	},
	sections: ["views", "about"].map((id, at) => ({
		id,
		title: text(id),
		elements: Array.from({ length: at === 0 ? questions - 8 : 8 }, (_, n) => ({
			kind: "single" as const,
			name: `${id}_${n + 1}`,
			text: text(`question ${n + 1}`),
			scale: "five",
		})),
	})),
	endings: { sent: text("sent"), declined: text("no"), screened: text("no") },
	baseWeight: { kind: "class", variable: "about_1" },
};

/** A topline over a closed survey that nobody has looked at yet: reading it, the standard banner's memory, every table. */
export async function run(): Promise<Row[]> {
	const store = openStore(":memory:");
	const survey = compile(definition);
	await installSurvey(
		{
			store,
			pepper: Buffer.alloc(32),
			publicUrl: "http://localhost",
			now: () => 0,
			jobs: jobRegister(),
		},
		definition,
		{},
	);
	const lots = strata * lotsPerStratum;
	await store.addSample(survey.id, {
		strata: Array.from({ length: strata }, (_, at) => ({
			id: at + 1,
			surveyId: survey.id,
			label: text(`stratum ${at + 1}`),
			population: 10_000,
			domains: { level: { code: at % 4, label: text(`level ${at % 4}`) } },
		})),
		units: [],
		lots: Array.from({ length: lots }, (_, at) => ({
			id: `L${at}`,
			surveyId: survey.id,
			stratumId: Math.floor(at / lotsPerStratum) + 1,
			level: 1,
			invited: 100,
			rates: { "1": 0.1 },
		})),
	});
	const random = randomFrom(1);
	const codes = [1, 2, 3, 3, 4, 4, 5, 98, 99, -3];
	const columns: Record<string, Int16Array> = {
		lot: Int16Array.from({ length: forms }, (_, at) => at % lots),
		attn: new Int16Array(forms).fill(-1),
	};
	for (const variable of codebook(survey))
		for (const name of columnNames(variable))
			columns[name] = Int16Array.from(
				{ length: forms },
				() => codes[Math.floor(random() * codes.length)] ?? 1,
			);
	await store.addSnapshot(survey.id, {
		definitionVersion: 1,
		rows: forms,
		columns,
	});
	const final = Float64Array.from({ length: forms }, () => 20 + 30 * random());
	await store.addWeightVersion({
		surveyId: survey.id,
		recipe: {
			nonresponse: { fewest: 1, greatest: 9 },
			margins: [],
			trim: null,
		},
		steps: [],
		base: final,
		final,
	});
	await store.setStatus(survey.id, "closed");
	const seconds = async () => {
		const started = performance.now();
		const { sections } = await runTopline({ store }, survey.id);
		const tables = sections.flatMap((one) =>
			one.questions.flatMap((question) => question.tables),
		);
		if (tables.length !== questions)
			throw new Error(`${tables.length} tables instead of ${questions}`);
		return (performance.now() - started) / 1000;
	};
	const first = await seconds();
	const again = await seconds();
	store.close();
	return [
		row(
			"topline, first time",
			first,
			"s",
			{ op: "<=", value: 2 },
			`${forms} forms × ${questions} variables, with intervals, means and boxes; loading and the standard banner's release memory included`,
		),
		row("topline, again", again, "s", { op: "<=", value: 2 }),
	];
}
