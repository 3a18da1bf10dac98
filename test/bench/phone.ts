import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { serviceWorker } from "../../server/assets.ts";
import { compiledSurvey } from "../../server/compiled-survey.ts";
import { translate } from "../../survey-definitions/survey.ts";
import { type Field, openField } from "../journeys/field.ts";
import { openBrowser } from "../support/browser.ts";
import { progress } from "../support/simulate/progress.ts";
import { answerOnUnluckyPhones, tapOn } from "../support/unlucky-phones.ts";
import { type Row, row } from "./row.ts";
import {
	onFastNetwork,
	openSlowPhone,
	quietMachine,
	type SlowPhone,
} from "./slow-phone.ts";
import { openSurveyJs } from "./surveyjs-page.ts";

const runs = 5;
const people = 200;
const KB = 1024;
const survey = "cadres";
const firstQuestion = ".row";
const theirFirstQuestion = ".sv-root-modern input, .sd-root-modern input";

/** What the cadre questionnaire costs a cheap phone on a weak link, and whether bad luck costs an answer. */
export async function run(): Promise<Row[]> {
	const field = await openField();
	const browser = await openBrowser();
	try {
		return [
			...(await openingRows(field, browser)),
			...(await visitRows(field, browser)),
			...(await luckRows(field, browser)),
		];
	} finally {
		await browser.close();
		await field.close();
	}
}

interface Opening {
	consent: number;
	first: number;
	firstRequests: number;
	firstBytes: number;
	htmlBytes: number;
}

async function openingRows(field: Field, browser: Browser): Promise<Row[]> {
	const { survey: compiled } = await compiledSurvey(
		field.context.store,
		survey,
	);
	const surveyJs = await openSurveyJs(translate(compiled, "vi"));
	const ours: Opening[] = [];
	const theirs: { first: number; bytes: number }[] = [];
	const idle: number[] = [];
	// Turn by turn, so that both meet the same machine.
	for (let time = 0; time < runs; time++) {
		idle.push(await quietMachine());
		ours.push(await openOurs(field, browser));
		idle.push(await quietMachine());
		const phone = await openSlowPhone(browser, [theirFirstQuestion]);
		await phone.page.goto(surveyJs.url, { timeout: 120_000 });
		theirs.push({
			first: await seen(phone, theirFirstQuestion),
			bytes: total(phone.fetched.map(({ bytes }) => bytes)),
		});
		await phone.close();
	}
	await surveyJs.close();
	const note = `median of ${runs}; idle before ${Math.round(Math.min(...idle) * 100)}–${Math.round(Math.max(...idle) * 100)} %`;
	const consent = median(ours.map((one) => one.consent));
	const first = median(ours.map((one) => one.first));
	const their = median(theirs.map((one) => one.first));
	const range = (values: number[]) =>
		`${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))} ms`;
	return [
		row(
			"consent screen visible",
			consent / 1000,
			"s",
			{ op: "<=", value: 0.95 },
			`${note}; ${range(ours.map((one) => one.consent))}`,
		),
		row(
			"page with its styles and first question, brotli",
			(ours[0] as Opening).htmlBytes / KB,
			"KB",
			{ op: "<=", value: 7 },
		),
		row(
			"first question can be tapped",
			first / 1000,
			"s",
			{ op: "<=", value: 2.2 },
			`by somebody who consents at once; ${range(ours.map((one) => one.first))}`,
		),
		row(
			"on the wire so far",
			Math.max(...ours.map((one) => one.firstBytes)) / KB,
			"KB",
			{ op: "<=", value: 14 },
			"headers included",
		),
		row(
			"requests so far",
			Math.max(...ours.map((one) => one.firstRequests)),
			"",
			{ op: "<=", value: 3 },
		),
		row(
			"SurveyJS, first question visible",
			their / 1000,
			"s",
			undefined,
			`${range(theirs.map((one) => one.first))}; ${Math.round((theirs[0]?.bytes ?? 0) / KB)} KB, brotli`,
		),
		row("SurveyJS's first question : our consent", their / consent, "×", {
			op: ">=",
			value: 10,
		}),
		row("SurveyJS's first question : our first question", their / first, "×"),
	];
}

async function openOurs(field: Field, browser: Browser): Promise<Opening> {
	const phone = await openSlowPhone(browser, ["h1", firstQuestion]);
	await phone.page.addInitScript(agreeAtOnce);
	await phone.page.goto(await field.invitation(survey));
	const first = await seen(phone, firstQuestion);
	const consent = await seen(phone, "h1");
	const begun = await phone.page.evaluate(
		(until) =>
			performance
				.getEntriesByType("resource")
				.filter(({ startTime }) => startTime < until)
				.map(({ name }) => name),
		first,
	);
	await phone.page.waitForTimeout(4000);
	const soFar = phone.fetched.filter(
		({ url, type }) => type === "Document" || begun.includes(url),
	);
	const html = await (await fetch(`${field.url}/s/${survey}`)).text();
	await phone.close();
	return {
		consent,
		first,
		firstRequests: soFar.length,
		firstBytes: total(soFar.map(({ bytes }) => bytes)),
		htmlBytes: brotliCompressSync(html).length,
	};
}

/** Runs in the page: whoever knows what to do taps as soon as it can be done. */
function agreeAtOnce() {
	const agree = () => {
		const button = document.querySelector<HTMLButtonElement>(
			".consent .primary:not([disabled])",
		);
		if (!button) return requestAnimationFrame(agree);
		document.querySelector<HTMLInputElement>("#sensitive")?.click();
		button.click();
	};
	requestAnimationFrame(agree);
}

/** One visit from the card to "sent", every screen tapped, with a look without a network on the way. */
async function visitRows(field: Field, browser: Browser): Promise<Row[]> {
	const idle = await quietMachine();
	const phone = await openSlowPhone(browser, [firstQuestion]);
	const { page, cdp, fetched } = phone;
	await page.goto(await field.invitation(survey));
	await page.waitForSelector(".consent .primary:not([disabled])");
	await page.tap("#sensitive");
	await page.tap(".consent .primary");
	await page.tap(firstQuestion);
	await page.tap("nav .primary");
	await page.waitForFunction(async () => {
		const cache = await caches.open("phieu");
		return (await cache.keys()).length >= 4;
	});
	await page.waitForTimeout(3000);
	const opened = fetched.length;

	const revisits: number[] = [];
	let revisitBytes = 0;
	await onFastNetwork(phone, true);
	await page.context().setOffline(true);
	for (let time = 0; time < runs; time++) {
		await page.reload();
		revisits.push(await seen(phone, firstQuestion));
	}
	revisitBytes = total(fetched.slice(opened).map(({ bytes }) => bytes));
	await page.context().setOffline(false);
	await onFastNetwork(phone);
	await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });

	// Real taps by somebody who has looked first: the time until the frame with the tick.
	for (let screens = 0; screens < 40; screens++) {
		const box = await page.$(".row:not(:has(:checked)), .number");
		if (!box) break;
		const before = await page.textContent("h1");
		await box.scrollIntoViewIfNeeded();
		const at = await box.boundingBox();
		if (!at) throw new Error(`nothing to tap on under "${before}"`);
		await page.waitForTimeout(200);
		await page.touchscreen.tap(at.x + at.width / 2, at.y + at.height / 2);
		// Nothing looks on while the tick is drawn.
		await page.waitForTimeout(900);
		if ((await page.textContent("h1")) === before)
			await page.tap("nav .primary");
	}
	const taps = await page.evaluate(
		() => (window as unknown as { taps: Record<number, number> }).taps,
	);
	const sorted = Object.values(taps).toSorted((a, b) => a - b);
	await page.evaluate(tapOn, [300, 1] as const);
	await cdp.send("HeapProfiler.enable");
	await cdp.send("HeapProfiler.collectGarbage");
	const { metrics } = await cdp.send("Performance.getMetrics");
	const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value;
	await onFastNetwork(phone);
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	const script = brotliCompressSync(serviceWorker()).length;
	// The page was loaded more than once.
	const scripts = [
		...new Set(
			fetched.filter(({ type }) => type === "Script").map(({ url }) => url),
		),
	];
	const visit =
		total(fetched.map(({ bytes, sent }) => bytes + sent)) + script + 400;
	await phone.close();
	return [
		row(
			"a whole visit, answers sent",
			visit / KB,
			"KB",
			{ op: "<=", value: 40 },
			`${fetched.length} requests with their headers, the padded form of ${Math.round(total(fetched.map(({ sent }) => sent)) / KB)} KB among them`,
		),
		row(
			"JavaScript of a whole visit, brotli",
			(script + (await bodiesOf(scripts))) / KB,
			"KB",
			{ op: "<=", value: 16 },
			`${scripts.length} scripts and the service worker`,
		),
		row(
			"tap to tick, 95th percentile",
			sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN,
			"ms",
			{ op: "<=", value: 100 },
			`${sorted.length} taps on answers, idle before ${Math.round(idle * 100)} %`,
		),
		row("revisit without a network", median(revisits) / 1000, "s", {
			op: "<=",
			value: 0.7,
		}),
		row("on the wire meanwhile", revisitBytes, "bytes", { op: "=", value: 0 }),
		row("heap after the last question", (heap ?? NaN) / 1e6, "MB", {
			op: "<=",
			value: 5,
		}),
	];
}

async function luckRows(field: Field, browser: Browser): Promise<Row[]> {
	const bar = progress("unlucky phones", people);
	const luck = await answerOnUnluckyPhones(
		browser,
		field.context,
		survey,
		people,
		randomFrom(Date.now() % 2 ** 31),
		bar.step,
	);
	bar.end();
	const note = `${luck.dropped} connections dropped, ${luck.lostReplies} replies lost, ${luck.killed} pages killed`;
	return [
		row(
			"forms lost",
			luck.lost,
			`of ${luck.sent}`,
			{ op: "=", value: 0 },
			note,
		),
		row("forms twice, or nobody's", luck.surplus, `of ${luck.sent}`, {
			op: "=",
			value: 0,
		}),
	];
}

/** Asked for over the wire of the browser's own tools: what else waits for a selector loads a script of its own first. */
async function seen(phone: SlowPhone, selector: string): Promise<number> {
	const expression = `window.seen?.[${JSON.stringify(selector)}]`;
	for (let wait = 0; wait < 1200; wait++) {
		const { result } = await phone.cdp.send("Runtime.evaluate", { expression });
		if (typeof result.value === "number") return result.value;
		await sleep(100);
	}
	throw new Error(`${selector} was not seen in two minutes`);
}

const total = (values: number[]) =>
	values.reduce((sum, value) => sum + value, 0);

async function bodiesOf(urls: string[]): Promise<number> {
	const bodies = urls.map(async (url) => (await fetch(url)).text());
	return total(
		(await Promise.all(bodies)).map((body) => brotliCompressSync(body).length),
	);
}

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
