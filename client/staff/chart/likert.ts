import type { ChartConfiguration, Plugin } from "chart.js";
import type { Chart } from "../../../analysis/report/chart.ts";
import {
	charactersIn,
	type Drawn,
	estimatedWidth,
	family,
	fontSize,
	ink,
	isNarrow,
	lineHeight,
	quietInk,
	stillOptions,
	tonesOf,
	wrapped,
} from "./look.ts";

const labelsOf = ({ rows }: Chart, width: number) =>
	rows.map(({ label }) =>
		wrapped(
			label,
			charactersIn(isNarrow(width) ? width - 50 : width / 3, fontSize(width)),
		),
	);

/** Where there is little room, every row is a line of words and a line of bars. */
const bandsOf = (width: number) => (isNarrow(width) ? 2 : 1);

function bandHeight(chart: Chart, width: number): number {
	const lines = Math.max(...labelsOf(chart, width).map(({ length }) => length));
	return Math.max(isNarrow(width) ? 30 : 36, lines * lineHeight + 8);
}

export const likertHeight = (chart: Chart, width: number): number =>
	chart.rows.length * bandsOf(width) * bandHeight(chart, width) + 8;

/** Where each point of the scale begins and ends, the middle of the scale at zero; nothing where a point is withheld. */
export function spans(marks: Chart["rows"][number]["marks"]) {
	const shares = marks.map((mark) => mark?.value ?? Number.NaN);
	const half = Math.floor(shares.length / 2);
	const low = shares.slice(0, half).reduce((sum, share) => sum + share, 0);
	const middle = shares.length % 2 === 1 ? (shares[half] ?? 0) / 2 : 0;
	let at = -(low + middle);
	return shares.map((share): [number, number] => {
		const from = at;
		at += share;
		return [from, at];
	});
}

/** Points of a scale stacked about its middle, each with its figure; those without an opinion at the right. */
export function likert(
	chart: Chart,
	drawn: Drawn,
): ChartConfiguration<"bar", [number, number][]> {
	const { rows, series } = chart;
	const ofRows = rows.map(({ marks }) =>
		marks.includes(null) ? [] : spans(marks),
	);
	const reach = Math.max(0.1, ...ofRows.flat(2).map(Math.abs));
	const tones = tonesOf(series.length);
	const isOver = isNarrow(drawn.width);
	const inBands = <T>(each: T[], over: T) =>
		isOver ? each.flatMap((one) => [over, one]) : each;
	return {
		type: "bar",
		data: {
			labels: isOver
				? inBands(
						rows.map(() => ""),
						"",
					)
				: labelsOf(chart, drawn.width),
			datasets: series.map((_, at) => ({
				data: inBands(
					ofRows.map((row) => row[at] ?? nothing),
					nothing,
				),
				grouped: false,
				barPercentage: 0.7,
				categoryPercentage: 1,
				backgroundColor: tones[at]?.fill ?? drawn.paper,
				borderColor: drawn.paper,
				borderWidth: 1,
				borderSkipped: false as const,
			})),
		},
		options: {
			...stillOptions(drawn),
			indexAxis: "y",
			scales: {
				x: { type: "linear", display: false, min: -reach, max: reach },
				y: {
					display: !isOver,
					grid: { display: false },
					border: { display: false },
					ticks: {
						autoSkip: false,
						crossAlign: "far",
						font: { family, size: fontSize(drawn.width) },
						color: ink,
					},
				},
			},
		},
		plugins: [segments(chart, drawn, ofRows)],
	};
}

const nothing: [number, number] = [Number.NaN, Number.NaN];

function segments(
	chart: Chart,
	{ width }: Drawn,
	ofRows: [number, number][][],
): Plugin {
	const { rows, series } = chart;
	const tones = tonesOf(series.length);
	const size = fontSize(width) - 1;
	const labels = labelsOf(chart, width);
	return {
		id: "segments",
		afterDatasetsDraw(drawing) {
			const { ctx, chartArea, width: right } = drawing;
			const { x, y } = drawing.scales;
			if (!x || !y) return;
			ctx.save();
			ctx.textBaseline = "middle";
			for (const [row, { marks, note }] of rows.entries()) {
				const band = (row + 1) * bandsOf(width) - 1;
				const height = y.getPixelForValue(band);
				if (isNarrow(width)) {
					ctx.textAlign = "left";
					ctx.fillStyle = ink;
					ctx.font = `400 ${size + 1}px ${family}`;
					const lines = labels[row] ?? [];
					for (const [line, text] of lines.entries())
						ctx.fillText(
							text,
							0,
							y.getPixelForValue(band - 1) +
								(line - lines.length / 2 + 0.5) * lineHeight +
								2,
						);
				}
				for (const [at, [from, to]] of (ofRows[row] ?? []).entries()) {
					const tone = tones[at];
					const element = drawing.getDatasetMeta(at).data[band] as unknown as {
						height: number;
					};
					const left = x.getPixelForValue(from);
					const wide = x.getPixelForValue(to) - left;
					const text = marks[at]?.text ?? "";
					if (!tone || wide < 1) continue;
					if (tone.strokes)
						hatch(ctx, tone.strokes, {
							x: left + 0.5,
							y: height - element.height / 2 + 0.5,
							width: wide - 1,
							height: element.height - 1,
						});
					ctx.font = `400 ${size}px ${family}`;
					const needed = ctx.measureText(text).width;
					if (needed + 8 > wide) continue;
					if (tone.strokes) {
						ctx.fillStyle = tone.fill;
						ctx.fillRect(
							left + (wide - needed) / 2 - 3,
							height - size * 0.7,
							needed + 6,
							size * 1.4,
						);
					}
					ctx.textAlign = "center";
					ctx.fillStyle = tone.ink;
					ctx.fillText(text, left + wide / 2, height + 0.5);
				}
				ctx.font = `400 ${size}px ${family}`;
				ctx.fillStyle = quietInk;
				if (marks.includes(null)) {
					ctx.textAlign = "center";
					ctx.fillText("…", x.getPixelForValue(0), height);
				} else if (note) {
					ctx.textAlign = "right";
					ctx.fillText(note, right, height);
				}
			}
			ctx.strokeStyle = ink;
			ctx.lineWidth = 1;
			const middle = Math.round(x.getPixelForValue(0)) + 0.5;
			if (series.length % 2 === 0) {
				ctx.beginPath();
				ctx.moveTo(middle, chartArea.top);
				ctx.lineTo(middle, chartArea.bottom);
				ctx.stroke();
			}
			ctx.restore();
		},
	};
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Slanting strokes inside a box, as lines: patterns are lost in SVG. */
export function hatch(
	ctx: CanvasRenderingContext2D,
	color: string,
	{ x, y, width, height }: Box,
): void {
	ctx.save();
	ctx.beginPath();
	ctx.rect(x, y, width, height);
	ctx.clip();
	ctx.strokeStyle = color;
	ctx.lineWidth = 1;
	ctx.beginPath();
	for (let at = -height; at < width; at += 6) {
		ctx.moveTo(x + at, y + height);
		ctx.lineTo(x + at + height, y);
	}
	ctx.stroke();
	ctx.restore();
}

const swatch = 13;

interface KeyEntry {
	at: number;
	x: number;
	line: number;
	label: string;
}

/** The names of the series in lines over the plot, in their order. */
export function keyOf(chart: Chart, width: number) {
	const size = fontSize(width);
	const entries: KeyEntry[] = [];
	let x = 0;
	let line = 0;
	for (const [at, { label }] of chart.series.entries()) {
		const needed = swatch + 6 + estimatedWidth(label, size) + 16;
		if (x > 0 && x + needed > width) {
			x = 0;
			line++;
		}
		entries.push({ at, x, line, label });
		x += needed;
	}
	return { entries, height: (line + 1) * 20 + 6 };
}

/** A swatch and a name for each series: tones of a scale, or hollow and filled dots of waves. */
export function keyPlugin(
	chart: Chart,
	{ width, paper }: Drawn,
	above: number,
): Plugin {
	const { entries } = keyOf(chart, width);
	const tones = tonesOf(chart.series.length);
	return {
		id: "key",
		afterDraw({ ctx }) {
			ctx.save();
			ctx.textBaseline = "middle";
			ctx.textAlign = "left";
			ctx.font = `400 ${fontSize(width)}px ${family}`;
			let before = 0;
			let line = -1;
			for (const entry of entries) {
				// Measured now: the estimate only counts lines.
				if (entry.line !== line) before = 0;
				line = entry.line;
				const y = above + line * 20 + 9;
				const tone = tones[entry.at];
				if (chart.kind === "likert" && tone) {
					const box = {
						x: before,
						y: y - swatch / 2,
						width: swatch,
						height: swatch,
					};
					ctx.fillStyle = tone.fill;
					ctx.fillRect(box.x, box.y, box.width, box.height);
					if (tone.strokes) hatch(ctx, tone.strokes, box);
				} else {
					ctx.beginPath();
					ctx.arc(before + 6, y, 4.5, 0, 2 * Math.PI);
					ctx.fillStyle =
						entry.at < chart.series.length - 1 ? paper : "#0f5c5c";
					ctx.fill();
					ctx.strokeStyle = "#0f5c5c";
					ctx.lineWidth = 1.5;
					ctx.stroke();
				}
				ctx.fillStyle = ink;
				ctx.fillText(entry.label, before + swatch + 6, y + 0.5);
				before += swatch + 6 + ctx.measureText(entry.label).width + 16;
			}
			ctx.restore();
		},
	};
}
