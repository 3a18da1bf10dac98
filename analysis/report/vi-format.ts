import {
	writeDifference,
	writePoints,
	writeShare,
	writeWhole,
} from "./write-numbers.ts";

/** How a number stands in a Vietnamese document. */
export type NumberForm =
	/** A share with its sign: 38,4%. */
	| "share"
	/** A bound of an interval, the sign left to the reader: 35,9. */
	| "bound"
	/** A difference of two shares, with its direction: +2,3. */
	| "points"
	/** A mean of a scale: 2,84. */
	| "mean"
	/** People, forms, cards: 4.812. */
	| "count"
	/** A bound of an interval of a difference: −1,2. */
	| "signed"
	/** A probability: 0,03; under 0,001 it says so. */
	| "p"
	/** Design effects, standard errors of means: 1,74. */
	| "ratio";

const twoPlaces = new Intl.NumberFormat("vi-VN", {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2,
});
const threePlaces = new Intl.NumberFormat("vi-VN", {
	minimumFractionDigits: 3,
	maximumFractionDigits: 3,
});
const toTwoPlaces = (value: number) =>
	twoPlaces.format(value).replace("-", "\u2212");

const written: Record<NumberForm, (value: number) => string> = {
	share: (value) => writeShare(value, "vi"),
	bound: (value) => writePoints(value, "vi"),
	points: (value) => writeDifference(value, "vi"),
	mean: toTwoPlaces,
	signed: (value) => writePoints(value, "vi"),
	p: (value) => (value < 0.001 ? "<0,001" : threePlaces.format(value)),
	count: (value) => writeWhole(value, "vi"),
	ratio: toTwoPlaces,
};

/** Comma for decimals, dot for thousands, U+2212 for minus. */
export const formatNumber = (value: number, form: NumberForm): string =>
	written[form](value);

const twoDigits = (value: number) => String(value).padStart(2, "0");
/** Days under 10 and the first two months take a zero, so that nobody can put a digit before them. */
const dayAndMonth = (day: number, month: number) => ({
	day: twoDigits(day),
	month: month <= 2 ? twoDigits(month) : String(month),
});

/** 2023-09-08 → 08/9/2023. */
export function shortDate(iso: string): string {
	const { year, month, day } = partsOf(iso);
	const parts = dayAndMonth(day, month);
	return `${parts.day}/${parts.month}/${year}`;
}

/** 2023-09-08 → ngày 08 tháng 9 năm 2023. */
export function longDate(iso: string): string {
	const { year, month, day } = partsOf(iso);
	const parts = dayAndMonth(day, month);
	return `ngày ${parts.day} tháng ${parts.month} năm ${year}`;
}

function partsOf(iso: string) {
	const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
	if (!found) throw new Error(`"${iso}" is no date`);
	const [, year, month, day] = found;
	return { year: Number(year), month: Number(month), day: Number(day) };
}
