import { expect, test } from "vitest";
import {
	cleanCell,
	guessDelimiter,
} from "../../../analysis/frame/read-table.ts";

test("cells come out in composed Unicode, without marks that nobody sees", () => {
	expect(cleanCell("\ufeff  Ha\u0300\u00a0Nội \u200b")).toBe("Hà Nội");
});

test("the separator is the one that parts most lines, quoted ones apart", () => {
	expect(guessDelimiter("a;b;c\n1;2,5;3\n")).toBe(";");
	expect(guessDelimiter("a,b\n1,2\n")).toBe(",");
	expect(guessDelimiter("a\tb\n1\t2,5\n")).toBe("\t");
	expect(guessDelimiter('DANH SÁCH\na,b\n"x;y;z",2\n"x;y",3\n')).toBe(",");
});
