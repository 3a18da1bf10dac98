import { hydrate, render } from "preact";
import type { Answers, Problem } from "../../survey-definitions/response.ts";
import type { CodeForm } from "./code-form.tsx";
import type { ConsentWords } from "./consent.tsx";
import { forgetPage } from "./leave.ts";
import type { Ahead } from "./look-ahead.ts";
import type { FirstPart, Rest } from "./parts.ts";
import { beginToKeep, erase, type Place, type Saved, save } from "./saved.ts";
import type { Screen } from "./screens.ts";
import type { TokenAccess } from "./token-access.tsx";
import { view } from "./view.tsx";

/** How it ended: `told` by the survey's own words, or by those of the page. */
export type Ending =
	| "sent"
	| "declined"
	| "screened"
	| "exited"
	| "closed"
	| "expired"
	/** This form, kept on the phone, is open in another tab. */
	| "elsewhere"
	| "endedElsewhere";

export const consentScreen = "consent";
export const codeScreen = "code";
export const sendScreen = "send";

/** What the page is opened with. */
export interface Start
	extends Pick<FirstPart, "survey" | "sectionCount" | "words"> {
	root: HTMLElement;
	consent: ConsentWords;
	/** The first one alone until the rest has come. */
	screens: Screen[];
	/** What was saved had outlived its time. */
	expired: boolean;
	/** In a survey with tokens alone. */
	access: TokenAccess | undefined;
	/** Asks for the rest once more. */
	retry: () => void;
}

/** The open page: what every screen reads, and the moves between screens. */
export interface App extends Start {
	/** False while the page is the server's own. */
	isReady: boolean;
	saved: Saved;
	where: Place | undefined;
	/** Loading the page anew needs no network. */
	isOfflineReady: boolean;
	/** To what is asked; those to questions no longer relevant are left out. */
	answers: Answers;
	rest: Rest | undefined;
	ahead: Ahead | undefined;
	/** Fetched by those who type their code. */
	codeForm: typeof CodeForm | undefined;
	/** What somebody would do if the rest were there. */
	whenRest: ((app: WholeApp) => void) | undefined;
	restFailed: boolean;
	advice: string;
	/** Somebody tapped "agree" without ticking the box. */
	warn: boolean;
	/** The last tap would have chosen more than may be. */
	tooMany: boolean;
	problems: Problem[];
	sending: boolean;
	/** The network broke off before the server had answered: the form may be there. */
	isUnsure: boolean;
	/** In the open page alone, never saved or sent: only the band that they make leaves the phone. */
	timesMs: number[];
	/**
	 * How many taps have led on to here: the phone's own "back" leads to the screen before, and not out of the survey. It
	 * is all that the browser's history has of a screen, because names of questions would tell answers.
	 */
	place: number;
	ending: Ending | undefined;
	/** Changes the page and draws it. */
	show(change?: Partial<App>): void;
	/** Changes what is saved, and draws the page. */
	keep(change: Partial<Saved>): void;
	go(at: string): void;
	/** The same, by a tap that leads on. */
	goForward(to: string): void;
	/** To the screen after this one. */
	goOn(from: Screen): void;
	/** The same once the tick has been seen. */
	goOnSoon(from: Screen): void;
	/** Does it now, or as soon as the rest has come. */
	withRest(act: (app: WholeApp) => void): void;
	/** The rest has come. */
	arrive(rest: Rest): void;
	/** Erases everything. */
	end(how: Ending): void;
	/** Erases everything, and leaves for a page that says nothing. */
	exit(): Promise<void>;
}

/** The page once the rest has come. */
export type WholeApp = App & { rest: Rest; ahead: Ahead };

export const isWhole = (app: App): app is WholeApp => app.ahead !== undefined;

const tickMs = 350;

export function openApp(start: Start, saved: Saved): App {
	const { root, survey } = start;
	let timer: number | undefined;
	let shown: string | undefined;
	let shownAtMs = 0;

	const app: App = {
		...start,
		isReady: true,
		saved,
		where: undefined,
		isOfflineReady: false,
		answers: saved.answers,
		rest: undefined,
		ahead: undefined,
		codeForm: undefined,
		whenRest: undefined,
		restFailed: false,
		advice: "",
		warn: false,
		tooMany: false,
		problems: [],
		sending: false,
		isUnsure: false,
		timesMs: [],
		place: Number(history.state ?? 0),
		ending: undefined,
		show(change) {
			Object.assign(app, change);
			const at = app.ending ?? app.saved.at;
			document.documentElement.dataset.size = `${app.saved.size ?? 0}`;
			const isFirst = shown === undefined;
			// The server has drawn the consent screen already: what was ticked and opened on it stays so.
			// The way on without scripts is for those who have none.
			if (isFirst)
				for (const own of root.querySelectorAll("noscript, .plain-link"))
					own.remove();
			if (isFirst && at === consentScreen)
				hydrate(view({ ...app, isReady: false }), root);
			else if (isFirst) root.replaceChildren();
			render(view(app), root);
			if (at === shown) return;
			shown = at;
			shownAtMs = performance.now();
			document
				.querySelector<HTMLInputElement>(
					`[name=keeping][value=${app.saved.keeping}]`,
				)
				?.click();
			if (isFirst && at === consentScreen) return;
			scrollTo(0, 0);
			document.getElementById("question")?.focus({ preventScroll: true });
		},
		keep(change) {
			clearTimeout(timer);
			if (app.ending) return;
			if (change.keeping) beginToKeep();
			app.saved = { ...app.saved, ...change };
			const before = app.where;
			app.where = save(survey.id, app.saved);
			// Going on changes nothing that was answered.
			if (!change.at) {
				app.answers = app.saved.answers;
				if (app.rest)
					Object.assign(app, app.rest.later.lookAhead(app.rest, app.saved));
			}
			app.tooMany = false;
			// What was promised of the answers no longer holds.
			if (before && before !== app.where)
				app.withRest((whole) => {
					app.advice = whole.rest.later.placeText(whole);
				});
			if (app.saved.at === codeScreen && !app.codeForm) fetchCodeForm();
			app.show();
		},
		go(at) {
			if (app.answers[app.saved.at] !== undefined)
				app.timesMs.push(performance.now() - shownAtMs);
			app.advice = "";
			app.warn = false;
			app.keep({ at });
		},
		goForward(to) {
			app.go(to);
			history.pushState(++app.place, "");
			void app.rest?.later.keepPage(app);
		},
		goOn(from) {
			app.withRest(({ screens }) => {
				const at = screens.findIndex(({ key }) => key === from.key);
				app.goForward(screens[at + 1]?.key ?? sendScreen);
			});
		},
		goOnSoon(from) {
			timer = window.setTimeout(() => app.goOn(from), tickMs);
		},
		withRest(act) {
			if (isWhole(app)) act(app);
			else {
				app.show({ whenRest: act });
				app.retry();
			}
		},
		arrive(rest) {
			const { whenRest } = app;
			Object.assign(app, { rest, survey: rest.survey, whenRest: undefined });
			app.keep(rest.later.complete(rest, app.saved));
			const { code, at } = app.saved;
			const unknown = code && !rest.later.isKnown(rest, code);
			if (unknown) {
				app.keep({
					code: undefined,
					at: at === consentScreen ? at : codeScreen,
				});
				app.show({ advice: rest.words.codeUnknown });
			} else if (whenRest) app.withRest(whenRest);
			else if (app.expired) app.show({ advice: rest.words.expiredKept });
			app.withRest(rest.later.settle);
		},
		end(how) {
			clearTimeout(timer);
			app.show({ ending: how });
			void clear();
		},
		async exit() {
			app.end("exited");
			document.title = "";
			const away = `/xong?lang=${document.documentElement.lang}`;
			history.replaceState(null, "", away);
			await clear();
			if (navigator.onLine) location.replace(away);
		},
	};
	const fetchCodeForm = () =>
		import("./code-form.tsx").then(
			({ CodeForm: codeForm }) => app.show({ codeForm, restFailed: false }),
			() => app.show({ restFailed: true }),
		);
	/** What somebody else keeps on this phone stays, and opens without a network. */
	const clear = async () => erase(survey.id, app.saved) || (await forgetPage());

	app.show();
	return app;
}
