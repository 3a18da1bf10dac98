/** A count as it was shown on a day (days since 1970). */
export interface DailyCount {
	day: number;
	count: number;
}

export type Forecast =
	| { state: "too-few-days"; days: number }
	| { state: "reached" }
	/** Nothing has come in over the days looked at. */
	| { state: "standing-still" }
	| { state: "expected"; day: number; perDay: number };

export const fewestDays = 3;
const span = 7;

/**
 * The day on which the target will be met if forms go on coming in as over the last seven days: least squares through
 * the daily counts.
 */
export function forecast(
	counts: readonly DailyCount[],
	target: number,
): Forecast {
	const last = counts.at(-1);
	if (last && last.count >= target) return { state: "reached" };
	const recent = counts.filter(({ day }) => day > (last?.day ?? 0) - span);
	if (!last || recent.length < fewestDays)
		return { state: "too-few-days", days: recent.length };
	const mean = (values: number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const meanDay = mean(recent.map(({ day }) => day));
	const meanCount = mean(recent.map(({ count }) => count));
	let over = 0;
	let under = 0;
	for (const { day, count } of recent) {
		over += (day - meanDay) * (count - meanCount);
		under += (day - meanDay) ** 2;
	}
	const perDay = over / under;
	if (!(perDay > 0)) return { state: "standing-still" };
	return {
		state: "expected",
		day: last.day + Math.ceil((target - last.count) / perDay),
		perDay,
	};
}
