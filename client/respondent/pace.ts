import type { Pace } from "../../survey-definitions/response.ts";

/** The band of the median time for a screen; none where no screen was timed, as after a reload. */
export function paceOf(timesMs: readonly number[]): Pace | undefined {
	const sorted = [...timesMs].sort((a, b) => a - b);
	const median = sorted[sorted.length >> 1];
	if (median === undefined) return undefined;
	return median < 2000 ? 1 : median <= 5000 ? 2 : 3;
}
