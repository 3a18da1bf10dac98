import { render } from "preact";
import { readInvitation } from "../../survey-definitions/slip-code.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { App } from "./app.tsx";
import { strings } from "./strings.ts";
import type { TokenScript } from "./token-script.ts";
import type { TokenPlace } from "./tokens.ts";

const root = document.getElementById("app") as HTMLElement;
const { form, lots, language, address } = root.dataset as Record<
	"form" | "lots" | "language" | "address",
	string
>;
const place =
	root.dataset.tokens && (JSON.parse(root.dataset.tokens) as TokenPlace);

// The code leaves the address bar at once, before anything else can see it.
const { code, fingerprint } = readInvitation(location.hash.slice(1));
if (location.hash)
	history.replaceState(null, "", location.pathname + location.search);

const read = async (address: string) => {
	const reply = await fetch(address);
	if (!reply.ok) throw new Error(String(reply.status));
	return reply.json();
};

async function start() {
	const [survey, levels, tokens] = (await Promise.all([
		read(form),
		read(lots),
		place && import(/* @vite-ignore */ place.script),
	])) as [Survey<string>, Record<string, number>, TokenScript];
	const access =
		place &&
		(await tokens.openAccess(place, survey, language, code, fingerprint));
	const app = (
		<App
			survey={survey}
			language={language}
			lots={levels}
			code={code}
			access={access || undefined}
		/>
	);
	// What was ticked on the server's page stays ticked on this one.
	const box = () => document.querySelector<HTMLInputElement>("#sensitive");
	const ticked = box()?.checked ?? false;
	root.replaceChildren();
	render(app, root);
	const mine = box();
	if (mine) mine.checked = ticked;
}

// Another card in the same tab, and a page that the browser brings back from memory, start from the beginning.
addEventListener("hashchange", () => location.reload());
addEventListener("pageshow", (event) => {
	if (event.persisted) location.reload();
});

function startOrSay() {
	start().catch(() => {
		const words = strings(language, address);
		const again = document.createElement("button");
		again.className = "quiet";
		again.textContent = words.again;
		again.onclick = () => {
			notice.remove();
			startOrSay();
		};
		const notice = document.createElement("p");
		notice.className = "advice";
		notice.setAttribute("role", "alert");
		notice.append(`${words.loadFailed} `, again);
		root.prepend(notice);
	});
}

startOrSay();
