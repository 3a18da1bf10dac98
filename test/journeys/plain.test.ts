import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { type Field, openField } from "./field.ts";

let field: Field;
let browser: Browser;
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

/** Without scripts every tap on a button opens a page. */
const tapOn = (page: Page, selector: string) =>
	Promise.all([page.waitForEvent("load"), page.tap(selector)]);

test("a small phone without JavaScript: from the card's address to the form that is stored, by tapping", async () => {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		javaScriptEnabled: false,
		hasTouch: true,
		isMobile: true,
		locale: "vi-VN",
	});
	const page = await context.newPage();
	const invitation = await field.invitation("citizens");
	await page.goto(invitation);
	await tapOn(page, ".plain-link a");
	await page.tap(".sensitive");
	await page.fill("[name=code]", invitation.split("#")[1] as string);
	await tapOn(page, "button.primary");

	const answers: Record<string, number> = {};
	let pages = 0;
	for (; pages < 40; pages++) {
		if (await page.locator("nav [value=send]").count()) break;
		// Nothing runs in this page, so its width is read from what stands in it.
		const main = await page.locator("main").boundingBox();
		expect(main?.width).toBeLessThanOrEqual(360);
		const names = new Set<string>();
		for (const input of await page.locator("main input[type=radio]").all())
			names.add((await input.getAttribute("name")) as string);
		for (const name of names) {
			const rows = page.locator(`label:has(input[name="${name}"])`);
			const row = rows.nth(name === "ND_S2" ? 1 : 0);
			await row.tap();
			expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(48);
			answers[name] = Number(await row.locator("input").getAttribute("value"));
		}
		await tapOn(page, "nav .primary");
	}
	expect(pages).toBeGreaterThan(8);
	// Back by the page's own button: what was tapped is still marked.
	await tapOn(page, "nav [value=back]");
	expect(await page.locator("input[name=ND_Z1]:checked").count()).toBe(1);
	await tapOn(page, "nav [value=review]");
	await page.tap("summary >> nth=0");
	await tapOn(page, "nav .primary");
	expect(await page.textContent("h1")).toBe("Phiếu đã gửi. Xin cảm ơn Ông/Bà.");
	expect(await context.cookies()).toEqual([]);
	const [stored, ...others] = await allOf(
		field.context.store.responses("citizens"),
	);
	expect(others).toEqual([]);
	expect(stored?.body.mode).toBe("plain");
	expect(stored?.body.answers).toEqual({ ND_Q0: 1, ND_Q0b: 1, ...answers });
	await context.close();
});
