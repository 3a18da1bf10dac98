import type { Language } from "../../survey-definitions/definition.ts";

const locale = { vi: "vi-VN", en: "en-GB" };

/** What could not be estimated; JSON carries NaN as null. */
export const noNumber = "–";

function formatter(options: Intl.NumberFormatOptions) {
	const formats = {
		vi: new Intl.NumberFormat(locale.vi, options),
		en: new Intl.NumberFormat(locale.en, options),
	};
	return (value: number | null, language: Language): string =>
		value === null || !Number.isFinite(value)
			? noNumber
			: formats[language].format(value).replace("-", "−");
}

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const decimal = formatter(oneDecimal);

/** 0.384 → 38,4% */
export const share = formatter({ style: "percent", ...oneDecimal });

/** 4812 → 4.812 */
export const whole = formatter({ maximumFractionDigits: 0 });

/** 1.834 → 1,83 */
export const factor = formatter({
	minimumFractionDigits: 2,
	maximumFractionDigits: 2,
});

/** A standard error of a share in percentage points: 0.0128 → 1,3 */
export const points = (value: number | null, language: Language): string =>
	decimal(value === null ? null : value * 100, language);

/** An interval of shares: 35,9–40,9, the sign left to the figure it belongs to. */
export const interval = (
	{ lower, upper }: { lower: number | null; upper: number | null },
	language: Language,
): string =>
	lower === null || upper === null || Number.isNaN(lower + upper)
		? noNumber
		: // Two dashes side by side are not to be read.
			`${points(lower, language)}${lower < 0 || upper < 0 ? between[language] : "–"}${points(upper, language)}`;

const between = { vi: " đến ", en: " to " };

const asTyped = {
	vi: { decimals: ",", groups: /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/ },
	en: { decimals: ".", groups: /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/ },
};

/** What somebody typed: a comma or a point before the decimals, groups of thousands as the language writes them. */
export function readNumber(
	typed: string,
	language: Language,
): number | undefined {
	const text = typed.replace(/\s/g, "").replace("−", "-");
	const { decimals, groups } = asTyped[language];
	const plain = groups.test(text)
		? text.replaceAll(decimals === "," ? "." : ",", "")
		: text;
	return /^-?\d{1,15}([.,]\d+)?$/.test(plain)
		? Number(plain.replace(",", "."))
		: undefined;
}

/** In a field, as readNumber reads it again: 0.05 → 0,05 */
export const written = (value: number, language: Language): string =>
	String(value).replace(".", asTyped[language].decimals);
