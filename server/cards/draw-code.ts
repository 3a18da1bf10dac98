import { printedSlip } from "../../survey-definitions/slip-code.ts";
import { fonts } from "./fonts.ts";

const spacing = 0.5;
const dash = { width: 4.5, space: 2.2, lift: 0.34 };

/**
 * Draws a code in its groups. Characters go one by one: pdfkit lays out each once and for all, where whole codes, all
 * different, would cost time and memory.
 */
export function codeDrawer(
	doc: PDFKit.PDFDocument,
	size: number,
	colours: { code: string; dash: string },
): (code: string, x: number, y: number) => void {
	const font = () => doc.font(fonts.semiBold).fontSize(size);
	const widths = new Map(
		[..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].map((character) => [
			character,
			font().widthOfString(character),
		]),
	);

	return (code, x, y) => {
		font().fillColor(colours.code);
		const dashes: number[] = [];
		for (const character of printedSlip(code)) {
			const width = widths.get(character);
			if (width === undefined) {
				dashes.push(x + dash.space);
				x += dash.width + 2 * dash.space;
				continue;
			}
			doc.text(character, x, y, { lineBreak: false, baseline: "alphabetic" });
			x += width + spacing;
		}
		for (const from of dashes)
			doc
				.moveTo(from, y - dash.lift * size)
				.lineTo(from + dash.width, y - dash.lift * size);
		doc.lineWidth(0.9).stroke(colours.dash);
	};
}
