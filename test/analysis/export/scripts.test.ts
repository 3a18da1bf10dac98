import { expect, test } from "vitest";
import { stataScript } from "../../../analysis/export/scripts.ts";

test("what Stata reads on in a comment is taken out of it", () => {
	const title = "làng/*xã*/ /// phố // `tên'";
	const script = stataScript({
		title: { vi: title, en: title },
		data: "x.dta",
		weight: "weight",
		replicates: [],
		scale: 1,
	});
	const comments = script.split("\n").filter((line) => line.startsWith("*"));
	expect(comments[0]).toBe("* làng/ *xã*/ / / / phố / / 'tên'");
	for (const line of comments) expect(line).not.toMatch(/\/\*|\/\/|`/);
});
