import type { Asked } from "../../survey-definitions/flow.ts";
import type { Item } from "../../survey-definitions/survey.ts";

/** One question, or one item of a battery, alone on the screen. */
export interface Screen {
	key: string;
	asked: Asked<string>;
	item?: Item<string>;
	/** First screen of its section: the section's introduction stands above it. */
	opensSection: boolean;
	/** First screen of its question: the question's lead stands above it. */
	opensQuestion: boolean;
}

export function screensOf(asked: Asked<string>[]): Screen[] {
	const screens: Screen[] = [];
	let before: Asked<string> | undefined;
	const add = (screen: Pick<Screen, "key" | "asked" | "item">) => {
		screens.push({
			...screen,
			opensSection: screen.asked.section !== before?.section,
			opensQuestion: screen.asked !== before,
		});
		before = screen.asked;
	};
	for (const one of asked)
		if (one.question.kind === "battery")
			for (const item of one.items) add({ key: item.name, asked: one, item });
		else add({ key: one.question.name, asked: one });
	return screens;
}
