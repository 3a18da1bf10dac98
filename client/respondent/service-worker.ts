// Built alone, and served at /sw.js. It opens the page of a survey where there is no network; the page fills the cache.
interface Fetched extends Event {
	request: Request;
	respondWith(reply: Promise<Response>): void;
}

const patienceMs = 4000;

addEventListener("install", () => {
	void (self as unknown as { skipWaiting(): void }).skipWaiting();
});

addEventListener("fetch", (event) => {
	const { request } = event as Fetched;
	if (request.method === "GET") (event as Fetched).respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
	const isPage = request.mode === "navigate";
	// Another language of a page that is kept is better than none.
	const kept = await caches.match(request, {
		ignoreSearch: isPage,
		ignoreVary: true,
	});
	if (!kept) return fetch(request);
	// Addresses of all else tell their content.
	if (!isPage) return kept;
	return new Promise((resolve) => {
		setTimeout(() => resolve(kept), patienceMs);
		fetch(request).then(
			(fresh) => resolve(fresh.status < 500 ? fresh : kept),
			() => resolve(kept),
		);
	});
}
