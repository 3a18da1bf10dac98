import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openJson } from "../../server/json-file.ts";

const file = path.join(mkdtempSync(path.join(tmpdir(), "json-")), "some.json");

/** Read value by value, with so many spaces before it that a piece may end anywhere within. */
function readList(text: string, spaces: number): unknown[] {
	writeFileSync(file, " ".repeat(spaces) + text);
	const json = openJson(file);
	try {
		const found = [...json.list()];
		json.mustEnd();
		return found;
	} finally {
		json.close();
	}
}

function readObject(text: string): unknown {
	writeFileSync(file, text);
	const json = openJson(file);
	try {
		const found: [string, unknown][] = [];
		for (const name of json.names())
			found.push([name, json.isList() ? [...json.list()] : json.value()]);
		json.mustEnd();
		return Object.fromEntries(found);
	} finally {
		json.close();
	}
}

const indent = fc.constantFrom("", " ", "\t", "\n \r");
/** As much as a piece of the file, or a little less. */
const spaces = fc.integer({ min: 65_400, max: 65_536 });

test("a list gives what JSON.parse gives, however it is spaced and wherever a piece of the file ends", () => {
	fc.assert(
		fc.property(
			fc.array(fc.jsonValue({ stringUnit: "binary" })),
			indent,
			spaces,
			(list, indent, spaces) => {
				const text = JSON.stringify(list, null, indent);
				expect(readList(text, spaces)).toEqual(JSON.parse(text));
			},
		),
		{ numRuns: 50 },
	);
});

test("so does an object, its lists item by item", () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.jsonValue()),
			indent,
			(object, indent) => {
				const text = JSON.stringify(object, null, indent);
				expect(readObject(text)).toEqual(JSON.parse(text));
			},
		),
	);
});

test("what JSON.parse refuses is a SyntaxError that names a byte, and nothing else is", () => {
	fc.assert(
		fc.property(
			fc.array(fc.jsonValue()),
			fc.nat(),
			fc.constantFrom(...'[]{},:"\\ 1e-tn\u0000ý', ""),
			fc.boolean(),
			(list, at, put, isCut) => {
				const whole = JSON.stringify(list);
				const from = at % whole.length;
				const text =
					whole.slice(0, from) + put + (isCut ? "" : whole.slice(from + 1));
				fc.pre(text.trimStart().startsWith("["));
				let parsed: unknown;
				try {
					parsed = JSON.parse(text);
				} catch {
					const says = expect.stringMatching(/ byte \d+( does not end|$)/);
					const refusal = { name: "SyntaxError", message: says };
					expect(() => readList(text, 0)).toThrow(
						expect.objectContaining(refusal),
					);
					return;
				}
				expect(readList(text, 0)).toEqual(parsed);
			},
		),
		{ numRuns: 300 },
	);
});

test("a value longer than a piece is read whole, and one without end is given up", () => {
	const long = ["x".repeat(200_000), { y: "ý".repeat(100_000) }, 1];
	expect(readList(JSON.stringify(long), 0)).toEqual(long);
	expect(() => readObject("")).toThrow("it breaks off at byte 0");
	writeFileSync(file, `["${"x".repeat(32 * 1024 * 1024)}"]`);
	const json = openJson(file);
	expect(() => [...json.list()]).toThrow(/begins at byte 1 is longer than/);
	json.close();
});
