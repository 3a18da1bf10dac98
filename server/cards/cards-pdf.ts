import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { cardFace } from "./card-face.ts";
import { cardWords } from "./card-words.ts";
import type { Cards } from "./cards.ts";
import { fonts, type Weight } from "./fonts.ts";
import {
	cardsPerPage,
	cornerOf,
	cuts,
	drawCutMarks,
	mm,
	page,
} from "./sheet.ts";

/**
 * Sheets of cards to be cut apart; each lot begins a new page, and only the margins name it. Throws an Error where a
 * text is too long for a card.
 */
export function cardsPdf(cards: Cards, onPage?: () => void): Readable {
	const doc = new PDFDocument({
		size: "A4",
		margin: 0,
		autoFirstPage: false,
		font: fonts.regular,
		info: { Title: cards.title, Author: cards.controller ?? "" },
	});
	const drawCard = cardFace(doc, cards);
	drawPages(doc, cards, drawCard, onPage).catch((error) => doc.destroy(error));
	return doc;
}

async function drawPages(
	doc: PDFKit.PDFDocument,
	cards: Cards,
	drawCard: ReturnType<typeof cardFace>,
	onPage?: () => void,
) {
	for (const { lotId, codes } of cards.lots)
		for (let from = 0; from < codes.length; from += cardsPerPage) {
			if (doc.destroyed) return;
			const shown = codes.slice(from, from + cardsPerPage);
			doc.addPage();
			drawCutMarks(doc);
			drawMargins(doc, cards, {
				lotId,
				from,
				shown: shown.length,
				all: codes.length,
			});
			for (const [place, code] of shown.entries()) {
				const { x, y } = cornerOf(place);
				drawCard(code, x, y);
			}
			onPage?.();
			// Lets what was drawn go out, and other work of the process go on.
			await setImmediate();
		}
	doc.end();
}

/** Outside the cuts: which pile a page belongs to, and what to do with it. */
function drawMargins(
	doc: PDFKit.PDFDocument,
	cards: Cards,
	sheet: { lotId: string; from: number; shown: number; all: number },
) {
	const words = cardWords(cards.you, cards.population);
	const { lotId, from, shown, all } = sheet;
	const [left = 0, middle = 0] = cuts.x;
	const top = (cuts.y[0] ?? 0) - 2.5 * mm;
	const bottom = page.height - (cuts.y[0] ?? 0) + 4.5 * mm;
	const write = (text: string, weight: Weight, x: number, y: number) =>
		doc
			.font(fonts[weight])
			.fontSize(7)
			.fillColor("black")
			.text(text, x + 2 * mm, y, { lineBreak: false, baseline: "alphabetic" });
	write(`${words.lot} ${lotId}`, "semiBold", left, top);
	write(
		`${words.page(Math.floor(from / cardsPerPage) + 1, Math.ceil(all / cardsPerPage))}, ${words.cardsOfLot(from + 1, from + shown, all)}`,
		"regular",
		middle,
		top,
	);
	write(words.cutAndShuffle, "regular", left, bottom);
	write(words.keepApart, "regular", middle, bottom);
}
