import { expect, test } from "vitest";
import { passwordLength } from "../../../client/staff/password-length.ts";
import { fill, strings } from "../../../client/staff/strings.ts";
import { passwordLength as askedByServer } from "../../../server/actions/set-up-staff.ts";
import { statusOf } from "../../../server/refusal.ts";

const leaves = (node: unknown, path = ""): [string, string][] =>
	typeof node === "string"
		? [[path, node]]
		: Object.entries(node as object).flatMap(([name, child]) =>
				leaves(child, `${path}.${name}`),
			);

const placeholders = (text: string) =>
	[...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test("both languages say the same things with the same numbers put in", () => {
	const english = new Map(leaves(strings.en));
	for (const [path, text] of leaves(strings.vi)) {
		expect(english.get(path), path).toBeTruthy();
		expect(placeholders(english.get(path) ?? ""), path).toEqual(
			placeholders(text),
		);
	}
	expect(english.size).toBe(leaves(strings.vi).length);
});

test("Vietnamese text is in Unicode NFC", () => {
	for (const [path, text] of leaves(strings.vi))
		expect(text.normalize("NFC"), path).toBe(text);
});

test("fill(template, params) leaves a name that it does not know", () => {
	expect(fill("từ {n} đến {m}", { n: "4.810" })).toBe("từ 4.810 đến {m}");
});

test("the page asks for as long a password as the server", () => {
	expect(passwordLength).toBe(askedByServer);
});

test("whatever the console can be refused has its sentence", () => {
	// Told to phones and to programs with a token, or by a request that no page makes.
	const elsewhere = [
		"malformed-json",
		"wrong-content-type",
		"not-found",
		"invalid-api-token",
		"role-forbids",
		"too-many-requests",
		"unknown-code",
		"used-code",
		"spent-token",
		"fieldwork-paused",
		"invalid-response",
		"malformed-token",
		"invalid-token",
		"invalid-blinded-message",
	];
	expect(
		Object.keys(statusOf).filter(
			(code) => !elsewhere.includes(code) && !(code in strings.vi.errors),
		),
	).toEqual([]);
});
