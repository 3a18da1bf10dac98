import type { Browser, BrowserContext } from "playwright-core";
import { issueSlips } from "../../server/actions/issue-slips.ts";
import type { ServerContext } from "../../server/context.ts";
import { invitationAddress } from "../../server/invitation-address.ts";
import type { Answers } from "../../survey-definitions/response.ts";
import { allOf } from "./all-of.ts";

/** What happened to phones, and what the database has of it. */
export interface Luck {
	sent: number;
	/** Forms that people sent and nobody has. */
	lost: number;
	/** Forms that nobody sent, or that are there twice. */
	surplus: number;
	dropped: number;
	lostReplies: number;
	killed: number;
}

/**
 * Respondents in a real browser who answer while connections drop, replies are lost and pages are killed. Each taps what
 * chance says, and what was tapped is held against what the database has. `random` decides everything.
 */
export async function answerOnUnluckyPhones(
	browser: Browser,
	context: ServerContext,
	survey: string,
	count: number,
	random: () => number,
	step = () => {},
): Promise<Luck> {
	const lots = await context.store.lots(survey);
	const before = (await allOf(context.store.responses(survey))).length;
	const codes = (
		await issueSlips(
			context,
			lots.map(({ id }, at) => ({
				id,
				invited: Math.floor((count + at) / lots.length),
			})),
		)
	).flatMap((issued) => issued.codes);
	const luck: Luck = {
		sent: 0,
		lost: 0,
		surplus: 0,
		dropped: 0,
		lostReplies: 0,
		killed: 0,
	};
	const given: string[] = [];
	for (const code of codes) {
		const phone = await browser.newContext({
			viewport: { width: 360, height: 640 },
			hasTouch: true,
			isMobile: true,
		});
		const address = invitationAddress(context.publicUrl, survey, code);
		const answers = await answerOnOne(phone, address, random, luck);
		given.push(asText(answers));
		luck.sent++;
		await phone.close();
		step();
	}
	const stored = (await allOf(context.store.responses(survey))).map(
		({ body }) => {
			const { CB_Q0, CB_Q0b, ND_Q0, ND_Q0b, ...answers } = body.answers;
			return asText(answers);
		},
	);
	luck.lost = less(given, stored).length;
	luck.surplus = less(stored, given).length - before;
	return luck;
}

const asText = (answers: Answers) =>
	JSON.stringify(
		Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1)),
	);

/** What the first list has more often than the second. */
function less(list: string[], other: string[]): string[] {
	const rest = [...other];
	return list.filter((one) => {
		const at = rest.indexOf(one);
		if (at >= 0) rest.splice(at, 1);
		return at < 0;
	});
}

async function answerOnOne(
	phone: BrowserContext,
	address: string,
	random: () => number,
	luck: Luck,
): Promise<Answers> {
	// What the network does with the next tries to send; after them it works.
	const fates = Array.from({ length: Math.floor(random() * 4) }, () =>
		random() < 0.5 ? "dropped" : "lost reply",
	);
	await phone.route("**/responses", async (route) => {
		const fate = fates.shift();
		if (fate === "dropped") {
			luck.dropped++;
			return route.abort();
		}
		if (!fate) return route.continue();
		luck.lostReplies++;
		await route.fetch();
		await route.abort();
	});
	const isKept = random() < 0.5;
	let page = await phone.newPage();
	await page.goto(address);
	await page.waitForSelector("button.primary:not([disabled])");
	if (isKept) {
		await page.click("#keeping");
		await page.click('[name="keeping"][value="phone"]');
	}
	await page.click("#sensitive");
	await page.click("button.primary");

	/** Only where the phone keeps the answers a page may be killed for good. */
	const kill = async () => {
		luck.killed++;
		if (!isKept) return page.reload();
		await page.close();
		page = await phone.newPage();
		return page.goto(address);
	};
	const answers: Answers = {};
	for (let ready = false; !ready; ) {
		await page.waitForSelector("nav .primary");
		const screens = random() < 0.3 ? Math.ceil(random() * 20) : 200;
		const seed = Math.floor(random() * 2 ** 31);
		const tapped = await page.evaluate(tapOn, [screens, seed] as const);
		Object.assign(answers, tapped.answers);
		ready = tapped.ready;
		if (!ready) await kill();
	}
	for (;;) {
		const isOpen = await page
			.waitForSelector(
				"nav .primary, .ending, .consent .primary:not([disabled])",
			)
			.then((one) => one.evaluate((it) => it.matches("nav .primary")));
		// At the end, or at the beginning again, where a page was killed between the reply and the last screen.
		if (!isOpen) return answers;
		// A page that was killed goes on by itself; a tap beside it must do no harm.
		await page
			.click("nav .primary:not([disabled])", { timeout: 500 })
			.catch(() => {});
		if (random() < 0.3) await kill();
		else await page.waitForTimeout(50);
	}
}

/** Runs in the page: taps through some screens, and says what was tapped. It knows nothing of the engine. */
export async function tapOn([screens, seed]: readonly [number, number]) {
	let state = seed;
	const chance = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
	const answers: Record<string, number | number[]> = {};
	const frame = () => new Promise((resolve) => setTimeout(resolve));
	for (let screen = 0; screen < screens; screen++) {
		const before = document.querySelector("main");
		if (document.querySelector(".state")) return { answers, ready: true };
		const inputs = [
			...document.querySelectorAll<HTMLInputElement>(
				"input[type=radio], input[type=checkbox]",
			),
		];
		const name = inputs[0]?.name ?? "";
		// One choice of many, so that no ranking follows; and nobody is screened out.
		const isMany = inputs.some(({ type }) => type === "checkbox");
		const isEligible = /_S\d$/.test(name);
		const first = name === "ND_S2" ? 2 : 0;
		const at = isEligible ? first : Math.floor(chance() * inputs.length);
		const input = inputs[at];
		if (!(isMany && inputs.some(({ checked }) => checked))) input?.click();
		await frame();
		const chosen = [
			...document.querySelectorAll<HTMLInputElement>("input:checked"),
		].map(({ value }) => Number(value));
		if (input) answers[name] = isMany ? chosen : (chosen[0] as number);
		document.querySelector<HTMLElement>("nav .primary")?.click();
		for (let wait = 0; wait < 200; wait++) {
			await frame();
			if (document.querySelector("main") !== before) break;
			if (document.querySelector(".state")) break;
		}
	}
	return { answers, ready: false };
}
