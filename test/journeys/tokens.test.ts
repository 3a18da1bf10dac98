import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handOutCards } from "../../server/actions/hand-out-cards.ts";
import { unwatched } from "../../server/jobs.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import { nullifierOf } from "../../server/tokens/verify-token.ts";
import { printedSlip } from "../../survey-definitions/slip-code.ts";
import { type Card, cardsIn } from "../server/token-survey.ts";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { agree, openConsent, openPhone } from "./field.ts";
import { hurryThrough, varied } from "./interview.ts";

const id = "xa";
/** A good key, but nobody's lot has it. */
const swapped = generateKeyPairSync("rsa", { modulusLength: 2048 })
	.publicKey.export({ type: "spki", format: "der" })
	.toString("base64");

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let cards: Card[];

beforeAll(async () => {
	server = await startServer({
		dataDir: mkdtempSync(path.join(tmpdir(), "lang-nghe-")),
		port: 0,
	});
	const { context } = server;
	const definition = readDefinitions().find((one) => one.id === "cadres");
	if (!definition) throw new Error("the cadre questionnaire is not there");
	await context.store.addSample(id, {
		strata: [
			{
				surveyId: id,
				id: 1,
				label: { vi: "Tầng", en: "Stratum" },
				population: 900,
				domains: {},
			},
		],
		units: [],
		lots: ["K0T1", "K0T2"].map((lot) => ({
			id: lot,
			surveyId: id,
			stratumId: 1,
			level: 4,
			invited: 50,
			rates: { "1": 1, "2": 1 },
		})),
	});
	await context.store.addSurvey(id, {
		questionnaire: "cadres",
		definition: { ...definition, id },
		wave: {
			CONTROLLER: { vi: "Viện", en: "Institute" },
			HOTLINE: { vi: "0900 000 000", en: "0900 000 000" },
		},
		status: "open",
		sampling: "non-probability",
		pilotOf: null,
		cleaning: [],
		access: "tokens",
	});
	await context.store.setFieldOpen(id, true);
	const { file } = await handOutCards(
		context,
		id,
		{ kind: "csv" },
		"an",
		unwatched,
	);
	cards = cardsIn(file.bytes.toString());
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await server?.close();
});

const nextCard = () => cards.shift() as Card;
const addressOf = ({ code, fingerprint, lot }: Card) =>
	`${server.url}/s/${id}#${lot}.${code.slice(lot.length)}.${fingerprint}`;
const kept = (page: Page) =>
	page.evaluate(() => JSON.stringify({ ...sessionStorage }));
const issued = async () =>
	[...((await server.context.issuer?.store.issuedCounts(id)) ?? [])].reduce(
		(sum, [, count]) => sum + count,
		0,
	);
const waitForAdvice = (page: Page, words: RegExp) =>
	page.waitForFunction(
		(source) =>
			[...document.querySelectorAll(".advice")].some((one) =>
				new RegExp(source).test(one.textContent ?? ""),
			),
		words.source,
	);

test("from the QR address to “đã gửi”: checked before consent, a token over a reload, the code wiped, a receipt that is in the box", async () => {
	const card = nextCard();
	const { page, said } = await openPhone(browser);
	const asked: string[] = [];
	page.on("request", (request) => asked.push(new URL(request.url()).pathname));
	await openConsent(page, addressOf(card));
	await page.waitForFunction(() =>
		performance
			.getEntriesByType("resource")
			.some(({ name }) => name.includes("offer.json")),
	);
	expect(page.url()).not.toContain("#");
	expect(asked.filter((one) => one.endsWith("/tokens"))).toEqual([]);
	expect(await issued()).toBe(0);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	expect(await issued()).toBe(1);
	expect(await kept(page)).not.toContain(card.code);
	expect(await kept(page)).toContain("signature");

	await page.reload();
	await page.waitForSelector("nav");
	await hurryThrough(page, varied({ CB_S1: [1] }));
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toContain("Phiếu đã gửi");
	const receipt = await page.textContent(".ending .code");
	expect(await issued()).toBe(1);
	expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
	expect(said).toEqual([]);
	expect(await allOf(server.context.store.responses(id))).toMatchObject([
		{ lotId: card.lot },
	]);
	const [ballot] = await allOf(server.context.store.spentBallots(id));
	const nullifier = nullifierOf(ballot?.message ?? Buffer.alloc(0));
	expect(nullifier.toString("hex")).toMatch(
		RegExp(`^${receipt?.replace(/ /g, "")}`),
	);
});

test("the same card scanned again in the same tab goes on; in another one it is used, and the page says so", async () => {
	const card = nextCard();
	const { page } = await openPhone(browser);
	await agree(page, addressOf(card));
	const first = await page.textContent("h1");
	await page.goto("about:blank");
	await page.goto(addressOf(card));
	await page.waitForSelector("nav");
	expect(await page.textContent("h1")).toBe(first);

	const other = await openPhone(browser);
	await openConsent(other.page, addressOf(card));
	await other.page.tap(".sensitive input");
	await other.page.tap("button.primary");
	await waitForAdvice(other.page, /đã được dùng để lấy phiếu/);
});

test("a lost reply and a reload ask for the same token", async () => {
	const card = nextCard();
	const { page } = await openPhone(browser);
	await openConsent(page, addressOf(card));
	// The issuer signs, and the phone never hears of it.
	await page.route("**/tokens", async (route) => {
		await route.fetch();
		await route.abort();
	});
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await waitForAdvice(page, /mất mạng/);
	await page.unroute("**/tokens");
	await page.reload();
	await page.waitForSelector("button.primary:not([disabled])");
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	expect(await kept(page)).not.toContain(card.code);
});

test("a card that was typed: with its check mark it works, with a wrong one it says so and asks again", async () => {
	const card = nextCard();
	const { page } = await openPhone(browser);
	await openConsent(page, `${server.url}/s/${id}`);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("input.code");
	const [code, mark] = await page.locator("input.code").all();
	await code?.fill(printedSlip(card.code).toLowerCase());
	await mark?.fill("0123 4567 89ab cdef 0123");
	await page.tap("nav .primary");
	await waitForAdvice(page, /Dấu đối chiếu chưa đúng/);
	expect(await kept(page)).not.toContain("blinded");
	await mark?.fill(card.fingerprint.slice(0, 20).replace(/(.{4})/g, "$1 "));
	await page.tap("nav .primary");
	await page.waitForFunction(() => !document.querySelector("input.code"));
	expect(await kept(page)).toContain("signature");
});

test.each<[string, (offer: Record<string, unknown>) => object]>([
	["a swapped key", (offer) => ({ ...offer, publicKey: swapped })],
	["a shortened proof", (offer) => ({ ...offer, path: [] })],
	["a lot that is too small", (offer) => ({ ...offer, invited: 5 })],
	["another version", (offer) => ({ ...offer, version: 99 })],
	["nothing that is an offer", () => ({})],
])(
	"%s: the page refuses before anybody consents, and nothing is asked of the issuer",
	async (_, change) => {
		const card = nextCard();
		const before = await issued();
		const { page } = await openPhone(browser);
		await page.route("**/offer.json*", async (route) => {
			const reply = await route.fetch();
			await route.fulfill({ json: change(await reply.json()) });
		});
		await page.goto(addressOf(card));
		await page.waitForSelector(".ending");
		const words = await page.textContent("h1");
		expect(words).toContain("Thẻ và trang web không khớp nhau");
		expect(words).toContain("0900 000 000");
		expect(await issued()).toBe(before);
	},
);

test("another questionnaire than the manifest promised is not answered", async () => {
	const { page } = await openPhone(browser);
	await page.route("**/form.json*", async (route) => {
		const form = (await (await route.fetch()).json()) as {
			survey: { sections: { title: string }[] };
		};
		const [section] = form.survey.sections;
		if (section) section.title += "!";
		await route.fulfill({ json: form });
	});
	await page.goto(addressOf(nextCard()));
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toContain("không khớp nhau");
});
