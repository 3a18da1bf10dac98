import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import { closedSurveyOf } from "../server/closed-survey-of.ts";
import { violations } from "../support/axe.ts";
import { openBrowser } from "../support/browser.ts";
import { openDesk } from "./desk.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-charts-"));
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let page: Page;
const said: string[] = [];

/** Two closed surveys and a second wave, whose answers were drawn; somebody of the staff is logged in. */
beforeAll(async () => {
	[server, browser] = await Promise.all([
		startServer({ dataDir: folder, port: 0 }),
		openBrowser(),
	]);
	const random = randomFrom(7);
	const draws = Array.from({ length: 4000 }, () => random());
	const scale = (shift: number, salt: number) => (row: number) =>
		1 +
		Math.floor(
			5 *
				Math.min(
					0.999,
					Math.max(0, (draws[(row * 7 + salt) % 4000] as number) + shift),
				),
		);
	const bit = (row: number, salt: number) =>
		Number((draws[(row * 3 + salt) % 4000] as number) < 0.5);
	const wave = { CONTROLLER: "x", HOTLINE: "y" };
	const shifts = [0, 0.1, -0.1, 0.05, -0.15];
	const items = (prefix: string, more: number) =>
		Object.fromEntries(
			shifts.map((shift, at) => [
				`${prefix}_${at + 1}`,
				scale(shift + more, 100 * at),
			]),
		);
	const h = (row: number) => 1 + bit(row, 11);
	const trait = (row: number) =>
		Number((draws[(row * 5 + 17) % 4000] as number) < 0.3);
	const list = (row: number, salt: number) => 1 + bit(row, salt);
	const both = (row: number, salt: number, share: number) =>
		(draws[(row * 13 + salt) % 4000] as number) < share ? 1 : 2;
	for (const { id, more } of [
		{ id: "cadres", more: 0 },
		{ id: "citizens", more: 0.08 },
		{ id: "cadres-2027", more: -0.1 },
	]) {
		const definition = readDefinitions().find((one) => id.startsWith(one.id));
		await closedSurveyOf(
			server.context,
			{ ...definition!, id },
			{
				wave,
				forms: 1200,
				lots: 12,
				answers: {
					...items("CB_B2", more),
					...items("ND_B1", more),
					h,
					h_order: (row) => 1 + bit(row, 29),
					x_flip: (row) => bit(row, 31),
					CB_H1: (row) => list(row, 41) + (h(row) === 1 ? trait(row) : 0),
					CB_H2: (row) => list(row, 43) + (h(row) === 2 ? trait(row) : 0),
					CB_X0: (row) => both(row, 3, 0.72),
					CB_X1: (row) => both(row, 5, 0.62),
					v_a: (row) => bit(row, 51),
					v_b: (row) => bit(row, 53),
					v_c: (row) => bit(row, 57),
					CB_V1a: (row) => scale(-0.2 * bit(row, 53), 900)(row),
				},
			},
		);
	}
	({ page } = await openDesk(browser, server.context, "Lan", said));
});
afterAll(async () => {
	await browser?.close();
	await server?.close();
	rmSync(folder, { recursive: true });
});

const open = async (path: string) => {
	await page.goto(`${server.url}/staff/${path}`);
};
/** Set to look at the screens. */
const pictures = process.env.CHART_PICTURES;
const look = async (name: string) => {
	if (!pictures) return;
	await page.waitForTimeout(400);
	for (const [width, height] of [
		[1280, 800],
		[360, 640],
	] as const) {
		await page.setViewportSize({ width, height });
		await page.waitForTimeout(400);
		await page.screenshot({
			path: path.join(pictures, `${name}-${width}.png`),
			fullPage: true,
		});
	}
	await page.setViewportSize({ width: 1280, height: 800 });
};

test("a chart is titled by its finding, drawn in another way, and brought home as a picture", async () => {
	await open("surveys/citizens/results?variable=ND_B1_1&lang=vi");
	await page.waitForSelector(".chart canvas[aria-label]");
	expect(await page.textContent(".chart figcaption strong")).toMatch(
		/người dân chọn “Nhiều” hoặc “Rất nhiều”/,
	);
	await look("bars");
	await page.click('.chart button:has-text("Thanh chồng phân kỳ")');
	await page.waitForSelector(
		'.chart button[aria-pressed="true"]:has-text("phân kỳ")',
	);
	const download = page.waitForEvent("download");
	await page.click('.chart a:has-text("SVG")');
	const svg = readFileSync(await (await download).path(), "utf8");
	expect(svg).toContain("<title>");
	expect(await violations(page)).toEqual([]);
	await look("likert");
});

test("indirect estimates stand with their diagnostics, in both languages", async () => {
	for (const language of ["vi", "en"]) {
		await open(`surveys/cadres/sensitive?lang=${language}`);
		await page.waitForSelector("table.diagnostics");
		expect(await page.textContent("#result table.yearbook")).toMatch(
			/\d[,.]\d%/,
		);
		expect(await violations(page)).toEqual([]);
		await look(`sensitive-${language}`);
	}
	await open("surveys/cadres/sensitive/CB_V1a?lang=vi");
	await page.waitForSelector("table.yearbook td");
	await look("vignette");
	await page.selectOption(".told-by select", "CB_L7");
	await page.waitForURL(/CB_V1a~CB_L7/);
	await page.waitForSelector("table.crossed");
	await look("vignette-by");
});

test("two populations, and two waves, are set side by side", async () => {
	await open("compare?first=cadres&second=citizens&lang=vi");
	await page.selectOption(".told-by select", "ND_B1");
	await page.waitForSelector(".chart canvas[aria-label]");
	expect(await page.locator("#result tbody:first-of-type tr").count()).toBe(5);
	expect(await violations(page)).toEqual([]);
	await look("slopes");
	await open("compare?first=cadres&second=cadres-2027&group=CB_B2&lang=en");
	await page.waitForSelector(".chart canvas[aria-label]");
	expect(await violations(page)).toEqual([]);
	await look("change");
});

test("a file from outside is read, its columns are chosen, and it opens as a survey that says so", async () => {
	await open("outside?lang=vi");
	const rows = Array.from(
		{ length: 300 },
		(_, row) =>
			`${1 + (row % 4)},${row % 2 ? "Nam" : "Nữ"},${1 + (row % 3) / 4},${row % 20}`,
	);
	await page.setInputFiles('input[type="file"]', {
		name: "vien.csv",
		mimeType: "text/csv",
		buffer: Buffer.from(`hài lòng,giới,w,cụm\n${rows.join("\n")}`),
	});
	await page.click('button[type="submit"]');
	await page.waitForSelector('input[name="id"]');
	expect(await violations(page)).toEqual([]);
	await look("outside");
	await page.fill('input[name="id"]', "vien");
	await page.fill('input[name="title"]', "Điều tra của viện");
	await page.fill('input[name="source"]', "Viện, 2024");
	await page.selectOption('select[name="weight"]', "w");
	await page.selectOption('select[name="psu"]', "cụm");
	await page.selectOption('select[name="sampling"]', "probability");
	await page.check('input[value="giới"]');
	await page.click("button.main");
	await page.waitForURL(/surveys\/vien\/results/);
	await page.waitForSelector("h1");
	expect(await page.textContent("main#result")).toContain(
		"số liệu ngoài hệ thống",
	);
	expect(said).toEqual([]);
});
