// A chunk of its own, fetched only by the page of a survey with tokens.
import { type App, consentScreen, openApp, type Start } from "./app.tsx";
import type { Rest } from "./parts.ts";
import type { Saved } from "./saved.ts";
import { tokenAccess } from "./token-access.ts";
import { markOf, type TokenPlace } from "./tokens.ts";

/** Opens the page, and checks its card before anybody consents. */
export async function openWithTokens(
	start: Start,
	rest: Rest,
	place: TokenPlace,
	found: Saved,
	code: string | undefined,
	fingerprint: string | undefined,
): Promise<App> {
	const { survey, tokenWords } = rest;
	if (!tokenWords) throw new Error("a form with tokens comes with their words");
	// Without it nothing is hashed here either; the check of the card says so.
	const mark = code && crypto.subtle ? await markOf(code) : undefined;
	const access = tokenAccess(place, rest, tokenWords, {
		fingerprint,
		mark,
	});
	// Another card is another person's.
	const isOthers = mark && found.mark && found.mark !== mark;
	const saved: Saved = isOthers
		? {
				version: survey.version,
				receipt: "",
				draws: { arms: {}, orders: {} },
				answers: {},
				texts: {},
				at: consentScreen,
				code,
			}
		: { ...found };
	if (code && !saved.token && rest.later.isKnown(rest, code))
		Object.assign(saved, { fingerprint, mark });
	const app = openApp({ ...start, screens: [], access }, saved);
	app.arrive(rest);
	access.onChange = () => app.show();
	if (app.saved.code && app.saved.fingerprint)
		access.check({
			code: app.saved.code,
			fingerprint: app.saved.fingerprint,
		});
	return app;
}
