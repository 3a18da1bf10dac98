import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { replaceVersion } from "../server/replace-version.ts";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { answerOnUnluckyPhones, tapOn } from "../support/unlucky-phones.ts";
import {
	agree,
	type Field,
	leavesNothing,
	openConsent,
	openField,
	openPhone,
	readScreen,
	tapCode,
	tracesOn,
} from "./field.ts";

let field: Field;
let browser: Browser;
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

const count = async () =>
	(await allOf(field.context.store.responses("citizens"))).length;
const card = () => field.invitation("citizens");

type Keeping = "tab" | "phone" | "shared";

async function agreeTo(page: Page, address: string, keeping: Keeping) {
	await openConsent(page, address);
	await page.tap("#keeping");
	await page.tap(`.keeping:has([value="${keeping}"])`);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
}

async function answerTwo(page: Page) {
	for (const [name, code] of [
		["ND_S1", 1],
		["ND_S2", 3],
	] as const) {
		await until(page, name);
		await tapCode(page, name, code);
		await page.tap("nav .primary");
		// While the rest of the form is on its way there is no input at all.
		await page.waitForFunction((before) => {
			const input = document.querySelector("input");
			return input && input.name !== before;
		}, name);
	}
}

/** The page opens without a network from now on. */
const offlineReady = (page: Page) =>
	page.waitForFunction(
		async () => (await (await caches.open("phieu")).keys()).length >= 4,
	);

const until = (page: Page, name: string) =>
	page.waitForSelector(`input[name="${name}"]`);

/** As the phone would be after the clock has been set or time has passed. */
const shiftClock = (context: BrowserContext, ms: number) =>
	context.addInitScript((by) => {
		const now = Date.now;
		Date.now = () => now() + by;
	}, ms);

const days = 24 * 3_600_000;

test("once opened, a form is answered and opened anew without a network, and sent by itself when it is back", async () => {
	const { page, context } = await openPhone(browser);
	await agree(page, await card());
	// As for an instant after a second card was scanned.
	await page.evaluate(() => history.replaceState(null, "", "#ABCD-EFGH"));
	await answerTwo(page);
	await offlineReady(page);
	const kept = await page.evaluate(async () =>
		(await (await caches.open("phieu")).keys()).map(({ url }) => url),
	);
	expect(kept.filter((address) => address.includes("#"))).toEqual([]);
	await page.evaluate(() => history.replaceState(null, "", location.pathname));
	await context.setOffline(true);
	await page.reload();
	await until(page, "ND_A1");
	await page.evaluate(tapOn, [300, 7] as const);
	const before = await count();
	await page.tap("nav .primary");
	await page.getByText("phiếu tự gửi khi có mạng").waitFor();
	expect(await page.textContent(".state")).toBe("Chưa gửi");
	expect(await page.textContent("main")).not.toContain("đừng tải lại trang");
	await context.setOffline(false);
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toContain("Phiếu đã gửi");
	expect(await count()).toBe(before + 1);
	await leavesNothing(page);
});

test("answers that the phone keeps outlive the closed page, and nothing is left once they are sent", async () => {
	const { page, context } = await openPhone(browser);
	const address = await card();
	await agreeTo(page, address, "phone");
	await answerTwo(page);
	await page.close();
	const again = await context.newPage();
	await again.goto(address);
	await until(again, "ND_A1");
	await again.evaluate(tapOn, [300, 7] as const);
	expect(await again.textContent("main")).toContain("được giữ trên máy này");
	await again.tap("nav .primary");
	await again.waitForSelector(".ending");
	await leavesNothing(again);
});

test("without that choice a closed page is forgotten, and the page says so before", async () => {
	const { page, context } = await openPhone(browser);
	const address = await card();
	await openConsent(page, address);
	expect(await page.isChecked('[value="tab"]')).toBe(true);
	expect(await page.textContent(".keeping")).toContain("đóng trang thì mất");
	await agree(page, address);
	await answerTwo(page);
	await page.close();
	const again = await context.newPage();
	await openConsent(again, address);
	expect(await again.evaluate(() => localStorage.length)).toBe(0);
});

test.each([
	["six days later they are there", 6 * days, true],
	["eight days later they are erased, and the page says so", 8 * days, false],
	["a clock set back takes nothing away", -30 * days, true],
])("answers kept on the phone: %s", async (_, shift, isThere) => {
	const { page, context } = await openPhone(browser);
	const address = await card();
	await agreeTo(page, address, "phone");
	await answerTwo(page);
	await page.close();
	await shiftClock(context, shift);
	const again = await context.newPage();
	await again.goto(address);
	if (isThere) await until(again, "ND_A1");
	else {
		await again.getByText("đã hết hạn nên đã được xóa").waitFor();
		expect(await again.evaluate(() => localStorage.length)).toBe(0);
	}
});

test("a clock set back gives no day more: what is left runs on from there", async () => {
	const { page, context } = await openPhone(browser);
	const address = await card();
	await agreeTo(page, address, "phone");
	const left = () =>
		JSON.parse(localStorage.getItem("phieu:citizens") ?? "{}").leftMs as number;
	const before = await page.evaluate(left);
	await page.close();
	await shiftClock(context, -30 * days);
	const again = await context.newPage();
	await again.goto(address);
	await until(again, "ND_S1");
	await tapCode(again, "ND_S1", 1);
	expect(await again.evaluate(left)).toBeLessThanOrEqual(before);
});

test("a shared phone: nothing outlives half an hour, a service worker is not even there", async () => {
	const { page, context } = await openPhone(browser);
	await page.clock.install();
	await agreeTo(page, await card(), "shared");
	await answerTwo(page);
	expect((await tracesOn(page)).length).toBe(1);
	await page.clock.fastForward(29 * 60_000);
	await page.tap("h1");
	await page.clock.fastForward(29 * 60_000);
	expect((await readScreen(page)).name).toBe("ND_A1");
	await page.clock.fastForward(2 * 60_000);
	await page.getByText("Đã 30 phút không trả lời").waitFor();
	await leavesNothing(page);
	await context.close();
});

test("a shared phone that slept: what is older than half an hour is gone as the page opens", async () => {
	const { page, context } = await openPhone(browser);
	await agreeTo(page, await card(), "shared");
	await answerTwo(page);
	await shiftClock(context, 31 * 60_000);
	await page.reload();
	await page.waitForSelector(".consent");
	await page.getByText("đã hết hạn nên đã được xóa").waitFor();
	expect(
		await page.evaluate(() => JSON.stringify({ ...sessionStorage })),
	).not.toContain("ND_S1");
});

test("the form of one person, kept on the phone, is not another's to see, nor to write over or erase", async () => {
	const { page, context } = await openPhone(browser);
	const first = await card();
	await agreeTo(page, first, "phone");
	await answerTwo(page);
	// Another card: the one after the next that is sent.
	const other = await openPhone(browser);
	await agree(other.page, first);
	await other.page.evaluate(tapOn, [300, 7] as const);
	await other.page.tap("nav .primary");
	await other.page.waitForSelector(".ending");
	const second = await card();
	const guest = await context.newPage();
	await agreeTo(guest, second, "phone");
	expect((await readScreen(guest)).name).toBe("ND_S1");
	await guest.evaluate(tapOn, [300, 7] as const);
	expect(await guest.textContent("main")).toContain(
		"đang giữ phiếu của một thẻ khác",
	);
	await guest.tap("nav .primary");
	await guest.waitForSelector(".ending");
	await page.reload();
	await until(page, "ND_A1");
});

test("two tabs with a form that the phone keeps: the later one goes on, the other says where it is", async () => {
	const { page, context } = await openPhone(browser);
	const address = await card();
	await agreeTo(page, address, "phone");
	await answerTwo(page);
	const later = await context.newPage();
	await later.goto(address);
	await until(later, "ND_A1");
	await page.getByText("đang mở ở một trang khác").waitFor();
	await page.tap("button.primary");
	await until(page, "ND_A1");
	await later.getByText("đang mở ở một trang khác").waitFor();
	await page.tap(".exit");
	await later.getByText("đã được gửi hoặc xóa ở một trang khác").waitFor();
});

test("the phone's own “back” leads to the question before, and not out of the survey", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await card());
	await answerTwo(page);
	await page.goBack();
	await until(page, "ND_S2");
	expect(await page.isChecked('[name="ND_S2"][value="3"]')).toBe(true);
	await page.goBack();
	await until(page, "ND_S1");
	expect(await page.evaluate(() => JSON.stringify(history.state))).toMatch(
		/^\d+$/,
	);
});

test("a language switched midway keeps the answers", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await card());
	await answerTwo(page);
	await page.goto(`${field.url}/s/citizens?lang=en`);
	await until(page, "ND_A1");
	await page.tap("nav .quiet");
	expect((await readScreen(page)).title).toContain("How long");
	expect(await page.isChecked('[name="ND_S2"][value="3"]')).toBe(true);
});

test("a browser that keeps nothing, as inside some apps: it says so, and the form is sent all the same", async () => {
	const { page, context } = await openPhone(browser);
	await context.addInitScript(() => {
		for (const name of ["sessionStorage", "localStorage", "caches"])
			Object.defineProperty(window, name, {
				get: () => {
					throw new DOMException("denied", "SecurityError");
				},
			});
		Object.defineProperty(navigator, "serviceWorker", { value: undefined });
	});
	const before = await count();
	await agree(page, await card());
	await page.getByText("không giữ được câu trả lời").waitFor();
	await page.evaluate(tapOn, [300, 7] as const);
	await context.setOffline(true);
	await page.tap("nav .primary");
	await page.getByText("Xin đừng tải lại trang khi chưa có mạng").waitFor();
	await context.setOffline(false);
	await page.waitForSelector(".ending");
	expect(await count()).toBe(before + 1);
});

test("a phone that is full says that it keeps nothing more, and the form is sent all the same", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await card());
	await answerTwo(page);
	await page.evaluate(() => {
		Storage.prototype.setItem = () => {
			throw new DOMException("full", "QuotaExceededError");
		};
	});
	await tapCode(page, "ND_A1", 3);
	await page.getByText("không giữ được câu trả lời").waitFor();
	const before = await count();
	await page.evaluate(tapOn, [300, 7] as const);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await count()).toBe(before + 1);
});

test("a questionnaire replaced while somebody answers: the old version is finished, over a reload too, and taken", async () => {
	const { page } = await openPhone(browser);
	await agree(page, await card());
	await answerTwo(page);
	const taken = async () =>
		(await allOf(field.context.store.responses("citizens"))).map(
			({ body }) => body.v,
		);
	const before = (await taken()).length;
	replaceVersion(field.dataDir, 2, false, "citizens");
	await page.reload();
	await until(page, "ND_A1");
	await page.evaluate(tapOn, [300, 7] as const);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await taken()).toEqual(Array(before + 1).fill(1));
	// Whoever begins now begins in the new one.
	const other = await openPhone(browser);
	await agree(other.page, await card());
	const kept = () => sessionStorage.getItem("phieu:citizens") ?? "";
	expect(await other.page.evaluate(kept)).toContain('"version":2');
});

test("a survey that ended meanwhile: the page says so, and nothing stays on the phone", async () => {
	const { page } = await openPhone(browser);
	await agreeTo(page, await card(), "phone");
	await answerTwo(page);
	await field.context.store.setStatus("citizens", "closed");
	await field.context.store.setFieldOpen("citizens", false);
	try {
		await page.reload();
		await page.getByText("Đợt xin ý kiến đã kết thúc").waitFor();
		await page.waitForFunction(async () => !(await caches.has("phieu")));
		await leavesNothing(page);
	} finally {
		await field.context.store.setStatus("citizens", "open");
		await field.context.store.setFieldOpen("citizens", true);
	}
});

test("five phones with dropped connections, lost replies and killed pages: no form is lost, none is there twice", async () => {
	const luck = await answerOnUnluckyPhones(
		browser,
		field.context,
		"cadres",
		5,
		randomFrom(5),
	);
	expect(luck).toMatchObject({ sent: 5, lost: 0, surplus: 0 });
	expect(luck.dropped + luck.lostReplies).toBeGreaterThan(0);
	expect(luck.killed).toBeGreaterThan(0);
});
