import {
	CategoryScale,
	Chart,
	type ChartConfiguration,
	LinearScale,
	type Plugin,
} from "chart.js";
import {
	BarWithErrorBar,
	BarWithErrorBarsController,
	type IErrorBarXYDataPoint,
	PointWithErrorBar,
	ScatterWithErrorBarsController,
} from "chartjs-chart-error-bars";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import type { Language } from "../../survey-definitions/definition.ts";
import { type ChartLine, chartLines, wrapped } from "./chart-lines.ts";
import { chartInWords, titleOf } from "./describe-table.ts";
import { share, whole } from "./numbers.ts";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

Chart.register(
	BarWithErrorBar,
	BarWithErrorBarsController,
	PointWithErrorBar,
	ScatterWithErrorBarsController,
	CategoryScale,
	LinearScale,
);

const ink = "#1d2b2a";
const quietInk = "#5d6866";
const hairline = "#dcd9cf";
const bar = "#a9c8c4";
const teal = "#0f5c5c";
const paper = "#fdfcf9";
const family = '"Be Vietnam Pro", system-ui, sans-serif';

export function ResultChart({ table }: { table: ReleasedTable }) {
	const { t, say, language } = useWords();
	const canvas = useRef<HTMLCanvasElement>(null);
	const frame = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(0);
	const lines = chartLines(table, language);

	useEffect(() => {
		if (!frame.current) return;
		const observer = new ResizeObserver(([entry]) => {
			if (entry) setWidth(Math.round(entry.contentRect.width));
		});
		observer.observe(frame.current);
		return () => observer.disconnect();
	}, []);

	useEffect(() => {
		if (width === 0) return;
		let chart: Chart | undefined;
		let isWanted = true;
		// A canvas does not draw itself anew when its font arrives.
		Promise.all([
			document.fonts.load(`400 13px ${family}`, "ằn"),
			document.fonts.load(`600 13px ${family}`, "ằn"),
		]).then(() => {
			if (!isWanted || !canvas.current) return;
			canvas.current.width = width;
			canvas.current.height = heightOf(lines, width);
			chart = table.by
				? new Chart(canvas.current, dots(lines, { width, language }))
				: new Chart(canvas.current, bars(lines, { width, language }));
		});
		return () => {
			isWanted = false;
			chart?.destroy();
		};
	}, [table, language, width]);

	const base = table.columns.every((column) => column.base !== null)
		? table.columns.reduce((sum, column) => sum + (column.base ?? 0), 0)
		: undefined;
	return (
		<figure class="chart">
			<figcaption>
				<strong>{say(titleOf(table.variable))}</strong>
				{table.by && (
					<span>
						{t.by.toLocaleLowerCase(language)}{" "}
						{inSentence(table.by, say(table.by.label), language)}
					</span>
				)}
			</figcaption>
			<div
				class="canvas"
				ref={frame}
				style={{ height: `${heightOf(lines, width)}px` }}
			>
				<canvas
					ref={canvas}
					role="img"
					aria-label={chartInWords(table, language)}
				/>
			</div>
			<p class="chart-foot">
				{base !== undefined && (
					<span class="n">
						{fill(t.nInAll, { n: whole(base, language) })}.{" "}
					</span>
				)}
				{table.sampling === "probability" ? (
					<>
						{table.by ? t.chartDots : t.chartBars} {t.methodShort}.
					</>
				) : (
					<strong>{t.noSamplingError}.</strong>
				)}
			</p>
		</figure>
	);
}

const charactersIn = (width: number) => Math.max(14, Math.round(width / 21));
const lineHeight = 17;

/** Rows are equally high: as the bars' longest wrapped label needs; dots have labels of one line. */
function heightOf(lines: ChartLine[], width: number): number {
	const ofBar = (line: ChartLine) =>
		Math.max(
			lines.length > 10 ? 28 : 34,
			wrapped(line.label, charactersIn(width)).length * lineHeight + 8,
		);
	const rows = lines.map((line) => (line.kind === "bar" ? ofBar(line) : 25));
	return lines.length * Math.max(...rows, 0) + 36;
}

interface Drawn {
	width: number;
	language: Language;
}

/** What bars and dots have in common: no motion, no tooltips, one scale of shares with room for the labels. */
function commonOptions(lines: ChartLine[], { width, language }: Drawn) {
	const font = { family, size: width < 420 ? 12 : 13 };
	const highest = Math.max(
		...lines.map(({ figure }) => figure?.upper ?? figure?.value ?? 0),
		0.01,
	);
	const mostSteps = width < 420 ? 4 : width < 640 ? 6 : 10;
	const step =
		[0.01, 0.02, 0.05, 0.1, 0.2].find((one) => highest / one <= mostSteps) ??
		0.25;
	return {
		font,
		options: {
			animation: false as const,
			events: [],
			// Drawn anew for another width, and only then: printing must not press it into another shape.
			responsive: false,
			devicePixelRatio: Math.max(2, window.devicePixelRatio),
			layout: { padding: { right: 56, top: 2 } },
			plugins: { legend: { display: false }, tooltip: { enabled: false } },
		},
		x: {
			type: "linear" as const,
			min: 0,
			max: Math.min(Number((Math.ceil(highest / step) * step).toFixed(2)), 1),
			border: { display: false },
			grid: { color: hairline, drawTicks: false },
			ticks: {
				font,
				color: quietInk,
				padding: 6,
				stepSize: step,
				autoSkip: false,
				maxRotation: 0,
				callback: (value: number | string) =>
					share(Number(value), language).replace(/[,.]0%/, "%"),
			},
		},
	};
}

const errorBarsOf = (lines: ChartLine[]) => {
	const isDrawn = lines.some(({ figure }) => figure?.upper !== undefined);
	const errorBarColor = isDrawn ? ink : "transparent";
	return { ...errorBars, errorBarColor, errorBarWhiskerColor: errorBarColor };
};

const errorBars = {
	errorBarLineWidth: 1.5,
	errorBarWhiskerLineWidth: 1.5,
	errorBarWhiskerSize: 7,
};

const pointsOf = (lines: ChartLine[]) =>
	lines.map(({ figure }, y) => ({
		y,
		x: figure?.value ?? Number.NaN,
		xMin: figure?.lower ?? figure?.value ?? Number.NaN,
		xMax: figure?.upper ?? figure?.value ?? Number.NaN,
	}));

const inksOf = (lines: ChartLine[]) =>
	lines.map(({ isQuiet }) => (isQuiet ? quietInk : ink));

function bars(
	lines: ChartLine[],
	drawn: Drawn,
): ChartConfiguration<"barWithErrorBars"> {
	const { font, options, x } = commonOptions(lines, drawn);
	return {
		type: "barWithErrorBars",
		data: {
			labels: lines.map(({ label }) =>
				wrapped(label, charactersIn(drawn.width)),
			),
			datasets: [
				{
					data: pointsOf(lines),
					backgroundColor: lines.map(({ isQuiet }) => (isQuiet ? paper : bar)),
					borderColor: lines.map(({ isQuiet }) => (isQuiet ? quietInk : teal)),
					borderWidth: 1,
					barPercentage: 0.62,
					categoryPercentage: 1,
					...errorBarsOf(lines),
				},
			],
		},
		options: {
			...options,
			indexAxis: "y",
			scales: {
				x,
				y: {
					grid: { display: false },
					border: { color: ink },
					ticks: {
						autoSkip: false,
						crossAlign: "far",
						font,
						color: inksOf(lines),
					},
				},
			},
		},
		plugins: [directLabels(lines, drawn.language, font)],
	};
}

function dots(
	lines: ChartLine[],
	drawn: Drawn,
): ChartConfiguration<"scatterWithErrorBars"> {
	const { font, options, x } = commonOptions(lines, drawn);
	const look = {
		// Whole even at 0 and 100%.
		clip: 8,
		pointStyle: "circle",
		radius: 4.5,
		backgroundColor: lines.map(({ isQuiet }) => (isQuiet ? paper : teal)),
		borderColor: lines.map(({ isQuiet }) => (isQuiet ? quietInk : teal)),
		borderWidth: 1.5,
		...errorBarsOf(lines),
	};
	return {
		type: "scatterWithErrorBars",
		data: {
			datasets: [{ data: pointsOf(lines) as IErrorBarXYDataPoint[], ...look }],
		},
		options: {
			...options,
			scales: {
				x,
				y: {
					type: "linear",
					reverse: true,
					min: -0.5,
					max: lines.length - 0.5,
					border: { display: false },
					grid: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = lines.map((_, value) => ({ value }));
					},
					ticks: {
						autoSkip: false,
						font,
						crossAlign: "far",
						color: inksOf(lines),
						callback: (_, index) => {
							const line = lines[index];
							return line?.kind === "dot"
								? shortened(line.label, charactersIn(drawn.width))
								: "";
						},
					},
				},
			},
		},
		plugins: [directLabels(lines, drawn.language, font)],
	};
}

const shortened = (text: string, length: number) =>
	text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/** Figures at the ends of the intervals and headings over the groups: nothing to look up in a legend. */
function directLabels(
	lines: ChartLine[],
	language: Language,
	font: { family: string; size: number },
): Plugin {
	return {
		id: "direct-labels",
		afterDatasetsDraw({ ctx, scales, chartArea }) {
			const { x, y } = scales;
			if (!x || !y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			lines.forEach((line, index) => {
				const height = y.getPixelForValue(index);
				if (line.kind === "heading") {
					ctx.font = `600 ${font.size}px ${font.family}`;
					ctx.fillStyle = line.isQuiet ? quietInk : ink;
					ctx.fillText(line.label, 0, height + 3);
					ctx.strokeStyle = hairline;
					if (index > 0) {
						ctx.beginPath();
						ctx.moveTo(0, Math.round(height - 10) + 0.5);
						ctx.lineTo(chartArea.right, Math.round(height - 10) + 0.5);
						ctx.stroke();
					}
					return;
				}
				ctx.font = `${line.isQuiet ? 400 : 600} ${font.size}px ${font.family}`;
				ctx.fillStyle = line.isQuiet ? quietInk : ink;
				if (line.figure)
					ctx.fillText(
						share(line.figure.value, language),
						x.getPixelForValue(line.figure.upper ?? line.figure.value) + 9,
						height,
					);
				else ctx.fillText("…", x.getPixelForValue(0) + 6, height);
			});
			ctx.restore();
		},
	};
}

/** A dimension of the design is a common noun; a question keeps its Anh/Chị, Ông/Bà. */
const inSentence = (by: { name: string }, label: string, language: string) =>
	by.name.startsWith("stratum:") ? label.toLocaleLowerCase(language) : label;
