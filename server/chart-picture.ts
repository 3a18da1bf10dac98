import { createRequire } from "node:module";
import type { Chart } from "../analysis/report/chart.ts";
import { chartConfiguration } from "../client/staff/chart/configuration.ts";
import { fonts } from "./cards/fonts.ts";

// Loaded the same way, all three, so that the plugin registers with the Chart.js that draws.
const require = createRequire(import.meta.url);
const { createCanvas, GlobalFonts, SvgExportFlag } =
	require("@napi-rs/canvas") as typeof import("@napi-rs/canvas");
const library = require("chart.js") as typeof import("chart.js");
const withErrorBars =
	require("chartjs-chart-error-bars") as typeof import("chartjs-chart-error-bars");

library.Chart.register(
	library.BarController,
	library.BarElement,
	library.PointElement,
	library.LineElement,
	library.CategoryScale,
	library.LinearScale,
	withErrorBars.BarWithErrorBar,
	withErrorBars.BarWithErrorBarsController,
	withErrorBars.PointWithErrorBar,
	withErrorBars.ScatterWithErrorBarsController,
);
for (const file of Object.values(fonts))
	GlobalFonts.registerFromPath(file, "Be Vietnam Pro");

const paper = "#ffffff";

export interface PictureOf {
	format: "png" | "svg";
	/** In CSS pixels; the height follows. 640 fits the text of an A4 page at 16 cm. */
	width?: number;
	/** Title, question, n and method are in the picture; without, the page has them as text. */
	hasWords?: boolean;
	/** Pixels of a PNG for each CSS pixel: 3 prints at 300 dpi where 640 are 16 cm. */
	scale?: number;
}

export interface Picture {
	bytes: Uint8Array;
	/** In CSS pixels. */
	width: number;
	height: number;
}

/** A chart drawn without a browser, by the same configuration as on the screen, on white. */
export function chartPicture(
	chart: Chart,
	{ format, width = 640, hasWords = true, scale = 3 }: PictureOf,
): Picture {
	// A picture that stands alone has a margin of its own; in a document the page has one.
	const margin = hasWords ? 16 : 0;
	const inner = width - 2 * margin;
	const { height: innerHeight, configuration } = chartConfiguration(chart, {
		width: inner,
		hasWords,
		paper,
		devicePixelRatio: format === "png" ? scale : 1,
	});
	const height = innerHeight + 2 * margin;
	const draw = (canvas: object) =>
		new library.Chart(canvas as HTMLCanvasElement, configuration);
	if (format === "png") {
		const canvas = createCanvas(inner, innerHeight);
		const drawing = draw(canvas);
		const page = createCanvas(width * scale, height * scale);
		const context = page.getContext("2d");
		context.fillStyle = paper;
		context.fillRect(0, 0, page.width, page.height);
		context.drawImage(canvas, margin * scale, margin * scale);
		drawing.destroy();
		const bytes = page.toBuffer("image/png");
		// Their pixels lie outside the heap, which sees no reason to sweep: eighty charts would hold half a gigabyte.
		for (const done of [canvas, page]) done.width = done.height = 0;
		return { bytes, width, height };
	}
	// Letters as outlines: a drawing of Vietnamese looks the same where the font is not installed.
	const canvas = createCanvas(
		inner,
		innerHeight,
		SvgExportFlag.ConvertTextToPaths,
	);
	draw(canvas);
	const words = (name: string, text: string) =>
		`<${name}>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`;
	const svg = canvas
		.getContent()
		.toString("utf8")
		.replace(
			/<svg [^>]*>/,
			(opening) =>
				`${opening.replace(/ (width|height)="[^"]*"/g, "").slice(0, -1)} width="${width}" height="${height}" viewBox="${-margin} ${-margin} ${width} ${height}" role="img">${words("title", chart.title)}${words("desc", chart.alt)}<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="${paper}"/>`,
		);
	return { bytes: Buffer.from(svg), width, height };
}
