import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import {
	installTrial,
	trialInvitation,
} from "../../server/actions/install-trial.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import type { Language } from "../../survey-definitions/languages.ts";

/** A server as after a first start, with both questionnaires open, and languages beside the project's own. */
export async function openField(more: Record<string, Language> = {}) {
	const dataDir = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
	mkdirSync(path.join(dataDir, "languages"));
	for (const [code, language] of Object.entries(more))
		writeFileSync(
			path.join(dataDir, "languages", `${code}.json`),
			JSON.stringify(language),
		);
	const server = await startServer({ dataDir, port: 0 });
	for (const definition of readDefinitions())
		await installTrial(server.context, definition);
	return {
		...server,
		dataDir,
		invitation: async (survey: string) =>
			(await trialInvitation(server.context, survey)) as string,
	};
}

export type Field = Awaited<ReturnType<typeof openField>>;

/** A cheap phone held upright, and everything its console says. */
export async function openPhone(browser: Browser) {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		deviceScaleFactor: 2,
		hasTouch: true,
		isMobile: true,
		locale: "vi-VN",
	});
	const page = await context.newPage();
	const said: string[] = [];
	page.on("console", (message) => said.push(message.text()));
	page.on("pageerror", (error) => said.push(error.message));
	return { context, page, said };
}

/** Everything that a site can leave on a phone: storages, databases, caches and service workers. */
export const tracesOn = (page: Page): Promise<string[]> =>
	page.evaluate(async () => [
		...Object.keys(sessionStorage),
		...Object.keys(localStorage),
		...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
		...(await caches.keys()).map((name) => `cache ${name}`),
		...(await navigator.serviceWorker.getRegistrations()).map(
			({ scope }) => `service worker ${scope}`,
		),
	]);

/** The last screen stands while the browser is still giving up its service worker. */
export const leavesNothing = (page: Page): Promise<void> =>
	expect.poll(() => tracesOn(page), { timeout: 20_000 }).toEqual([]);

/** The server's own consent screen waits for the page's script; this waits with it. */
export async function openConsent(page: Page, address: string) {
	await page.goto(address);
	await page.waitForSelector("button.primary:not([disabled])");
}

/** From the invitation to the first question. */
export async function agree(page: Page, address: string) {
	await openConsent(page, address);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
}

/** What stands on the screen, read from the screen alone. */
export const readScreen = (page: Page) =>
	page.evaluate(() => {
		const inputs = [
			...document.querySelectorAll<HTMLInputElement>(
				"input[type=radio], input[type=checkbox]",
			),
		];
		return {
			title: document.querySelector("h1")?.textContent ?? "",
			part: document.querySelector(".part")?.textContent ?? "",
			isItem: document.querySelector(".stem") !== null,
			isText: document.querySelector("textarea") !== null,
			isSending: document.querySelector(".state") !== null,
			/** Name of the variable that the choices belong to. */
			name: inputs[0]?.name ?? "",
			many: inputs.some((input) => input.type === "checkbox"),
			isRanking: inputs.some(
				(input) => input.name.endsWith("_J2") && input.type === "checkbox",
			),
			offered: inputs.map((input) => Number(input.value)),
			/** Widest thing on the page against the screen. */
			overflow:
				document.documentElement.scrollWidth -
				document.documentElement.clientWidth,
		};
	});

const choiceOf = (name: string, code: number) =>
	`label:has(input[name="${name}"][value="${code}"])`;

/**
 * In the middle of the screen, as somebody would scroll: a row whose centre lies on the very edge of the bar below counts
 * as in sight, and the tap falls on the bar.
 */
export async function tapCode(page: Page, name: string, code: number) {
	const choice = page.locator(choiceOf(name, code));
	await choice.evaluate((one) => one.scrollIntoView({ block: "center" }));
	await choice.tap();
}

export const clickCode = (page: Page, name: string, code: number) =>
	page.$eval(choiceOf(name, code), (one) => (one as HTMLElement).click());
