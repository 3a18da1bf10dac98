import { useEffect, useState } from "preact/hooks";
import { type Address, addressOf } from "./address.ts";

const current = () => addressOf(new URL(window.location.href));
const moved = "lang-nghe-moved";

export function go(href: string, { replace = false } = {}): void {
	if (replace) history.replaceState(null, "", href);
	else history.pushState(null, "", href);
	window.dispatchEvent(new Event(moved));
}

/** The address of the page, kept up with the back button and with plain links inside the console. */
export function useAddress(): Address {
	const [address, setAddress] = useState(current);
	useEffect(() => {
		const update = () => setAddress(current());
		window.addEventListener("popstate", update);
		window.addEventListener(moved, update);
		document.addEventListener("click", followInside);
		return () => {
			window.removeEventListener("popstate", update);
			window.removeEventListener(moved, update);
			document.removeEventListener("click", followInside);
		};
	}, []);
	return address;
}

/** Links stay links: only a plain click on one of the console's own pages is taken over. */
function followInside(event: MouseEvent): void {
	const link =
		event.target instanceof Element ? event.target.closest("a") : null;
	if (
		!link ||
		event.defaultPrevented ||
		event.button !== 0 ||
		event.metaKey ||
		event.ctrlKey ||
		event.shiftKey ||
		event.altKey ||
		link.target !== "" ||
		link.hasAttribute("download") ||
		link.origin !== window.location.origin ||
		!/^\/staff(\/|$)/.test(link.pathname) ||
		link.pathname.startsWith("/staff/api/") ||
		link.hash !== ""
	)
		return;
	event.preventDefault();
	go(link.href);
}
