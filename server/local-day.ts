const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Viet Nam keeps UTC+7 all year: its days begin at midnight there, wherever the server stands. */
const aheadMs = 7 * hourMs;

/** Hours since 1970. */
export const hourOf = (ms: number): number => Math.floor(ms / hourMs);

/** Days since 1970 as Viet Nam's calendar counts them. */
export const dayOf = (ms: number): number => Math.floor((ms + aheadMs) / dayMs);

/** The day in Viet Nam as an ISO date. */
export const todayOf = (ms: number): string => dateOfDay(dayOf(ms));

export const dateOfDay = (day: number): string =>
	new Date(day * dayMs).toISOString().slice(0, 10);
