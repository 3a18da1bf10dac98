import type { Text } from "./definition.ts";
import type { ParameterValue } from "./wave-parameters.ts";

const months =
	"January February March April May June July August September October November December".split(
		" ",
	);

/** The day that CLOSE_DATE names, as an ISO date; undefined where its words name none. */
export function closingDateOf(
	value: ParameterValue | undefined,
): string | undefined {
	const text = typeof value === "object" ? value.vi : String(value ?? "");
	const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
	const written = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
	const parts = iso
		? iso.slice(1)
		: written
			? [written[3], written[2], written[1]]
			: undefined;
	if (!parts) return undefined;
	const date = parts.map((part) => String(part).padStart(2, "0")).join("-");
	return isDay(date) ? date : undefined;
}

/** The words that the consent text prints for a closing day. */
export function closingPhrase(date: string): Text {
	const [year, month, day] = date.split("-").map(Number) as [
		number,
		number,
		number,
	];
	return {
		vi: `khi đóng đợt, ngày ${day}/${month}/${year}`,
		en: `when the survey closes, on ${day} ${months[month - 1]} ${year}`,
	};
}

/** Whether a text is a day of the calendar in ISO form; 30 February is none. */
export function isDay(date: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
	const ms = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
