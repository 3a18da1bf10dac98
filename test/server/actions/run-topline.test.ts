import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { toplineCsv } from "../../../analysis/export/topline-csv.ts";
import { toplineLines } from "../../../analysis/export/topline-lines.ts";
import { toplineXlsx } from "../../../analysis/export/topline-xlsx.ts";
import { missing } from "../../../analysis/survey-data.ts";
import { askForOne } from "../../../server/actions/ask-for-table.ts";
import {
	type ReleasedTopline,
	runTopline,
} from "../../../server/actions/run-topline.ts";
import { setDerived } from "../../../server/actions/set-derived.ts";
import type { ServerContext } from "../../../server/context.ts";
import { codebook } from "../../../survey-definitions/codebook.ts";
import { smallSurvey } from "../../analysis/small-survey.ts";
import { closedContext, closedForms, closedId } from "../closed-context.ts";

const text = (word: string) => ({ vi: word, en: word });
let context: ServerContext;
let topline: ReleasedTopline;

/** B: 50 not asked, 40 blank, 30 for whom it does not apply; I2: 60 not shown, and 4 blank. */
beforeAll(async () => {
	context = await closedContext({
		B: (row) =>
			row < 50
				? missing.notApplicable
				: row < 90
					? missing.itemNonresponse
					: row < 120
						? 95
						: 1 + (row % 3),
		I2: (row) =>
			row < 60
				? missing.notShown
				: row < 64
					? missing.itemNonresponse
					: 1 + (row % 3),
		L4: (row) => (row < 6 ? 2 : 1),
	});
	const category = (code: number) => ({ code, label: text(`=${code}`) });
	for (const [name, expression] of [
		["LOW", "if($" + "{A} = 1, 1, 2)"],
		["FEW", "if($" + "{L4} = 2 and $" + "{A} >= 1, 1, 2)"],
	] as const)
		await setDerived(
			context,
			closedId,
			{
				name,
				label: text(name),
				of: {
					kind: "expression",
					expression,
					categories: [category(1), category(2)],
				},
			},
			0,
			"Lan",
		);
	topline = await runTopline(context, closedId);
});

const question = (name: string) =>
	topline.sections
		.flatMap(({ questions }) => questions)
		.find((one) => one.name === name);

describe("a topline", () => {
	test("has every variable of the questionnaire once, in its order, batteries together", () => {
		const names = topline.sections.flatMap(({ questions }) =>
			questions.flatMap(({ tables }) =>
				tables.map(({ variable }) => variable.name),
			),
		);
		expect(names).toEqual([
			...codebook(smallSurvey).map(({ name }) => name),
			"LOW@1",
		]);
		expect(question("I")?.tables.map(({ variable }) => variable.name)).toEqual([
			"I1",
			"I2",
			"I3",
			"I4",
			"I5",
			"I_AC",
		]);
		expect(question("I")).toMatchObject({ drawn: true });
		expect(question("B")?.relevant).toBe("$" + "{A} = 1");
	});

	test("shows each table as the table's own page does", async () => {
		for (const name of ["A", "B", "M", "L4"]) {
			const { columns } = await askForOne(context, {
				survey: closedId,
				variable: name,
			});
			expect(question(name)?.tables[0]?.columns).toEqual(columns);
		}
	});

	test("tells who is outside the base and why, and no reason where one is of a few people", () => {
		const [b] = question("B")?.tables ?? [];
		expect(b?.outside).toEqual({
			total: 120,
			notAsked: 50,
			notShown: 0,
			blank: 40,
			doesNotApply: 30,
		});
		expect(b?.columns[0]?.base).toBe(closedForms - 120);
		const second = question("I")?.tables[1];
		expect(second?.outside).toEqual({
			total: 64,
			notAsked: null,
			notShown: null,
			blank: null,
			doesNotApply: null,
		});
	});

	test("leaves out a derived variable that isolates few people", () => {
		expect(question("FEW@1")).toBeUndefined();
	});
});

describe("its files", () => {
	test("have a line for each figure on the screen, no number where it is withheld", () => {
		const { header, lines } = toplineLines(topline, "en");
		const figures = topline.sections.flatMap(({ questions }) =>
			questions.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows)),
		);
		const shares = lines.filter((line) => line[7] === "share %");
		expect(shares).toHaveLength(figures.length);
		for (const line of lines) expect(line).toHaveLength(header.length);
		for (const line of lines)
			expect(line[10] === null).toBe(
				line[header.indexOf("Withheld because")] !== null,
			);
	});

	test("agree with each other, and text is never a formula", () => {
		const parts = unzipSync(toplineXlsx(topline, "vi"));
		const sheet = strFromU8(
			parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array(),
		);
		const { lines } = toplineLines(topline, "vi");
		const numbers = lines.flat().filter((cell) => typeof cell === "number");
		expect(
			[...sheet.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => Number(value)),
		).toEqual(numbers);
		expect(sheet).not.toContain("<f>");
		const csv = toplineCsv(topline, "vi");
		expect(csv.startsWith("\ufeff")).toBe(true);
		expect(csv).toContain("'=1");
		expect(csv.trim().split("\n")).toHaveLength(lines.length + 1);
	});
});
