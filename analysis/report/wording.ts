import type { Cell } from "./figures.ts";

type Known = Extract<Cell, { value: number }>;

export const isKnown = (cell: Cell | undefined): cell is Known =>
	cell !== undefined && "value" in cell;

/**
 * The word for a share, by the lower bound of its interval, never by the share alone; null where no word fits, or where
 * the sample has no sampling error and so no bound.
 */
export function majority({ value, lower }: Known): string | null {
	if (lower === undefined) return null;
	if (lower >= 0.85) return "tuyệt đại đa số";
	if (lower >= 0.667) return "phần lớn";
	if (lower >= 0.5) return "đa số";
	if (value >= 0.5) return "khoảng một nửa";
	if (value >= 0.45) return "gần một nửa";
	if (value >= 0.3 && value <= 0.36) return "khoảng một phần ba";
	return null;
}

/**
 * Whether one share is shown to be larger than another: their intervals do not meet. The standard error of a difference is
 * never above the sum of the two standard errors (Cauchy–Schwarz), so this holds whatever the covariance is, and errs on
 * the safe side.
 */
export const isAbove = (one: Known, other: Known): boolean =>
	one.lower !== undefined &&
	other.upper !== undefined &&
	one.lower > other.upper;

export const differ = (one: Known, other: Known): boolean =>
	isAbove(one, other) || isAbove(other, one);

/** Two samples drawn apart: the variance of the difference is the sum of theirs. */
export function differApart(one: Known, other: Known): boolean {
	if (one.se === undefined || other.se === undefined) return false;
	const se = Math.hypot(one.se, other.se);
	return se > 0 && Math.abs(one.value - other.value) > twoSided * se;
}

const twoSided = 1.96;

export const notProven = "chưa đủ bằng chứng khác nhau";

/** Words that claim a cause. They may stand where the vignette's random draws allow it, and nowhere else. */
export const causalWords =
	/(dẫn đến|khiến cho|khiến|làm cho|gây ra|gây nên|nhờ đó|vì vậy|do vậy|do đó|tác động làm)/iu;

/** Scanning errors of the source documents that must not come back. */
export const scanErrors =
	/(d[ùu]n đ[ẩầâ]y|đùn đầy|sơ trách nhiệm|sơ sai|c[ấâà]m chừng|những nhiễu|còng nề nang|đậm chân tại chỗ)/iu;

/** "a, b và c". */
export function listed<T>(parts: T[][]): (T | string)[] {
	return parts.flatMap((part, at) => [
		...(at === 0 ? [] : [at === parts.length - 1 ? " và " : ", "]),
		...part,
	]);
}

/** “Chuyển lên cấp trên …” as it stands inside a sentence: in quotation marks, its first letter small. */
export const quoted = (words: string): string => `“${lowerFirst(words)}”`;

/** The same at the beginning of a sentence. */
export const named = (words: string): string => `“${words}”`;

/** Names that begin with a capital by right keep it. */
export const lowerFirst = (words: string): string =>
	/^(Mặt trận Tổ quốc|Trung ương|Nhà nước|Đảng|Bộ|Ban Bí thư|Quốc hội|Chính phủ|Nghị định|Kết luận|Công điện)(?=[\s,]|$)/.test(
		words,
	)
		? words
		: words.charAt(0).toLocaleLowerCase("vi") + words.slice(1);

export const upperFirst = (words: string): string =>
	words.charAt(0).toLocaleUpperCase("vi") + words.slice(1);
