import { randomBytes } from "node:crypto";
import path from "node:path";
import Database from "better-sqlite3";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import type { StorageSettings } from "../../db/sqlite/store.ts";
import { openStore } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { issueSlips } from "../../server/actions/issue-slips.ts";
import { createApp } from "../../server/app.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import { base32 } from "../../survey-definitions/slip-code.ts";
import type { Use } from "./thief.ts";

const text = (vi: string): Text => ({ vi, en: vi });
/** A number of a survey stays under 95. */
const most = 89;
const marks = ["A", "B", "C"] as const;

const number = (name: string) => ({
	...{ kind: "number" as const, name, text: text(name) },
	...{ min: 0, max: most },
});

/** Questions besides, so that a form is as long as one of the cadres' questionnaire and does not fit beside its row. */
const others = Array.from({ length: 120 }, (_, at) => `F${at}`);

/** Three numbers that tell whose form it is: for the judge alone, the thief does not know who answered what. */
const attackSurvey = (isLong: boolean): SurveyDefinition => ({
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

export interface FieldSettings {
	folder: string;
	lots: number;
	perLot: number;
	days: number;
	seed: number;
	/** One form in so many brings an open answer. */
	textEvery?: number;
	/** Forms of a hundred bytes, to be padded to few. */
	isShort?: boolean;
	storage?: Partial<StorageSettings>;
	backup?: ServerContext["backup"];
}

/** Who sends which form with which card, in the order of sending. */
export interface Arrival extends Use {
	code: string;
	day: number;
	/** What the form says, by which the judge knows it. */
	marks: Record<string, number>;
}

export type Field = Awaited<ReturnType<typeof openField>>;

/** A survey in the field with the cards of all lots handed out, and everybody's turn. */
export async function openField(settings: FieldSettings) {
	const { folder, lots, perLot, days, seed, backup } = settings;
	const random = randomFrom(seed);
	const store = openStore(folder, { queueMs: 0, ...settings.storage });
	const context: ServerContext = {
		store,
		pepper: randomBytes(32),
		publicUrl: "http://localhost",
		now: Date.now,
		jobs: jobRegister(),
		...(backup ? { backup } : {}),
	};
	const definition = attackSurvey(!settings.isShort);
	const surveyId = definition.id;
	const ids = new Set<string>();
	while (ids.size < lots)
		ids.add(
			base32(Uint8Array.from({ length: 4 }, () => Math.floor(random() * 32))),
		);
	const sample = [...ids].map((id) => ({
		...{ id, surveyId, stratumId: 1, level: 4, invited: perLot },
		rates: { "1": 1, "2": 1 },
	}));
	await store.addSample(surveyId, {
		strata: [
			{
				...{ surveyId, id: 1, label: text("1"), domains: {} },
				population: lots * perLot,
			},
		],
		units: [],
		lots: sample,
	});
	await installSurvey(context, definition, {});
	await store.setFieldOpen(surveyId, true);
	const cards = (await issueSlips(context, sample)).flatMap(
		({ lotId, codes }) => codes.map((code) => ({ lot: lotId, code })),
	);
	const arrivals = shuffled(
		cards.map((card, person) => ({ ...card, person })),
		random,
	).map((card, time): Arrival => {
		const day = Math.floor((time / cards.length) * days);
		return { ...card, time, day, marks: marksOf(card.person) };
	});
	const app = createApp(context);
	const persons = new Map(arrivals.map((one) => [keyOfMarks(one.marks), one]));
	const post = async ({ code, marks, time }: Arrival) => {
		const answers: Record<string, number> = { Q0: 1, Q0b: 1, L: 1, ...marks };
		if (!settings.isShort)
			for (const [at, name] of others.entries())
				answers[name] = (time * 7 + at) % (most + 1);
		const form = { v: 1, mode: "self", arms: {}, shown: {}, reversed: false };
		const hasText = settings.textEvery && time % settings.textEvery === 0;
		return app.request(`/s/${surveyId}/responses`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				code,
				receipt: randomBytes(32).toString("base64url"),
				response: { ...form, answers, flags: {} },
				...(hasText ? { texts: { T: `ý kiến ${time % 7}` } } : {}),
			}),
		});
	};
	return {
		surveyId,
		context,
		arrivals,
		get: (address: string) => app.request(address),
		post,
		async send(arrival: Arrival): Promise<void> {
			const reply = await post(arrival);
			if (reply.status !== 201)
				throw new Error(`${reply.status}: ${await reply.text()}`);
		},
		/** The judge's list of whose response is whose, by its key in hexadecimal; from any copy of collector.db. */
		authors(copy: string): Map<string, Arrival> {
			const db = new Database(path.join(copy, "collector.db"));
			const rows = db
				.prepare("select id, body from response where filled")
				.all() as { id: Buffer; body: Buffer }[];
			db.close();
			return new Map(
				rows.map(({ id, body }) => {
					const { answers } = JSON.parse(body.toString());
					const arrival = persons.get(keyOfMarks(answers)) as Arrival;
					return [id.toString("hex"), arrival];
				}),
			);
		},
		arrivalOf: (marks: Record<string, number>) =>
			persons.get(keyOfMarks(marks)),
	};
}

const keyOfMarks = (of: Record<string, number>) =>
	marks.map((name) => of[name]).join();

function marksOf(person: number): Record<string, number> {
	const base = most + 1;
	return Object.fromEntries(
		marks.map((name, at) => [name, Math.floor(person / base ** at) % base]),
	);
}
