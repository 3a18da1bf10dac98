import { say } from "../../survey-definitions/languages.ts";
import type { WholeApp } from "./app.tsx";
import { keptUntil } from "./saved.ts";

/** Where the answers are, and when they go. */
export function placeText({ where, saved, rest }: WholeApp): string {
	const { words, language } = rest;
	const { keeping } = saved;
	if (where === "phone")
		return say(words.placePhone, {
			until: keptUntil().toLocaleDateString(language),
		});
	if (where === "page") return words.placePage;
	if (keeping === "shared") return words.placeShared;
	return `${keeping === "phone" ? `${words.placeTaken} ` : ""}${words.placeTab}`;
}

/** For somebody who cannot send just now. */
export const KeepHere = ({ app }: { app: WholeApp }) => (
	<button
		class="quiet"
		type="button"
		onClick={() => app.keep({ keeping: "phone" })}
	>
		{app.rest.words.keepHere}
	</button>
);
