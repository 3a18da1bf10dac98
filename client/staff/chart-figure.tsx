import {
	BarController,
	BarElement,
	CategoryScale,
	Chart as Drawing,
	LinearScale,
	LineElement,
	PointElement,
} from "chart.js";
import {
	BarWithErrorBar,
	BarWithErrorBarsController,
	PointWithErrorBar,
	ScatterWithErrorBarsController,
} from "chartjs-chart-error-bars";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chart } from "../../analysis/report/chart.ts";
import { chartConfiguration } from "./chart/configuration.ts";
import { family } from "./chart/look.ts";

Drawing.register(
	BarController,
	BarElement,
	PointElement,
	LineElement,
	CategoryScale,
	LinearScale,
	BarWithErrorBar,
	BarWithErrorBarsController,
	PointWithErrorBar,
	ScatterWithErrorBarsController,
);

const paper = "#fdfcf9";

/** A chart with its words: the finding over it, question, n and method beneath it. */
export function ChartFigure({
	chart,
	children,
}: {
	chart: Chart;
	/** Ways to draw it otherwise, and its files. */
	children?: ComponentChildren;
}) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const frame = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(0);
	const [height, setHeight] = useState(0);

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
		let drawing: Drawing | undefined;
		let isWanted = true;
		const drawn = chartConfiguration(chart, {
			width,
			paper,
			hasWords: false,
			devicePixelRatio: Math.max(2, window.devicePixelRatio),
		});
		setHeight(drawn.height);
		// A canvas does not draw itself anew when its font arrives.
		Promise.all([
			document.fonts.load(`400 13px ${family}`, "ằn"),
			document.fonts.load(`600 13px ${family}`, "ằn"),
		]).then(() => {
			if (!isWanted || !canvas.current) return;
			canvas.current.width = width;
			canvas.current.height = drawn.height;
			drawing = new Drawing(canvas.current, drawn.configuration);
		});
		return () => {
			isWanted = false;
			drawing?.destroy();
		};
	}, [chart, width]);

	const { question, n, method } = chart.foot;
	return (
		<figure class="chart">
			<figcaption>
				<strong>{chart.title}</strong>
				{chart.subject && <span>{chart.subject}</span>}
			</figcaption>
			<div class="canvas" ref={frame} style={{ height: `${height}px` }}>
				<canvas ref={canvas} role="img" aria-label={chart.alt} />
			</div>
			<p class="chart-foot">
				{question}
				<br />
				{n && <span class="n">{n}. </span>}
				{method}.
			</p>
			{children}
		</figure>
	);
}
