import { consentScreen, type WholeApp } from "./app.tsx";
import { watchBack } from "./back.ts";
import { keepPage } from "./offline.ts";
import { sharedMs } from "./saved.ts";
import { submit } from "./submit.ts";

/** What the page watches from the moment that the rest has come. */
export function settle(app: WholeApp): void {
	watchBack(app);
	watchOtherTabs(app);
	watchSharedPhone(app);
	if (app.saved.at !== consentScreen) void keepPage(app);
	if (app.saved.sent) void submit(app);
}

/** Of two tabs with the same form kept on the phone, the one opened last goes on. */
function watchOtherTabs(app: WholeApp): void {
	addEventListener("storage", ({ storageArea, newValue }) => {
		const goesOn = !app.ending || app.ending === "elsewhere";
		if (storageArea === localStorage && app.where === "phone" && goesOn)
			app.show({ ending: newValue ? "elsewhere" : "endedElsewhere" });
	});
}

function watchSharedPhone(app: WholeApp): void {
	let timer: number | undefined;
	let touchedAt = 0;
	const end = () => {
		if (app.saved.keeping === "shared" && !app.ending) app.end("expired");
	};
	const touch = () => {
		touchedAt = Date.now();
		clearTimeout(timer);
		timer = window.setTimeout(end, sharedMs);
	};
	touch();
	addEventListener("pointerdown", touch);
	addEventListener("keydown", touch);
	// A phone that slept has stopped the timer.
	addEventListener("visibilitychange", () => {
		if (Date.now() - touchedAt >= sharedMs) end();
	});
}
