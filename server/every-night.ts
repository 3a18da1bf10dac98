import { sentenceOf } from "./sentence-of.ts";

/** Few people answer at this hour. */
const hour = 3;
const againMs = 3_600_000;

/** Does work every night, by the clock of this machine; what failed is tried again after an hour. */
export function everyNight(now: () => number, work: () => Promise<unknown>) {
	let timer: NodeJS.Timeout;
	const workIn = (ms: number) => {
		timer = setTimeout(run, ms).unref();
	};
	const run = async () => {
		try {
			await work();
			workIn(untilNight(now()));
		} catch (error) {
			console.error(`The nightly sealing failed: ${sentenceOf(error)}`);
			workIn(againMs);
		}
	};
	workIn(untilNight(now()));
	return { stop: () => clearTimeout(timer) };
}

function untilNight(nowMs: number): number {
	const night = new Date(nowMs);
	night.setHours(hour, 0, 0, 0);
	if (night.getTime() <= nowMs) night.setDate(night.getDate() + 1);
	return night.getTime() - nowMs;
}
