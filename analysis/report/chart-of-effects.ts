import type { Language } from "../../survey-definitions/definition.ts";
import type { ReleasedSensitive } from "../disclosure/release-sensitive.ts";
import type { Chart, ChartMark } from "./chart.ts";
import { altOf } from "./chart-of-tables.ts";
import { writeDifference, writeWhole } from "./write-numbers.ts";

/** What the details of a vignette moved, over everybody; nothing where no effect may be shown. */
export function chartOfEffects(
	table: ReleasedSensitive,
	language: Language,
): Chart | undefined {
	const [column] = table.columns;
	if (table.technique.kind !== "vignette" || table.by || !column)
		return undefined;
	const words = wordsOf[language];
	const effects = table.measures
		.filter(({ name }) => name.startsWith("effect:"))
		.map(({ name, label }) => {
			const cell = column.estimates[name];
			const shown = cell && "value" in cell ? cell : undefined;
			const mark: ChartMark | null = shown
				? {
						value: shown.value,
						...(shown.ci
							? { lower: shown.ci.lower, upper: shown.ci.upper }
							: {}),
						text: writeDifference(shown.value, language),
					}
				: null;
			const isMoved =
				shown?.ci !== undefined && shown.ci.lower * shown.ci.upper > 0;
			return {
				label: label[language],
				mark,
				isMoved,
				value: shown?.value ?? 0,
			};
		});
	if (effects.every(({ mark }) => mark === null)) return undefined;
	const strongest = effects
		.filter(({ isMoved }) => isMoved)
		.sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
	// Details were drawn at random, so that here alone an effect may be called one.
	const title = strongest?.mark
		? `${strongest.label}: ${strongest.mark.text} ${words.points}`
		: words.none;
	const rows = effects.map(({ label, mark, isMoved }) => ({
		label,
		isQuiet: !isMoved,
		marks: [mark],
	}));
	const series = [{ label: "", isQuiet: false }];
	return {
		kind: "dots",
		unit: "points",
		language,
		title,
		subject: words.subject,
		series,
		rows,
		foot: {
			question: table.technique.label[language],
			n: column.base === null ? "" : `n = ${writeWhole(column.base, language)}`,
			method: words.method,
		},
		alt: altOf({ title, rows, series, language }),
	};
}

const wordsOf = {
	vi: {
		points: "điểm phần trăm",
		none: "Chưa đủ bằng chứng rằng chi tiết nào làm đổi câu trả lời",
		subject: "Hiệu ứng lên tỷ lệ chọn hai mức cao nhất, điểm phần trăm",
		method:
			"Có trọng số; chi tiết rút ngẫu nhiên; vạch ngang là khoảng tin cậy 95%, tuyến tính hóa Taylor",
	},
	en: {
		points: "percentage points",
		none: "Not enough evidence that any detail moved the answer",
		subject:
			"Effect on the share of the two highest answers, percentage points",
		method:
			"Weighted; details drawn at random; lines across are 95% confidence intervals, Taylor linearisation",
	},
};
