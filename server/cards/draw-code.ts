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
	{ size: fullSize, width: room }: { size: number; width: number },
	colours: { code: string; dash: string },
): (code: string, x: number, y: number) => void {
	const setSize = (size: number) => doc.font(fonts.semiBold).fontSize(size);
	setSize(fullSize);
	const widths = new Map(
		[..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].map((character) => [
			character,
			doc.widthOfString(character) + spacing,
		]),
	);
	const widthOf = (character: string) =>
		widths.get(character) ?? dash.width + 2 * dash.space;

	return (code, x, y) => {
		const characters = [...printedSlip(code)];
		const whole = characters.reduce((sum, c) => sum + widthOf(c), 0);
		// One in many thousand has so many W and M that it is set smaller.
		const scale = Math.min(1, room / whole);
		const size = fullSize * scale;
		setSize(size).fillColor(colours.code);
		const lift = y - dash.lift * size;
		for (const character of characters) {
			if (character === "-")
				doc
					.moveTo(x + dash.space * scale, lift)
					.lineTo(x + (dash.space + dash.width) * scale, lift)
					.lineWidth(0.9)
					.stroke(colours.dash);
			else
				doc.text(character, x, y, { lineBreak: false, baseline: "alphabetic" });
			x += widthOf(character) * scale;
		}
	};
}
