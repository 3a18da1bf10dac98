import { expect, test } from "vitest";
import { fold, matches } from "../../../client/staff/fold.ts";

test("fold(text) takes every diacritic away, in either Unicode form", () => {
	expect(fold("Đùn đẩy, ỷ lại")).toBe("dun day, y lai");
	expect(fold("Đùn đẩy".normalize("NFD"))).toBe("dun day");
});

test.each([
	["CB_B1_02 Chuyển sang cơ quan khác", "co quan chuyen", true],
	["CB_B1_02 Chuyển sang cơ quan khác", "b1_02", true],
	["CB_B1_02 Chuyển sang cơ quan khác", "CƠ QUAN", true],
	["CB_B1_02 Chuyển sang cơ quan khác", "cap tren", false],
	["anything", "", true],
])("%j holds the words of %j: %j", (text, search, expected) => {
	expect(matches(text, search)).toBe(expected);
});
