import type { Language } from "../../../survey-definitions/definition.ts";

const parts = new Intl.DateTimeFormat("en", {
	timeZone: "Asia/Ho_Chi_Minh",
	day: "numeric",
	month: "numeric",
	year: "numeric",
});
const english = new Intl.DateTimeFormat("en-GB", {
	timeZone: "Asia/Ho_Chi_Minh",
	dateStyle: "medium",
});

/** 08/9/2023 and 05/02/2025: as Vietnamese documents write days, with a nought before days under 10 and months 1 and 2. */
export function day(ms: number, language: Language): string {
	if (language === "en") return english.format(ms);
	const of = Object.fromEntries(
		parts.formatToParts(ms).map(({ type, value }) => [type, value]),
	);
	const month = Number(of.month) < 3 ? `0${of.month}` : of.month;
	return `${String(of.day).padStart(2, "0")}/${month}/${of.year}`;
}
