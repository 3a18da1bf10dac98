import type { ChartConfiguration, Plugin } from "chart.js";
import type { IErrorBarXYDataPoint } from "chartjs-chart-error-bars";
import type { Chart } from "../../../analysis/report/chart.ts";
import {
	charactersIn,
	type Drawn,
	errorBars,
	family,
	fontSize,
	ink,
	isNarrow,
	lineHeight,
	quietInk,
	stillOptions,
	teal,
	valueAxis,
	wrapped,
} from "./look.ts";

const labelShare = (width: number) => (isNarrow(width) ? 0.52 : 0.42);
const figureWidth = 60;

const labelsOf = ({ rows }: Chart, width: number) =>
	rows.map(({ label }) =>
		wrapped(
			label,
			charactersIn(width * labelShare(width) - figureWidth, fontSize(width)),
		),
	);

export const slopesHeight = (chart: Chart, width: number): number =>
	Math.max(
		300,
		labelsOf(chart, width).reduce(
			(sum, { length }) => sum + length * lineHeight + 12,
			60,
		),
	);

/** A line for each row from one population to the other; broken and grey where there is not enough evidence. */
export function slopes(
	chart: Chart,
	drawn: Drawn,
): ChartConfiguration<"scatterWithErrorBars"> {
	const { rows, series } = chart;
	const shares = rows.flatMap(({ marks }) =>
		marks.flatMap((mark) =>
			mark
				? [mark.value, mark.lower ?? mark.value, mark.upper ?? mark.value]
				: [],
		),
	);
	return {
		type: "scatterWithErrorBars",
		data: {
			datasets: rows.map(({ marks, isQuiet }, row) => {
				const color = isQuiet ? quietInk : teal;
				return {
					data: series.map((_, at) => {
						const mark = marks[at];
						return {
							x:
								at === 0
									? dodge(row, rows.length)
									: 1 - dodge(row, rows.length),
							y: mark?.value ?? Number.NaN,
							yMin: mark?.lower ?? mark?.value ?? Number.NaN,
							yMax: mark?.upper ?? mark?.value ?? Number.NaN,
						};
					}) as IErrorBarXYDataPoint[],
					clip: 8,
					showLine: true,
					borderColor: color,
					borderWidth: isQuiet ? 1.25 : 2,
					borderDash: isQuiet ? [5, 4] : [],
					backgroundColor: isQuiet ? drawn.paper : teal,
					pointBorderColor: color,
					radius: 4.5,
					...errorBars(chart),
					errorBarColor: color,
					errorBarWhiskerColor: color,
					errorBarLineWidth: 1,
					errorBarWhiskerLineWidth: 1,
				};
			}),
		},
		options: {
			...stillOptions(drawn),
			scales: {
				x: { type: "linear", display: false, min: 0, max: 1 },
				y: {
					...valueAxis(chart, drawn),
					display: false,
					min: Math.min(...shares, 1),
					max: Math.max(...shares, 0),
				},
			},
		},
		plugins: [ends(chart, drawn)],
	};
}

/** Intervals of one population stand side by side. */
const dodge = (row: number, rows: number) =>
	rows < 2 ? 0 : (row / (rows - 1)) * 0.12;

/** Room for the labels left and right. */
export const slopesPadding = (width: number) => ({
	left: width * labelShare(width),
	right: figureWidth,
});

interface Placed {
	row: number;
	y: number;
	height: number;
}

/**
 * Moves labels apart that would cover each other, in their order from the top: half way between pushing all of them down
 * and pushing all of them up, so that none is far from its point.
 */
export function spread(
	labels: Placed[],
	top: number,
	bottom: number,
): Placed[] {
	const sorted = labels.toSorted((a, b) => a.y - b.y || a.row - b.row);
	const gap = (a: Placed, b: Placed | undefined) =>
		b ? (a.height + b.height) / 2 : a.height / 2;
	const pushed = (heights: number[]) => {
		const down: number[] = [];
		for (const [at, one] of sorted.entries())
			down.push(
				Math.max(
					heights[at] as number,
					(down[at - 1] ?? top) + gap(one, sorted[at - 1]),
				),
			);
		return down;
	};
	const lifted = (heights: number[]) => {
		const up = [...heights];
		for (let at = up.length - 1; at >= 0; at--)
			up[at] = Math.min(
				up[at] as number,
				(up[at + 1] ?? bottom) - gap(sorted[at] as Placed, sorted[at + 1]),
			);
		return up;
	};
	const wanted = sorted.map(({ y }) => y);
	const [down, up] = [pushed(wanted), lifted(wanted)];
	const between = down.map((y, at) => (y + (up[at] as number)) / 2);
	const placed = lifted(pushed(between));
	return sorted.map((one, at) => ({ ...one, y: placed[at] as number }));
}

function ends(chart: Chart, { width }: Drawn): Plugin {
	const { rows, series } = chart;
	const size = fontSize(width);
	const labels = labelsOf(chart, width);
	return {
		id: "ends",
		afterDatasetsDraw({ ctx, scales: { x, y }, chartArea, width: full }) {
			if (!x || !y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			for (const [at, { label }] of series.entries()) {
				ctx.font = `600 ${size}px ${family}`;
				ctx.fillStyle = ink;
				ctx.textAlign = at === 0 ? "left" : "right";
				ctx.fillText(
					label,
					at === 0 ? chartArea.left - 4 : full,
					chartArea.top - 22,
				);
				const shown = rows.flatMap(({ marks }, row) => {
					const mark = marks[at];
					return mark ? [{ row, mark }] : [];
				});
				const places = spread(
					shown.map(({ row, mark }) => ({
						row,
						y: y.getPixelForValue(mark.value),
						height:
							(at === 0 ? (labels[row]?.length ?? 1) : 1) * lineHeight + 4,
					})),
					chartArea.top - 8,
					chartArea.bottom + 8,
				);
				for (const { row, y: height } of places) {
					const { isQuiet, marks } = rows[row] as Chart["rows"][number];
					ctx.fillStyle = isQuiet ? quietInk : ink;
					ctx.font = `600 ${size}px ${family}`;
					ctx.textAlign = at === 0 ? "right" : "left";
					const edge = at === 0 ? chartArea.left - 12 : chartArea.right + 12;
					ctx.fillText(marks[at]?.text ?? "", edge, height);
					if (at > 0) continue;
					ctx.font = `400 ${size}px ${family}`;
					ctx.textAlign = "left";
					const words = labels[row] ?? [];
					for (const [line, text] of words.entries())
						ctx.fillText(
							text,
							0,
							height + (line - (words.length - 1) / 2) * lineHeight,
						);
				}
			}
			ctx.restore();
		},
	};
}
