import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { createApp } from "../../../server/app.ts";
import {
	clientAssets,
	clientFolder,
	serviceWorker,
} from "../../../server/assets.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { newContext } from "../../server/new-context.ts";

const brotli = (content: string | Buffer) => brotliCompressSync(content).length;
const KB = 1024;

const app = createApp(await newContext(readDefinitions()));
const textOf = async (address: string) => (await app.request(address)).text();

const chunks = JSON.parse(
	readFileSync(path.join(clientFolder, "respondent.json"), "utf8"),
) as Record<string, { file: string; imports?: string[] }>;
const script = (name: string) => {
	const chunk = chunks[`client/respondent/${name}`];
	if (!chunk) throw new Error(`there is no chunk of ${name}`);
	return readFileSync(path.join(clientFolder, chunk.file), "utf8");
};
const page = script("page.tsx");
const later = script("later.ts");
const tokens = script("token-script.ts");

test("a whole visit with a slip takes 16 KB of scripts, the service worker among them, with no chart and no zod", () => {
	expect(
		brotli(page) + brotli(later) + brotli(serviceWorker()),
	).toBeLessThanOrEqual(16 * KB);
	expect(page + later).not.toMatch(/ZodError|chart\.js/i);
	expect(clientAssets("respondent").css).toEqual([]);
	expect(Object.keys(chunks)).toHaveLength(4);
});

test("who types the code fetches 1 KB more", () => {
	expect(brotli(script("code-form.tsx"))).toBeLessThanOrEqual(KB);
});

test("what a survey with tokens fetches besides stays under 4 KB, and the page does not hold it", () => {
	expect(brotli(tokens)).toBeLessThanOrEqual(4 * KB);
	expect(tokens).toContain("RSA-PSS");
	expect(page + later).not.toContain("RSA-PSS");
});

test.each(["cadres", "citizens"])(
	"%s: up to the first question 14 KB in two requests, and all questions stay small",
	async (survey) => {
		const html = await textOf(`/s/${survey}`);
		expect(brotli(html)).toBeLessThanOrEqual(7 * KB);
		expect(html).toContain("<style>");
		expect(html.match(/(src|href)="\/assets/g)).toHaveLength(1);
		expect(brotli(html) + brotli(page)).toBeLessThanOrEqual(13 * KB);
		const form = await textOf(`/s/${survey}/form.json?lang=vi`);
		expect(brotli(form)).toBeLessThanOrEqual(14 * KB);
	},
);
