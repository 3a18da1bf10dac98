import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { agree, type Field, openField, openPhone } from "./field.ts";
import { tapThrough, varied } from "./interview.ts";

let field: Field;
let browser: Browser;
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

const contactQuestions = /^ND_A([2-9]|10)/;

test.each([
	["without contact", { ND_A1: [3] }, false],
	[
		"with contact",
		{ ND_A1: [1], ND_A6: [3], ND_A7_1: [2], ND_A9: [2, 5] },
		true,
	],
] as const)("the citizen questionnaire %s", async (_, fixed, hasContact) => {
	const { page, said } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	const tapped = await tapThrough(
		page,
		varied({
			ND_S1: [1],
			ND_S2: [3],
			ND_B1_1: [3],
			ND_D1: [2, 7],
			...(fixed as unknown as Record<string, number[]>),
		}),
	);
	expect(tapped.overflowing).toEqual([]);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toContain("Phiếu đã gửi.");
	expect(said).toEqual([]);

	const asked = tapped.screens.filter((name) => contactQuestions.test(name));
	if (hasContact)
		expect(asked).toEqual(
			expect.arrayContaining([
				"ND_A2",
				"ND_A6b",
				"ND_A7_7",
				"ND_A8_5",
				"ND_A9b",
				"ND_A10",
			]),
		);
	else expect(asked).toEqual([]);
	const stored = await allOf(field.context.store.responses("citizens"));
	const body = stored.find(
		({ body }) => Number(body.answers.ND_A1) === (hasContact ? 1 : 3),
	)?.body;
	expect(body?.answers).toEqual({ ND_Q0: 1, ND_Q0b: 1, ...tapped.answers });
	expect(body?.lang).toBe("vi");
	expect(await field.context.store.freeTexts("citizens")).toContainEqual({
		question: "ND_D4",
		body: tapped.text,
	});
	const shown = Object.values(body?.shown ?? {}).flat();
	expect(tapped.screens.filter((name) => shown.includes(name))).toEqual(shown);
});
