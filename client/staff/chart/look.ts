import type { Chart, ChartMark } from "../../../analysis/report/chart.ts";

export const ink = "#1d2b2a";
export const quietInk = "#5d6866";
export const hairline = "#dcd9cf";
export const bar = "#a9c8c4";
export const teal = "#0f5c5c";
export const family = '"Be Vietnam Pro", system-ui, sans-serif';

/** How a chart is to be drawn; heights follow from it. */
export interface Drawn {
	width: number;
	/** What is under the ink: the console's paper, or white. */
	paper: string;
	/** Title and foot are in the picture, which stands alone; else they are text beside it. */
	hasWords: boolean;
	devicePixelRatio: number;
}

export const fontSize = (width: number) => (width < 420 ? 12 : 13);
export const lineHeight = 17;

/** Be Vietnam Pro is this wide on average, in parts of its size: lines are counted before anything can be measured. */
const averageWidth = 0.56;

export const charactersIn = (width: number, size: number) =>
	Math.max(12, Math.floor(width / (averageWidth * size)));

export const estimatedWidth = (text: string, size: number) =>
	text.length * averageWidth * size;

/** Text in lines of at most so many characters, broken between words. */
export function wrapped(text: string, length: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/)) {
		if (line !== "" && line.length + 1 + word.length > length) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line];
}

export const shortened = (text: string, length: number) =>
	text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/** At most so many lines; the last says that there was more. */
export function labelLines(
	label: string,
	length: number,
	most: number,
): string[] {
	const all = wrapped(label, length);
	return all.length <= most
		? all
		: [
				...all.slice(0, most - 1),
				shortened(all.slice(most - 1).join(" "), length),
			];
}

/** Where there is little room, labels stand over their rows instead of beside them. */
export const isNarrow = (width: number) => width < 480;

export const hasIntervals = ({ rows }: Chart) =>
	rows.some(({ marks }) => marks.some((mark) => mark?.upper !== undefined));

export interface Tone {
	fill: string;
	/** Ink on it, with a contrast of at least 4.5. */
	ink: string;
	/** Strokes across the fill: the low side of a scale is known by them where colour is lost. */
	strokes?: string;
}

const low: Tone[] = [
	{ fill: "#8a5a0c", ink: "#ffffff", strokes: "#b98a3c" },
	{ fill: "#ecd5a6", ink, strokes: "#d3b06a" },
];
const middle: Tone = { fill: "#e9e7e0", ink };
const high: Tone[] = [
	{ fill: bar, ink },
	{ fill: teal, ink: "#ffffff" },
];

/** Tones of a scale from its low end through grey to its high end. */
export function tonesOf(points: number): Tone[] {
	const half = Math.floor(points / 2);
	const side = (tones: Tone[]) =>
		Array.from(
			{ length: half },
			(_, at) =>
				tones[
					half === 1
						? Number(tones === high)
						: Math.round((at * (tones.length - 1)) / (half - 1))
				] as Tone,
		);
	return [...side(low), ...(points % 2 === 1 ? [middle] : []), ...side(high)];
}

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];

/** A linear axis of shares, or of points about zero, that holds every interval. */
export function valueAxis(chart: Chart, { width }: Drawn) {
	const marks = chart.rows
		.flatMap((row) => row.marks)
		.filter((mark): mark is ChartMark => mark !== null);
	const highest = Math.max(
		0.01,
		...marks.map(({ value, upper }) => upper ?? value),
	);
	const lowest = Math.min(
		0,
		...marks.map(({ value, lower }) => lower ?? value),
	);
	const most = width < 420 ? 4 : width < 640 ? 6 : 10;
	const step =
		steps.find((one) => (highest - lowest) / one <= most) ?? (1 as number);
	const bound = (value: number, round: (value: number) => number) =>
		Number((round(Number((value / step).toFixed(6))) * step).toFixed(2));
	return {
		type: "linear" as const,
		min: bound(lowest, Math.floor),
		max: bound(highest, Math.ceil),
		border: { display: false },
		grid: {
			color: (context: { tick?: { value: number } }) =>
				Math.abs(context.tick?.value ?? 1) < 1e-9 ? ink : hairline,
			drawTicks: false,
		},
		ticks: {
			font: { family, size: fontSize(width) },
			color: quietInk,
			padding: 6,
			stepSize: step,
			autoSkip: false,
			maxRotation: 0,
			callback: (value: number | string) => {
				const hundredths = Math.round(Number(value) * 100);
				return `${hundredths < 0 ? "−" : ""}${Math.abs(hundredths)}${chart.unit === "share" ? "%" : ""}`;
			},
		},
	};
}

/** No motion, no tooltips, and a size that does not change: printing must not press it into another shape. */
export const stillOptions = ({ devicePixelRatio }: Drawn) => ({
	animation: false as const,
	events: [],
	responsive: false,
	maintainAspectRatio: false,
	devicePixelRatio,
	plugins: { legend: { display: false }, tooltip: { enabled: false } },
});

export const errorBars = (chart: Chart) => {
	const color = hasIntervals(chart) ? ink : "transparent";
	return {
		errorBarColor: color,
		errorBarWhiskerColor: color,
		errorBarLineWidth: 1.5,
		errorBarWhiskerLineWidth: 1.5,
		errorBarWhiskerSize: 7,
	};
};
