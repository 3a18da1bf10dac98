import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { startServer } from "../../server/start.ts";
import { openBrowser } from "../support/browser.ts";
import { codesByLot, readHandOver } from "../support/simulate/field-survey.ts";
import { fieldOf } from "../support/simulate/fields.ts";
import { respondents } from "../support/simulate/respondent.ts";
import { invitationsOf } from "../support/simulate/sample.ts";
import { type Form, sendForms } from "../support/simulate/send.ts";
import { openDesk } from "./desk.ts";

const survey = "can-bo-2026";
const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-coordinator-"));
const field = fieldOf(readDefinitions().find(({ id }) => id === "cadres")!, 1);
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([
		startServer({ dataDir: path.join(folder, "data"), port: 0 }),
		openBrowser(),
	]);
});
afterAll(async () => {
	await browser?.close();
	await server?.close();
});

/** What a coordinator does, at the page that is open. */
const at = (page: Page) => ({
	step: (name: string) => page.click(`.steps a[href*="/${survey}/${name}"]`),
	part: (name: string) => page.click(`main a[href*="/${survey}/${name}"]`),
	text: async (selector: string) => (await page.textContent(selector)) ?? "",
	/** The file that a job or a link gives. */
	async file(start: () => Promise<unknown>): Promise<string> {
		const download = page.waitForEvent("download");
		await start();
		return readFileSync(await (await download).path(), "utf8");
	},
});

test("a coordinator takes a survey from a list of agencies to final weights, all on screen", async () => {
	const { page, said } = await openDesk(browser, server.context, "Hạnh");
	const { step, part, text, file } = at(page);

	// A new wave of the cadres' questionnaire.
	await page.click('a[href*="new-survey"]');
	await page.check('input[name="source"][value$="cadres"]');
	await page.fill("#survey-id", survey);
	await page.click('form button[type="submit"]');
	await page.fill("#wave-CONTROLLER", "Viện Dư luận xã hội");
	await page.fill("#wave-CONTROLLER-en", "Institute of Public Opinion");
	await page.fill("#wave-HOTLINE", "1900 0000");
	await page.fill("#wave-HOTLINE-en", "1900 0000");
	await page.fill("#wave-CLOSE_DATE", "2099-12-31");
	await page.click('form.sheet button.main[type="submit"]');
	await page.waitForSelector(".save [role=status]");

	// The list of agencies: one with a size of zero is shown and refused, the mended one is kept.
	await step("sample");
	const { csv } = field.population.frame;
	const list = path.join(folder, "danh sách cơ quan.csv");
	const lines = csv.split("\n");
	const spoilt = [...lines];
	spoilt[1] = lines[1]!.replace(/;\d+;\d+(\r?)$/, ";0;0$1");
	expect(spoilt[1]).not.toBe(lines[1]);
	writeFileSync(list, spoilt.join("\n"));
	await page.setInputFiles("#frame-file", list);
	await page.click("#frame-check");
	await page.waitForSelector("#frame-keep");
	expect(await page.isDisabled("#frame-keep")).toBe(true);
	writeFileSync(list, csv);
	await page.setInputFiles("#frame-file", list);
	await page.click("#frame-check");
	await page.waitForSelector("#frame-keep:not([disabled])");
	await page.click("#frame-keep");

	// The plan follows, as it is proposed for such a list.
	await page.waitForSelector("#plan-save");
	await page.click("#plan-save:not([disabled])");
	await page.waitForSelector("#plan-save[disabled]");

	// The draw from a seed, and the list of who hands out which lot's cards.
	await part("sample/drawn");
	await page.fill("#draw-seed", "20261122");
	await page.click("#draw");
	await page.waitForSelector("#drawn-strata");
	await page.click("#draw-verify");
	await page.waitForSelector("text=/giống hệt: /i");
	await page.click("#hand-over");
	const listed = readHandOver(
		await file(() => page.click('a[download][href*="/file"]')),
	);
	await page.click("#hand-over-erase");
	await page.click(".sure button.main");

	// Cards: the file is the only place where codes are.
	await step("field");
	await part("field/cards");
	await page.selectOption("#card-kind", "csv");
	await page.click("#print-cards");
	const codes = codesByLot(
		await file(() => page.click('a[download][href*="/file"]')),
	);
	const cards = [...codes.values()].reduce((sum, of) => sum + of.length, 0);
	const lots = [...codes.keys()];
	expect(new Set(listed.map(({ lot }) => lot))).toEqual(new Set(lots));

	// What the checklist still wants, and the opening.
	await part("field/open");
	await page.waitForSelector("#open-field");
	expect(await page.isDisabled("#open-field")).toBe(true);
	await page.fill("#waive-reason", "đã thử phiếu ở hai cơ quan trong tháng 10");
	await page.click('#pilot form:has(#waive-reason) button[type="submit"]');
	await page.click("#open-field:not([disabled])");
	await page.waitForSelector("#pause-field");
	await page.click("#pause-field");
	await page.click("#resume-field");
	await page.waitForSelector("#pause-field");

	// The ledger of the first lot.
	await part("field/ledger");
	await page.waitForSelector("table input");
	await page.fill(`input[name^="${lots[0]}"] >> nth=0`, "51");

	// Every sixth person answers.
	const respond = respondents(field.survey, field.population.answering());
	const random = randomFrom(2);
	const invited = invitationsOf(
		field.population,
		listed.map(({ lot, ...entry }) => ({ ...entry, lot: lots.indexOf(lot) })),
		1,
	);
	expect(invited.length).toBe(cards);
	const forms = invited
		.filter((_, order) => order % 6 === 0)
		.map(
			({ lot, person }): Form => ({
				surveyId: survey,
				code: codes.get(lots[lot]!)!.pop()!,
				submission: respond(person, random),
			}),
		);
	const replies = { accepted: 0, refused: 0 };
	await sendForms(server.url, forms, (_, reply) => {
		replies[reply]++;
	});
	expect(replies).toEqual({ accepted: forms.length, refused: 0 });

	await part("field/monitor");
	await page.waitForSelector("main table");
	// A label without a letter could be part of a figure.
	const shown = await text("main");
	for (const lot of lots.filter((id) => /[A-Z]/.test(id)))
		expect(shown).not.toContain(lot);

	// The end of the field asks for the survey's name.
	await part("field/open");
	await page.fill("#close-survey", survey);
	await page.click("form:has(#close-survey) button");
	await page.waitForSelector(`main a[href*="/${survey}/results"]`);
	await part("field/monitor");
	await page.waitForSelector("text=RR1");

	// Weights: the leaders of the frame as a margin, a version raked and trimmed to it, declared final.
	await step("weights");
	await part("weights/margins");
	await page.click(".known button >> nth=0");
	await page.click("#save-margin");
	await page.waitForSelector(".margin-form .done, main .done");
	await part("weights/make");
	await page.check("fieldset:has(a[href*='weights/margins']) input");
	await page.click("#run-weights");
	await page.click(`main a[href*="/${survey}/weights/v2"]`);
	expect(await text("main")).toContain("Raking");
	await page.click("#make-final");
	await page.click(".caution ~ button.main");
	await page.waitForSelector("text=đã chốt");

	// Every table says which weights it uses.
	await page.goto(
		`${server.url}/staff/surveys/${survey}/results?variable=CB_J1&lang=vi`,
	);
	await page.waitForSelector("article table");
	expect(await text("article")).toMatch(/bản 2/);

	expect(said).toEqual([]);
	await page.context().close();
});
