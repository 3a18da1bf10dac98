import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSurvey } from "../../server/actions/close-survey.ts";
import { openBrowser } from "../support/browser.ts";
import { answerTrial } from "./answer-trial.ts";
import { openDesk } from "./desk.ts";
import { type Field, openField } from "./field.ts";

let field: Field;
let browser: Browser;

/** Sixty simulated citizens answer the trial, and it is closed. */
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
	// More than the first lot of the trial has cards.
	await answerTrial(field, "citizens", 90);
	await closeSurvey(field.context, "citizens");
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

test("from the one-time link to a weighted table, its chart and its file", async () => {
	const { page, said } = await openDesk(browser, field.context, "Lan");

	await page.waitForSelector("table.register");
	expect(await page.textContent("table.register")).toContain("Người dân");

	await page.goto(
		`${field.url}/staff/surveys/citizens/results?variable=ND_P1&lang=vi`,
	);
	await page.waitForSelector("#result-title");
	expect(await page.textContent("#result-title")).toBe("Giới tính của Ông/Bà?");
	const table = (await page.textContent("article table")) ?? "";
	expect(table).toContain("Nam");
	expect(table).toMatch(/\d+,\d%/);
	await page.waitForSelector("canvas");
	expect(await page.getAttribute("canvas", "aria-label")).toBeTruthy();

	const download = page.waitForEvent("download");
	await page.click('a[href*="table.csv"]');
	const csv = readFileSync(await (await download).path());
	expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	expect(csv.toString()).toContain("Nữ");
	expect(said).toEqual([]);

	// An open survey is not analysed.
	await page.goto(`${field.url}/staff/surveys/cadres/results?lang=vi`);
	await page.waitForSelector("#result");
	expect(await page.textContent("#result")).toMatch(/đang thu|còn mở|Đang thu/);
	await page.context().close();
});

test("a researcher's day: topline, recode, cross, save, undo, export", async () => {
	const { page, said } = await openDesk(browser, field.context, "Minh");
	await page.waitForSelector("table.register");

	// Every question, in the order and wording of the questionnaire.
	const of = `${field.url}/staff/surveys/citizens`;
	await page.goto(`${of}/topline?lang=vi`);
	await page.waitForSelector("#q-ND_B1");
	const asked = await page.$$eval("h3[id^='q-']", (heads) =>
		heads.map(({ id }) => id.slice(2)),
	);
	expect(asked.indexOf("ND_A1")).toBeLessThan(asked.indexOf("ND_B1"));
	expect(asked.length).toBeGreaterThan(40);
	expect(await page.textContent("[aria-labelledby='q-ND_B1']")).toContain(
		"Điểm TB",
	);
	const fetched = page.waitForEvent("download");
	await page.click('a[href*="topline.xlsx"]');
	const xlsx = readFileSync(await (await fetched).path());
	expect(xlsx.subarray(0, 2).toString()).toBe("PK");

	// A question with fewer answers, as an expression that nobody had to write.
	await page.click("text=Biến dẫn xuất");
	await page.click("text=Mã hóa lại một câu");
	await page.selectOption("#recode-source", "ND_B3");
	for (const [code, to] of [
		["1", "1"],
		["2", "1"],
		["3", "2"],
		["4", "2"],
		["5", "2"],
		["97", "3"],
	] as const)
		if (await page.$(`#recode-${code}`)) await page.fill(`#recode-${code}`, to);
	expect(await page.inputValue("#derived-expression")).toContain("selected(");
	await page.fill("#derived-name", "CAP");
	await page.fill("#derived-label-vi", "Cấp, gộp");
	await page.fill("#derived-label-en", "Level, joined");
	await page.click(".derived-form .main");
	await page.waitForSelector("text=Đã lưu CAP, phiên bản 1.");

	// Its table, crossed, kept under a name, found again, removed and put back.
	await page.click("table a:has-text('Xem bảng')");
	await page.waitForSelector("table.built");
	expect(await page.textContent("table.built")).toContain("Cấp, gộp");
	await page
		.locator("form.builder-add")
		.filter({ hasText: "Chia theo" })
		.locator("select")
		.first()
		.selectOption("ND_P1");
	await page
		.locator("form.builder-add")
		.filter({ hasText: "Chia theo" })
		.locator("button[type='submit']")
		.click();
	await page.waitForSelector("table.built th:has-text('Nữ')");
	const crossed = await page.textContent("table.built");
	// By keyboard: it is never left without a place to go on from.
	const focused = () =>
		page.evaluate(() => document.activeElement?.textContent ?? "");
	expect(await focused()).toContain("ND_P1");
	await page.focus("text=Hoàn tác");
	await page.keyboard.press("Enter");
	await page.waitForSelector("table.built th:has-text('Nữ')", {
		state: "detached",
	});
	expect(await focused()).toBe("Hoàn tác");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.waitForSelector("table.built th:has-text('Nữ')");
	await page.focus("text=Lưu bảng này");
	await page.keyboard.press("Enter");
	await page.keyboard.press("Control+A");
	await page.keyboard.type("Cấp theo giới");
	await page.keyboard.press("Enter");
	await page.click("text=Xem các bảng đã lưu");
	await page.click("[aria-label='Xóa Cấp theo giới']");
	await page.click("text=Hoàn tác");
	await page.click("a:has-text('Cấp theo giới')");
	await page.waitForSelector("table.built th:has-text('Nữ')");
	expect(await page.textContent("table.built")).toBe(crossed);
	expect(said).toEqual([]);
	await page.context().close();
});

test("without a session there is only the login", async () => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const reply = await page.goto(
		`${field.url}/staff/surveys/citizens/results?variable=ND_P1`,
	);
	expect(reply?.status()).toBe(200);
	await page.waitForSelector('input[type="password"]');
	expect(await page.$("article table")).toBeNull();
	const table = await page.request.get(
		`${field.url}/staff/api/surveys/citizens/table?variable=ND_P1`,
	);
	expect(table.status()).toBe(401);
	await context.close();
});
