import type { Plugin } from "chart.js";
import type { Chart } from "../../../analysis/report/chart.ts";
import {
	charactersIn,
	type Drawn,
	family,
	hairline,
	ink,
	quietInk,
	wrapped,
} from "./look.ts";

const title = { size: 16, line: 22 };
const subject = { size: 13, line: 18 };
const foot = { size: 11.5, line: 16 };

/** Title over a chart that stands alone, and under it question, n and method. */
export function wordsOf(chart: Chart, { width, hasWords }: Drawn) {
	const lines = (text: string, { size }: { size: number }) =>
		text === "" ? [] : wrapped(text, charactersIn(width - 12, size));
	if (!hasWords)
		return { above: 0, below: 0, titles: [], subjects: [], feet: [] };
	const titles = lines(chart.title, { size: title.size * 1.06 });
	const subjects = lines(chart.subject, subject);
	const { question, n, method } = chart.foot;
	const feet = [question, [n, method].filter(Boolean).join(". ")].flatMap(
		(text) => lines(text, foot),
	);
	return {
		titles,
		subjects,
		feet,
		above: titles.length * title.line + subjects.length * subject.line + 14,
		below: feet.length * foot.line + 18,
	};
}

/** Ground and words of a chart, beneath all else. */
export function wordsPlugin(chart: Chart, drawn: Drawn): Plugin {
	const { titles, subjects, feet, below } = wordsOf(chart, drawn);
	return {
		id: "words",
		beforeDraw({ ctx, width, height }) {
			ctx.save();
			ctx.fillStyle = drawn.paper;
			ctx.fillRect(0, 0, width, height);
			ctx.textBaseline = "alphabetic";
			ctx.textAlign = "left";
			let y = 0;
			const write = (
				lines: string[],
				{ size, line }: typeof title,
				weight: number,
				color: string,
			) => {
				ctx.font = `${weight} ${size}px ${family}`;
				ctx.fillStyle = color;
				for (const text of lines) {
					y += line;
					ctx.fillText(text, 0, y - 5);
				}
			};
			write(titles, title, 600, ink);
			write(subjects, subject, 400, quietInk);
			if (feet.length > 0) {
				y = height - below + 8;
				ctx.strokeStyle = hairline;
				ctx.lineWidth = 1;
				ctx.beginPath();
				ctx.moveTo(0, Math.round(y) + 0.5);
				ctx.lineTo(width, Math.round(y) + 0.5);
				ctx.stroke();
				y += 4;
				write(feet, foot, 400, quietInk);
			}
			ctx.restore();
		},
	};
}
