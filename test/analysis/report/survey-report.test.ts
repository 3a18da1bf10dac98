import { expect, test } from "vitest";
import type { ReportInput } from "../../../analysis/report/compose.ts";
import { startReport } from "../../../analysis/report/compose.ts";
import { dataPackage } from "../../../analysis/report/data-package.ts";
import type { Block, Inline } from "../../../analysis/report/document.ts";
import { gapLines } from "../../../analysis/report/gap-lines.ts";
import { keyFindings } from "../../../analysis/report/key-findings.ts";
import {
	forbiddenIn,
	usualLetterhead,
} from "../../../analysis/report/letterhead.ts";
import {
	mappedTo,
	mapping,
	unmapped,
} from "../../../analysis/report/mapping.ts";
import { makeDocument } from "../../../analysis/report/products.ts";
import {
	exhibits,
	sections,
	surveyReport,
} from "../../../analysis/report/survey-report.ts";
import { causalWords, scanErrors } from "../../../analysis/report/wording.ts";
import { type Invented, inventedSource } from "./invented-source.ts";

const inputOf = (
	layout: "party" | "state",
	cadres: Invented = {},
	more: Partial<ReportInput> = {},
): ReportInput => ({
	layout,
	letterhead: usualLetterhead[layout],
	madeOn: "2026-11-22",
	surveys: {
		cadres: inventedSource("cadres", cadres),
		citizens: inventedSource("citizens"),
	},
	cases: { handled: null, people: null, source: "" },
	quotations: [],
	codedAnswers: [],
	edits: [],
	provinces: [],
	...more,
});

const plain = (inline: Inline[]) =>
	inline
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : "",
		)
		.join("");

const partsOf = (block: Block): Inline[][] => {
	switch (block.kind) {
		case "paragraph":
			return [block.content];
		case "heading":
			return [[block.text]];
		case "table":
			return [
				[block.caption],
				...block.head.map((cells) => cells.map(({ text }) => text)),
				...block.rows.flatMap(({ cells }) => cells),
				...block.foot,
			];
		case "chart":
			return [block.caption, block.alternative, ...block.foot];
		default:
			return [];
	}
};

const party = surveyReport(inputOf("party"));
const state = surveyReport(inputOf("state"));
const headings = ({ document }: typeof party) =>
	document.blocks.flatMap((block) =>
		block.kind === "heading" ? [block.text] : [],
	);

test("every question of both questionnaires has a place in both outlines", () => {
	for (const id of ["cadres", "citizens"] as const)
		expect(unmapped(inventedSource(id).variables)).toEqual([]);
	for (const { PL5, PL3 } of mapping) {
		expect(PL5).not.toBe("I.3");
		expect(PL3).not.toBe("III.6");
	}
});

test("what is mapped to a place is told at that place, in both outlines", () => {
	for (const { variable, PL5, PL3 } of mapping) {
		if (PL5 === "method") continue;
		const told = exhibits.filter(({ variables }) =>
			variables.some((one) => one === variable),
		);
		const toldAs = (of: "PL5" | "PL3", place: string) =>
			told.some(({ places }) => places[of] === place);
		// J0 opens section III as a whole: its rows are the groups.
		if (variable === "CB_J0") continue;
		expect(toldAs("PL5", PL5), `${variable} PL5 ${PL5}`).toBe(true);
		expect(toldAs("PL3", PL3), `${variable} PL3 ${PL3}`).toBe(true);
	}
});

test("codes of one question are placed once each, and all of them", () => {
	for (const id of ["cadres", "citizens"] as const)
		for (const variable of inventedSource(id).variables) {
			const entries = mappedTo(variable).filter(({ codes }) => codes);
			if (entries.length === 0) continue;
			const placed = entries.flatMap(({ codes = [] }) => codes);
			expect(new Set(placed).size).toBe(placed.length);
			const asked = variable.categories
				.map(({ code }) => code)
				.filter((code) => code < 97);
			expect(placed.filter((code) => code < 97).sort((a, b) => a - b)).toEqual(
				asked.sort((a, b) => a - b),
			);
		}
});

test("both outlines tell the same numbers", () => {
	const numbers = ({ document }: typeof party) => {
		const from = document.blocks.findIndex(
			(block) => block.kind === "heading" && block.text.startsWith("I. "),
		);
		const to = document.blocks.findIndex(({ kind }) => kind === "signature");
		return document.blocks
			.slice(from, to)
			.flatMap((block) => (block.kind === "table" ? block.rows : []))
			.flatMap(({ cells }) => cells.flat())
			.flatMap((part) =>
				typeof part === "object" && "trace" in part
					? [JSON.stringify([part.text, part.trace.terms.map(({ at }) => at)])]
					: [],
			)
			.sort();
	};
	expect(numbers(party).length).toBeGreaterThan(500);
	expect(numbers(state)).toEqual(numbers(party));
});

test("measures taken are a section of their own in Phụ lục 3 alone", () => {
	const isMeasures = (text: string) =>
		text.startsWith("3. Chủ trương, biện pháp");
	expect(headings(state).filter(isMeasures)).toHaveLength(1);
	expect(headings(party).filter(isMeasures)).toHaveLength(0);
	expect(sections.PL5.some(({ place }) => place === "I.3")).toBe(false);
});

test("no causal word outside the vignette, no scanning error, composed letters, nothing of the other layout", () => {
	for (const [made, layout] of [
		[party, "party"],
		[state, "state"],
	] as const) {
		const questionnaire = made.document.blocks.findIndex(
			(block) => block.kind === "heading" && block.id === "phu-luc-d",
		);
		made.document.blocks.forEach((block, at) => {
			for (const part of partsOf(block)) {
				const words = plain(part);
				expect(words.normalize("NFC")).toBe(words);
				expect(words).not.toMatch(scanErrors);
				for (const forbidden of forbiddenIn[layout])
					expect(words).not.toContain(forbidden);
				if (block.kind === "paragraph" && at < questionnaire)
					expect(words.replace(/“[^”]*”/g, "")).not.toMatch(causalWords);
			}
		});
	}
});

test("numbers and dates are written as in Viet Nam", () => {
	const words = party.document.blocks
		.filter(({ kind }) => kind !== "table")
		.flatMap(partsOf)
		.map(plain)
		.join("\n");
	expect(words).not.toMatch(/\d\.\d%/);
	expect(words).toMatch(/\d,\d%/);
	expect(words).toContain("n = 4.812");
	expect(words).toContain("01/11/2026");
});

test("the summary has ten numbers", () => {
	expect(keyFindings(startReport(inputOf("party")))).toHaveLength(10);
	const { document } = makeDocument("summary", inputOf("party"));
	expect(
		document.blocks.filter(
			(block) => block.kind === "paragraph" && block.style === "figure",
		),
	).toHaveLength(10);
});

test("what is missing is told with its reason, and the report is made all the same", () => {
	const { gaps, document } = surveyReport(
		inputOf(
			"state",
			{
				withheld: ["CB_D1"],
				nobody: ["CB_C1"],
				without: ["CB_F1_2", "CB_B8"],
				margins: [{ name: "giới", source: "", version: "" }],
			},
			{
				quotations: [
					{
						population: "cadres",
						code: "R1",
						text: "một đoạn chưa duyệt",
						isApproved: false,
					},
					{
						population: "cadres",
						code: "G1",
						text: "một đoạn đã duyệt",
						isApproved: true,
					},
				],
			},
		),
	);
	const lines = gapLines(gaps).join("\n");
	expect(lines).toMatch(/II\.1 – .*CB_D1_01.*: toàn bộ ô bị che/);
	expect(lines).toMatch(/I\.2 – .*CB_C1_1.*: không có ai được hỏi/);
	expect(lines).toMatch(/I\.1 – CB_B8: đợt này không hỏi/);
	expect(lines).toMatch(/biên “giới”: biên tổng thể thiếu nguồn/);
	expect(lines).toMatch(/trích dẫn R1: chưa được duyệt/);
	expect(lines).toMatch(/số vụ, đối tượng: chưa có báo cáo/);
	const words = document.blocks.flatMap(partsOf).map(plain).join("\n");
	expect(words).not.toContain("chưa duyệt”");
	expect(words).toContain("một đoạn đã duyệt");
	expect(words).toContain("THIẾU NGUỒN");
});

test("none reported is not the same as not reported", () => {
	const casesWords = (handled: number | null) =>
		surveyReport(
			inputOf("state", {}, { cases: { handled, people: 0, source: "BC 12" } }),
		)
			.document.blocks.flatMap((block) =>
				block.kind === "paragraph" && block.id === "vu-viec"
					? [plain(block.content)]
					: [],
			)
			.join();
	expect(casesWords(null)).toContain("chưa có báo cáo");
	expect(casesWords(0)).toContain("“không có” (BC 12)");
	expect(casesWords(3)).toContain("Số vụ đã xử lý: 3");
});

test("a sample without chances of selection has neither intervals nor words for majorities", () => {
	const { document } = surveyReport({
		...inputOf("party"),
		surveys: {
			cadres: inventedSource("cadres", { sampling: "non-probability" }),
		},
	});
	const lead = document.blocks.find(
		(block) => block.kind === "paragraph" && block.id === "bieu-hien.lead",
	);
	const words = lead?.kind === "paragraph" ? plain(lead.content) : "";
	expect(words).toMatch(/^\d+,\d% cán bộ/);
	expect(words).not.toContain("KTC");
	const table = document.blocks.find(
		(block) => block.kind === "table" && block.id === "bieu-hien",
	);
	expect(
		table?.kind === "table" ? table.head[0]?.map(({ text }) => text) : [],
	).not.toContain("KTC 95%");
});

test("the package has real numbers with their places and sources", () => {
	const { header, rows, text } = dataPackage(inputOf("party"));
	expect(rows.length).toBeGreaterThan(500);
	for (const row of rows) {
		expect(row).toHaveLength(header.length);
		expect(typeof row[5]).toBe("number");
	}
	expect(text).toContain("II. NGUYÊN NHÂN");
});
