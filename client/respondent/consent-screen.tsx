import { type App, codeScreen } from "./app.tsx";
import { Consent } from "./consent.tsx";
import type { Keeping } from "./saved.ts";
import { Waiting } from "./view.tsx";

export function ConsentScreen({ app }: { app: App }) {
	const { access, words, isReady } = app;
	return (
		<Consent
			words={app.consent}
			waiting={!isReady || access?.isBusy === true}
			onAgree={() => agree(app)}
			onDecline={() =>
				app.withRest((whole) => whole.rest.later.endWithout(whole, "declined"))
			}
		>
			{isReady && !app.whenRest ? (
				<p class="advice" role="alert">
					{access?.state || (app.warn ? words.tickFirst : app.advice)}
				</p>
			) : (
				<Waiting app={app} />
			)}
		</Consent>
	);
}

const chosen = (selector: string) =>
	document.querySelector<HTMLInputElement>(`${selector}:checked`);

function agree(app: App) {
	if (!chosen("#sensitive")) return app.show({ warn: true });
	const { access, saved, screens } = app;
	const first = screens[0];
	if (!first) return app.withRest(() => agree(app));
	const { code, fingerprint } = saved;
	app.keep({ keeping: chosen("[name=keeping]")?.value as Keeping | undefined });
	if (access && !saved.token && code && fingerprint)
		access.enter(app, { code, fingerprint }, first.key);
	else app.goForward(saved.token || (code && !access) ? first.key : codeScreen);
}
