import { type App, codeScreen } from "./app.tsx";
import { Consent } from "./consent.tsx";
import { Waiting } from "./view.tsx";

export function ConsentScreen({ app }: { app: App }) {
	const { access, words, isReady } = app;
	return (
		<Consent
			words={app.consent}
			note={access?.words.lost}
			waiting={!isReady || access?.isBusy === true}
			onAgree={(ticked) => agree(app, ticked)}
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

function agree(app: App, ticked: boolean) {
	if (!ticked) return app.show({ warn: true });
	const { access, saved, screens } = app;
	const first = screens[0];
	if (!first) return app.withRest(() => agree(app, ticked));
	const { code, fingerprint } = saved;
	if (access && !saved.token && code && fingerprint)
		access.enter(app, { code, fingerprint }, first.key);
	else app.go(saved.token || (code && !access) ? first.key : codeScreen);
}
