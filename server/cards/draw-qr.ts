import { encode } from "uqr";

/**
 * The mask that suits the addresses of one survey. Addresses differ in their last characters alone, and readers take any
 * mask, so trying all eight for every card would only make ten thousand cards take twice as long.
 */
export const maskFor = (address: string): number =>
	encode(address, { ecc: "M" }).maskPattern;

/** Draws a QR code as one filled path. The white zone of 4 modules around it is left to the caller. */
export function drawQr(
	doc: PDFKit.PDFDocument,
	text: string,
	{ x, y, side, mask }: { x: number; y: number; side: number; mask: number },
): void {
	const { data, size } = encode(text, {
		ecc: "M",
		border: 0,
		maskPattern: mask,
	});
	doc
		.save()
		.translate(x, y)
		.scale(side / size);
	for (const [row, modules] of data.entries())
		for (const { from, length } of runs(modules))
			doc.rect(from, row, length, 1);
	// One path: rectangles that are filled one by one show white seams between rows on screens and some printers.
	doc.fill("black").restore();
}

function runs(modules: boolean[]): { from: number; length: number }[] {
	const found: { from: number; length: number }[] = [];
	for (const [column, dark] of modules.entries()) {
		const last = found.at(-1);
		if (!dark) continue;
		if (last && last.from + last.length === column) last.length++;
		else found.push({ from: column, length: 1 });
	}
	return found;
}
