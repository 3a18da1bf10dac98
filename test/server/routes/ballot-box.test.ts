import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { auditBallotBox } from "../../../server/actions/audit-ballot-box.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { createApp } from "../../../server/app.ts";
import type { BallotBox } from "../../../server/ballot-box.ts";
import { smallSurvey } from "../../survey-definitions/small-survey.ts";
import { newContext, unusedCode } from "../new-context.ts";
import {
	type Card,
	phoneTo,
	printedCards,
	smallResponse,
	surveyId,
	tokenContext,
} from "../token-survey.ts";

let context: Awaited<ReturnType<typeof tokenContext>>;
let app: ReturnType<typeof createApp>;
let card: Card;
let receipts: string[];
const at = `/s/${surveyId}/xac-minh`;

const ask = async (path: string, receipt?: string) => {
	const reply = await app.request(path, {
		headers: { accept: "text/html" },
		...(receipt === undefined
			? {}
			: { method: "POST", body: new URLSearchParams({ receipt }) }),
	});
	expect(reply.headers.get("set-cookie")).toBeNull();
	return { status: reply.status, html: await reply.text() };
};

beforeAll(async () => {
	context = await tokenContext();
	app = createApp(context);
	const phone = phoneTo(context);
	const cards = await printedCards(context);
	card = cards[0] as Card;
	receipts = [];
	for (const one of cards.slice(0, 14)) {
		const token = await phone.token(one);
		await phone.send({ token, lot: one.lot, response: smallResponse() });
		const message = Buffer.from(token.message, "hex");
		const digest = createHash("sha256").update(message).digest("hex");
		receipts.push(digest.slice(0, 20));
	}
});

test("while the field is open there is no box: not its page, not its file, no receipt is checked", async () => {
	expect((await ask(at)).html).not.toContain("thùng phiếu");
	expect((await ask(at, receipts[0])).status).toBe(404);
	expect((await ask(`/s/${surveyId}/thung-phieu.json`)).status).toBe(404);
});

describe("after the close", () => {
	beforeAll(() => closeSurvey(context, surveyId, "an"));

	test("the page of genuine surveys leads to the box, with its hash, counts, check mark and the command", async () => {
		expect((await ask("/xac-minh")).html).toContain(`href="${at}?lang=vi"`);
		expect((await ask(`/s/${surveyId}`)).html).toContain(at);
		const { html } = await ask(at);
		const published = await context.store.ballotBox(surveyId);
		expect(html).toContain(`--hash ${published?.hash}`);
		expect(html.replaceAll(" ", "")).toContain(card.fingerprint.slice(0, 20));
		for (const words of [
			"Thẻ đã in: 40",
			"Thẻ đã dùng: 14",
			"Phiếu trả lời: 14",
		])
			expect(html).toContain(words);
		expect(html).not.toContain("<script");
		expect((await ask(`${at}?lang=en`)).html).toContain("Cards printed: 40");
	});

	test("the file is what the audit takes, with the hash on the page, and no answer is in it", async () => {
		const { html: file } = await ask(`/s/${surveyId}/thung-phieu.json`);
		const { hash } = (await context.store.ballotBox(surveyId)) ?? {};
		const box = JSON.parse(file) as BallotBox;
		const audit = await auditBallotBox(box, {
			publishedHash: hash,
			receipt: receipts[3],
		});
		expect(audit).toMatchObject({
			findings: [],
			verified: 14,
			hasReceipt: true,
		});
		expect(file).not.toContain("T_S1");
	});

	test("a receipt is found however it is typed, and is shown how: number, digest, signature, line", async () => {
		const typed = ` ${receipts[5]?.toUpperCase().replace(/(.{4})/g, "$1 ")}`;
		const { html, status } = await ask(at, typed);
		expect(status).toBe(200);
		expect(html).toContain("Một phiếu mang biên nhận này đã được đếm");
		const [, line = ""] = /dòng (\d+) trong 14 dòng/.exec(html) ?? [];
		const { html: file } = await ask(`/s/${surveyId}/thung-phieu.json`);
		const [, message = ""] =
			(JSON.parse(file) as BallotBox).spent[Number(line) - 1] ?? [];
		expect(html).toContain(message);
		const digest = createHash("sha256").update(Buffer.from(message, "hex"));
		expect(digest.digest("hex").startsWith(receipts[5] ?? "?")).toBe(true);
		for (const name of Object.keys(smallResponse().answers))
			expect(html).not.toContain(name);
	});

	test("a receipt of nobody, and half of one, are told apart", async () => {
		expect((await ask(at, "00".repeat(10))).html).toContain(
			"Không có biên nhận này",
		);
		expect((await ask(at, receipts[0]?.slice(0, 12))).html).toContain(
			"Biên nhận có 20 ký tự",
		);
		expect((await ask(at, "<b>")).html).not.toContain("<b>");
	});
});

test("slips have no receipt, and the page says why", async () => {
	const definition = smallSurvey();
	definition.parameters.CONTROLLER = {};
	const slips = await newContext([definition]);
	app = createApp(slips);
	for (let sent = 0; sent < 12; sent++)
		await app.request(`/s/${surveyId}/responses`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				code: await unusedCode(slips, surveyId),
				receipt: "r".repeat(43),
				response: smallResponse(),
			}),
		});
	await closeSurvey(slips, surveyId, "an");
	const { html } = await ask(at);
	expect(html).toContain("Thẻ đã dùng: 12");
	expect(html).toContain("Thẻ giấy không có biên nhận");
	expect(html).not.toContain("<form");
});
