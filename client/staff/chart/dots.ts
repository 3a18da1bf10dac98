import type { ChartConfiguration, Plugin } from "chart.js";
import type { IErrorBarXYDataPoint } from "chartjs-chart-error-bars";
import type { Chart } from "../../../analysis/report/chart.ts";
import { figuresAtEnds } from "./bars.ts";
import {
	charactersIn,
	type Drawn,
	errorBars,
	family,
	fontSize,
	hairline,
	ink,
	isNarrow,
	labelLines,
	lineHeight,
	quietInk,
	shortened,
	stillOptions,
	teal,
	valueAxis,
} from "./look.ts";

type Kind = "dots" | "change";

/** Under headings a label is short; alone it may be a sentence. */
const mostLines = ({ rows }: Chart) =>
	rows.some(({ isHeading }) => isHeading) ? 1 : 3;

const labelsOf = (chart: Chart, width: number) =>
	chart.rows.map(({ label }) =>
		labelLines(
			label,
			charactersIn(
				isOverRows(chart, width) ? width - noteWidth : width / 3,
				fontSize(width),
			),
			mostLines(chart),
		),
	);

const noteWidth = 120;
const isOverRows = ({ kind }: Chart, width: number) =>
	kind === "change" && isNarrow(width);

function rowHeight(chart: Chart, width: number): number {
	const lines = Math.max(...labelsOf(chart, width).map(({ length }) => length));
	if (isOverRows(chart, width)) return Math.max(lines, 2) * lineHeight + 44;
	return Math.max(
		chart.kind === "change" ? 46 : 25,
		lines > 1 ? lines * lineHeight + 8 : 0,
	);
}

export const dotsHeight = (chart: Chart, width: number): number =>
	chart.rows.length * rowHeight(chart, width) + 36;

/**
 * A dot for each row with its interval; a row of two waves has the earlier one hollow and above the later one, so that
 * neither interval hides the other.
 */
export function dots(
	chart: Chart,
	drawn: Drawn,
	kind: Kind,
): ChartConfiguration<"scatterWithErrorBars"> {
	const { rows, series } = chart;
	const { width, paper } = drawn;
	const isOver = isOverRows(chart, width);
	const row = rowHeight(chart, width);
	const shift = (at: number) =>
		series.length > 1
			? ((at - (series.length - 1) / 2) * 17 + (isOver ? row / 2 - 24 : 0)) /
				row
			: 0;
	const labels = labelsOf(chart, width);
	return {
		type: "scatterWithErrorBars",
		data: {
			datasets: series.map((_, at) => ({
				data: rows.map(({ marks }, row) => {
					const mark = marks[at];
					return {
						y: row + shift(at),
						x: mark?.value ?? Number.NaN,
						xMin: mark?.lower ?? mark?.value ?? Number.NaN,
						xMax: mark?.upper ?? mark?.value ?? Number.NaN,
					};
				}) as IErrorBarXYDataPoint[],
				// Whole even at 0 and 100%.
				clip: 8,
				pointStyle: "circle",
				radius: 4.5,
				backgroundColor: rows.map(({ isQuiet }) =>
					at < series.length - 1 || (isQuiet && kind === "dots") ? paper : teal,
				),
				borderColor: rows.map(({ isQuiet }) =>
					isQuiet && kind === "dots" ? quietInk : teal,
				),
				borderWidth: 1.5,
				...errorBars(chart),
			})),
		},
		options: {
			...stillOptions(drawn),
			scales: {
				x: valueAxis(chart, drawn),
				y: {
					type: "linear",
					reverse: true,
					min: -0.5,
					max: rows.length - 0.5,
					border: { display: false },
					grid: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = rows.map((_, value) => ({ value }));
					},
					ticks: {
						autoSkip: false,
						font: { family, size: fontSize(width) },
						crossAlign: "far",
						color: rows.map(({ isQuiet }) => (isQuiet ? quietInk : ink)),
						callback: (_, row) =>
							isOver || rows[row]?.isHeading ? "" : (labels[row] ?? ""),
					},
				},
			},
		},
		plugins: [
			headings(chart, drawn),
			kind === "dots"
				? figuresAtEnds(chart, drawn)
				: changes(chart, drawn, isOver ? labels : undefined),
		],
	};
}

/** The last line that fits ends in an ellipsis where there is more. */
/** Words over the groups, from the left edge, with a hairline between groups. */
function headings({ rows }: Chart, { width }: Drawn): Plugin {
	return {
		id: "headings",
		afterDatasetsDraw({ ctx, scales: { y }, chartArea }) {
			if (!y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			ctx.font = `600 ${fontSize(width)}px ${family}`;
			for (const [at, { label, isHeading, isQuiet }] of rows.entries()) {
				if (!isHeading) continue;
				const height = y.getPixelForValue(at);
				ctx.fillStyle = isQuiet ? quietInk : ink;
				ctx.fillText(
					shortened(label, charactersIn(width, fontSize(width))),
					0,
					height + 3,
				);
				if (at === 0) continue;
				ctx.strokeStyle = hairline;
				ctx.lineWidth = 1;
				ctx.beginPath();
				ctx.moveTo(0, Math.round(height - 10) + 0.5);
				ctx.lineTo(chartArea.right, Math.round(height - 10) + 0.5);
				ctx.stroke();
			}
			ctx.restore();
		},
	};
}

/** What changed, at the right edge, in ink where there is enough evidence; labels where they stand over the rows. */
function changes(chart: Chart, { width }: Drawn, labels?: string[][]): Plugin {
	const size = fontSize(width);
	const row = rowHeight(chart, width);
	return {
		id: "changes",
		afterDatasetsDraw({ ctx, scales: { y }, width: right }) {
			if (!y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			for (const [at, { note, isQuiet, marks }] of chart.rows.entries()) {
				const words = (marks.includes(null) ? "…" : (note ?? "")).split("\n");
				const top = y.getPixelForValue(at) - row / 2;
				const write = (lines: string[], from: number, x: number) => {
					for (const [line, text] of lines.entries())
						ctx.fillText(text, x, from + line * lineHeight);
				};
				const first = labels
					? top + 12
					: top + row / 2 - ((words.length - 1) * lineHeight) / 2;
				ctx.fillStyle = isQuiet ? quietInk : ink;
				ctx.font = `400 ${size}px ${family}`;
				ctx.textAlign = "left";
				write(labels?.[at] ?? [], first, 0);
				ctx.textAlign = "right";
				ctx.font = `${isQuiet ? 400 : 600} ${size}px ${family}`;
				write(words.slice(0, 1), first, right);
				ctx.font = `400 ${size - 1}px ${family}`;
				ctx.fillStyle = quietInk;
				write(words.slice(1), first + lineHeight, right);
			}
			ctx.restore();
		},
	};
}

export const changeRight = (chart: Chart, width: number) =>
	isOverRows(chart, width) ? 24 : noteWidth + 8;
