import { readInvitation } from "../../survey-definitions/slip-code.ts";
import { type App, consentScreen, openApp, type Start } from "./app.tsx";
import { forgetPage } from "./leave.ts";
import type { FirstPart, Form, Rest } from "./parts.ts";
import { begun, eraseAll, load } from "./saved.ts";

const root = document.getElementById("app") as HTMLElement;
const holds = document.getElementById("first")?.textContent;

if (holds) open(JSON.parse(holds));
else {
	// The survey is over: nothing that a phone still holds of it can be sent.
	eraseAll(location.pathname.split("/")[2] ?? "");
	void forgetPage();
}

function open(first: FirstPart): void {
	const { survey, words, screen, tokens } = first;
	// The code leaves the address bar at once, before anything else can see it.
	const { code, fingerprint } = readInvitation(location.hash.slice(1));
	if (location.hash)
		history.replaceState(
			history.state,
			"",
			location.pathname + location.search,
		);

	// Another card is another person's: what is held of the one before is not theirs to see.
	const { saved: kept, expired = false } = load(
		survey.id,
		(one) => !code || !one.code || one.code === code,
	);
	const saved = begun(survey.version, kept, code);
	const textOf = (selector: string) =>
		root.querySelector(selector)?.textContent ?? "";
	const start: Start = {
		root,
		consent: {
			text: document.getElementById("text")?.innerHTML ?? "",
			agree: textOf(".consent-actions .primary"),
			decline: textOf(".consent-actions .quiet"),
		},
		words,
		survey,
		sectionCount: first.sectionCount,
		// A form begun in another version waits for that version.
		screens: screen && saved.version === survey.version ? [screen] : [],
		expired,
		access: undefined,
		retry: () => void bringRest(),
	};

	let app: App | undefined;

	async function fetchForm(): Promise<Form> {
		const own = `${first.form.replace(/&hash=.*/, "")}&version=${saved.version}`;
		const reply =
			saved.version === survey.version ? undefined : await fetch(own);
		// Where that version is gone, answers go along by name.
		const form = reply?.ok ? reply : await fetch(first.form);
		if (!form.ok) throw new Error(String(form.status));
		return form.json();
	}

	const fetchRest = () =>
		Promise.all([
			fetchForm(),
			import("./later.ts"),
			tokens && import("./token-script.ts"),
		]);

	let waitMs = 4000;
	let timer: number | undefined;
	let isComing = false;

	async function bringRest(): Promise<void> {
		// What is missing then is the form for the code.
		if (app?.rest) return app.keep({});
		if (isComing) return;
		isComing = true;
		clearTimeout(timer);
		const came = await fetchRest().catch(() => undefined);
		isComing = false;
		if (!came) {
			const waiting = document.getElementById("waiting");
			if (app) app.show({ restFailed: true });
			// The page is still the server's own.
			else if (waiting) waiting.textContent = words.loadFailed;
			timer = window.setTimeout(bringRest, waitMs);
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

	// Whoever reads the consent screen is not kept from the first question by what comes after it; whoever comes back to
	// a question waits for it.
	if (tokens || saved.at !== consentScreen) void bringRest();
	else timer = window.setTimeout(bringRest, 600);
	// With tokens, card and questionnaire are checked before anything else.
	if (!tokens) app = openApp(start, saved);
}
