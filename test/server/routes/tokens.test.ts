import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { finalize } from "../../../client/respondent/blind-token.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { handOutCards } from "../../../server/actions/hand-out-cards.ts";
import {
	pauseField,
	resumeField,
} from "../../../server/actions/pause-field.ts";
import { createApp } from "../../../server/app.ts";
import { unwatched } from "../../../server/jobs.ts";
import { signingKey } from "../../../server/tokens/blind-sign.ts";
import { unseal } from "../../../server/tokens/sealing.ts";
import { slipCode } from "../../../survey-definitions/slip-code.ts";
import { allOf } from "../../support/all-of.ts";
import { replaceVersion } from "../replace-version.ts";
import {
	type Card,
	phoneTo,
	printedCards,
	smallResponse,
	surveyId,
	tokenContext,
} from "../token-survey.ts";

let context: Awaited<ReturnType<typeof tokenContext>>;
let phone: ReturnType<typeof phoneTo>;
const unused: Card[] = [];
const nextCard = (lot?: string): Card => {
	const at = unused.findIndex((card) => !lot || card.lot === lot);
	return unused.splice(at, 1)[0] as Card;
};

beforeAll(async () => {
	context = await tokenContext();
	phone = phoneTo(context);
	unused.push(...(await printedCards(context)));
});

/** Status, and the code of a refusal or what became of the form. */
async function told(asked: Response | Promise<Response>) {
	const reply = await asked;
	const { error, status } = (await reply.json()) as {
		error?: { code: string };
		status?: string;
	};
	return [reply.status, error?.code ?? status];
}
const form = () => ({ receipt: "r", response: smallResponse() });
const count = () => context.store.responseCount(surveyId);

test("cards carry the whole root; all forty are known to the issuer and none to the collector", async () => {
	expect(unused).toHaveLength(40);
	const published = await context.store.tokenManifest(surveyId);
	for (const { fingerprint } of unused)
		expect(fingerprint).toBe(published?.root);
	expect(await context.issuer.store.invitationCounts(surveyId)).toEqual(
		new Map([
			["K0T1", 20],
			["K0T2", 20],
		]),
	);
	expect(await context.store.slipCount(surveyId)).toBe(0);
	expect(published?.manifest.lots.map(({ invited }) => invited)).toEqual([
		20, 20,
	]);
});

test("from the card to a stored form: 201, one form with its lot alone, one spent token", async () => {
	const card = nextCard();
	const before = await count();
	const reply = await phone.send({
		token: await phone.token(card),
		lot: card.lot,
		...form(),
	});
	expect(await told(reply)).toEqual([201, "stored"]);
	expect(reply.headers.get("set-cookie")).toBeNull();
	expect(await count()).toBe(before + 1);
	const [stored] = await allOf(context.store.responses(surveyId));
	expect(stored).toEqual({ lotId: card.lot, body: smallResponse() });
});

describe("asking for a token", () => {
	test("the same code and blinded message give the same signature, after the first use too", async () => {
		const card = nextCard();
		const [key, blinded] = await phone.blinded(card);
		const ask = async () =>
			(await (await phone.askToken(card, blinded.blinded)).json()) as {
				signature: string;
			};
		const first = await ask();
		expect(await ask()).toEqual(first);
		await finalize(key, blinded, first.signature);
	});

	test("another blinded message for a used code: 409, and the first still gets its own", async () => {
		const card = nextCard();
		const [, one] = await phone.blinded(card);
		const [, two] = await phone.blinded(card);
		expect((await phone.askToken(card, one.blinded)).status).toBe(200);
		expect(await told(phone.askToken(card, two.blinded))).toEqual([
			409,
			"used-code",
		]);
		expect((await phone.askToken(card, one.blinded)).status).toBe(200);
	});

	test("twenty blinded messages at once for one code: exactly one is signed", async () => {
		const card = nextCard();
		const asked = await Promise.all(
			Array.from({ length: 20 }, async () => (await phone.blinded(card))[1]),
		);
		const replies = await Promise.all(
			asked.map(({ blinded }) => phone.askToken(card, blinded)),
		);
		expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
	});

	test("a blinded message of the wrong size, zero, one, n − 1, n, not coprime: 422, and the code stays good", async () => {
		const card = nextCard();
		const sealed = await context.issuer.store.sealedKey(card.lot);
		const { n, p } = signingKey(
			unseal(
				context.issuer.sealingKey,
				card.lot,
				sealed?.sealedPrivateKey ?? Buffer.alloc(0),
			),
		);
		const hex = (number: bigint) => number.toString(16).padStart(512, "0");
		for (const [fault, blinded] of [
			["wrong-size", ""],
			["wrong-size", "ab"],
			["wrong-size", "00".repeat(255)],
			["wrong-size", "00".repeat(257)],
			["wrong-size", `${"11".repeat(255)}zz`],
			["trivial", hex(0n)],
			["trivial", hex(1n)],
			["trivial", hex(n - 1n)],
			["out-of-range", hex(n)],
			["not-coprime", hex(p)],
			["not-coprime", hex(p * 3n)],
		] as const) {
			const reply = await phone.askToken(card, blinded);
			expect(reply.status, fault).toBe(422);
			expect(await reply.json()).toMatchObject({
				error: {
					code: "invalid-blinded-message",
					problems: [{ params: { fault } }],
				},
			});
		}
		await phone.token(card);
	});

	test("a code that was never made, a damaged one, a slip's: 404", async () => {
		const [, blinded] = await phone.blinded(nextCard());
		for (const code of [
			slipCode("K0T1", randomBytes(16)),
			"ABCD",
			"",
			`${nextCard().code.slice(0, -1)}U`,
		])
			expect(
				await told(
					phone.askToken({ code, fingerprint: "", lot: "" }, blinded.blinded),
				),
			).toEqual([404, "unknown-code"]);
	});

	test("while the field is paused nothing is signed, and afterwards it is; a token fetched before waits as well", async () => {
		const card = nextCard();
		const early = nextCard();
		const token = await phone.token(early);
		const [, blinded] = await phone.blinded(card);
		await pauseField(context, surveyId, "an");
		expect(await told(phone.askToken(card, blinded.blinded))).toEqual([
			409,
			"fieldwork-paused",
		]);
		const waiting = { token, lot: early.lot, ...form() };
		expect(await told(phone.send(waiting))).toEqual([409, "fieldwork-paused"]);
		await resumeField(context, surveyId, "an");
		expect((await phone.askToken(card, blinded.blinded)).status).toBe(200);
		expect(await told(phone.send(waiting))).toEqual([201, "stored"]);
	});

	test("another site's page, no JSON, too long: refused before anything is looked up", async () => {
		const app = createApp(context);
		const ask = (body: string, type = "application/json") =>
			app.request(`/s/${surveyId}/tokens`, {
				method: "POST",
				headers: { "content-type": type, origin: "https://evil.example" },
				body,
			});
		expect(await told(ask("{"))).toEqual([400, "malformed-json"]);
		expect(await told(ask("{}", "text/plain"))).toEqual([
			415,
			"wrong-content-type",
		]);
		expect(
			await told(ask(JSON.stringify({ code: "a", blinded: "0".repeat(9000) }))),
		).toEqual([413, "too-large"]);
		const reply = await ask(JSON.stringify({ code: "a", blinded: "00" }));
		expect(reply.headers.get("access-control-allow-origin")).toBeNull();
	});
});

describe("sending a form with a token", () => {
	test("a retry is told the same; the same token with other answers is refused; one form is stored", async () => {
		const card = nextCard();
		const sent = { token: await phone.token(card), lot: card.lot, ...form() };
		const before = await count();
		expect(await told(phone.send(sent))).toEqual([201, "stored"]);
		expect(await told(phone.send(sent))).toEqual([200, "already-stored"]);
		const other = { ...sent, receipt: "other" };
		expect(await told(phone.send(other))).toEqual([409, "spent-token"]);
		expect(await count()).toBe(before + 1);
	});

	test("twenty uses of one token at once: exactly one 201", async () => {
		const card = nextCard();
		const token = await phone.token(card);
		const before = await count();
		const replies = await Promise.all(
			Array.from({ length: 20 }, (_, at) =>
				phone.send({ token, lot: card.lot, ...form(), receipt: String(at) }),
			),
		);
		expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
		expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
		expect(await count()).toBe(before + 1);
	});

	test("altered, truncated, forged, of another lot, of no lot: refused, nothing stored, and the honest form comes through", async () => {
		const card = nextCard("K0T1");
		const token = await phone.token(card);
		const before = await count();
		const flip = (hex: string) =>
			`${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`;
		const send = (change: object, lot = card.lot) =>
			told(phone.send({ token: { ...token, ...change }, lot, ...form() }));
		expect(await send({ message: flip(token.message) })).toEqual([
			422,
			"invalid-token",
		]);
		expect(await send({ signature: flip(token.signature) })).toEqual([
			422,
			"invalid-token",
		]);
		expect(await send({ signature: randomBytes(256).toString("hex") })).toEqual(
			[422, "invalid-token"],
		);
		expect(await send({}, "K0T2")).toEqual([422, "invalid-token"]);
		expect(await send({}, "ZZZZ")).toEqual([404, "unknown-lot"]);
		expect(await send({ signature: token.signature.slice(2) })).toEqual([
			422,
			"malformed-token",
		]);
		expect(await send({ message: "" })).toEqual([422, "malformed-token"]);
		expect(await send({ message: token.message.toUpperCase() })).toEqual([
			422,
			"malformed-token",
		]);
		expect(await count()).toBe(before);
		expect(await send({})).toEqual([201, "stored"]);
	});

	test("answers that the questionnaire does not allow: 422, and the token stays good", async () => {
		const card = nextCard();
		const sent = { token: await phone.token(card), lot: card.lot, ...form() };
		const wrong = smallResponse();
		wrong.answers.T_N = 4000;
		expect(await told(phone.send({ ...sent, response: wrong }))).toEqual([
			422,
			"invalid-response",
		]);
		expect(await told(phone.send({ ...sent, response: undefined }))).toEqual([
			400,
			"invalid-request",
		]);
		expect(await told(phone.send(sent))).toEqual([201, "stored"]);
	});

	test("a code is no token: cards of a survey with tokens bring no form themselves", async () => {
		const { code } = nextCard();
		const receipt = randomBytes(32).toString("base64url");
		expect(
			await told(phone.send({ code, receipt, response: smallResponse() })),
		).toEqual([404, "unknown-code"]);
	});

	test("a token that comes after the close is told so, whether it was ever spent or not; nothing is stored", async () => {
		const own = await tokenContext();
		const to = phoneTo(own);
		const cards = await printedCards(own);
		const late = cards.pop() as Card;
		const token = await to.token(late);
		const [first] = cards as [Card];
		const early = {
			...{ token: await to.token(first), lot: first.lot },
			...form(),
		};
		expect(await told(to.send(early))).toEqual([201, "stored"]);
		for (const card of cards.slice(1, 12))
			await to.send({ token: await to.token(card), lot: card.lot, ...form() });
		await closeSurvey(own, surveyId, "an");
		const before = await own.store.responseCount(surveyId);
		const sent = { token, lot: late.lot, ...form() };
		expect(await told(to.send(sent))).toEqual([409, "fieldwork-closed"]);
		// Whoever lost the reply learns that the form is there.
		expect(await told(to.send(early))).toEqual([200, "already-stored"]);
		expect(await own.store.responseCount(surveyId)).toBe(before);
		expect(await allOf(own.store.spentBallots(surveyId))).toHaveLength(12);
	});

	test("a token of another survey is none of this one's", async () => {
		const other = await tokenContext();
		const [card] = (await printedCards(other)) as [Card];
		const token = await phoneTo(other).token(card);
		const before = await count();
		expect(await told(phone.send({ token, lot: card.lot, ...form() }))).toEqual(
			[422, "invalid-token"],
		);
		expect(await count()).toBe(before);
	});

	test("a form begun before the questionnaire was replaced is stored as the version that was asked", async () => {
		const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-tokens-"));
		const own = await tokenContext(folder);
		const [card] = (await printedCards(own)) as [Card];
		const token = await phoneTo(own).token(card);
		replaceVersion(folder, 4);
		const sent = { token, lot: card.lot, ...form() };
		const unknown = { ...sent, response: { ...smallResponse(), v: 9 } };
		expect(await told(phoneTo(own).send(unknown))).toEqual([
			422,
			"invalid-response",
		]);
		expect(await told(phoneTo(own).send(sent))).toEqual([201, "stored"]);
		expect((await allOf(own.store.responses(surveyId)))[0]?.body.v).toBe(3);
		own.store.close();
		own.issuer.store.close();
	});

	test("a screening spends the token and leaves a count", async () => {
		const card = nextCard();
		const before = await count();
		expect(
			await told(
				phone.send({
					token: await phone.token(card),
					lot: card.lot,
					outcome: "screened",
				}),
			),
		).toEqual([201, "stored"]);
		expect(await count()).toBe(before);
		expect(await context.store.tallies(surveyId)).toMatchObject([
			{ outcome: "screened", count: 1 },
		]);
	});
});

test("offers are kept for ever under the manifest's address, and only there", async () => {
	const app = createApp(context);
	const { root = "" } = (await context.store.tokenManifest(surveyId)) ?? {};
	const of = async (query: string, lot = "K0T1") =>
		app.request(`/s/${surveyId}/lots/${lot}/offer.json${query}`);
	expect((await of(`?root=${root}`)).headers.get("cache-control")).toContain(
		"immutable",
	);
	expect((await of("?root=00")).headers.get("cache-control")).toBe("no-cache");
	expect((await of("", "ZZZZ")).status).toBe(404);
});

test("what changes while keys are made is promised to nobody: questions, kind of cards, keys that somebody else published", async () => {
	const fresh = await tokenContext();
	const { store, issuer } = fresh;
	const wave = (await store.survey(surveyId))?.wave ?? {};
	const printWhile = (change: () => Promise<unknown>) => {
		const job = { ...unwatched, report: () => void change() };
		return handOutCards(fresh, surveyId, { kind: "csv" }, "an", job);
	};
	const other = { ...wave, REF: { vi: "Trong tháng", en: "In the month" } };
	const refused = { code: "changed-while-printing" };
	await expect(
		printWhile(() => store.setSurvey(surveyId, { wave: other })),
	).rejects.toMatchObject(refused);
	await expect(
		printWhile(() => store.setSurvey(surveyId, { access: "slips" })),
	).rejects.toMatchObject(refused);
	await store.setSurvey(surveyId, { access: "tokens" });
	expect(await store.tokenManifest(surveyId)).toBeUndefined();
	expect(issuer.store.anySealedKey()).toBeUndefined();
	const printed = await Promise.allSettled([
		printedCards(fresh),
		printedCards(fresh),
	]);
	const [cards = [], ...more] = printed.flatMap((one) =>
		one.status === "fulfilled" ? [one.value] : [],
	);
	expect(more).toEqual([]);
	// The keys are those of the manifest that was published: the phone accepts the token.
	expect(await phoneTo(fresh).token(cards[0] as Card)).toBeDefined();
});
