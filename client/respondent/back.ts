import { type App, consentScreen } from "./app.tsx";

/** Follows the phone's own "back". */
export function watchBack(app: App): void {
	addEventListener("popstate", ({ state }) => {
		const steps = app.place - Number(state ?? 0);
		app.place -= steps;
		const { saved, screens } = app;
		// Another card in the address: the page begins anew.
		if (location.hash || steps <= 0 || saved.sent) return;
		if (app.ending || saved.at === consentScreen)
			return history.go(-app.place - 1);
		const at = screens.findIndex(({ key }) => key === saved.at);
		const before = screens[at < 0 ? screens.length - 1 : at - 1];
		app.go(before?.key ?? consentScreen);
	});
}
