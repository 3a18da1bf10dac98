import { describe, expect, test } from "vitest";
import { evaluate, type Value } from "../../survey-definitions/evaluate.ts";
import { ExpressionError, parse } from "../../survey-definitions/expression.ts";

const values: Record<string, Value> = {
	age: 30,
	dk: 98,
	refused: 99,
	none: 97,
	blank: null,
	date: "2025-07-01",
	mode: "self",
	fields: [1, 4, 12],
	one: [7],
	onlyDk: [98],
	nothing: [97],
};
const batteries: Record<string, Value[]> = {
	B: [1, 3, 98, null, 5],
	same: [2, 2, 2],
	gap: [2, null, 2],
	all99: [99, 99],
};

const run = (source: string) =>
	evaluate(parse(source), {
		get: (name) => values[name] ?? null,
		battery: (name) => batteries[name] ?? [],
	});

// Expected: 1 true, 0 false, null missing.
const cases: [string, Value][] = [
	["${age} >= 18 and selected(${fields}, '4')", 1],
	["${age} < 18 or ${age} > 65", 0],
	["1 + 2 * 3 = 7", 1],
	["(1 + 2) * 3 - -1", 10],
	["7 mod 4 + 9 div 2", 7.5],
	["-2 < -1", 1],
	["not(${age} = 30)", 0],
	["if(${age} > 20, 'old', 'young')", "old"],
	["if(${blank} > 20, 1, 2)", null],
	// 97, 98, 99 are missing …
	["${dk} >= 4", null],
	["${none} <= 97", null],
	["${refused} != 3", null],
	["${blank} = 1", null],
	// … unless the code is named
	["${dk} = 98", 1],
	["${dk} != 98", 0],
	["${age} = 98", 0],
	["selected(${onlyDk}, '98')", 1],
	["selected(${nothing}, '97')", 1],
	["selected(${dk}, 98)", 1],
	["${blank} = 98", null],
	// three values
	["${blank} = 1 or ${age} = 30", 1],
	["${blank} = 1 or ${age} = 31", null],
	["${blank} = 1 and ${age} = 31", 0],
	["${blank} = 1 and ${age} = 30", null],
	["not(${blank} = 1)", null],
	["${blank} = ''", 1],
	["${dk} = ''", 1],
	["${age} != ''", 1],
	// counting
	["count-selected(${fields})", 3],
	["count-selected(${onlyDk})", 0],
	["count-selected(${nothing})", 0],
	["count-selected(${blank})", 0],
	["count-where(B, >=, 3)", 2],
	["count-where(B, =, 98)", 1],
	["count-where(missing, >=, 1)", 0],
	["all-equal(same, 2)", 1],
	["all-equal(same, 3)", 0],
	["all-equal(gap, 2)", null],
	["all-equal(all99, 99)", 1],
	// a list of one is that code
	["if(count-selected(${one}) = 1, ${one}, 0)", 7],
	["${one} = 7", 1],
	["${fields} = 4", null],
	// ISO dates as text
	["${date} <= '2025-06-30'", 0],
	["${date} >= '2025-07-01'", 1],
	["${mode} = 'self'", 1],
	["${mode} != 'plain'", 1],
	["\"a\" = 'a'", 1],
];

test.each(cases)("%s is %j", (source, expected) => {
	expect(run(source)).toEqual(expected);
});

test("as large as they may be, chains and brackets are evaluated", () => {
	expect(run(`1${"=1".repeat(1249)}`)).toBe(1);
	expect(run(`${"if(1, ".repeat(200)}7${", 0)".repeat(200)}`)).toBe(7);
	expect(run(`${"-".repeat(200)}7`)).toBe(7);
});

describe("what cannot be read says where", () => {
	test.each([
		["", "an expression was expected"],
		["${age} >=", "a value was expected"],
		["${age} >= 18 and", "a value was expected"],
		["(1 + 2", "“)” was expected"],
		["age > 3", "is written ${age}"],
		["AGE(1) > 3", "known functions are not, if, selected"],
		["${age} == 3", "not “=”: between two values stands one comparison"],
		[
			"${age} = 3 AND 1",
			"character 12, after “${age} = 3”: the end was expected",
		],
		["selected(${a} '1')", "“,” was expected, not “"],
		["count-where(${B}, >=, 2)", "a battery's name"],
		["count-where(B, 'x', 2)", "a comparison"],
		["1 1", "the end was expected"],
		["${age} ≥ 2", "character 8, after “${age}”: “≥” cannot be read"],
		["😀😀😀😀😀😀😀😀😀😀😀", `“${"😀".repeat(11)}” cannot be read`],
	])("%s", (source, message) => {
		expect(() => parse(source)).toThrow(ExpressionError);
		expect(() => parse(source)).toThrow(message);
	});

	test.each([
		["brackets", `${"(".repeat(900)}1${")".repeat(900)}`],
		["functions", `${"not(".repeat(900)}1${")".repeat(900)}`],
		["signs", `${"-".repeat(9000)}1`],
		["a chain", `1${"=1".repeat(4900)}`],
	])("%s that whoever evaluates them has no room for", (_, source) => {
		expect(() => parse(source)).toThrow(ExpressionError);
		expect(() => parse(source)).toThrow("nested too deep");
	});

	test("in Vietnamese too", () => {
		const said = (source: string) => {
			try {
				return parse(source);
			} catch (error) {
				return (error as ExpressionError).text.vi;
			}
		};
		expect(said("${age} >= 18 and")).toBe(
			"ở cuối, sau “${age} >= 18 and”, cần một giá trị: tên câu ${TÊN}, một số, hoặc chữ trong nháy '…'",
		);
		expect(said("${age} = 1 và ${age} = 2")).toContain(
			"ký tự thứ 12, sau “${age} = 1”: không đọc được “và”",
		);
		expect(said("${age} = = 1")).toContain(
			"ký tự thứ 10, sau “${age} =”: thừa “=”",
		);
	});
});
