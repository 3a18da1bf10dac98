// A4 portrait, 2 × 5 cards that touch, so that one cut parts two of them.
export const mm = 72 / 25.4;

export const page = { width: 210 * mm, height: 297 * mm };
export const card = { width: 96 * mm, height: 56 * mm };
export const columns = 2;
export const rows = 5;
export const cardsPerPage = columns * rows;

const left = (page.width - columns * card.width) / 2;
const top = (page.height - rows * card.height) / 2;
/** Where the cuts run. */
export const cuts = {
	x: Array.from({ length: columns + 1 }, (_, i) => left + i * card.width),
	y: Array.from({ length: rows + 1 }, (_, i) => top + i * card.height),
};

export const cornerOf = (place: number): { x: number; y: number } => ({
	x: left + (place % columns) * card.width,
	y: top + Math.floor(place / columns) * card.height,
});

/** Ticks in the margins, and small crosses where four cards meet. */
export function drawCutMarks(doc: PDFKit.PDFDocument): void {
	const [reach, gap, arm] = [4 * mm, 1 * mm, 1.5 * mm];
	doc.lineWidth(0.3).strokeColor("#8a8a8a");
	const line = (x1: number, y1: number, x2: number, y2: number) =>
		doc.moveTo(x1, y1).lineTo(x2, y2);
	const right = page.width - left;
	const bottom = page.height - top;
	for (const x of cuts.x) {
		line(x, top - gap - reach, x, top - gap);
		line(x, bottom + gap, x, bottom + gap + reach);
	}
	for (const y of cuts.y) {
		line(left - gap - reach, y, left - gap, y);
		line(right + gap, y, right + gap + reach, y);
	}
	for (const x of cuts.x.slice(1, -1))
		for (const y of cuts.y.slice(1, -1)) {
			line(x - arm, y, x + arm, y);
			line(x, y - arm, x, y + arm);
		}
	doc.stroke();
}
