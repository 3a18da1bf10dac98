/** The cache of the page, for a phone without a network; `offline.ts` fills it. */
export const cacheName = "phieu";

/** Takes back what makes the page open without a network. It never fails, and never takes long. */
export const forgetPage = (): Promise<unknown> =>
	Promise.race([
		Promise.all([
			"caches" in self && caches.delete(cacheName),
			navigator.serviceWorker
				?.getRegistrations()
				.then((all) => Promise.all(all.map((one) => one.unregister()))),
		]).catch(() => {}),
		new Promise((resolve) => setTimeout(resolve, 1000)),
	]);
