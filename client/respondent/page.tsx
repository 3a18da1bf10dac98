import { hydrate, render } from "preact";
import { readSlipCode } from "../../survey-definitions/slip-code.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { App } from "./app.tsx";
import { load } from "./saved.ts";
import { strings } from "./strings.ts";

const root = document.getElementById("app") as HTMLElement;
const {
	survey: id,
	form,
	lots,
	language,
	address,
} = root.dataset as Record<
	"survey" | "form" | "lots" | "language" | "address",
	string
>;

// The code leaves the address bar at once, before anything else can see it.
const code = readSlipCode(location.hash.slice(1));
if (location.hash)
	history.replaceState(null, "", location.pathname + location.search);

const read = async (address: string) => {
	const reply = await fetch(address);
	if (!reply.ok) throw new Error(String(reply.status));
	return reply.json();
};

async function start() {
	const [survey, levels] = (await Promise.all([read(form), read(lots)])) as [
		Survey<string>,
		Record<string, number>,
	];
	const app = (
		<App survey={survey} language={language} lots={levels} code={code} />
	);
	// A page opened again goes on where it was, which is not what the server drew.
	if (load(id, survey.version)) {
		root.replaceChildren();
		render(app, root);
	} else hydrate(app, root);
}

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
