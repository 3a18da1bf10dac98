import type { Page } from "playwright-core";
import type { Answers } from "../../survey-definitions/response.ts";
import { clickCode, readScreen, tapCode } from "./field.ts";

export interface Tapped {
	answers: Answers;
	/** Names of single questions and items in the order in which they stood on the screen. */
	screens: string[];
	overflowing: string[];
	text?: string;
}

type Choice = (name: string, offered: number[]) => number[] | undefined;

/**
 * Taps through a questionnaire to the last screen and writes down what was tapped; knows nothing of the engine. Somebody
 * in a hurry needs no fingers, and does not wait for a battery to move on by itself.
 */
export async function tapThrough(
	page: Page,
	choose: Choice,
	/** Called on each screen once it has been answered. */
	look = nobodyLooks,
	pace: "calm" | "hurried" = "calm",
): Promise<Tapped> {
	const calm = pace === "calm";
	const choosing = calm ? tapCode : clickCode;
	const tapped: Tapped = { answers: {}, screens: [], overflowing: [] };
	for (let screens = 0; screens < 250; screens++) {
		const screen = await readScreen(page);
		if (screen.isSending) return tapped;
		const before = screen.title;
		if (screen.overflow > 0) tapped.overflowing.push(before);
		if (screen.isText) {
			tapped.text = "Xin đơn giản hóa thủ tục.";
			await page.fill("textarea", tapped.text);
		}
		tapped.screens.push(screen.name);
		const codes = screen.name ? choose(screen.name, screen.offered) : undefined;
		for (const code of codes ?? []) await choosing(page, screen.name, code);
		if (codes && screen.isRanking)
			for (const [place, code] of codes.entries())
				tapped.answers[`${screen.name}_${place + 1}`] = code;
		else if (codes)
			tapped.answers[screen.name] = screen.many ? codes : (codes[0] as number);
		await look(screen.name || "text");
		if (calm && (!screen.isItem || !codes)) await page.tap(onward);
		else if (!calm)
			await page.$eval(onward, (one) => (one as HTMLElement).click());
		await page.waitForFunction(
			([title, name]) =>
				document.querySelector("h1")?.textContent !== title ||
				document.querySelector("input")?.name !== name,
			[before, screen.name] as const,
		);
	}
	throw new Error("the questionnaire does not end");
}

const onward = "nav .primary";

const nobodyLooks = async (_name: string) => {};

/** Answers that differ from question to question: substantive ones, don't know, refused and blanks among them. */
export function varied(fixed: Record<string, number[]> = {}): Choice {
	let asked = 0;
	return (name, offered) => {
		const given = fixed[name];
		if (given) return given;
		asked++;
		if (asked % 17 === 0) return undefined;
		if (asked % 11 === 0) return [98];
		if (asked % 13 === 0) return [99];
		const own = offered.filter((code) => code < 97);
		return [own[asked % own.length] as number];
	};
}

/** The same in a hurry, for what comes after the questionnaire. */
export const hurryThrough = (page: Page, choose: Choice, look = nobodyLooks) =>
	tapThrough(page, choose, look, "hurried");
