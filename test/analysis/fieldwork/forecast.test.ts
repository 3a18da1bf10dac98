import { expect, test } from "vitest";
import { forecast } from "../../../analysis/fieldwork/forecast.ts";

const days = (...counts: number[]) =>
	counts.map((count, day) => ({ day: 100 + day, count }));

test("100 a day and 250 to go: the target is met in three days", () => {
	expect(forecast(days(100, 200, 300), 550)).toEqual({
		state: "expected",
		day: 105,
		perDay: 100,
	});
});

test("only the last seven days count", () => {
	const slow = [0, 0, 0, 0, 0, 0, 0];
	expect(forecast(days(...slow, 10, 20, 30, 40, 50, 60, 70), 90)).toMatchObject(
		{ perDay: 10, day: 115 },
	);
});

test("before the third day there is no forecast", () => {
	expect(forecast(days(100, 200), 500)).toEqual({
		state: "too-few-days",
		days: 2,
	});
	expect(forecast([], 500)).toEqual({ state: "too-few-days", days: 0 });
});

test("a field that stands still has no day, and a target that is met needs none", () => {
	expect(forecast(days(50, 50, 50), 500)).toEqual({ state: "standing-still" });
	expect(forecast(days(500), 500)).toEqual({ state: "reached" });
});
