import { invitationAddress, surveyAddress } from "../invitation-address.ts";
import { cardWords } from "./card-words.ts";
import type { Cards } from "./cards.ts";
import { codeDrawer } from "./draw-code.ts";
import { drawQr, maskFor } from "./draw-qr.ts";
import { card, mm } from "./sheet.ts";
import {
	drawBlock,
	largest,
	oneLine,
	type TextBlock,
	textBlock,
} from "./text-block.ts";

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
const between = 2.5;

/** Lays out what all cards share, once; returns what draws the card of a code with its corner at x, y. */
export function cardFace(
	doc: PDFKit.PDFDocument,
	cards: Cards,
): (code: string, x: number, y: number) => void {
	const { surveyId, publicUrl, controller, fingerprint, root } = cards;
	const words = cardWords(cards.you, cards.population);
	const address = oneLine(
		doc,
		surveyAddress(publicUrl, surveyId).replace(/^https:\/\//, ""),
		{ weight: "semiBold", size: 10, width },
	);
	const assurance = oneLine(doc, words.assurance, { size: 7.4, width });
	const contact = oneLine(
		doc,
		[
			words.questions + cards.hotline,
			...(fingerprint ? [`${words.fingerprint}: ${grouped(fingerprint)}`] : []),
		].join("  ·  "),
		{ weight: "semiBold", size: 7.4, width },
	);

	// From the foot upwards; what is left is for the texts beside the QR code.
	const contactTop = card.height - padding.bottom - contact.height;
	const assuranceTop = contactTop - assurance.height;
	const rule = assuranceTop - 3;
	const baseline = rule - 7;
	const addressTop = baseline - 13 - address.height;
	const room = addressTop - padding.top;

	const texts = [
		{ text: controller ?? "", weight: "semiBold", size: 7.5, colour: accent },
		{ text: cards.title, weight: "semiBold", size: 12, colour: ink },
		{ text: words.howTo, weight: "regular", size: 8.8, colour: ink },
	].filter(({ text }) => text) as (Pick<TextBlock, "weight" | "size"> & {
		text: string;
		colour: string;
	})[];
	const head = largest(
		(scale) =>
			texts.map(({ text, weight, size, colour }) => ({
				colour,
				block: textBlock(doc, text, {
					weight,
					size: size * scale,
					width: beside,
				}),
			})),
		(blocks) =>
			blocks.every(({ block }) => block.width <= beside) &&
			blocks.reduce((sum, { block }) => sum + block.height + between, 0) <=
				room,
		texts.map(({ text }) => text).join(" "),
	);
	const mask = maskFor(
		invitationAddress(publicUrl, surveyId, cards.lots[0]?.codes[0] ?? "", root),
	);
	const drawCode = codeDrawer(
		doc,
		{ size: 12, width },
		{ code: ink, dash: accent },
	);

	return (code, x, y) => {
		const left = x + padding.x;
		drawQr(doc, invitationAddress(publicUrl, surveyId, code, root), {
			x: x + qr.x,
			y: y + qr.y,
			side: qr.side,
			mask,
		});
		let top = y + padding.top;
		for (const { block, colour } of head)
			top = drawBlock(doc, block, left, top, colour) + between;
		drawBlock(doc, address, left, y + addressTop, accent);
		drawCode(code, left, y + baseline);
		doc
			.moveTo(left, y + rule)
			.lineTo(left + width, y + rule)
			.lineWidth(0.5)
			.stroke(accent);
		drawBlock(doc, assurance, left, y + assuranceTop, quiet);
		drawBlock(doc, contact, left, y + contactTop, quiet);
	};
}

const grouped = (hex: string) => hex.replace(/(.{4})(?=.)/g, "$1\u00a0");
