import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { DataFile } from "../../../analysis/export/data-file.ts";
import { dtaChunks } from "../../../analysis/export/dta.ts";
import {
	rScript,
	spssScript,
	stataScript,
} from "../../../analysis/export/scripts.ts";
import { ask, hasReader } from "./outside-reader.ts";

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

test("SPSS is told of replicate weights where the file has some", () => {
	const of = (replicates: string[]) =>
		spssScript({
			title: { vi: "x", en: "x" },
			data: "x.sav",
			weight: "weight",
			replicates,
			scale: 1,
		});
	const refersToR = /has replicate weights instead.*use R or Stata/s;
	expect(of(["rw1"])).toMatch(refersToR);
	expect(of([])).not.toMatch(refersToR);
	expect(of([])).toContain("* The file has no replicate weights");
});

test.runIf(hasReader("Rscript", "-e", "library(survey); library(haven)"))(
	"in R the table of a file of Stata counts those who don't know, whom the file has as .a",
	() => {
		const folder = mkdtempSync(path.join(os.tmpdir(), "scripts-test-"));
		try {
			const word = { vi: "x", en: "x" };
			// 40 and 30 answered, 20 don't know, 10 left it blank.
			const column = {
				name: "Q",
				label: word,
				type: "code" as const,
				categories: [1, 2, 98, 103].map((code) => ({ code, label: word })),
				missing: [98, 103],
				values: Int16Array.from({ length: 100 }, (_, row) =>
					row < 40 ? 1 : row < 70 ? 2 : row < 90 ? 98 : 103,
				),
			};
			const file: DataFile = {
				title: word,
				rows: 100,
				weight: "weight",
				columns: [
					column,
					{
						name: "weight",
						label: word,
						type: "number",
						categories: [],
						missing: [],
						values: new Float64Array(100).fill(1),
					},
				],
			};
			writeFileSync(
				path.join(folder, "x.dta"),
				Buffer.concat([...dtaChunks(file)]),
			);
			writeFileSync(
				path.join(folder, "x.R"),
				rScript({
					title: word,
					data: "x.dta",
					weight: "weight",
					replicates: [],
					scale: 1,
					table: {
						column,
						question: word,
						rows: [
							[1, 40],
							[2, 30],
							[98, 20],
						].map(([code = 0, count = 0]) => ({
							code,
							label: word,
							share: count / 90,
						})),
					},
				}),
			);
			expect(ask("Rscript", [path.join(folder, "x.R")])).toContain(
				"equal to the published table",
			);
		} finally {
			rmSync(folder, { recursive: true });
		}
	},
);
