import { readInvitation } from "../../survey-definitions/slip-code.ts";
import { type App, consentScreen, openApp, type Start } from "./app.tsx";
import type { FirstPart, Form, Rest } from "./parts.ts";
import { load, type Saved } from "./saved.ts";

const element = (id: string) => document.getElementById(id) as HTMLElement;
const root = element("app");
const first = JSON.parse(element("first").textContent ?? "") as FirstPart;
const { survey, words, screen, tokens } = first;

// The code leaves the address bar at once, before anything else can see it.
const { code, fingerprint } = readInvitation(location.hash.slice(1));
if (location.hash)
	history.replaceState(null, "", location.pathname + location.search);

const textOf = (selector: string) =>
	root.querySelector(selector)?.textContent ?? "";

const start: Start = {
	root,
	consent: {
		text: element("text").innerHTML,
		sensitive: textOf(".sensitive span"),
		agree: textOf(".consent-actions .primary"),
		decline: textOf(".consent-actions .quiet"),
	},
	words,
	survey,
	sectionCount: first.sectionCount,
	screens: screen ? [screen] : [],
	access: undefined,
	retry: () => void bringRest(),
};

// Another card is another person's: what the tab still holds of the one before is not theirs to see.
const found = load(survey.id);
const kept = code && found?.code && found.code !== code ? undefined : found;
const saved: Saved = {
	version: survey.version,
	receipt: "",
	draws: { arms: {}, orders: {} },
	answers: {},
	texts: {},
	at: consentScreen,
	...kept,
	// Once there is a token, the code is good for nothing and stays away.
	...(code && !kept?.token ? { code } : {}),
};
const isSameVersion = saved.version === survey.version;
if (!isSameVersion) start.screens = [];

// With tokens, card and questionnaire are checked before anything else.
let app: App | undefined = tokens ? undefined : openApp(start, saved);

async function fetchForm(): Promise<Form> {
	const { pathname, search } = new URL(first.form, location.href);
	const asked = new URLSearchParams(search);
	asked.set("version", String(saved.version));
	asked.delete("hash");
	const own = isSameVersion ? undefined : await fetch(`${pathname}?${asked}`);
	const reply = own?.ok ? own : await fetch(first.form);
	if (!reply.ok) throw new Error(String(reply.status));
	return reply.json();
}

const fetchRest = () =>
	Promise.all([
		fetchForm(),
		import("./later.ts"),
		tokens && import("./token-script.ts"),
	]);

let waitMs = 4000;

async function bringRest(): Promise<void> {
	const came = await fetchRest().catch(() => undefined);
	if (app?.rest) return;
	if (!came) {
		if (app) app.show({ restFailed: true });
		// The page is still the server's own.
		else element("waiting").textContent = words.loadFailed;
		setTimeout(bringRest, waitMs);
		waitMs = Math.min(waitMs * 2, 60_000);
		return;
	}
	const [form, later, tokenScript] = came;
	const rest: Rest = { ...form, later };
	if (tokens && tokenScript)
		app = await tokenScript.openWithTokens(
			start,
			rest,
			tokens,
			saved,
			code,
			fingerprint,
		);
	else app?.arrive(rest);
}

// Another card in the same tab, and a page that the browser brings back from memory, start from the beginning.
addEventListener("hashchange", () => location.reload());
addEventListener("pageshow", (event) => {
	if (event.persisted) location.reload();
});

void bringRest();
