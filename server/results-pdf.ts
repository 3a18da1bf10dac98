import PDFDocument from "pdfkit";
import type { PublishedResults } from "../analysis/report/published-results.ts";
import { shortDate } from "../analysis/report/vi-format.ts";
import type { Text } from "../survey-definitions/definition.ts";
import { say, type Words } from "../survey-definitions/languages.ts";
import { fonts } from "./cards/fonts.ts";

const mm = 72 / 25.4;
const margin = 25 * mm;
const column = 34 * mm;

/** The published results as a PDF to be printed or passed on, in Vietnamese. */
export async function resultsPdf(
	title: Text,
	results: PublishedResults,
	t: Words["results"],
): Promise<Buffer> {
	const doc = new PDFDocument({
		size: "A4",
		margin,
		font: fonts.regular,
		lang: "vi-VN",
		info: { Title: `${t.title}: ${title.vi}` },
	});
	const chunks: Buffer[] = [];
	doc.on("data", (chunk: Buffer) => chunks.push(chunk));
	const done = new Promise<void>((resolve, reject) => {
		doc.on("end", resolve);
		doc.on("error", reject);
	});
	const { width, height } = doc.page;
	const room = width - 2 * margin;
	const write = (
		text: string,
		{ weight = "regular", size = 10.5, gap = 6 }: Writing = {},
	) =>
		doc
			.font(fonts[weight])
			.fontSize(size)
			.text(text, margin, undefined, { width: room, lineGap: 2 })
			.moveDown(gap / size);
	write(t.title, { weight: "semiBold", size: 20, gap: 4 });
	write(title.vi, { size: 12, gap: 10 });
	const { headlines, responses, opened, closed } = results;
	if (responses !== null)
		write(say(t.intro, { n: responses.toLocaleString("vi-VN") }));
	if (opened && closed) write(say(t.field, { opened, closed }), { gap: 12 });
	if (headlines.length === 0) write(t.few);
	for (const { number, sentence } of headlines) {
		doc.font(fonts.regular).fontSize(10.5);
		const beside = { width: room - column, lineGap: 2 };
		const tall = Math.max(26, doc.heightOfString(sentence, beside));
		if (doc.y + tall + 14 > height - margin) doc.addPage();
		const top = doc.y + 8;
		doc
			.moveTo(margin, top - 6)
			.lineTo(width - margin, top - 6)
			.lineWidth(0.5)
			.stroke("#8b938f");
		doc
			.font(fonts.semiBold)
			.fontSize(18)
			.fillColor("#0f5c5c")
			.text(number, margin, top - 3, { width: column, lineBreak: false });
		doc
			.font(fonts.regular)
			.fontSize(10.5)
			.fillColor("black")
			.text(sentence, margin + column, top, beside);
		doc.y = top + tall + 6;
	}
	doc.y += 10;
	write(results.isProbability ? t.method : t.noProbability, { size: 9 });
	write(`${t.hash}: ${results.dataHash}`, { size: 8 });
	write(say(t.published, { day: shortDate(results.publishedOn) }), {
		size: 9,
	});
	doc.end();
	await done;
	return Buffer.concat(chunks);
}

interface Writing {
	weight?: keyof typeof fonts;
	size?: number;
	gap?: number;
}
