import type { App } from "./app.tsx";
import { cacheName, forgetPage } from "./leave.ts";

/**
 * Makes the page open again without a network, with what has been fetched already and nothing else. False where the
 * browser has no service workers, as in private windows and inside other apps; on a shared phone nothing is left lying.
 */
export async function keepPage(app: App): Promise<void> {
	if (app.isOfflineReady || app.saved.keeping === "shared") return;
	try {
		const { href, pathname } = location;
		await navigator.serviceWorker.register("/sw.js", { scope: pathname });
		const cache = await caches.open(cacheName);
		const fetched = performance
			.getEntriesByType("resource")
			.map(({ name }) => name)
			.filter((name) => /\/assets\/|(form|offer).json/.test(name));
		await Promise.all(
			[href, ...fetched].map(async (address) => {
				const reply = await fetch(address, { cache: "force-cache" });
				// Of the page, an address without a card's code.
				if (reply.ok) await cache.put(reply.url, reply);
			}),
		);
		app.isOfflineReady = true;
	} catch {}
	// Whoever has left meanwhile leaves nothing behind.
	if (app.ending) await forgetPage();
}
