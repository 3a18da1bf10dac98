import fc from "fast-check";
import { expect, test } from "vitest";
import {
	checkSentence,
	type SentenceFault,
} from "../../../analysis/report/check-sentence.ts";
import type { ReportInput } from "../../../analysis/report/compose.ts";
import type {
	Block,
	Inline,
	Paragraph,
} from "../../../analysis/report/document.ts";
import type { SentenceEdit } from "../../../analysis/report/edits.ts";
import { gapLines } from "../../../analysis/report/gap-lines.ts";
import { usualLetterhead } from "../../../analysis/report/letterhead.ts";
import {
	documentProducts,
	makeDocument,
} from "../../../analysis/report/products.ts";
import {
	asWritten,
	contentOf,
	isEditable,
	isSame,
	placePattern,
	type Sentence,
	sentenceOf,
	typedNumbers,
} from "../../../analysis/report/sentence.ts";
import { inventedSource } from "./invented-source.ts";

const surveys = {
	cadres: inventedSource("cadres"),
	citizens: inventedSource("citizens"),
};
const inputOf = (edits: SentenceEdit[] = []): ReportInput => ({
	layout: "party",
	letterhead: usualLetterhead.party,
	madeOn: "2026-11-22",
	surveys,
	cases: { handled: null, people: null, source: "" },
	quotations: [],
	codedAnswers: [],
	edits,
	provinces: [],
});
const paragraphsOf = (
	input: ReportInput,
	product: (typeof documentProducts)[number] = "report",
) =>
	makeDocument(product, input).document.blocks.filter(
		(block): block is Paragraph => block.kind === "paragraph",
	);
const editable = paragraphsOf(inputOf()).filter(isEditable);
const plain = (inline: Inline[]) =>
	inline
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : part.to,
		)
		.join("");

const lead = editable.find(({ id }) => id === "linh-vuc.lead") as Paragraph;
const sentence = sentenceOf(lead.content);
const faultsOf = (text: string, made = sentence, claimsCause = false) =>
	checkSentence(text, made, {
		claimsCause,
		provinces: ["Hòa Bình", "Bà Rịa - Vũng Tàu", "Hà Nội"],
	}).map(({ fault }) => fault);

test("every generated sentence passes its own check, and gives itself back", () => {
	expect(editable.length).toBeGreaterThan(60);
	for (const { id, content } of editable) {
		const made = sentenceOf(content);
		expect(checkSentence(made.template, made), id).toEqual([]);
		expect(plain(contentOf(made.template, content))).toBe(plain(content));
	}
});

test("ids tell sentences apart, within a document and between documents", () => {
	const words = new Map<string, string>();
	for (const product of documentProducts) {
		const own = paragraphsOf(inputOf(), product).filter(isEditable);
		expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
		for (const { id, content } of own) {
			expect(words.get(id) ?? plain(content), id).toBe(plain(content));
			words.set(id, plain(content));
		}
	}
});

test("the questionnaire, what is missing and sections without numbers are nobody's to word", () => {
	const fixed = paragraphsOf({
		...inputOf(),
		surveys: { cadres: inventedSource("cadres", { withheld: ["CB_B6"] }) },
	})
		.filter((block: Block) => !isEditable(block))
		.map(({ id }) => id);
	expect(fixed).toContain("con-thieu.1");
	expect(fixed).toContain("cadres.loi-moi");
	expect(fixed.some((id) => id.endsWith(".lead"))).toBe(false);
});

test("whatever is typed between them, numbers keep their sources, each where its place is", () => {
	const words = fc.string({
		unit: fc.constantFrom(..."aĐộ 09.,%{}“”<&@\u0301\n\uE000\u0001\u200B"),
		maxLength: 30,
	});
	fc.assert(
		fc.property(
			fc.shuffledSubarray(
				sentence.places.map((_, at) => at),
				{ minLength: sentence.places.length },
			),
			fc.array(words, {
				minLength: sentence.places.length + 1,
				maxLength: sentence.places.length + 1,
			}),
			(order, between) => {
				const text = asWritten(
					between
						.map((piece, at) =>
							at < order.length
								? `${piece.replace(/[{}]/g, "")}{${(order[at] as number) + 1}}`
								: piece.replace(/[{}]/g, ""),
						)
						.join(""),
				);
				const content = contentOf(text, lead.content);
				const numbers = content.filter(
					(part) => typeof part === "object" && "trace" in part,
				);
				const given = lead.content.filter(
					(part) => typeof part === "object" && "trace" in part,
				);
				expect(numbers).toEqual(order.map((at) => given[at]));
				expect(plain(content)).toBe(
					text.replace(
						placePattern,
						(_, at) => sentence.places[Number(at) - 1]?.text ?? "",
					),
				);
				// No digit outside of places goes unmarked: the generated sentence has 95 and nothing else.
				const typed = content.flatMap((part) =>
					typeof part === "object" && "isTyped" in part ? [part.text] : [],
				);
				expect(typed).toEqual(
					typedNumbers(text, sentence.template).map(({ number }) => number),
				);
				const faults = faultsOf(text);
				expect(faults).not.toContain("number-missing");
				expect(faults).not.toContain("number-doubled");
				expect(faults).not.toContain("unknown-place");
			},
		),
		{ numRuns: 40 },
	);
});

test.each<
	[string, (template: string) => string, SentenceFault | SentenceFault[]]
>([
	["a number left out", (t) => t.replace("{4}", "nhiều"), "number-missing"],
	["a number twice", (t) => `${t} Tức là {1}.`, "number-doubled"],
	["a place that is none", (t) => `${t} {99}`, "unknown-place"],
	["half a place", (t) => `${t} Bảng {`, "stray-brace"],
	["nothing", () => "", "empty"],
	["a cause", (t) => `${t} Điều đó dẫn đến chậm trễ.`, "cause"],
	["a majority", (t) => `Đa số: ${t}`, "majority"],
	[
		"a doubt left out",
		(t) => t.replace("chưa đủ bằng chứng khác nhau", "như nhau"),
		"not-proven-dropped",
	],
	["a ranking", (t) => `${t} Tỉnh này đứng đầu cả nước.`, "ranking"],
	[
		"a province that is ranked",
		(t) => t.replace(".", "; Hoà Bình dẫn đầu."),
		["ranking", "name"],
	],
	["a province by name", (t) => `${t} Như ở Vũng Tàu.`, "name"],
	["a scanning error", (t) => `${t} Tình trạng dùn đẩy.`, "scan-error"],
	["a mark that no letter takes", (t) => `${t} x\u0301`, "stray-mark"],
	["a number by hand", (t) => `${t} Khoảng 40 người.`, "number-typed"],
	["a second 95", (t) => `${t} Tin cậy 95.`, "number-typed"],
	[
		"another order",
		(t) => t.replace("{1}", "{0}").replace("{2}", "{1}").replace("{0}", "{2}"),
		"order",
	],
	["a comparison", (t) => `${t} Cao hơn hẳn.`, "comparison"],
	["an agency by name", (t) => `${t} Nhất là Sở Xây dựng Hà Nam.`, "name"],
])("%s is told", (_, change, fault) => {
	expect(faultsOf(change(sentence.template))).toEqual([fault].flat());
});

test("what the generated sentence may say, an edited one may", () => {
	expect(
		faultsOf(`${sentence.template} Điều đó khiến hồ sơ chậm.`, sentence, true),
	).toEqual([]);
	expect(
		faultsOf(`Báo cáo không xếp hạng địa phương. ${sentence.template}`),
	).toEqual([]);
	expect(
		faultsOf(`${sentence.template} Yếu tố góp phần lớn, ở cấp tỉnh.`),
	).toEqual([]);
	const quoting = {
		template: "{1} nêu “cán bộ cố ý gây ra khó khăn”.",
		places: [{ text: "1%" }],
	};
	expect(
		faultsOf("Có {1} nêu “cán bộ cố ý gây ra khó khăn”.", quoting),
	).toEqual([]);
	expect(
		faultsOf("Có {1} nêu việc gây ra khó khăn “cán bộ”.", quoting),
	).toEqual(["cause"]);
});

test("an edit is used for the words and numbers that it was made from, and for no others; what was typed is marked", () => {
	const of = (id: string) => {
		const { content } = editable.find((one) => one.id === id) as Paragraph;
		return { content, made: sentenceOf(content) };
	};
	const edit = (
		paragraph: string,
		more: string,
		change: (made: Sentence) => Sentence = (made) => made,
	): SentenceEdit => {
		const { made } = of(paragraph);
		return {
			paragraph,
			text: `Nhìn chung: ${made.template}${more}`,
			madeFrom: change(made),
		};
	};
	const { document, gaps } = makeDocument(
		"report",
		inputOf([
			edit("linh-vuc.lead", " Tức 7 người."),
			edit("cap.lead", "", (made) => ({
				...made,
				places: [{ text: "99,9%" }, ...made.places.slice(1)],
			})),
			edit("doi-tuong.lead", "", (made) => ({
				...made,
				template: `${made.template} Và nữa.`,
			})),
			edit("cong-viec.lead", " Điều đó gây ra chậm trễ."),
		]),
	);
	const told = (id: string) =>
		document.blocks.flatMap((block) =>
			block.kind === "paragraph" && block.id === id ? block.content : [],
		);
	expect(plain(told("linh-vuc.lead"))).toBe(
		`Nhìn chung: ${plain(lead.content)} Tức 7 người.`,
	);
	expect(told("linh-vuc.lead")).toContainEqual({ text: "7", isTyped: true });
	for (const id of ["cap.lead", "doi-tuong.lead", "cong-viec.lead"])
		expect(told(id)).toEqual(of(id).content);
	const own = gaps.filter(({ place }) => place.startsWith("1. Biểu hiện"));
	expect(own.map(({ why }) => why).sort()).toEqual([
		"number-typed",
		"sentence-changed",
		"sentence-changed",
		"sentence-refused",
	]);
	expect(gapLines(gaps).join("\n")).toMatch(
		/1\. Biểu hiện.* – 7 trong câu “.*”: số gõ tay/,
	);
});

test("where a table stands in the document is no reason to ask again", () => {
	const referring = {
		template: "Xem {1}.",
		places: [{ text: "Bảng 3", to: "b" }],
	};
	const moved = { ...referring, places: [{ text: "Bảng 4", to: "b" }] };
	const other = { ...referring, places: [{ text: "Bảng 3", to: "c" }] };
	expect(isSame(referring, moved)).toBe(true);
	expect(isSame(referring, other)).toBe(false);
});
