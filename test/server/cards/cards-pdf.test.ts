import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { cardsPdf } from "../../../server/cards/cards-pdf.ts";
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

const pdfOf = async (some: ReturnType<typeof cards>) =>
	(await buffer(cardsPdf(some))).toString("latin1");

test("a lot takes as many pages as it needs, ten cards on each", async () => {
	for (const [count, pages] of [
		[10, 1],
		[11, 2],
		[50, 5],
	] as const) {
		const pdf = await pdfOf(cards(count));
		expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(pages);
	}
});

const long = {
	title: "Phiếu xin ý kiến cán bộ, công chức, viên chức các cấp, các ngành",
	controller: "Viện Dư luận xã hội, cùng một cơ quan nữa có tên rất dài",
	publicUrl: `https://${"mot-ten-mien-dai.".repeat(3)}vn`,
	fingerprint: "0123456789abcdef0123",
};

test("long texts are set smaller, a fingerprint among them", async () => {
	expect(await pdfOf(cards(1, long))).toMatch(/%%EOF\s*$/);
});

test("a text that no card has room for is refused by its words", async () => {
	const title = "Phiếu xin ý kiến ".repeat(60);
	expect(() => cardsPdf(cards(1, { title }))).toThrow(
		expect.objectContaining({
			code: "too-long-for-card",
			problems: [
				{
					variable: "",
					code: "too-long",
					params: { text: expect.stringContaining("Phiếu xin ý kiến") },
				},
			],
		}),
	);
});

test("a disk that fills up half-way is told", async () => {
	let room = 20_000;
	const full = new Writable({
		write(chunk, _encoding, done) {
			room -= chunk.length;
			done(room < 0 ? new Error("ENOSPC: no space left on device") : null);
		},
	});
	await expect(pipeline(cardsPdf(cards(500)), full)).rejects.toThrow("ENOSPC");
});
