import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartMark } from "../../../../analysis/report/chart.ts";
import { spans } from "../../../../client/staff/chart/likert.ts";
import {
	type Tone,
	tonesOf,
	valueAxis,
	wrapped,
} from "../../../../client/staff/chart/look.ts";
import { spread } from "../../../../client/staff/chart/slopes.ts";

const mark = (value: number): ChartMark => ({ value, text: "" });

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string) {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string) => {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [
		number,
		number,
	];
	return (high + 0.05) / (low + 0.05);
};

describe("a scale", () => {
	test("is stacked about the middle of its middle point", () => {
		const [low, middle, high] = spans([0.3, 0.2, 0.5].map(mark));
		expect(low?.[0]).toBeCloseTo(-0.4);
		expect(middle).toEqual([expect.closeTo(-0.1), expect.closeTo(0.1)]);
		expect(high?.[1]).toBeCloseTo(0.6);
	});

	test("of four points is parted between the second and the third", () => {
		expect(spans([0.1, 0.2, 0.3, 0.4].map(mark))[1]?.[1]).toBeCloseTo(0);
	});

	test("has figures that can be read on every tone, in colour and in grey", () => {
		for (const points of [2, 3, 4, 5, 6, 7]) {
			const tones = tonesOf(points);
			expect(tones).toHaveLength(points);
			for (const tone of tones)
				expect(contrast(tone.fill, tone.ink)).toBeGreaterThanOrEqual(4.5);
		}
	});

	test("tells its two sides apart without colour, and neighbours by lightness", () => {
		const tones = tonesOf(5);
		expect(tones.map((tone: Tone) => tone.strokes !== undefined)).toEqual([
			true,
			true,
			false,
			false,
			false,
		]);
		for (const [at, tone] of tones.slice(1).entries())
			expect(
				contrast(tone.fill, (tones[at] as Tone).fill),
				`${at}`,
			).toBeGreaterThan(1.15);
	});
});

test("labels beside the ends of lines never cover each other and stay in their order", () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ y: fc.double({ min: 0, max: 600, noNaN: true }) }), {
				minLength: 1,
				maxLength: 12,
			}),
			(points) => {
				const labels = points.map(({ y }, row) => ({ row, y, height: 40 }));
				const placed = spread(labels, 0, 600);
				expect(new Set(placed.map(({ row }) => row)).size).toBe(labels.length);
				for (const [at, one] of placed.slice(1).entries())
					expect(one.y - (placed[at]?.y ?? 0)).toBeGreaterThanOrEqual(
						40 - 1e-9,
					);
				expect(placed.at(-1)?.y).toBeLessThanOrEqual(580 + 1e-9);
			},
		),
	);
});

test("an axis of differences holds zero and every interval", () => {
	const axis = valueAxis(
		{
			kind: "dots",
			unit: "points",
			language: "vi",
			title: "",
			subject: "",
			series: [{ label: "", isQuiet: false }],
			rows: [
				{
					label: "",
					isQuiet: false,
					marks: [{ value: -0.12, lower: -0.163, upper: -0.08, text: "" }],
				},
			],
			foot: { question: "", n: "", method: "" },
			alt: "",
		},
		{ width: 600, paper: "#ffffff", hasWords: false, devicePixelRatio: 1 },
	);
	expect(axis.min).toBeLessThanOrEqual(-0.163);
	expect(axis.max).toBeGreaterThan(0);
	expect(axis.ticks.callback(-0.05)).toBe("−5");
});

test("text is wrapped between words, and a word longer than a line stands alone", () => {
	expect(wrapped("một hai bamuoibonnam sáu", 7)).toEqual([
		"một hai",
		"bamuoibonnam",
		"sáu",
	]);
});
