import { invitationAddress, surveyAddress } from "../invitation-address.ts";
import { cardWords } from "./card-words.ts";
import type { Cards } from "./cards.ts";
import { codeDrawer } from "./draw-code.ts";
import { drawQr, maskFor } from "./draw-qr.ts";
import { card, mm } from "./sheet.ts";
import { drawBlock, textBlock } from "./text-block.ts";

const ink = "#1d1b18";
const quiet = "#4a463f";
const accent = "#0d5b5c";

const padding = { x: 5 * mm, top: 3.5 * mm, bottom: 3.1 * mm };
const width = card.width - 2 * padding.x;
const qr = {
	side: 26 * mm,
	x: card.width - padding.x - 26 * mm,
	y: 4.2 * mm,
};
/** Between the text and the QR code: its white zone and a little more. */
const beside = qr.x - padding.x - 4 * mm;

/** Lays out what all cards share, once; returns what draws the card of a code with its corner at x, y. */
export function cardFace(
	doc: PDFKit.PDFDocument,
	cards: Cards,
): (code: string, x: number, y: number) => void {
	const { surveyId, publicUrl, controller, fingerprint } = cards;
	const words = cardWords(cards.you, cards.population);
	const head =
		controller &&
		textBlock(doc, controller, {
			weight: "semiBold",
			sizes: [7.5, 7, 6.5, 6],
			width: beside,
			lines: 1,
		});
	const title = textBlock(doc, cards.title, {
		weight: "semiBold",
		sizes: [12, 11.5, 11, 10.5, 10, 9.5, 9],
		width: beside,
		lines: 2,
	});
	const howTo = textBlock(doc, words.howTo, {
		sizes: [8.8, 8.4, 8, 7.6],
		width: beside,
		lines: 3,
	});
	const address = textBlock(
		doc,
		surveyAddress(publicUrl, surveyId).replace(/^https:\/\//, ""),
		{ weight: "semiBold", sizes: [10, 9.5, 9, 8.5, 8, 7, 6], width, lines: 1 },
	);
	const assurance = textBlock(doc, words.assurance, {
		sizes: [7.4, 7.2, 7, 6.8, 6.5],
		width,
		lines: 1,
	});
	const contact = textBlock(
		doc,
		[
			words.questions + cards.hotline,
			...(fingerprint ? [`${words.fingerprint}: ${grouped(fingerprint)}`] : []),
		].join("  ·  "),
		{ weight: "semiBold", sizes: [7.4, 7, 6.5, 6, 5.5], width, lines: 1 },
	);
	const mask = maskFor(
		invitationAddress(publicUrl, surveyId, cards.lots[0]?.codes[0] ?? ""),
	);
	const drawCode = codeDrawer(doc, 12, { code: ink, dash: accent });

	return (code, x, y) => {
		const left = x + padding.x;
		drawQr(doc, invitationAddress(publicUrl, surveyId, code), {
			x: x + qr.x,
			y: y + qr.y,
			side: qr.side,
			mask,
		});
		let below = y + padding.top;
		if (head) below = drawBlock(doc, head, left, below, accent) + 2;
		below = drawBlock(doc, title, left, below, ink) + 3;
		drawBlock(doc, howTo, left, below, ink);

		const contactTop = y + card.height - padding.bottom - contact.height;
		const assuranceTop = contactTop - assurance.height;
		const rule = assuranceTop - 3;
		const baseline = rule - 7;
		drawBlock(doc, address, left, baseline - 13 - address.height, accent);
		drawCode(code, left, baseline);
		doc
			.moveTo(left, rule)
			.lineTo(left + width, rule)
			.lineWidth(0.5)
			.stroke(accent);
		drawBlock(doc, assurance, left, assuranceTop, quiet);
		drawBlock(doc, contact, left, contactTop, quiet);
	};
}

const grouped = (hex: string) => hex.replace(/(.{4})(?=.)/g, "$1\u00a0");
