import type { ChartConfiguration, Plugin } from "chart.js";
import type { Chart } from "../../../analysis/report/chart.ts";
import {
	bar,
	charactersIn,
	type Drawn,
	errorBars,
	family,
	fontSize,
	ink,
	labelLines,
	lineHeight,
	quietInk,
	stillOptions,
	teal,
	valueAxis,
} from "./look.ts";

const mostLines = 6;

const labelsOf = ({ rows }: Chart, width: number) =>
	rows.map(({ label }) =>
		labelLines(label, charactersIn(width / 3, fontSize(width)), mostLines),
	);

/** Rows are equally high: as the longest wrapped label needs. */
export const barsHeight = (chart: Chart, width: number): number =>
	chart.rows.length *
		Math.max(
			chart.rows.length > 10 ? 28 : 34,
			...labelsOf(chart, width).map(({ length }) => length * lineHeight + 8),
		) +
	36;

/** A bar for each row with its interval, and the figure at the end of it. */
export function bars(
	chart: Chart,
	drawn: Drawn,
): ChartConfiguration<"barWithErrorBars"> {
	const { rows } = chart;
	return {
		type: "barWithErrorBars",
		data: {
			labels: labelsOf(chart, drawn.width),
			datasets: [
				{
					data: rows.map(({ marks: [mark] }, y) => ({
						y,
						x: mark?.value ?? Number.NaN,
						xMin: mark?.lower ?? mark?.value ?? Number.NaN,
						xMax: mark?.upper ?? mark?.value ?? Number.NaN,
					})),
					backgroundColor: rows.map((row) => (row.isQuiet ? drawn.paper : bar)),
					borderColor: rows.map((row) => (row.isQuiet ? quietInk : teal)),
					borderWidth: 1,
					barPercentage: 0.62,
					categoryPercentage: 1,
					maxBarThickness: 32,
					...errorBars(chart),
				},
			],
		},
		options: {
			...stillOptions(drawn),
			indexAxis: "y",
			scales: {
				x: valueAxis(chart, drawn),
				y: {
					grid: { display: false },
					border: { color: ink },
					ticks: {
						autoSkip: false,
						crossAlign: "far",
						font: { family, size: fontSize(drawn.width) },
						color: rows.map((row) => (row.isQuiet ? quietInk : ink)),
					},
				},
			},
		},
		plugins: [figuresAtEnds(chart, drawn)],
	};
}

/** Figures at the ends of the intervals, and the sign of what is withheld at zero. */
export function figuresAtEnds({ kind, rows }: Chart, { width }: Drawn): Plugin {
	return {
		id: "figures",
		afterDatasetsDraw({ ctx, scales: { x, y } }) {
			if (!x || !y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			for (const [at, { isHeading, isQuiet, marks }] of rows.entries()) {
				if (isHeading) continue;
				const [mark] = marks;
				ctx.font = `${isQuiet ? 400 : 600} ${fontSize(width)}px ${family}`;
				ctx.fillStyle = isQuiet ? quietInk : ink;
				const end = mark ? (mark.upper ?? mark.value) : 0;
				// A bar to the left of zero ends there.
				const from = kind === "bars" ? Math.max(0, end) : end;
				ctx.fillText(
					mark?.text ?? "…",
					x.getPixelForValue(from) + 9,
					y.getPixelForValue(at),
				);
			}
			ctx.restore();
		},
	};
}
