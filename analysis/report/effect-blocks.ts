import { addGap, type Report, say } from "./compose.ts";
import type { Block, BodyRow, Inline } from "./document.ts";
import {
	numberAt,
	type Population,
	type SensitiveFigures,
	type Traced,
	traced,
} from "./figures.ts";
import type { NumberForm } from "./vi-format.ts";
import { notProven } from "./wording.ts";

/** The technique that rests on a variable, or a gap that says why there is none. */
export function technique(
	report: Report,
	population: Population,
	variable: string,
	place: string,
): SensitiveFigures | undefined {
	const of = report.surveys[population];
	const found = of?.sensitive.find(({ variables }) =>
		variables.includes(variable),
	);
	const isTold =
		found && Object.values(found.numbers).some((one) => one !== null);
	if (found && isTold) return found;
	if (of)
		addGap(report, {
			what: variable,
			why: !of.variables.some(({ name }) => name === variable)
				? "not-in-wave"
				: found
					? "withheld"
					: "not-estimable",
			place,
		});
	return undefined;
}

export const sensitiveNumber = (
	report: Report,
	{ source }: SensitiveFigures,
	at: string,
	as: NumberForm,
): Traced => traced({ terms: [{ source, at, sign: 1 }], as }, report.lookup);

/** The estimate and its interval, or the signs of a cell without. */
export function sensitiveCells(
	report: Report,
	of: SensitiveFigures,
	name: string,
	[value, bound]: [NumberForm, NumberForm],
): [Inline[], Inline[]] {
	if (numberAt(of, `${name}|value`) === undefined) return [["…"], ["–"]];
	const hasInterval = numberAt(of, `${name}|lower`) !== undefined;
	return [
		[sensitiveNumber(report, of, `${name}|value`, value)],
		hasInterval
			? say`${sensitiveNumber(report, of, `${name}|lower`, bound)}${bound === "signed" ? " đến " : "–"}${sensitiveNumber(report, of, `${name}|upper`, bound)}`
			: ["–"],
	];
}

/** Average effects of a vignette's conditions (AMCE), which chance drew. */
export function effectBlocks(
	report: Report,
	population: Population,
	variable: string,
	words: { id: string; place: string; caption: string; share: string },
): Block[] {
	const of = technique(report, population, variable, words.place);
	if (!of) return [];
	const effects = of.measures.filter(({ name }) => name.startsWith("effect:"));
	const row = (
		name: string,
		label: string,
		forms: [NumberForm, NumberForm],
	): BodyRow => ({
		cells: [[label], ...sensitiveCells(report, of, name, forms)],
	});
	return [
		{
			kind: "table",
			id: words.id,
			caption: words.caption,
			head: [
				[
					{ text: "Điều kiện" },
					{ text: "% hoặc điểm phần trăm" },
					{ text: "KTC 95%" },
				],
			],
			rows: [
				row("baseline", "Chung các tình huống (%)", ["share", "bound"]),
				...effects.map(({ name, label }) =>
					row(name, `${label.vi} (điểm phần trăm)`, ["points", "signed"]),
				),
			],
			widths: [5, 1.6, 1.8],
			foot: [
				[`Câu hỏi: «${of.label.vi}»`],
				[
					"Các điều kiện được chọn ngẫu nhiên, độc lập cho từng người, nên chênh lệch là hiệu ứng trung bình của điều kiện (AMCE).",
				],
				say`Nguồn: Điều tra xã hội học của Đề án, n = ${sensitiveNumber(report, of, "base", "count")}.`,
			],
		},
		...effects.flatMap(({ name, label }, at): Block[] => {
			const value = numberAt(of, `${name}|value`);
			const lower = numberAt(of, `${name}|lower`);
			const upper = numberAt(of, `${name}|upper`);
			if (value === undefined || lower === undefined || upper === undefined)
				return [];
			const points = sensitiveNumber(report, of, `${name}|value`, "points");
			const isShown = lower > 0 || upper < 0;
			return [
				{
					kind: "paragraph",
					id: `${words.id}.${at + 1}`,
					style: "body",
					...(isShown ? { claimsCause: true as const } : {}),
					content: isShown
						? say`Điều kiện ${label.vi} làm ${words.share} thay đổi ${points} điểm phần trăm.`
						: say`Với điều kiện ${label.vi}, ${notProven} về ${words.share} (chênh lệch ${points} điểm phần trăm).`,
				},
			];
		}),
	];
}
