import type { Language } from "../../survey-definitions/definition.ts";

const locale = { vi: "vi-VN", en: "en-GB" };

function writer(options: Intl.NumberFormatOptions) {
	const formats = {
		vi: new Intl.NumberFormat(locale.vi, options),
		en: new Intl.NumberFormat(locale.en, options),
	};
	return (value: number, language: Language): string =>
		formats[language].format(value).replace("-", "−");
}

const decimals = (digits: number, more: Intl.NumberFormatOptions = {}) =>
	writer({
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
		...more,
	});

const decimal = decimals(1);
const signed = decimals(1, { signDisplay: "exceptZero" });

/** 0.384 → 38,4% */
export const writeShare = decimals(1, { style: "percent" });

/** 4812 → 4.812 */
export const writeWhole = writer({ maximumFractionDigits: 0 });

/** A share in percentage points: 0.0128 → 1,3 */
export const writePoints = (value: number, language: Language): string =>
	decimal(value * 100, language);

/** A difference of shares in percentage points: 0.034 → +3,4 */
export const writeDifference = (value: number, language: Language): string =>
	signed(value * 100, language);

/** 35,9–40,9; where a bound is negative, the words keep two dashes apart: −1,2 đến 3,4 */
export function writeInterval(
	{ lower, upper }: { lower: number; upper: number },
	language: Language,
): string {
	const between =
		lower < 0 || upper < 0 ? (language === "vi" ? " đến " : " to ") : "–";
	return `${writePoints(lower, language)}${between}${writePoints(upper, language)}`;
}
