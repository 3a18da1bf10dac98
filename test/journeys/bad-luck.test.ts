import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import {
	agree,
	type Field,
	openField,
	openPhone,
	readScreen,
	tapCode,
} from "./field.ts";
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

const eligible = { ND_S1: [1], ND_S2: [3], ND_A1: [3] };
const count = async () =>
	(await field.context.store.responses("citizens")).length;

/** Leaves the phone on the last screen, ready to send. */
async function answered(address: string) {
	const phone = await openPhone(browser);
	await agree(phone.page, address);
	await tapThrough(phone.page, varied(eligible));
	return phone;
}

const advice = (page: Page) => page.textContent('[role="alert"]');

test("the box that is not ticked: no question is asked, and the page says what to do", async () => {
	const { page } = await openPhone(browser);
	await page.goto(await field.invitation("citizens"));
	await page.waitForTimeout(500);
	expect(await page.isChecked(".sensitive input")).toBe(false);
	await page.tap("button.primary");
	expect(await advice(page)).toContain("xin Ông/Bà đánh dấu vào ô trên");
	expect(await page.$("nav")).toBeNull();
});

test("a lost network keeps the form, a lost reply does not double it", async () => {
	const { page, context } = await answered(await field.invitation("citizens"));
	const before = await count();
	await context.setOffline(true);
	await page.tap("nav .primary");
	await page.waitForFunction(() =>
		document.querySelector('[role="alert"]')?.textContent?.includes("mất mạng"),
	);
	expect(await page.textContent(".state")).toBe("Chưa gửi");
	await context.setOffline(false);
	// The server stores the form, but its word is lost on the way.
	await page.route("**/responses", async (route) => {
		await route.fetch();
		await route.abort();
	});
	await page.tap("nav .primary");
	await page.waitForFunction(
		() => !document.querySelector("nav .primary:disabled"),
	);
	expect(await count()).toBe(before + 1);
	await page.unroute("**/responses");
	await page.reload();
	await page.waitForSelector(".state");
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await count()).toBe(before + 1);
});

test("a double tap sends once", async () => {
	const { page } = await answered(await field.invitation("citizens"));
	const before = await count();
	await page.evaluate(() => {
		const send = document.querySelector<HTMLElement>("nav .primary");
		send?.click();
		send?.click();
	});
	await page.waitForSelector(".ending");
	expect(await count()).toBe(before + 1);
});

test("a used card: a plain sentence, and the answers go with another card", async () => {
	const address = await field.invitation("citizens");
	const first = await answered(address);
	const second = await answered(address);
	await first.page.tap("nav .primary");
	await first.page.waitForSelector(".ending");
	const before = await count();
	await second.page.tap("nav .primary");
	await second.page.waitForSelector("input.code");
	expect(await advice(second.page)).toContain("Thẻ này không còn dùng được");
	await second.page.fill("input.code", "ABCD");
	await second.page.tap("nav .primary");
	expect(await advice(second.page)).toContain("Mã chưa đúng");
	const fresh = (await field.invitation("citizens")).split("#")[1] as string;
	await second.page.fill("input.code", fresh.toLowerCase());
	await second.page.tap("nav .primary");
	await second.page.waitForSelector(".state");
	await second.page.tap("nav .primary");
	await second.page.waitForSelector(".ending");
	expect(await count()).toBe(before + 1);
});

test("a reload goes on where it was; going back changes what follows", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	for (const [name, code] of [
		["ND_S1", 1],
		["ND_S2", 2],
		["ND_A1", 1],
	] as const) {
		await tapCode(page, name, code);
		await page.tap("nav .primary");
	}
	expect((await readScreen(page)).name).toBe("ND_A2");
	await page.reload();
	await page.waitForSelector("nav");
	expect((await readScreen(page)).name).toBe("ND_A2");
	await page.tap("nav .quiet");
	await tapCode(page, "ND_A1", 3);
	await page.tap("nav .primary");
	expect((await readScreen(page)).name).toMatch(/^ND_B1_/);
});

test("exit and erase leaves nothing on the phone", async () => {
	const { page, context } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	await tapCode(page, "ND_S1", 1);
	await page.tap("nav .primary");
	expect(await page.evaluate(() => sessionStorage.length)).toBe(1);
	await page.tap(".exit");
	expect(await page.textContent("h1")).toContain(
		"Đã xóa mọi câu trả lời trên máy này",
	);
	expect(
		await page.evaluate(() => sessionStorage.length + localStorage.length),
	).toBe(0);
	expect(await context.cookies()).toEqual([]);
});

test("who declines is thanked and only counted", async () => {
	const { page } = await openPhone(browser);
	const before = await count();
	await page.goto(await field.invitation("citizens"));
	await page.waitForTimeout(500);
	const reply = page.waitForResponse("**/responses");
	await page.tap(".consent-actions .quiet");
	expect((await reply).status()).toBe(201);
	await page.waitForSelector(".ending");
	expect(await count()).toBe(before);
	expect(await field.context.store.tallies("citizens")).toMatchObject([
		{ outcome: "declined", count: 1 },
	]);
});

test("without a card the page asks for its code", async () => {
	const { page } = await openPhone(browser);
	const address = await field.invitation("citizens");
	await agree(page, address.split("#")[0] as string);
	await page.fill("input.code", address.split("#")[1] as string);
	await page.tap("nav .primary");
	expect((await readScreen(page)).name).toBe("ND_S1");
});

test("a change of language keeps the card", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	await page.goto(`${field.url}/s/citizens`);
	await page.waitForSelector("nav");
	await page.tap("nav .quiet");
	await page.tap(".language");
	await page.waitForURL("**/s/citizens?lang=en");
	await page.waitForTimeout(500);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	expect((await readScreen(page)).title).toBe("Are you 18 or older?");
});
