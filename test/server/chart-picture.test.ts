import { PNG } from "pngjs";
import { expect, test } from "vitest";
import type {
	Chart,
	ChartKind,
	ChartMark,
} from "../../analysis/report/chart.ts";
import { chartPicture } from "../../server/chart-picture.ts";

const mark = (value: number): ChartMark => ({
	value,
	lower: value - 0.03,
	upper: value + 0.03,
	text: `${(100 * value).toFixed(1)}%`.replace(".", ","),
});

const marksOf: Record<ChartKind, number[]> = {
	likert: [0.1, 0.2, 0.3, 0.25, 0.1],
	bars: [0.4],
	dots: [0.4],
	slopes: [0.3, 0.5],
	change: [0.3, 0.5],
};

const chartOf = (kind: ChartKind, changes: Partial<Chart> = {}): Chart => ({
	kind,
	unit: "share",
	language: "vi",
	title: "Phần lớn cán bộ thấy việc “làm cầm chừng” & né tránh",
	subject: "Tỷ lệ nhiều và rất nhiều",
	series: marksOf[kind].map((_, at) => ({
		label: `mức ${at}`,
		isQuiet: false,
	})),
	rows: [1, 2, 3].map((row) => ({
		label: `Tình trạng thứ ${row}`,
		isQuiet: row === 2,
		marks: marksOf[kind].map((value) => mark(value + row / 100)),
		note: "+3,4",
	})),
	foot: { question: "Câu hỏi?", n: "n = 100", method: "Có trọng số" },
	alt: "Biểu đồ: 40%",
	...changes,
});

const kinds = Object.keys(marksOf) as ChartKind[];

/** Share of the pixels that are not paper. */
function inked(bytes: Uint8Array) {
	const { data, width, height } = PNG.sync.read(Buffer.from(bytes));
	let dark = 0;
	for (let at = 0; at < data.length; at += 4)
		if ((data[at] ?? 255) < 250) dark++;
	return { share: dark / (width * height), width, height };
}

test.each(kinds)("%s is drawn as a PNG for print and as an SVG", (kind) => {
	const png = chartPicture(chartOf(kind), { format: "png", width: 600 });
	const { share, width, height } = inked(png.bytes);
	expect([width, height]).toEqual([1800, png.height * 3]);
	expect(share).toBeGreaterThan(0.02);
	const { bytes } = chartPicture(chartOf(kind), { format: "svg", width: 600 });
	const svg = Buffer.from(bytes).toString();
	expect(svg).toMatch(/^<\?xml[^>]*\?>\s*<svg [^>]*viewBox/);
	expect(svg).toContain("<desc>Biểu đồ: 40%</desc>");
	expect(svg).toContain("&#38; né tránh");
	// Letters are outlines: the font need not be installed where it is read.
	expect(svg).not.toContain("<text");
});

test.each(kinds)("%s draws nothing where a number is withheld", (kind) => {
	const withheld = chartOf(kind, {
		series: marksOf[kind].map(() => ({ label: "", isQuiet: false })),
		rows: [{ label: "", isQuiet: false, marks: marksOf[kind].map(() => null) }],
	});
	const shown = chartOf(kind, {
		...withheld,
		rows: [
			{ label: "", isQuiet: false, marks: marksOf[kind].map((v) => mark(v)) },
		],
	});
	const of = (chart: Chart) =>
		Buffer.from(chartPicture(chart, { format: "svg", hasWords: false }).bytes)
			.toString()
			// The axis holds the intervals, and so differs.
			.match(/fill="(#0F5C5C|#A9C8C4|#8A5A0C)"/gi)?.length ?? 0;
	// Only the swatches of a key are left.
	const ofKey = { likert: 3, change: 1 }[kind as string] ?? 0;
	expect(of(withheld)).toBe(ofKey);
	expect(of(shown)).toBeGreaterThan(ofKey);
});

test("in a document the words stand beside the picture, which is lower for it", () => {
	const chart = chartOf("bars");
	const alone = chartPicture(chart, { format: "png" });
	const beside = chartPicture(chart, { format: "png", hasWords: false });
	expect(beside.height).toBeLessThan(alone.height - 80);
});
