import { Refusal } from "../refusal.ts";
import { fonts, type Weight } from "./fonts.ts";

/** Text broken into lines once, to be drawn on every card. */
export interface TextBlock {
	lines: string[];
	weight: Weight;
	size: number;
	leading: number;
	width: number;
	height: number;
}

interface Style {
	weight?: Weight;
	size: number;
	/** The room; a single word may be wider. */
	width: number;
}

/** Breaks a text at its spaces. */
export function textBlock(
	doc: PDFKit.PDFDocument,
	text: string,
	{ weight = "regular", size, width }: Style,
): TextBlock {
	doc.font(fonts[weight]).fontSize(size);
	const widthOf = (line: string) => doc.widthOfString(line);
	const lines = brokenLines(text.split(" "), width, widthOf);
	const leading = size * 1.28;
	return {
		lines,
		weight,
		size,
		leading,
		width: Math.max(...lines.map(widthOf)),
		height: lines.length * leading,
	};
}

/** A text on one line, set smaller where it is long. */
export const oneLine = (
	doc: PDFKit.PDFDocument,
	text: string,
	style: Style,
): TextBlock =>
	largest(
		(scale) => textBlock(doc, text, { ...style, size: style.size * scale }),
		({ lines, width }) => lines.length === 1 && width <= style.width,
		text,
	);

/** What is made at the largest scale at which it fits. Refuses it where it is too long even at half the size. */
export function largest<T>(
	make: (scale: number) => T,
	fits: (made: T) => boolean,
	text: string,
): T {
	for (let percent = 100; percent >= 50; percent -= 2.5) {
		const made = make(percent / 100);
		if (fits(made)) return made;
	}
	throw new Refusal("too-long-for-card", [
		{ variable: "", code: "too-long", params: { text } },
	]);
}

/** The fewest lines, and among those the narrowest, so that no word is left alone. (pdfkit would also break Anh/Chị at the stroke.) */
function brokenLines(
	words: string[],
	width: number,
	widthOf: (line: string) => number,
): string[] {
	let lines = filledLines(words, width, widthOf);
	for (let narrower = width - 1; narrower > 0; narrower--) {
		const tried = filledLines(words, narrower, widthOf);
		if (
			tried.length > lines.length ||
			tried.some((line) => widthOf(line) > narrower)
		)
			break;
		lines = tried;
	}
	return lines;
}

function filledLines(
	words: string[],
	width: number,
	widthOf: (line: string) => number,
): string[] {
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && widthOf(longer) <= width)
			lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

/** Draws a block with its top at y and returns where it ends. */
export function drawBlock(
	doc: PDFKit.PDFDocument,
	block: TextBlock,
	x: number,
	y: number,
	colour: string,
): number {
	doc.font(fonts[block.weight]).fontSize(block.size).fillColor(colour);
	for (const [index, line] of block.lines.entries())
		doc.text(line, x, y + index * block.leading + block.size, {
			lineBreak: false,
			baseline: "alphabetic",
		});
	return y + block.height;
}
