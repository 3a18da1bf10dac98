import type { Language, Text } from "../../survey-definitions/definition.ts";
import type { Released } from "../disclosure/release.ts";
import { tQuantile, tTwoSided } from "../distributions.ts";
import type { Interval } from "../estimate.ts";
import { holm } from "../significance/holm.ts";
import type { ReleasedTable } from "../tables/table.ts";
import type { Chart } from "./chart.ts";
import { altOf, markOf } from "./chart-of-tables.ts";
import type { CommonGroup, SideOfShare } from "./common-items.ts";
import { differencesFinding, known } from "./finding.ts";
import { writeDifference, writeInterval, writeWhole } from "./write-numbers.ts";

type Cell = ReleasedTable["columns"][number]["cells"][number];

export interface ComparedShare {
	label: Text;
	first: Cell;
	second: Cell;
	/** Of the second less the first; null where one of them is withheld or has no sampling error. */
	difference: Difference | null;
}

export interface Difference {
	value: number;
	se: number;
	df: number;
	ci: Interval;
	p: number;
	/** Over all shares of the comparison. */
	holmP: number;
}

export interface Compared {
	group: Pick<CommonGroup, "name" | "label" | "asked" | "isScale">;
	/** Words of the two points of the scale that are taken together. */
	points: Text[];
	shares: ComparedShare[];
	/** Bases of the first share on either side, where they may be told. */
	bases: [number | null, number | null];
}

/**
 * Two samples drawn apart: the variance of a difference is the sum of the two variances, its degrees of freedom those of
 * Satterthwaite (1946, *Biometrics Bulletin* 2:110–114); p-values adjusted after Holm. It rests on numbers that passed the
 * gate on either side, and so tells nothing that they do not.
 */
export function compared(
	group: CommonGroup,
	first: Map<string, Released>,
	second: Map<string, Released>,
): Compared {
	const shares = group.shares.map((share) => {
		const [one, other] = [
			cellOf(first.get(share.first.variable), share.first),
			cellOf(second.get(share.second.variable), share.second),
		];
		return {
			label: share.label,
			first: one,
			second: other,
			difference: differenceOf(one, other),
		};
	});
	const tested = shares.flatMap(({ difference }) =>
		difference ? [difference] : [],
	);
	const adjusted = holm(Float64Array.from(tested, ({ p }) => p));
	for (const [at, difference] of tested.entries())
		difference.holmP = adjusted[at] as number;
	const [example] = group.shares;
	const table = example && second.get(example.second.variable);
	const top = table?.statistics?.find(({ name }) => name === "top");
	const { name, label, asked, isScale } = group;
	return {
		group: { name, label, isScale, ...(asked ? { asked } : {}) },
		points: (top?.codes ?? []).flatMap(
			(code) => table?.rows.find((row) => row.code === code)?.label ?? [],
		),
		shares,
		bases: [
			example
				? (first.get(example.first.variable)?.columns[0]?.base ?? null)
				: null,
			table?.columns[0]?.base ?? null,
		],
	};
}

function cellOf(table: Released | undefined, { code }: SideOfShare): Cell {
	const absent = { withheld: "not-estimable" } as const;
	if (!table) return absent;
	if (code === undefined)
		return (
			table.statistics?.find(({ name }) => name === "top")?.cells[0] ?? absent
		);
	const row = table.rows.findIndex((one) => one.code === code);
	return table.columns[0]?.cells[row] ?? absent;
}

function differenceOf(first: Cell, second: Cell): Difference | null {
	if ("withheld" in first || "withheld" in second) return null;
	const { se: a, df: dfA } = first;
	const { se: b, df: dfB } = second;
	if (a === undefined || b === undefined || !dfA || !dfB) return null;
	const value = second.value - first.value;
	const [va, vb] = [a * a, b * b];
	const se = Math.sqrt(va + vb);
	if (!(se > 0)) return null;
	const df = (va + vb) ** 2 / ((va * va) / dfA + (vb * vb) / dfB);
	const half = tQuantile(0.975, df) * se;
	const p = tTwoSided(value / se, df);
	return {
		value,
		se,
		df,
		ci: { level: 0.95, lower: value - half, upper: value + half },
		p,
		holmP: p,
	};
}

const enough = 0.05;

/** Slopes from one population to the other, or what changed between two waves. */
export function chartOfComparison(
	{ group, points, shares, bases }: Compared,
	{
		kind,
		names,
		language,
	}: {
		kind: "slopes" | "change";
		names: [Text, Text];
		language: Language;
	},
): Chart {
	const words = comparisonWords[language];
	const [first, second] = names.map((name) => name[language]) as [
		string,
		string,
	];
	const rows = shares.map(({ label, first, second, difference }) => ({
		label: label[language],
		isQuiet: !difference || difference.holmP >= enough,
		marks: [markOf(first, language), markOf(second, language)],
		...(difference
			? {
					note: `${writeDifference(difference.value, language)}\n(${writeInterval(difference.ci, language)})`,
				}
			: {}),
	}));
	const title = differencesFinding(
		shares.map(({ label, difference, first, second }) => ({
			label: label[language],
			value: difference?.value ?? null,
			isSignificant:
				difference !== null &&
				difference.holmP < enough &&
				known(first) !== undefined &&
				known(second) !== undefined,
		})),
		{ first, second },
		language,
	);
	const series = [first, second].map((label) => ({ label, isQuiet: false }));
	return {
		kind,
		unit: "share",
		language,
		title,
		subject: points
			.map((point) => `“${point[language]}”`)
			.join(language === "vi" ? " hoặc " : " or "),
		series,
		rows,
		foot: {
			question: [group.asked, group.label]
				.flatMap((asked) => (asked ? [asked[language]] : []))
				.join(" / "),
			n: bases.includes(null)
				? ""
				: `n = ${bases.map((base) => writeWhole(base as number, language)).join(words.and)}`,
			method: words.method,
		},
		alt: altOf({ title, rows, series, language }),
	};
}

const comparisonWords = {
	vi: {
		and: " và ",
		method:
			"Có trọng số; hai mẫu chọn độc lập; khoảng tin cậy 95%; kiểm định t, hiệu chỉnh Holm; nét đứt, chữ nhạt: chưa đủ bằng chứng khác nhau",
	},
	en: {
		and: " and ",
		method:
			"Weighted; samples drawn apart; 95% confidence intervals; t tests adjusted after Holm; broken lines and pale words: not enough evidence of a difference",
	},
};
