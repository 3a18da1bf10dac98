import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore } from "../../../db/store.ts";
import { handOutCards } from "../../../server/actions/hand-out-cards.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import { printCards } from "../../../server/actions/print-cards.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister, unwatched } from "../../../server/jobs.ts";
import { smallSurvey, t } from "../../survey-definitions/small-survey.ts";

const definition = smallSurvey();
definition.title = t("Phiếu hỏi những đợt trợ giúp, sẵn sàng – Đủ chữ");
definition.parameters.CONTROLLER = {};

const lots = { A0B1: 7, Z9Y8: 5 };
let context: ServerContext;
let folder: string;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "cards-"));
	context = {
		store: openStore(":memory:"),
		pepper: randomBytes(32),
		publicUrl: "https://phieu.example.vn",
		now: Date.now,
		jobs: jobRegister(),
	};
	await installSurvey(context, definition, {
		CONTROLLER: t("Viện Dư luận xã hội"),
		HOTLINE: t("1900 0000"),
	});
	await addLots(lots);
});

afterEach(() => rmSync(folder, { recursive: true }));

const addLots = (invited: Record<string, number>) =>
	context.store.addSample("small", {
		strata: [
			{
				surveyId: "small",
				id: 1,
				label: t("Tầng"),
				population: 100,
				domains: {},
			},
		],
		units: [],
		lots: Object.entries(invited).map(([id, invited]) => ({
			id,
			surveyId: "small",
			stratumId: 1,
			level: 4,
			invited,
			rates: { "1": 1, "2": 1 },
		})),
	});

const file = (name: string) => path.join(folder, name);
const slips = async () =>
	Object.fromEntries(await context.store.slipCounts("small"));

/** What a program of Debian's poppler-utils makes of a file; undefined, and one line, where it is not installed. */
function poppler(program: string, ...args: string[]): string | undefined {
	try {
		return execFileSync(program, args, { encoding: "utf8" });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		console.log(`not run: ${program}`);
		return undefined;
	}
}

/** The package is CommonJS with a default export, which Node and its types see differently. */
const readQr = ((jsqr as unknown as { default?: typeof jsqr }).default ??
	jsqr) as typeof jsqr;

/** Reads the QR codes of a page, card by card: the reader looks for one in a picture. */
function qrCodes({ data, width, height }: PNG): string[] {
	const pixels = new Uint8ClampedArray(data);
	const found: string[] = [];
	const [columns, rows] = [2, 5];
	const [w, h] = [Math.floor(width / columns), Math.floor(height / rows)];
	for (let place = 0; place < columns * rows; place++) {
		const [x, y] = [(place % columns) * w, Math.floor(place / columns) * h];
		const part = new Uint8ClampedArray(w * h * 4);
		for (let row = 0; row < h; row++) {
			const from = 4 * ((y + row) * width + x);
			part.set(pixels.subarray(from, from + 4 * w), 4 * row * w);
		}
		const code = readQr(part, w, h);
		if (code) found.push(code.data);
	}
	return found;
}

test("every QR code of the sheets leads to the survey's page, and its code is good for one form", async () => {
	const printed = await printCards(context, "small", file("cards.pdf"));
	expect(printed).toEqual({ lots: 2, cards: 12 });
	expect(await slips()).toEqual(lots);
	expect(readdirSync(folder)).toEqual(["cards.pdf"]);
	expect(statSync(file("cards.pdf")).mode & 0o077).toBe(0);

	const pages = file("page");
	const args = ["-r", "150", "-png", file("cards.pdf"), pages];
	if (poppler("pdftoppm", ...args) === undefined) return;
	const pictures = readdirSync(folder).filter((name) => name.endsWith(".png"));
	expect(pictures).toHaveLength(2);
	const addresses = pictures
		.sort()
		.flatMap((name) => qrCodes(PNG.sync.read(readFileSync(file(name)))));
	expect(new Set(addresses).size).toBe(12);

	const app = createApp(context);
	for (const [index, address] of addresses.entries()) {
		const [page, fragment = ""] = address.split("#");
		expect(page).toBe("https://phieu.example.vn/s/small");
		expect((await app.request(page as string)).status).toBe(200);
		expect(fragment.split(".")[0]).toBe(index < 7 ? "A0B1" : "Z9Y8");
		const reply = await app.request(`${page}/responses`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				code: fragment,
				receipt: randomBytes(32).toString("base64url"),
				outcome: "declined",
			}),
		});
		expect(reply.status).toBe(201);
	}
});

test("the cards speak Vietnamese, and say where to go without the code", async () => {
	await printCards(context, "small", file("cards.pdf"));
	const text = poppler("pdftotext", "-layout", file("cards.pdf"), "-");
	if (text === undefined) return;
	const words = text.normalize("NFC").replace(/\s+/g, " ");
	for (const expected of [
		"Viện Dư luận xã hội",
		"Phiếu hỏi những đợt trợ",
		"giúp, sẵn sàng – Đủ chữ",
		"Mời Anh/Chị quét mã bằng",
		"phieu.example.vn/s/small",
		"Không ghi tên người nhận thẻ",
		"đổi thẻ ở nơi phát",
		"Hỏi đáp: 1900 0000",
		"Lô A0B1",
		"Lô Z9Y8",
		"trang 1 trên 1, thẻ 1–7 trên 7",
	])
		expect(words).toContain(expected);
	expect(words).not.toContain("#");
	expect(words).not.toContain("�");
});

test("for messages there is a CSV with lot, code and address", async () => {
	await printCards(context, "small", file("cards.csv"));
	const text = readFileSync(file("cards.csv"), "utf8");
	const [header, ...lines] = text.trimEnd().split("\n");
	expect(header).toBe("\uFEFFlot,code,address");
	expect(lines).toHaveLength(12);
	for (const line of lines) {
		const [lot = "", code = "", address] = line.split(",");
		expect(Object.keys(lots)).toContain(lot);
		expect(code).toMatch(/^(\w{4}-){4}\w{5}$/);
		const rest = code.replaceAll("-", "").slice(4);
		expect(address).toBe(`https://phieu.example.vn/s/small#${lot}.${rest}`);
	}
});

test("lots are printed once; only lots without cards are printed later, as those of a reserve that is opened", async () => {
	const reserved = "Z9Y8";
	await context.store.setLots([{ id: reserved, rates: {}, reserve: true }]);
	await printCards(context, "small", file("first.csv"));
	await expect(printCards(context, "small", file("again.csv"))).rejects.toThrow(
		"nothing-to-print",
	);
	await context.store.setLots([{ id: reserved, rates: {}, reserve: false }]);
	expect(await printCards(context, "small", file("later.csv"))).toEqual({
		lots: 1,
		cards: lots[reserved],
	});
	expect(await slips()).toEqual(lots);
	expect(readdirSync(folder).sort()).toEqual(["first.csv", "later.csv"]);
});

test("two who print at the same moment do not both issue cards", async () => {
	const outcomes = await Promise.allSettled(
		["one.csv", "two.csv"].map((name) =>
			printCards(context, "small", file(name)),
		),
	);
	expect(outcomes.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
	expect(await slips()).toEqual(lots);
	expect(readdirSync(folder)).toHaveLength(1);
});

test("a sample drawn anew while its cards are made: no cards of lots that are gone, and the next print has the new ones", async () => {
	let isDrawn = false;
	const job = {
		...unwatched,
		pause: async () => {
			if (!isDrawn) await addLots({ B1B1: 6 });
			isDrawn = true;
		},
	};
	const print = () =>
		handOutCards(context, "small", { kind: "pdf" }, "an", job);
	await expect(print()).rejects.toMatchObject({
		code: "changed-while-printing",
	});
	expect(await slips()).toEqual({});
	expect((await print()).result).toEqual({ lots: 1, cards: 6 });
	expect(await slips()).toEqual({ B1B1: 6 });
});

test("a file that is there is left alone", async () => {
	writeFileSync(file("cards.pdf"), "other cards");
	await expect(printCards(context, "small", file("cards.pdf"))).rejects.toThrow(
		/name another file/,
	);
	expect(readFileSync(file("cards.pdf"), "utf8")).toBe("other cards");
	expect(await slips()).toEqual({});
});

test.each(["cards.pdf", "cards.csv"])(
	"where %s cannot be written, no slips are issued",
	async (name) => {
		const nowhere = path.join(folder, "missing", name);
		await expect(printCards(context, "small", nowhere)).rejects.toThrow(
			/ENOENT/,
		);
		const full = file(name);
		vi.spyOn(context.store, "addFirstSlips").mockRejectedValueOnce(
			new Error("database or disk is full"),
		);
		await expect(printCards(context, "small", full)).rejects.toThrow(/full/);
		expect(await slips()).toEqual({});
		expect(readdirSync(folder)).toEqual([]);
	},
);

test("other file names, unknown and closed surveys, and surveys without lots are refused", async () => {
	await expect(
		printCards(context, "small", file("cards.docx")),
	).rejects.toThrow(/\.pdf or \.csv/);
	await expect(printCards(context, "none", file("a.pdf"))).rejects.toThrow(
		"unknown-survey",
	);
	await installSurvey(
		context,
		{ ...definition, id: "bare" },
		{
			CONTROLLER: "x",
			HOTLINE: "y",
		},
	);
	await expect(printCards(context, "bare", file("a.pdf"))).rejects.toThrow(
		"no-sample",
	);
	await context.store.setStatus("small", "closed");
	await expect(printCards(context, "small", file("a.pdf"))).rejects.toThrow(
		"fieldwork-closed",
	);
	mkdirSync(file("kept"));
	expect(readdirSync(folder)).toEqual(["kept"]);
});
