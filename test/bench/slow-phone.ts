import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";

/** A cheap Android on a weak link: 400 kbit/s, a round trip of 400 ms, a processor six times slower. */
const link = {
	offline: false,
	latency: 400,
	downloadThroughput: 50_000,
	uploadThroughput: 50_000,
};
const slowdown = 6;

interface Fetched {
	url: string;
	type: string;
	/** On the wire, headers included. */
	bytes: number;
	/** Of the body that the phone sent. */
	sent: number;
	encoding: string;
}

export interface SlowPhone {
	page: Page;
	cdp: CDPSession;
	fetched: Fetched[];
	close(): Promise<void>;
}

/** Everything cold; the page stamps when it first shows each of the selectors. */
export async function openSlowPhone(
	browser: Browser,
	selectors: string[],
): Promise<SlowPhone> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		locale: "vi-VN",
	});
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send("Network.enable");
	await cdp.send("Performance.enable");
	await cdp.send("Network.emulateNetworkConditions", link);
	await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
	await page.addInitScript(watchFrames, selectors);
	const byId = new Map<string, Fetched>();
	const fetched: Fetched[] = [];
	cdp.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
		if (request.url.startsWith("data:")) return;
		const one: Fetched = {
			url: request.url,
			type: type ?? "",
			bytes: 0,
			sent: request.postData?.length ?? 0,
			encoding: "",
		};
		byId.set(requestId, one);
		fetched.push(one);
	});
	cdp.on("Network.responseReceived", ({ requestId, response }) => {
		const one = byId.get(requestId);
		if (!one) return;
		one.encoding = response.headers["content-encoding"] ?? "";
		// Nothing of it comes over the network.
		if (response.fromDiskCache || response.fromServiceWorker)
			byId.delete(requestId);
	});
	cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
		const one = byId.get(requestId);
		if (one) one.bytes = encodedDataLength;
	});
	return { page, cdp, fetched, close: () => context.close() };
}

/** Back to a network without limits, while something else than waiting is measured. */
export const onFastNetwork = (phone: SlowPhone, offline = false) =>
	phone.cdp.send("Network.emulateNetworkConditions", {
		offline,
		latency: 0,
		downloadThroughput: -1,
		uploadThroughput: -1,
	});

/**
 * Runs in the page: stamps the first frame in which each selector is on the screen, and how long the click of every tap
 * on an answer took, which is the longest of a tap's events. It looks only until it has seen them all: looking takes of
 * the time that is measured.
 */
function watchFrames(selectors: string[]) {
	const seen: Record<string, number> = {};
	const taps: Record<number, number> = {};
	Object.assign(window, { seen, taps });
	let wanted = selectors;
	const look = () => {
		wanted = wanted.filter((selector) => {
			const box = document.querySelector(selector)?.getBoundingClientRect();
			if (!box || box.width === 0 || box.height === 0) return true;
			requestAnimationFrame(() => {
				seen[selector] = performance.now();
			});
			return false;
		});
		if (wanted.length > 0) requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
	new PerformanceObserver((list) => {
		for (const one of list.getEntries() as PerformanceEventTiming[]) {
			const { name, target, duration, interactionId: tap } = one;
			const on = target instanceof Element ? target : undefined;
			if (name === "click" && on?.closest(".row, .number, .quiet-row"))
				taps[tap] = Math.max(taps[tap] ?? 0, duration);
		}
	}).observe({
		type: "event",
		durationThreshold: 16,
	} as PerformanceObserverInit);
}

/** Waits until half of the machine is idle, or a minute has passed, and says how much is. */
export async function quietMachine(): Promise<number> {
	for (let wait = 0; ; wait++) {
		const before = os.cpus();
		await sleep(1000);
		let idle = 0;
		let all = 0;
		for (const [at, { times }] of os.cpus().entries()) {
			const was = before[at]?.times;
			if (!was) continue;
			idle += times.idle - was.idle;
			for (const name of ["user", "nice", "sys", "idle", "irq"] as const)
				all += times[name] - was[name];
		}
		const share = idle / all;
		if (share >= 0.75 || wait >= 60) return share;
	}
}
