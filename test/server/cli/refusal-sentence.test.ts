import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { refusalSentence } from "../../../server/cli/refusal-sentence.ts";
import { Refusal, type RefusalCode } from "../../../server/refusal.ts";

const server = path.join(import.meta.dirname, "../../../server");
const sourceOf = (file: string) =>
	readFileSync(path.join(server, file), "utf8");

/** What the actions that commands import can refuse. */
const codes = new Set(
	readdirSync(path.join(server, "cli"))
		.flatMap((command) => [
			...sourceOf(`cli/${command}`).matchAll(
				/from "\.\.\/(actions\/[\w-]+\.ts)"/g,
			),
		])
		.flatMap(([, action = ""]) => [
			...sourceOf(action).matchAll(/new Refusal\(\s*"([\w-]+)"/g),
		])
		.map(([, code]) => code as RefusalCode),
);

test("every refusal that a command meets is told with what to do", () => {
	expect(codes.size).toBeGreaterThan(15);
	for (const code of codes) {
		// What is wrong stands in the problems.
		if (code === "invalid-request") continue;
		expect([code, refusalSentence(new Refusal(code))]).toEqual([
			code,
			expect.stringMatching(/^refused, [\w-]+: .{12,}/),
		]);
	}
});

test("problems are named with their bounds", () => {
	const refusal = new Refusal("invalid-request", [
		{ variable: "date", code: "out-of-range", params: { after: "2099-12-31" } },
	]);
	expect(refusalSentence(refusal)).toBe(
		'refused, invalid-request (date out-of-range {"after":"2099-12-31"})',
	);
});
