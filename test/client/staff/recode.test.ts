// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the survey language
import fc from "fast-check";
import { expect, test } from "vitest";
import { derivedColumn } from "../../../analysis/derived-columns.ts";
import {
	recodable,
	recodeCategories,
	recodeExpression,
} from "../../../client/staff/desk/recode.ts";
import type { Variable } from "../../../survey-definitions/codebook.ts";
import { compileDerived } from "../../../survey-definitions/derived.ts";

const text = (word: string) => ({ vi: word, en: word });
const variable: Variable = {
	name: "Q",
	question: text("Q"),
	type: "single",
	section: "s",
	categories: [1, 2, 3, 96, 97, 98, 99].map((code) => ({
		code,
		label: text(`is ${code}`),
	})),
};

test("a recoding as typed is an expression that gives exactly those codes", () => {
	const typed = fc.dictionary(
		fc.constantFrom(...recodable(variable).map(({ code }) => String(code))),
		fc.constantFrom("1", "2", "3"),
		{ minKeys: 2 },
	);
	fc.assert(
		fc.property(typed, (of) => {
			fc.pre(new Set(Object.values(of)).size > 1);
			const compiled = compileDerived(
				{
					name: "NEW",
					label: text("new"),
					of: {
						kind: "expression",
						expression: recodeExpression(variable, of),
						categories: recodeCategories(variable, of, {
							typed: {},
							categories: [],
						}),
					},
				},
				1,
				{
					own: new Set(["Q"]),
					variables: new Map([["Q", variable]]),
					batteries: new Map(),
				},
			);
			if ("problems" in compiled) throw new Error(JSON.stringify(compiled));
			const Q = Int16Array.from([1, 2, 3, 96, 97, 98, 99, -3]);
			const column = derivedColumn(
				{ variables: [variable], columns: { Q } },
				compiled,
				Q.length,
			);
			expect([...column]).toEqual(
				[...Q].map((code) =>
					code >= 98 || code < 0 ? code : Number(of[code] ?? -1),
				),
			);
		}),
	);
});

test("joined answers carry both labels until somebody names the group", () => {
	const first = recodeCategories(
		variable,
		{ 1: "1" },
		{ typed: {}, categories: [] },
	);
	const joined = recodeCategories(
		variable,
		{ 1: "1", 2: "1" },
		{ typed: { 1: "1" }, categories: first },
	);
	expect(joined).toEqual([{ code: 1, label: text("is 1 / is 2") }]);
	const named = [{ code: 1, label: text("low") }];
	expect(
		recodeCategories(
			variable,
			{ 1: "1", 2: "1", 3: "1" },
			{ typed: { 1: "1", 2: "1" }, categories: named },
		),
	).toEqual(named);
});
