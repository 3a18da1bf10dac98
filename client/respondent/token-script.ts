// A chunk of its own, fetched only by the page of a survey with tokens.
import { type App, openApp, type Start } from "./app.tsx";
import type { Rest } from "./parts.ts";
import { begun, load } from "./saved.ts";
import { tokenAccess } from "./token-access.tsx";
import { markOf, type TokenPlace } from "./tokens.ts";

/** Opens the page, and checks its card before anybody consents. */
export async function openWithTokens(
	start: Start,
	rest: Rest,
	place: TokenPlace,
	code: string | undefined,
	fingerprint: string | undefined,
): Promise<App> {
	const { survey, tokenWords } = rest;
	if (!tokenWords) throw new Error("a form with tokens comes with their words");
	// Without it nothing is hashed here either; the check of the card says so.
	const mark = code && crypto.subtle ? await markOf(code) : undefined;
	const access = tokenAccess(place, rest, tokenWords, { fingerprint, mark });
	// Another card is another person's.
	const { saved: kept } = load(
		survey.id,
		(one) => !mark || !one.mark || one.mark === mark,
	);
	const saved = begun(survey.version, kept, code);
	if (code && !saved.token && rest.later.isKnown(rest, code))
		Object.assign(saved, { fingerprint, mark });
	const app = openApp({ ...start, screens: [], access }, saved);
	app.arrive(rest);
	access.onChange = () => app.show();
	const { saved: card } = app;
	if (card.code && card.fingerprint)
		access.check({ code: card.code, fingerprint: card.fingerprint });
	return app;
}
