import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { createApp } from "../../../server/app.ts";
import { clientAssets, clientFolder } from "../../../server/assets.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { newContext } from "../../server/new-context.ts";

const brotli = (content: string | Buffer) => brotliCompressSync(content).length;
const KB = 1024;

const app = createApp(await newContext(readDefinitions()));
const textOf = async (address: string) => (await app.request(address)).text();

test("the phone's one script stays under 16 KB of brotli, with no chart and no zod in it", () => {
	const script = readFileSync(
		path.join(clientFolder, clientAssets("respondent").js),
	);
	expect(brotli(script)).toBeLessThanOrEqual(16 * KB);
	expect(script.toString()).not.toMatch(/ZodError|chart\.js/i);
	expect(clientAssets("respondent").css).toEqual([]);
});

test("what a survey with tokens fetches besides stays under 4 KB, and the page does not hold it", () => {
	const script = readFileSync(
		path.join(clientFolder, clientAssets("tokens").js),
	);
	expect(brotli(script)).toBeLessThanOrEqual(4 * KB);
	expect(script.toString()).toMatch(/export\{.*openAccess/);
	const page = readFileSync(
		path.join(clientFolder, clientAssets("respondent").js),
		"utf8",
	);
	expect(page).not.toContain("RSA-PSS");
});

test.each(["cadres", "citizens"])(
	"%s: the first screen with its styles, and all questions, stay small",
	async (survey) => {
		const html = await textOf(`/s/${survey}`);
		expect(brotli(html)).toBeLessThanOrEqual(7 * KB);
		expect(html).toContain("<style>");
		const form = await textOf(`/s/${survey}/form.json?lang=vi`);
		expect(brotli(form)).toBeLessThanOrEqual(14 * KB);
	},
);
