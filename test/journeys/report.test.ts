import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSurvey } from "../../server/actions/close-survey.ts";
import { violations } from "../support/axe.ts";
import { openBrowser } from "../support/browser.ts";
import { answerTrial } from "./answer-trial.ts";
import { openDesk } from "./desk.ts";
import { type Field, openField } from "./field.ts";

let field: Field;
let browser: Browser;
const survey = "citizens";

/** Sixty forms are in, the field is closed, and the weights are final. */
beforeAll(async () => {
	[field, browser] = await Promise.all([openField(), openBrowser()]);
	await answerTrial(field, survey, 90);
	await closeSurvey(field.context, survey);
	await field.context.store.setFinalWeights(survey, 1);
});
afterAll(async () => {
	await browser?.close();
	await field?.close();
});

const view = (page: Page, name: string) =>
	page.goto(`${field.url}/staff/surveys/${survey}/report/${name}?lang=vi`);

/** Makes one document, and gives it with the list of what is missing in it. */
async function make(page: Page, product: string) {
	await view(page, "make");
	await page.check(`input[name="product"][value="${product}"]`);
	await page.click('button[type="submit"]');
	await page.waitForSelector("form.sheet section", { timeout: 120_000 });
	const fetched = page.waitForEvent("download");
	await page.click("form.sheet a[download]");
	const bytes = readFileSync(await (await fetched).path());
	return { bytes, missing: await page.textContent("form.sheet section") };
}

async function check(page: Page, bytes: Uint8Array) {
	await view(page, "check");
	await page.setInputFiles('input[type="file"]', {
		name: "bao-cao.docx",
		mimeType:
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		buffer: Buffer.from(bytes),
	});
	await page.click('button[type="submit"]');
	await page.waitForSelector("form.sheet section", { timeout: 120_000 });
	return page.textContent("form.sheet section");
}

const sure = async (page: Page, label: string) => {
	await page.getByRole("button", { name: label, exact: true }).click();
	await page.click(".sure .main");
};

test("from the freeze to the report, its check and the public page", async () => {
	const said: string[] = [];
	const { page: an } = await openDesk(browser, field.context, "An", said);
	const { page: binh } = await openDesk(browser, field.context, "Bình", said);
	expect((await make(an, "summary")).missing).toContain("bản dự thảo");

	await view(an, "publish");
	await sure(an, "Chốt số liệu");
	await an.getByText("Chưa ai duyệt").waitFor();
	const hash = await an.textContent(".hash code");
	expect(hash).toMatch(/^[0-9a-f]{64}$/);
	await an.getByText("Tôi duyệt mã này").click();
	await an.getByText("Cần thêm một người khác duyệt").waitFor();
	expect(await an.getByText("Tôi duyệt mã này").count()).toBe(0);
	await view(binh, "publish");
	await binh.getByText("Tôi duyệt mã này").click();
	await binh.getByRole("button", { name: "Công bố", exact: true }).waitFor();

	await view(an, "sentences");
	await an.locator(".sentence:has(b) a").first().click();
	const words = an.locator(".sentence-editor textarea");
	const generated = await words.inputValue();
	await words.fill(`Nhìn chung: ${generated.replace("{1}", "9")}`);
	await an.click(".sentence-editor .main");
	await an.getByText("Thiếu {1}").waitFor();
	expect(await violations(an)).toEqual([]);
	await words.fill(`Nhìn chung: ${generated}`);
	await an.click(".sentence-editor .main");
	await an.getByText("Đã lưu.").waitFor();
	const printed = (await an.textContent(".printed")) ?? "";
	await an.keyboard.press("Escape");
	await an.locator(".sentence a:focus").waitFor();

	const { bytes, missing } = await make(an, "report");
	expect(missing).not.toContain("bản dự thảo");
	const parts = unzipSync(bytes);
	const document = strFromU8(parts["word/document.xml"] as Uint8Array);
	expect(document).toContain(`${hash?.slice(0, 16)}, đã chốt và được duyệt`);
	const worded = document
		.split("</w:p>")
		.find((paragraph) => paragraph.includes("Nhìn chung: ")) as string;
	expect(worded.replace(/<[^>]*>/g, "")).toContain(printed);
	expect(worded.match(/sdtContentLocked/g)).toHaveLength(
		generated.match(/\{\d+\}/g)?.length ?? 0,
	);
	expect(await check(an, bytes)).toContain("Mọi số đều đúng với số liệu");
	const changed = document.replace(
		/(<w:tag w:val="n1"\/>.*?<w:t[^>]*>)([^<]+)/s,
		(_, before: string, text: string) =>
			before + text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
	);
	expect(changed).not.toBe(document);
	parts["word/document.xml"] = strToU8(changed);
	expect(await check(an, zipSync(parts))).not.toContain("Mọi số đều đúng");
	expect(await an.locator("form.sheet tbody tr").count()).toBe(1);

	await view(binh, "publish");
	await sure(binh, "Công bố");
	await binh.getByText("Mở trang công khai").click();
	await binh.waitForURL(`**/s/${survey}/ket-qua`);
	expect(await binh.textContent("body")).toContain(hash);
	expect(said).toEqual([]);
});
