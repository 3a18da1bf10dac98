import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../db/store.ts";
import { splitRoles } from "../server/split-roles.ts";
import { allOf } from "../support/all-of.ts";
import { openBrowser } from "../support/browser.ts";
import { openConsent, openPhone } from "./field.ts";
import { hurryThrough } from "./interview.ts";

let split: Awaited<ReturnType<typeof splitRoles>>;
let browser: Browser;

beforeAll(async () => {
	split = await splitRoles();
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await split?.stop();
});

test("the phone fetches its token from the issuer and sends to the collector, and asks nobody else", async () => {
	const { cards, collectorUrl, issuerUrl, collectorFolder } = split;
	const [card] = cards;
	if (!card) throw new Error("no cards");
	const { context, page, said } = await openPhone(browser);
	const asked: string[] = [];
	page.on("request", (request) => {
		const { origin, pathname } = new URL(request.url());
		// The icon is in the page itself.
		if (origin !== "null")
			asked.push(`${request.method()} ${origin}${pathname}`);
	});
	const address = `${collectorUrl}/s/small#${card.lot}.${card.code.slice(card.lot.length)}.${card.fingerprint}`;
	await openConsent(page, address);
	const toIssuer = () => asked.filter((one) => one.includes(issuerUrl));
	// Before consent nothing goes to the issuer.
	expect(toIssuer()).toEqual([]);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	expect([...new Set(toIssuer())]).toEqual([
		`POST ${issuerUrl}/s/small/tokens`,
	]);
	expect(asked).not.toContain(`POST ${collectorUrl}/s/small/tokens`);
	await hurryThrough(page, (_, offered) => offered.slice(0, 1));
	const before = toIssuer().length;
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await page.textContent("h1")).toMatch(/đã gửi/i);
	expect(asked).toContain(`POST ${collectorUrl}/s/small/responses`);
	expect(toIssuer()).toHaveLength(before);
	const origins = new Set(
		asked.map((one) => new URL(one.split(" ")[1] ?? "").origin),
	);
	expect([...origins].sort()).toEqual([collectorUrl, issuerUrl].sort());
	// A content security policy or CORS that bites would say so here.
	expect(said).toEqual([]);
	expect(await context.cookies()).toEqual([]);
	const store = openStore(collectorFolder);
	expect(await allOf(store.responses("small"))).toMatchObject([
		{ lotId: card.lot },
	]);
	store.close();
});

test("the page may ask its own two hosts, and no third one", async () => {
	const { page, said } = await openPhone(browser);
	await openConsent(page, `${split.collectorUrl}/s/small`);
	const reached = (url: string) =>
		page.evaluate(
			(at) =>
				fetch(at, { mode: "no-cors" }).then(
					() => true,
					() => false,
				),
			url,
		);
	expect(await reached(`${split.issuerUrl}/s/small/tokens`)).toBe(true);
	expect(await reached("http://127.0.0.1:9/")).toBe(false);
	expect(said.join()).toContain("Content Security Policy");
});
