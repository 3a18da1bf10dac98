import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everyNight } from "../../server/every-night.ts";

beforeEach(() => {
	vi.useFakeTimers();
	vi.setSystemTime(new Date(2026, 10, 1, 14, 30));
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

test("the work is done at three at night, every night, until it is stopped", async () => {
	const nights: string[] = [];
	const { stop } = everyNight(Date.now, async () => {
		const now = new Date();
		nights.push(`${now.getDate()} ${now.getHours()}:${now.getMinutes()}`);
	});
	await vi.advanceTimersByTimeAsync(3 * 86_400_000);
	expect(nights).toEqual(["2 3:0", "3 3:0", "4 3:0"]);
	stop();
	await vi.advanceTimersByTimeAsync(3 * 86_400_000);
	expect(nights).toHaveLength(3);
});

test("what failed is said and tried again after an hour", async () => {
	const said = vi.spyOn(console, "error").mockImplementation(() => {});
	const hours: number[] = [];
	const { stop } = everyNight(Date.now, async () => {
		hours.push(new Date().getHours());
		if (hours.length === 1) throw new Error("another program is using it");
	});
	await vi.advanceTimersByTimeAsync(86_400_000);
	expect(hours).toEqual([3, 4]);
	expect(said).toHaveBeenCalledTimes(1);
	expect(said.mock.calls[0]?.[0]).toContain("another program is using it");
	stop();
});
