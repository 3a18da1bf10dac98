import type { ChartConfiguration } from "chart.js";
import type { Chart } from "../../../analysis/report/chart.ts";
import { bars, barsHeight } from "./bars.ts";
import { changeRight, dots, dotsHeight } from "./dots.ts";
import { keyOf, keyPlugin, likert, likertHeight } from "./likert.ts";
import type { Drawn } from "./look.ts";
import { slopes, slopesHeight, slopesPadding } from "./slopes.ts";
import { wordsOf, wordsPlugin } from "./words.ts";

/** What stands at the right of the plot: figures at the ends of intervals, differences, those without an opinion. */
const rightOf = (chart: Chart, width: number) =>
	chart.kind === "change"
		? changeRight(chart, width)
		: chart.kind === "likert"
			? chart.rows.some(({ note }) => note)
				? 50
				: 4
			: 60;

/**
 * The one way in which a chart is drawn: by the browser on the screen, by Node for documents and files. It needs Chart.js
 * with the kinds of chartjs-chart-error-bars registered, and nothing of a page.
 */
export function chartConfiguration(
	chart: Chart,
	drawn: Drawn,
): { height: number; configuration: ChartConfiguration } {
	const { kind } = chart;
	const { width } = drawn;
	const { above, below } = wordsOf(chart, drawn);
	const hasKey = kind === "likert" || kind === "change";
	const key = hasKey ? keyOf(chart, width).height : 0;
	const drawing = drawingOf(chart, drawn);
	const around =
		kind === "slopes"
			? { ...slopesPadding(width), top: above + 40, bottom: below + 12 }
			: {
					left: 0,
					right: rightOf(chart, width),
					top: above + key + 4,
					bottom: below,
				};
	return {
		height: Math.round(drawing.height + above + key + below),
		configuration: {
			...drawing.configuration,
			options: {
				...drawing.configuration.options,
				layout: { padding: around },
			},
			plugins: [
				wordsPlugin(chart, drawn),
				...(drawing.configuration.plugins ?? []),
				...(hasKey ? [keyPlugin(chart, drawn, above)] : []),
			],
		},
	};
}

function drawingOf(
	chart: Chart,
	drawn: Drawn,
): { height: number; configuration: ChartConfiguration } {
	const { width } = drawn;
	switch (chart.kind) {
		case "likert":
			return {
				height: likertHeight(chart, width),
				configuration: likert(chart, drawn) as unknown as ChartConfiguration,
			};
		case "bars":
			return {
				height: barsHeight(chart, width),
				configuration: bars(chart, drawn) as unknown as ChartConfiguration,
			};
		case "slopes":
			return {
				height: slopesHeight(chart, width),
				configuration: slopes(chart, drawn) as unknown as ChartConfiguration,
			};
		case "dots":
		case "change":
			return {
				height: dotsHeight(chart, width),
				configuration: dots(
					chart,
					drawn,
					chart.kind,
				) as unknown as ChartConfiguration,
			};
	}
}
