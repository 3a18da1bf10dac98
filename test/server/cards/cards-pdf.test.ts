import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { writeCardsPdf } from "../../../server/cards/cards-pdf.ts";
import { slipCode } from "../../../survey-definitions/slip-code.ts";

const cards = (count: number, more: object = {}) => ({
	surveyId: "small",
	publicUrl: "https://phieu.example.vn",
	title: "Phiếu nhỏ",
	hotline: "1900 0000",
	you: "Ông/Bà",
	population: "citizens" as const,
	lots: [
		{
			lotId: "A0B1",
			codes: Array.from({ length: count }, () =>
				slipCode("A0B1", randomBytes(16)),
			),
		},
	],
	...more,
});

function collector() {
	const chunks: Buffer[] = [];
	const out = new Writable({
		write(chunk, _encoding, done) {
			chunks.push(chunk);
			done();
		},
	});
	return { out, pdf: () => Buffer.concat(chunks).toString("latin1") };
}

test("a lot takes as many pages as it needs, ten cards on each", async () => {
	for (const [count, pages] of [
		[10, 1],
		[11, 2],
		[50, 5],
	] as const) {
		const { out, pdf } = collector();
		await writeCardsPdf(cards(count), out);
		expect(pdf().match(/\/Type \/Page\b(?!s)/g)).toHaveLength(pages);
	}
});

test("texts of any length find their place, a fingerprint among them", async () => {
	const { out, pdf } = collector();
	await writeCardsPdf(
		cards(1, {
			title: "Phiếu xin ý kiến ".repeat(8).trim(),
			controller: "Viện ".repeat(30).trim(),
			publicUrl: `https://${"mot-ten-mien-rat-dai.".repeat(4)}vn`,
			fingerprint: "0123456789abcdef0123",
		}),
		out,
	);
	expect(pdf().endsWith("%%EOF\n") || pdf().endsWith("%%EOF")).toBe(true);
});

test("a disk that fills up half-way is told", async () => {
	let room = 20_000;
	const full = new Writable({
		write(chunk, _encoding, done) {
			room -= chunk.length;
			done(room < 0 ? new Error("ENOSPC: no space left on device") : null);
		},
	});
	await expect(writeCardsPdf(cards(500), full)).rejects.toThrow("ENOSPC");
});
