const perMinute = 60;

/**
 * Lets a token ask sixty times a minute, with as many at once: a bucket that fills by one a second, kept in memory under
 * the token's public id. The seconds still to wait, or 0 to go on.
 */
export function apiThrottle(now: () => number) {
	const buckets = new Map<string, { left: number; atMs: number }>();
	return (id: string): number => {
		const known = buckets.get(id) ?? { left: perMinute, atMs: now() };
		const filled = Math.min(
			perMinute,
			known.left + ((now() - known.atMs) / 60_000) * perMinute,
		);
		const isEmpty = filled < 1;
		buckets.set(id, { left: isEmpty ? filled : filled - 1, atMs: now() });
		return isEmpty ? Math.ceil(((1 - filled) * 60) / perMinute) : 0;
	};
}
