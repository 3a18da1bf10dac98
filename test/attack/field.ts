import { randomBytes } from "node:crypto";
import path from "node:path";
import Database from "better-sqlite3";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import {
	encode,
	finalize,
	type LotKey,
} from "../../client/respondent/blind-token.ts";
import type { Access } from "../../db/sqlite/schema/design.ts";
import type { StorageSettings } from "../../db/sqlite/store.ts";
import { openStore } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { macOf, newCodes } from "../../server/actions/issue-slips.ts";
import { prepareTokens } from "../../server/actions/prepare-tokens.ts";
import { createApp } from "../../server/app.ts";
import { cardCodes } from "../../server/card-codes.ts";
import type { ServerContext } from "../../server/context.ts";
import { type Issuer, openIssuer } from "../../server/issuer.ts";
import { jobRegister, unwatched } from "../../server/jobs.ts";
import {
	blindSign,
	type SigningKey,
	signingKey,
} from "../../server/tokens/blind-sign.ts";
import { unseal } from "../../server/tokens/sealing.ts";
import { nullifierOf } from "../../server/tokens/verify-token.ts";
import { base32 } from "../../survey-definitions/slip-code.ts";
import { phoneOf } from "../server/token-survey.ts";
import {
	attackSurvey,
	keyOfMarks,
	marksOf,
	most,
	others,
} from "./attack-survey.ts";
import type { SeenTable, Use } from "./thief.ts";

export interface FieldSettings {
	folder: string;
	access: Access;
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
	/** Of a token, once it is there: what the issuer was sent, and what the collector was. */
	blinded?: string;
	message?: string;
	signature?: string;
}

export type Field = Awaited<ReturnType<typeof openField>>;

/** A survey in the field with the cards of all lots handed out, and everybody's turn. */
export async function openField(settings: FieldSettings) {
	const { folder, access, lots, perLot, days, seed, backup } = settings;
	const random = randomFrom(seed);
	const store = openStore(folder, { queueMs: 0, ...settings.storage });
	const issuer = access === "tokens" ? openIssuer(folder) : undefined;
	const context: ServerContext = {
		store,
		pepper: randomBytes(32),
		publicUrl: "http://localhost",
		now: Date.now,
		jobs: jobRegister(),
		...(issuer ? { issuer } : {}),
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
	await store.setSurvey(surveyId, { access });
	if (issuer) await prepareTokens(context, surveyId, {}, "judge", unwatched);
	await store.setFieldOpen(surveyId, true);
	const issued = newCodes(sample);
	await cardCodes(context, surveyId, access).addFirst(issued);
	const cards = issued.flatMap(({ lotId, codes }) =>
		codes.map((code) => ({ lot: lotId, code })),
	);
	const arrivals = shuffled(
		cards.map((card, person) => ({ ...card, person })),
		random,
	).map((card, time): Arrival => {
		const day = Math.floor((time / cards.length) * days);
		return { ...card, time, day, marks: marksOf(card.person) };
	});
	const app = createApp(context);
	const phone = phoneOf(
		(at, init) => app.request(at, init),
		undefined,
		surveyId,
	);
	const fingerprint = (await store.tokenManifest(surveyId))?.root ?? "";
	const keys = new Map<string, Promise<LotKey>>();
	const readKey = phone.key;
	// Every phone would read and check it anew.
	phone.key = (card) => {
		const key = keys.get(card.lot) ?? readKey(card);
		keys.set(card.lot, key);
		return key;
	};
	/** Unblinded, which the collector cannot tell: for so many that their blinding would take an hour. */
	const tokenSigned = async (lot: string, issuer: Issuer) => {
		const key = signing.get(lot) ?? (await openedKey(issuer, lot));
		signing.set(lot, key);
		const message = randomBytes(64).toString("hex");
		const salt = randomBytes(48).toString("hex");
		const encoded = await encode(message, salt, key.size);
		const bytes = encoded.toString(16).padStart(2 * key.size, "0");
		const signature = blindSign(key, Buffer.from(bytes, "hex")).toString("hex");
		return { message, signature };
	};
	const signing = new Map<string, SigningKey>();
	/** A token as the phone's own code comes to it, right before the form: nobody's interview is shorter. */
	const withToken = async (arrival: Arrival) => {
		const { code, lot } = arrival;
		if (issuer && settings.isShort) {
			const token = await tokenSigned(lot, issuer);
			Object.assign(arrival, token);
			return { token, lot };
		}
		const card = { code, lot, fingerprint };
		const [key, blinded] = await phone.blinded(card);
		const reply = await phone.askToken(card, blinded.blinded);
		const { signature } = (await reply.json()) as { signature: string };
		const token = await finalize(key, blinded, signature);
		Object.assign(arrival, { blinded: blinded.blinded, ...token });
		return { token, lot };
	};
	const post = async (arrival: Arrival) => {
		const { code, marks, time } = arrival;
		const answers: Record<string, number> = { Q0: 1, Q0b: 1, L: 1, ...marks };
		if (!settings.isShort)
			for (const [at, name] of others.entries())
				answers[name] = (time * 7 + at) % (most + 1);
		const form = { v: 1, mode: "self", arms: {}, shown: {}, reversed: false };
		const hasText = settings.textEvery && time % settings.textEvery === 0;
		const right = issuer
			? await withToken(arrival)
			: { code, receipt: randomBytes(32).toString("base64url") };
		return phone.send({
			...right,
			response: { ...form, answers, flags: {} },
			...(hasText
				? { texts: { T: `ý kiến ${"rất dài ".repeat(time % 23)}${time % 7}` } }
				: {}),
		});
	};
	const byMarks = new Map(arrivals.map((one) => [keyOfMarks(one.marks), one]));
	const byCode = new Map(
		arrivals.map((one) => [
			macOf(issuer?.pepper ?? context.pepper, one.code).toString("hex"),
			one,
		]),
	);
	const ofMessage = () =>
		new Map(
			arrivals.flatMap((one) =>
				one.message
					? [
							[
								nullifierOf(Buffer.from(one.message, "hex")).toString("hex"),
								one,
							],
						]
					: [],
			),
		);
	/** The judge's list of whose row is whose, by its key in hexadecimal; from any copy of the files. */
	const authors = (copy: string, table: SeenTable): Map<string, Arrival> => {
		const file = table === "invitation" ? "issuer.db" : "collector.db";
		const db = new Database(path.join(copy, file));
		const rowsOf = <T>(sql: string) => db.prepare(sql).all() as T[];
		const hex = (bytes: Buffer) => bytes.toString("hex");
		const find = {
			response: () =>
				rowsOf<{ id: Buffer; body: Buffer }>(
					"select id, body from response where filled",
				).map(({ id, body }) => [
					hex(id),
					byMarks.get(keyOfMarks(JSON.parse(body.toString()).answers)),
				]),
			spent: () => {
				const byNullifier = ofMessage();
				return rowsOf<{ id: Buffer; nullifier: Buffer }>(
					"select id, nullifier from spent where filled",
				).map(({ id, nullifier }) => [
					hex(id),
					byNullifier.get(hex(nullifier)),
				]);
			},
			slip: () =>
				rowsOf<{ id: Buffer }>(
					"select code_mac as id from slip where used",
				).map(({ id }) => [hex(id), byCode.get(hex(id))]),
			invitation: () =>
				rowsOf<{ id: Buffer }>(
					"select code_mac as id from invitation where state",
				).map(({ id }) => [hex(id), byCode.get(hex(id))]),
		}[table];
		const found = new Map(find() as [string, Arrival][]);
		db.close();
		return found;
	};
	return {
		access,
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
		/** Empties the logs, as happens within two seconds of each write. */
		async rest(): Promise<void> {
			await store.sealNow();
			await issuer?.store.sealNow();
		},
		close(): void {
			store.close();
			issuer?.store.close();
		},
		authors,
		arrivalOf: (marks: Record<string, number>) =>
			byMarks.get(keyOfMarks(marks)),
	};
}

const text = (vi: string) => ({ vi, en: vi });

async function openedKey(issuer: Issuer, lot: string): Promise<SigningKey> {
	const sealed = await issuer.store.sealedKey(lot);
	if (!sealed) throw new Error(`the lot ${lot} has no key`);
	return signingKey(unseal(issuer.sealingKey, lot, sealed.sealedPrivateKey));
}
