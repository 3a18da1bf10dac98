import { expect, test } from "vitest";
import { describeSurvey } from "../../../server/actions/describe-survey.ts";
import { drawSample } from "../../../server/actions/draw-sample.ts";
import { setAccess } from "../../../server/actions/set-access.ts";
import { setCleaning } from "../../../server/actions/set-cleaning.ts";
import { setWave } from "../../../server/actions/set-wave.ts";
import type { ServerContext } from "../../../server/context.ts";
import {
	phoneTo,
	printedCards,
	smallResponse,
	surveyId,
	tokenContext,
} from "../token-survey.ts";

const codeOf = (act: Promise<unknown>) =>
	act.then(
		() => "done",
		(error: Error) => error.message,
	);

/** All that decides how well a form is hidden, as it is stored. */
async function settings({ store }: ServerContext) {
	const stored = await store.survey(surveyId);
	return {
		access: stored?.access,
		wave: stored?.wave,
		definition: stored?.definition,
		lots: await store.lots(surveyId),
		manifest: await store.tokenManifest(surveyId),
	};
}

test("after the first response nothing that protects it can be loosened", async () => {
	const context = await tokenContext();
	const [card] = await printedCards(context);
	if (!card) throw new Error("no cards");
	const phone = phoneTo(context);
	const token = await phone.token(card);
	const sent = { token, lot: card.lot, response: smallResponse() };
	expect((await phone.send(sent)).status).toBe(201);
	const before = await settings(context);
	const wave = { ...before.wave, LOT_MIN: 20 };
	const text = { vi: "x", en: "x" };
	expect({
		access: await codeOf(setAccess(context, surveyId, "slips", "an")),
		lotMinimum: await codeOf(setWave(context, surveyId, wave, "an")),
		words: await codeOf(
			setWave(context, surveyId, { ...before.wave, TRUST_TEXT: text }, "an"),
		),
		draw: await codeOf(drawSample(context, "an", surveyId)),
		cleaning: await codeOf(setCleaning(context, surveyId, [], "an")),
	}).toEqual({
		access: "already-opened",
		lotMinimum: "already-opened",
		words: "already-opened",
		draw: "already-opened",
		cleaning: "already-opened",
	});
	expect(await settings(context)).toEqual(before);
});

test("what cards are is chosen until one is printed, and shown as fixed from then on", async () => {
	const context = await tokenContext();
	await context.store.setStatus(surveyId, "preparing");
	const shown = async () => {
		const { access, isPrinted } = await describeSurvey(context, surveyId);
		return { access, isPrinted };
	};
	await setAccess(context, surveyId, "slips", "an");
	expect(await shown()).toEqual({ access: "slips", isPrinted: false });
	await setAccess(context, surveyId, "tokens", "an");
	await printedCards(context);
	expect(await shown()).toEqual({ access: "tokens", isPrinted: true });
	for (const access of ["slips", "tokens"] as const)
		expect(await codeOf(setAccess(context, surveyId, access, "an"))).toBe(
			"sample-printed",
		);
	expect(await shown()).toEqual({ access: "tokens", isPrinted: true });
});
