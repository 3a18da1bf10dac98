import { createHmac, randomBytes } from "node:crypto";

const freeAttempts = 3;
const longestWaitMs = 5 * 60_000;
const forgottenAfterMs = 60 * 60_000;
const namesKept = 10_000;

/**
 * Makes whoever tries a name again and again wait: three attempts at once, then 1, 2, 4 … seconds, 5 minutes at most.
 * It knows neither addresses nor names, only keyed hashes in memory, whether or not such a user exists.
 */
export function loginThrottle(now: () => number) {
	const key = randomBytes(32);
	const attempts = new Map<string, { count: number; lastMs: number }>();
	const hashed = (name: string) =>
		createHmac("sha256", key).update(name).digest("base64");

	return {
		/** Counts an attempt before its password is looked at; the milliseconds still to wait, or 0 to go on. */
		attempt(name: string): number {
			const id = hashed(name);
			const known = attempts.get(id);
			const past =
				known && now() - known.lastMs < forgottenAfterMs ? known : undefined;
			const over = (past?.count ?? 0) - freeAttempts;
			const waitMs = over < 0 ? 0 : Math.min(1000 * 2 ** over, longestWaitMs);
			const remainingMs = (past?.lastMs ?? 0) + waitMs - now();
			if (past && remainingMs > 0) return remainingMs;
			// Deleted first, so that the map stays in the order of use and its head is the oldest.
			attempts.delete(id);
			attempts.set(id, { count: (past?.count ?? 0) + 1, lastMs: now() });
			const oldest = attempts.keys().next().value;
			if (attempts.size > namesKept && oldest) attempts.delete(oldest);
			return 0;
		},
		succeeded(name: string): void {
			attempts.delete(hashed(name));
		},
	};
}

export type LoginThrottle = ReturnType<typeof loginThrottle>;
