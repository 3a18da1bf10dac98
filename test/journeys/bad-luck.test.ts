import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import {
	agree,
	type Field,
	leavesNothing,
	openConsent,
	openField,
	openPhone,
	readScreen,
	tapCode,
} from "./field.ts";
import { hurryThrough, varied } from "./interview.ts";

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
	(await allOf(field.context.store.responses("citizens"))).length;

/** Leaves the phone on the last screen, ready to send. */
async function answered(address: string) {
	const phone = await openPhone(browser);
	await agree(phone.page, address);
	await hurryThrough(phone.page, varied(eligible));
	return phone;
}

const advice = (page: Page) => page.textContent('[role="alert"]');

test("the box that is not ticked: no question is asked, and the page says what to do", async () => {
	const { page } = await openPhone(browser);
	await openConsent(page, await field.invitation("citizens"));
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
	// The server stores the form, but its word is lost on the way.
	await page.route("**/responses", async (route) => {
		await route.fetch();
		await route.abort();
	});
	// By itself, as soon as there is a network again. Nobody knows then whether it has arrived, and the page says so.
	await context.setOffline(false);
	await page.getByText("Chưa rõ phiếu đã tới nơi").waitFor();
	expect(await count()).toBe(before + 1);
	await page.unroute("**/responses");
	await page.reload();
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toContain("Phiếu đã gửi");
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
	await page.getByText("Đã xóa. Có thể đóng trang này.").waitFor();
	expect(new URL(page.url()).pathname).toBe("/xong");
	expect(await page.title()).toBe("");
	await leavesNothing(page);
	expect(await context.cookies()).toEqual([]);
});

test("who declines is thanked and only counted", async () => {
	const { page } = await openPhone(browser);
	const before = await count();
	await openConsent(page, await field.invitation("citizens"));
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
	await page.tap(".language a");
	await page.waitForURL("**/s/citizens?lang=en");
	await page.waitForSelector("button.primary:not([disabled])");
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	expect((await readScreen(page)).title).toBe("Are you 18 or older?");
});

/** Taps the given answers in turn, going on from each. */
async function answer(page: Page, answers: [string, number][]) {
	for (const [name, code] of answers) {
		await page.waitForSelector(`input[name="${name}"]`);
		await tapCode(page, name, code);
		if (!(await readScreen(page)).isItem) await page.tap("nav .primary");
	}
}

const contact: [string, number][] = [
	["ND_S1", 1],
	["ND_S2", 3],
	["ND_A1", 2],
	["ND_A2", 4],
	["ND_A3", 1],
	["ND_A4", 1],
	["ND_A5", 1],
	["ND_A6", 1],
];

test("the last item of a battery can open the next question, and close it again", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	await answer(page, contact);
	let last = "";
	for (let item = 0; item < 7; item++) {
		await page.waitForFunction(
			(before) => document.querySelector("input")?.name !== before,
			last,
		);
		last = (await readScreen(page)).name;
		await tapCode(page, last, item === 6 ? 1 : 0);
	}
	await page.waitForSelector('input[name="ND_A9"]');
	await page.tap("nav .quiet");
	await page.waitForSelector(`input[name="${last}"]`);
	await tapCode(page, last, 0);
	await page.waitForSelector('input[name="ND_A10"]');
});

test("a second card in the same tab starts afresh, also on a page that is open", async () => {
	const { page } = await openPhone(browser);
	const first = await field.invitation("citizens");
	await agree(page, first);
	await answer(page, [["ND_S1", 1]]);
	// Another unused card: the one after the first.
	const { context } = await answered(first);
	await context.pages()[0]?.tap("nav .primary");
	await context.pages()[0]?.waitForSelector(".ending");
	const second = await field.invitation("citizens");
	expect(second).not.toBe(first);
	await page.goto(second);
	await page.waitForSelector(".consent button.primary:not([disabled])");
	expect(await page.isChecked(".sensitive input")).toBe(false);
	expect(page.url()).not.toContain("#");
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector('input[name="ND_S1"]');
	expect(await page.$("input:checked")).toBeNull();
});

test("exit while the form is being sent stays an exit", async () => {
	const { page } = await answered(await field.invitation("citizens"));
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/responses", async (route) => {
		await held;
		await route.fulfill({
			status: 409,
			contentType: "application/json",
			body: '{"error":{"code":"used-code","problems":[]}}',
		});
	});
	await page.tap("nav .primary");
	await page.tap(".exit");
	release();
	await page.getByText("Đã xóa. Có thể đóng trang này.").waitFor();
	await leavesNothing(page);
});

test("a list that is full takes no further tick, and says so", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await field.invitation("citizens"));
	await hurryThrough(page, (name, offered) => {
		if (name === "ND_D1") throw new Error("there");
		return eligible[name as keyof typeof eligible] ?? [offered[0] as number];
	}).catch((error: Error) => expect(error.message).toBe("there"));
	const { offered } = await readScreen(page);
	for (const code of offered.slice(0, 6)) await tapCode(page, "ND_D1", code);
	expect(await page.$$("input:checked")).toHaveLength(3);
	expect(await page.textContent(".at-hand")).toContain("chọn nhiều nhất 3 ý");
});

test("a ranking follows what is chosen: nothing that was taken away is sent", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await field.invitation("cadres"));
	const fixed = varied({ CB_S1: [1], CB_J1: [3, 8, 15, 4], CB_J2: [15, 3, 8] });
	await hurryThrough(page, (name, offered) => {
		if (name === "CB_J3") throw new Error("there");
		return fixed(name, offered);
	}).catch((error: Error) => expect(error.message).toBe("there"));
	for (const name of ["CB_J2", "CB_J1"]) {
		await page.tap("nav .quiet");
		await page.waitForSelector(`input[name="${name}"]`);
	}
	await tapCode(page, "CB_J1", 15);
	await page.tap("nav .primary");
	await page.waitForSelector('input[name="CB_J2"]');
	expect(await page.$$("input:checked")).toHaveLength(0);
	for (const code of [4, 3]) await tapCode(page, "CB_J2", code);
	await page.tap("nav .primary");
	await page.waitForSelector('input[name="CB_J3"]');
	expect((await readScreen(page)).title).toContain("Hướng dẫn kịp thời");
});
