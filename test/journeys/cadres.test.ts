import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { agree, type Field, openField, openPhone } from "./field.ts";
import { hurryThrough, tapThrough, varied } from "./interview.ts";

let field: Field;
let browser: Browser;
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

test("the whole cadre questionnaire in Vietnamese by tapping: what is stored is what was tapped, shown and skipped", async () => {
	const { page, said } = await openPhone(browser);
	await agree(page, await field.invitation("cadres"));
	expect(page.url()).not.toContain("#");
	const tapped = await tapThrough(
		page,
		varied({
			CB_S1: [1],
			CB_B2_1: [4],
			CB_E1: [1, 3, 5, 8],
			CB_J1: [3, 8, 15],
			CB_J2: [15, 3, 8],
			CB_V1a: [2],
			CB_L2: [2],
			CB_L4: [2],
		}),
	);
	expect(tapped.overflowing).toEqual([]);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toBe(
		"Phiếu đã gửi. Câu trả lời trên máy này đã được xóa. Xin cảm ơn Anh/Chị.",
	);
	expect(
		await page.evaluate(() => sessionStorage.length + localStorage.length),
	).toBe(0);
	expect(said).toEqual([]);

	const [stored, ...others] = await allOf(
		field.context.store.responses("cadres"),
	);
	expect(others).toEqual([]);
	const body = stored?.body;
	expect(body?.answers).toEqual({
		CB_Q0: 1,
		CB_Q0b: 1,
		...tapped.answers,
	});
	// Items stood on the screen in the order that the body says, and no other item did.
	const shown = Object.values(body?.shown ?? {}).flat();
	expect(tapped.screens.filter((name) => shown.includes(name))).toEqual(shown);
	expect(body?.shown.CB_B1).toHaveLength(10);
	expect(body?.shown.CB_D1).toHaveLength(10);
	expect(body?.shown.CB_C1).toHaveLength(5);
	expect(body?.shown.CB_E2).toHaveLength(3);
	for (const asked of [
		"CB_B5",
		"CB_D2",
		"CB_V1b",
		"CB_J3",
		"CB_L8",
		"CB_H1",
		"CB_X1",
	])
		expect(tapped.screens).toContain(asked);
	expect(body).toMatchObject({ v: 1, mode: "self" });
	expect(body).not.toHaveProperty("lang");
	expect(await field.context.store.freeTexts("cadres")).toEqual([
		{ question: "CB_J4", body: tapped.text },
	]);
});

test("somebody for whom nothing happens is asked for no causes", async () => {
	const { page, said } = await openPhone(browser);
	await agree(page, await field.invitation("cadres"));
	const never = varied({ CB_S1: [1], CB_B4: [97], CB_J1: [98], CB_E1: [97] });
	const tapped = await hurryThrough(page, (name, offered) =>
		name.startsWith("CB_B2_") ? [1] : never(name, offered),
	);
	for (const skipped of ["CB_B5", "CB_B7", "CB_D2", "CB_D3", "CB_J2", "CB_J3"])
		expect(tapped.screens).not.toContain(skipped);
	expect(tapped.screens.filter((name) => /^CB_(C1|D1|E2)_/.test(name))).toEqual(
		[],
	);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(said).toEqual([]);
	const stored = await allOf(field.context.store.responses("cadres"));
	expect(stored.map(({ body }) => body.answers)).toContainEqual({
		CB_Q0: 1,
		CB_Q0b: 1,
		...tapped.answers,
	});
});
