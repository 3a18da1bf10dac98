import {
	type Blinded,
	blind,
	finalize,
	type LotKey,
	prepare,
	readLotKey,
	type Token,
} from "../../client/respondent/blind-token.ts";
import { openStore, type Store } from "../../db/store.ts";
import { handOutCards } from "../../server/actions/hand-out-cards.ts";
import { createApp } from "../../server/app.ts";
import type { ServerContext } from "../../server/context.ts";
import { issuerInMemory, openIssuer } from "../../server/issuer.ts";
import { jobRegister, unwatched } from "../../server/jobs.ts";
import type { LotOffer } from "../../survey-definitions/manifest.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import {
	lotOfSlip,
	readInvitation,
} from "../../survey-definitions/slip-code.ts";
import { smallSurvey } from "../survey-definitions/small-survey.ts";

export const surveyId = "small";

/** A survey with tokens, open, with two lots of 20 cards; nothing is printed yet. */
export async function tokenContext(
	folder = ":memory:",
): Promise<ServerContext & Required<Pick<ServerContext, "issuer">>> {
	const store = openStore(folder);
	const issuer = folder === ":memory:" ? issuerInMemory() : openIssuer(folder);
	await addTokenSurvey(store);
	return {
		store,
		issuer,
		pepper: Buffer.alloc(32, 1),
		publicUrl: "http://localhost:8080",
		now: Date.now,
		jobs: jobRegister(),
	};
}

export async function addTokenSurvey(store: Store): Promise<void> {
	const definition = smallSurvey();
	definition.parameters.CONTROLLER = {};
	await store.addSample(surveyId, {
		strata: [
			{
				surveyId,
				id: 1,
				label: { vi: "Tầng", en: "Stratum" },
				population: 400,
				domains: {},
			},
		],
		units: [],
		lots: ["K0T1", "K0T2"].map((id) => ({
			id,
			surveyId,
			stratumId: 1,
			level: 4,
			invited: 20,
			rates: { "1": 0.1, "2": 0.1, all: 0.1 },
		})),
	});
	await store.addSurvey(surveyId, {
		questionnaire: surveyId,
		definition,
		wave: {
			CONTROLLER: { vi: "Viện", en: "Institute" },
			HOTLINE: { vi: "0900 000 000", en: "0900 000 000" },
		},
		status: "open",
		sampling: "non-probability",
		pilotOf: null,
		cleaning: [],
		access: "tokens",
	});
	await store.setFieldOpen(surveyId, true);
}

export interface Card {
	code: string;
	fingerprint: string;
	lot: string;
}

/** What stands in the QR codes of all cards. */
export async function printedCards(context: ServerContext): Promise<Card[]> {
	const { file } = await handOutCards(
		context,
		surveyId,
		{ kind: "csv" },
		"an",
		unwatched,
	);
	return cardsIn(file.bytes.toString());
}

export const cardsIn = (csv: string): Card[] =>
	csv
		.split("\n")
		.flatMap((line) => /#(\S+)/.exec(line)?.[1] ?? [])
		.map((fragment) => {
			const { code = "", fingerprint = "" } = readInvitation(fragment);
			return { code, fingerprint, lot: lotOfSlip(code) };
		});

type Ask = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** A phone as the page makes it, step by step. */
export function phoneOf(
	collector: Ask,
	issuer: Ask = collector,
	survey = surveyId,
) {
	const post = (ask: Ask, path: string, body: unknown) =>
		ask(`/s/${survey}/${path}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: typeof body === "string" ? body : JSON.stringify(body),
		});
	const phone = {
		async key({ lot, fingerprint }: Card): Promise<LotKey> {
			const reply = await collector(`/s/${survey}/lots/${lot}/offer.json`);
			const offer = (await reply.json()) as LotOffer;
			return readLotKey(survey, lot, fingerprint, offer);
		},
		askToken: ({ code }: Card, blinded: string) =>
			post(issuer, "tokens", { code, blinded }),
		async blinded(card: Card): Promise<[LotKey, Blinded]> {
			const key = await phone.key(card);
			return [key, await blind(key, prepare())];
		},
		async token(card: Card): Promise<Token> {
			const [key, blinded] = await phone.blinded(card);
			const reply = await phone.askToken(card, blinded.blinded);
			const { signature } = (await reply.json()) as { signature: string };
			return finalize(key, blinded, signature);
		},
		send: (body: unknown) => post(collector, "responses", body),
	};
	return phone;
}

export const phoneTo = (context: ServerContext, survey = surveyId) => {
	const app = createApp(context);
	const ask: Ask = (path, init) => app.request(path, init);
	return phoneOf(ask, ask, survey);
};

export const smallResponse = (): ResponseBody => ({
	v: 3,
	mode: "self",
	arms: { rev: 0, h: 2, h_pos: 1 },
	shown: { T_B: ["T_B_1", "T_B_AC", "T_B_2", "T_B_3"] },
	reversed: false,
	answers: { T_Q0: 1, T_Q0b: 1, T_S1: 1, T_B_1: 1, T_N: 4 },
	flags: { attn: 0 },
});
