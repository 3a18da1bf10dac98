import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { macOf } from "../../server/actions/issue-slips.ts";
import { readLanguages } from "../../server/languages.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { slipCode } from "../../survey-definitions/slip-code.ts";
import { allOf } from "../support/all-of.ts";
import { lowTargets, violations } from "../support/axe.ts";
import { openBrowser } from "../support/browser.ts";
import { pseudoLanguage } from "../support/pseudo-language.ts";
import {
	type Field,
	openConsent,
	openField,
	openPhone,
	readScreen,
} from "./field.ts";
import { hurryThrough, tapThrough, varied } from "./interview.ts";

let field: Field;
let browser: Browser;
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

/** What is wrong with the screen for eyes, by light and by dark, for fingers and for screen readers. */
async function faults(
	page: Page,
	language: string,
	what: "all" | "all but contrast" = "all",
): Promise<string[]> {
	// All of it at once: what lies behind the bar of buttons only for now is no fault.
	const height = await page.evaluate(() => document.body.scrollHeight);
	if (height > 640) await page.setViewportSize({ width: 360, height });
	const found = [
		...(await violations(page, what)),
		...(await lowTargets(page)),
	];
	if (what === "all") {
		await page.emulateMedia({ colorScheme: "dark" });
		found.push(...(await violations(page, "contrast")));
		await page.emulateMedia({ colorScheme: "light" });
	}
	if ((await page.getAttribute("html", "lang")) !== language)
		found.push("lang");
	const width = await page.evaluate(
		() =>
			document.documentElement.scrollWidth -
			document.documentElement.clientWidth,
	);
	if (width > 0) found.push(`${width} px too wide`);
	if (height > 640) await page.setViewportSize({ width: 360, height: 640 });
	return found;
}

/** What a screen is made of: screens that have the same are looked at once. */
const kindOf = (page: Page) =>
	page.evaluate(() =>
		[
			"[type=radio]",
			"[type=checkbox]",
			"textarea",
			".stem",
			".lead",
			".section span",
			".statements",
			".number",
			".row",
			".quiet-row",
			".hint",
			".code",
			".state",
			".rows + .field",
			"nav .quiet",
		]
			.filter((selector) => document.querySelector(selector))
			.join(" "),
	);

/** Journeys side by side each take a card of their own. */
async function newCard(survey: string): Promise<string> {
	const { store, pepper } = field.context;
	const lotId = (await store.lots(survey))[0]?.id as string;
	const code = slipCode(lotId, randomBytes(16));
	const slot = randomBytes(32);
	await store.addSlips([{ codeMac: macOf(pepper, code), lotId, slot }]);
	return code;
}

const fixed: Record<string, Record<string, number[]>> = {
	cadres: {
		CB_S1: [1],
		CB_B2_1: [4],
		CB_E1: [1, 3, 5, 8],
		CB_J1: [3, 8, 15],
		CB_J2: [15, 3, 8],
		CB_L2: [2],
	},
	citizens: { ND_S1: [1], ND_S2: [3], ND_A1: [1], ND_A6: [3], ND_A9: [2, 5] },
};

// At once: a browser waits much. Contrast takes most of the time and is the same in every language.
test.concurrent.each([
	["cadres", "vi", "all"],
	["cadres", "en", "all but contrast"],
	["citizens", "en", "all"],
	["citizens", "vi", "all but contrast"],
] as const)(
	"%s in %s: no screen of the phone has a fault that axe-core knows",
	async (survey, language, what) => {
		const { page } = await openPhone(browser);
		await page.emulateMedia({ reducedMotion: "reduce" });
		await openConsent(page, `${field.url}/s/${survey}?lang=${language}`);
		const found: Record<string, string[]> = {};
		const look = async (name: string) => {
			const wrong = await faults(page, language, what);
			if (wrong.length > 0) found[name] = wrong;
		};
		await look("consent");
		await page.tap("summary");
		await page.tap("button.primary");
		await look("consent, opened and not ticked");
		await page.tap(".sensitive input");
		await page.tap("button.primary");
		await page.waitForSelector("input.code");
		await look("code");
		await page.fill("input.code", "K7Q2");
		await page.tap("nav .primary");
		await look("code that is wrong");
		await page.fill("input.code", await newCard(survey));
		await page.tap("nav .primary");
		await page.waitForSelector("fieldset");
		await page.tap("nav .primary");
		await look("a question that wants an answer");
		const seen = new Set<string>();
		await hurryThrough(page, varied(fixed[survey]), async (name) => {
			const kind = await kindOf(page);
			if (seen.has(kind)) return;
			seen.add(kind);
			await look(`${name} (${kind})`);
		});
		expect(seen.size).toBeGreaterThan(6);
		await look("ready to send");
		await page.tap(".sending .quiet");
		await page.waitForSelector(".part-answers");
		await page.evaluate(() => {
			for (const one of document.querySelectorAll("details")) one.open = true;
		});
		await look("answers to look over");
		await page.tap(".larger");
		await page.tap(".larger");
		await look("largest letters");
		await page.context().setOffline(true);
		await page.tap("nav .primary");
		await page.waitForFunction(() =>
			document.querySelector('[role="alert"]')?.textContent?.trim(),
		);
		await look("offline");
		// It is sent by itself.
		await page.context().setOffline(false);
		await page.waitForSelector(".ending");
		await look("sent");
		expect(found).toEqual({});
	},
);

test.concurrent.each(["vi", "en"])(
	"pages without scripts in %s, and those that explain",
	async (language) => {
		const { page } = await openPhone(browser);
		const seen = new Set<string>();
		const found: Record<string, string[]> = {};
		const look = async (name: string) => {
			const wrong = await faults(
				page,
				language,
				language === "vi" ? "all" : "all but contrast",
			);
			if (wrong.length > 0) found[name] = wrong;
		};
		for (const address of [
			"/",
			"/xac-minh",
			"/s/citizens/xac-minh",
			"/ai-biet-gi",
			"/s/cadres/plain",
			"/s/citizens/plain/thoat",
		]) {
			await page.goto(`${field.url}${address}?lang=${language}`);
			await look(address);
		}
		const code = await newCard("citizens");
		await page.goto(`${field.url}/s/citizens/plain?lang=${language}`);
		const on = (selector: string) =>
			Promise.all([page.waitForEvent("load"), page.tap(selector)]);
		await on("button.primary");
		await look("consent with its problems");
		await page.tap(".sensitive");
		await page.fill("[name=code]", code);
		await on("button.primary");
		await on("nav .primary");
		await look("a question that wants an answer");
		for (let pages = 0; pages < 40; pages++) {
			if (await page.locator("nav [value=send]").count()) break;
			const kind = await kindOf(page);
			if (!seen.has(kind)) await look(`page ${pages}`);
			seen.add(kind);
			await page.evaluate(() => {
				const inputs = "main input[type=radio]";
				const names = [
					...document.querySelectorAll<HTMLInputElement>(inputs),
				].map(({ name }) => name);
				for (const name of new Set(names))
					[...document.getElementsByName(name)]
						.at(name === "ND_S2" ? 1 : 0)
						?.click();
			});
			if (await page.locator("textarea").count())
				await page.fill("textarea", "anh Hùng, 0912 345 678");
			await on("nav .primary");
		}
		await look("review");
		await page.evaluate(() => {
			for (const one of document.querySelectorAll("details")) one.open = true;
		});
		await look("review, opened");
		await on("nav .primary");
		await look("sent");
		expect(found).toEqual({});
	},
);

/** Goes to the next thing that takes the keyboard until it is the one wanted; what has the focus can be seen. */
async function tabTo(page: Page, selector: string) {
	for (let tabs = 0; tabs < 40; tabs++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate((wanted) => {
			const focused = document.activeElement as HTMLElement;
			const drawn = focused.closest("label") ?? focused;
			const isOutlined = [focused, drawn].some(
				(one) => getComputedStyle(one).outlineStyle !== "none",
			);
			return {
				isThere: focused.matches(wanted),
				isOutlined,
				html: focused.outerHTML,
			};
		}, selector);
		if (!at.isOutlined && !at.html.startsWith("<body"))
			throw new Error(`the focus cannot be seen: ${at.html.slice(0, 200)}`);
		if (at.isThere) return;
	}
	throw new Error(`the keyboard does not reach ${selector}`);
}

test("one whole interview by keyboard alone, and what is stored is what was chosen", async () => {
	const { page } = await openPhone(browser);
	await page.goto(`${field.url}/s/citizens`);
	await page.waitForSelector("button.primary:not([disabled])");
	await tabTo(page, "#sensitive");
	await page.keyboard.press("Space");
	await tabTo(page, ".consent-actions .primary");
	await page.keyboard.press("Enter");
	await page.waitForSelector("input.code");
	await tabTo(page, "input.code");
	await page.keyboard.type(await newCard("citizens"));
	await page.keyboard.press("Enter");
	await page.waitForSelector("fieldset");
	const before = (await allOf(field.context.store.responses("citizens")))
		.length;
	const chosen: Record<string, number | number[]> = {};
	for (let screens = 0; screens < 150; screens++) {
		const { name, title, isText, isSending, many } = await readScreen(page);
		if (isSending) break;
		expect(await page.evaluate(() => document.activeElement?.id)).toBe(
			"question",
		);
		if (isText) {
			await tabTo(page, "textarea");
			await page.keyboard.type("Xin trả lời đúng hẹn.");
		} else {
			await tabTo(page, "fieldset input");
			await page.keyboard.press("Space");
			// Three years here, so that the interview goes on.
			if (name === "ND_S2") await page.keyboard.press("ArrowDown");
			const code = await page.evaluate(() =>
				Number((document.activeElement as HTMLInputElement).value),
			);
			chosen[name] = many ? [code] : code;
		}
		await tabTo(page, "nav .primary");
		await page.keyboard.press("Enter");
		await page.waitForFunction(
			([title, name]) =>
				document.querySelector("h1")?.textContent !== title ||
				document.querySelector("input")?.name !== name,
			[title, name] as const,
		);
	}
	await tabTo(page, "nav .primary");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".ending");
	const stored = await allOf(field.context.store.responses("citizens"));
	expect(stored).toHaveLength(before + 1);
	expect(stored.map(({ body }) => body.answers)).toContainEqual({
		ND_Q0: 1,
		ND_Q0b: 1,
		...chosen,
	});
});

test("an answer changed from the last screen is sent; nothing of the answers is shown there before it is asked for", async () => {
	const { page } = await openPhone(browser);
	await openConsent(
		page,
		`${field.url}/s/citizens#${await newCard("citizens")}`,
	);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	const sent = page.waitForRequest("**/responses");
	await hurryThrough(page, varied({ ...fixed.citizens, ND_A1: [3] }));
	expect(await page.textContent("main")).not.toContain("Không muốn trả lời");
	expect(await page.locator("dl").count()).toBe(0);
	await page.tap(".sending .quiet");
	await page.waitForSelector(".part-answers");
	expect(await page.locator("dd:visible").count()).toBe(0);
	await page.tap(".part-answers summary");
	expect(await page.textContent(".part-answers dl")).toContain("Từ 3 năm");
	await page
		.locator(".part-answers dl div", { hasText: "bao lâu" })
		.locator("button")
		.tap();
	await page.waitForSelector('input[name="ND_S2"]');
	await page.tap('label:has(input[name="ND_S2"][value="2"])');
	await page.tap("nav .quiet >> nth=1");
	await page.waitForSelector(".state");
	await page.tap("nav .primary");
	await page.waitForSelector(".ending");
	expect(await page.textContent(".ending p")).toContain("công bố");
	const body = JSON.parse((await sent).postData() as string);
	expect(body.response.answers.ND_S2).toBe(2);
	// Nothing finer than a band of the pace leaves the phone.
	expect(Object.keys(body).sort()).toEqual([
		"code",
		"receipt",
		"response",
		"texts",
	]);
	expect(Object.keys(body.response).sort()).toEqual([
		"answers",
		"arms",
		"flags",
		"lang",
		"mode",
		"reversed",
		"shown",
		"v",
	]);
	expect([1, 2, 3]).toContain(body.response.flags.pace);
	expect(
		Object.keys(body.response.flags).filter((one) => one !== "attn"),
	).toEqual(["pace"]);
	expect(JSON.stringify(body)).not.toMatch(/20\d\d-\d\d|\d{10,}/);
});

test("one's own words: a caution at once, on the phone alone, and none once they are taken out", async () => {
	const { page } = await openPhone(browser);
	await openConsent(
		page,
		`${field.url}/s/citizens#${await newCard("citizens")}`,
	);
	await page.tap(".sensitive input");
	await page.tap("button.primary");
	await page.waitForSelector("nav");
	await hurryThrough(
		page,
		(name, offered) => fixed.citizens?.[name] ?? [offered[0] as number],
		async (name) => {
			if (name !== "text") return;
			const caution = () => page.textContent("main .advice[role=status]");
			const asked: string[] = [];
			page.on("request", (request) =>
				asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
			);
			await page.fill("textarea", "gặp anh Hùng");
			await page.waitForFunction(
				() => document.querySelector("main .advice[role=status]")?.textContent,
			);
			expect(await caution()).toContain("tên người");
			await page.fill("textarea", "gặp cán bộ, gọi 0912 345 678");
			expect(await caution()).toContain("dãy số dài");
			await page.fill("textarea", "gặp cán bộ ba lần");
			expect(await caution()).toBe("");
			expect(asked.filter((one) => !one.startsWith("GET /assets/"))).toEqual(
				[],
			);
		},
	);
});

test("larger letters last for the visit, a reload included, and go with the answers", async () => {
	const { page } = await openPhone(browser);
	const sizeOf = () =>
		page.evaluate(() =>
			Number.parseFloat(
				getComputedStyle(document.querySelector("h1") as Element).fontSize,
			),
		);
	await openConsent(page, `${field.url}/s/citizens`);
	const first = await sizeOf();
	expect(
		await page.evaluate(
			() => getComputedStyle(document.documentElement).fontSize,
		),
	).toBe("18px");
	await page.tap(".larger");
	const second = await sizeOf();
	expect(second).toBeGreaterThan(first * 1.15);
	await page.tap(".larger");
	const third = await sizeOf();
	expect(third).toBeGreaterThan(second * 1.15);
	await page.reload();
	await page.waitForSelector("button.primary:not([disabled])");
	expect(await sizeOf()).toBe(third);
	await page.tap(".larger");
	expect(await sizeOf()).toBe(first);
	await page.tap(".exit");
	await page.getByText("Đã xóa. Có thể đóng trang này.").waitFor();
	expect(
		await page.evaluate(() => sessionStorage.length + localStorage.length),
	).toBe(0);
});

test("a third language is a file: the phone asks in it, from right to left", async () => {
	const own = pseudoLanguage(readLanguages().vi, readDefinitions());
	const other = await openField({ ary: own });
	try {
		const { page } = await openPhone(browser);
		await openConsent(page, `${other.url}/s/citizens`);
		await page.tap('.language a[hreflang="ary"]');
		await page.waitForURL("**lang=ary");
		await page.waitForSelector("button.primary:not([disabled])");
		const code = (await other.invitation("citizens")).split("#")[1] as string;
		expect(await page.getAttribute("html", "dir")).toBe("rtl");
		await page.tap(".sensitive input");
		await page.tap("button.primary");
		await page.waitForSelector("input.code");
		await page.fill("input.code", code);
		await page.tap("nav .primary");
		await page.waitForSelector("fieldset");
		const unmarked: string[] = [];
		const found: string[] = [];
		let screens = 0;
		await tapThrough(
			page,
			(name, offered) => fixed.citizens?.[name] ?? [offered[0] as number],
			async (name) => {
				if (screens++ > 12) throw new Error("enough");
				const texts = await page.evaluate(() =>
					[
						...document.querySelectorAll(
							".part, .exit, h1, .stem, .row span:nth-child(2), .quiet-row span:nth-child(2), nav button",
						),
					].map((one) => one.textContent ?? ""),
				);
				unmarked.push(...texts.filter((text) => !/^\[.*\]$/s.test(text)));
				// What begins a line stands at the right, and what ends it at the left.
				const sides = await page.evaluate(() => {
					const left = (selector: string) =>
						document.querySelector(selector)?.getBoundingClientRect().left ?? 0;
					return [
						left(".part") > left(".exit"),
						left("nav .quiet") > left("nav .primary"),
						left(".row:has(:checked) span:nth-child(2)") >=
							left(".row:has(:checked) .mark"),
					];
				});
				if (sides.includes(false)) found.push(`${name}: ${sides}`);
				if (screens < 3) found.push(...(await faults(page, "ary")));
			},
		).catch((error: Error) => expect(error.message).toBe("enough"));
		expect(screens).toBeGreaterThan(12);
		expect(unmarked).toEqual([]);
		expect(found).toEqual([]);
	} finally {
		await other.close();
	}
});
