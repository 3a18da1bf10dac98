import { fonts, type Weight } from "./fonts.ts";

/** Text broken into lines once, to be drawn on every card. */
export interface TextBlock {
	lines: string[];
	weight: Weight;
	size: number;
	leading: number;
	height: number;
}

/** Breaks a text at its spaces, at the largest of the sizes at which it takes no more lines than allowed; else at the smallest. */
export function textBlock(
	doc: PDFKit.PDFDocument,
	text: string,
	{
		weight = "regular",
		sizes,
		width,
		lines: allowed,
	}: { weight?: Weight; sizes: number[]; width: number; lines: number },
): TextBlock {
	const words = text.split(" ");
	const tried = sizes.map((size) => {
		doc.font(fonts[weight]).fontSize(size);
		const widthOf = (line: string) => doc.widthOfString(line);
		const lines = brokenLines(words, width, widthOf);
		const fits =
			lines.length <= allowed && lines.every((line) => widthOf(line) <= width);
		const leading = size * 1.28;
		const height = lines.length * leading;
		return { fits, lines, weight, size, leading, height };
	});
	return tried.find(({ fits }) => fits) ?? (tried.at(-1) as TextBlock);
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
