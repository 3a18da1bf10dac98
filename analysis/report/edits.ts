// Sentences that a person worded, in the place of the generated ones.
import {
	checkSentence,
	isRefused,
	type SentenceFinding,
} from "./check-sentence.ts";
import type { Gap, Report, ReportInput } from "./compose.ts";
import type { Block, Inline, Paragraph } from "./document.ts";
import {
	contentOf,
	isEditable,
	isSame,
	type Sentence,
	sentenceOf,
	typedNumbers,
} from "./sentence.ts";

export interface SentenceEdit {
	/** `Paragraph.id`. */
	paragraph: string;
	/** With places for the numbers of the sentence that it was made from. */
	text: string;
	madeFrom: Sentence;
}

/**
 * `changed`: the data or the rules now give other words or other numbers than those that a person saw. The wording is then
 * not used, as nobody has said that it fits them.
 */
export type EditState = "used" | "changed" | "refused";

export interface ListedSentence {
	paragraph: string;
	/** Headings that it stands under. */
	chapter: string;
	section: string;
	sentence: Sentence;
	/** Whether words of cause may stand in it. */
	claimsCause: boolean;
	/** Where each place comes from: a variable or a technique, and the number in its table. */
	sources: { of: string; at: string }[];
	edit?: { state: EditState; findings: SentenceFinding[] };
}

function judge(
	{ text, madeFrom }: SentenceEdit,
	{ content, claimsCause }: Paragraph,
	provinces: string[],
): { state: EditState; findings: SentenceFinding[] } {
	const sentence = sentenceOf(content);
	const findings = checkSentence(text, sentence, {
		claimsCause: claimsCause === true,
		provinces,
	});
	if (!isSame(sentence, madeFrom)) return { state: "changed", findings };
	return {
		state: findings.some(isRefused) ? "refused" : "used",
		findings,
	};
}

/** The blocks with edited sentences where these still fit; where they do not, and where a number was typed, a gap says so. */
export function withEdits(report: Report, blocks: Block[]): Block[] {
	const edits = new Map(report.edits.map((edit) => [edit.paragraph, edit]));
	let place = "";
	return blocks.map((block) => {
		if (block.kind === "heading") place = block.text;
		if (!isEditable(block)) return block;
		const edit = edits.get(block.id);
		if (!edit) return block;
		const tell = (what: string, why: Gap["why"]) =>
			report.gaps.push({ what, why, place });
		const { state } = judge(edit, block, report.provinces);
		if (state !== "used") {
			tell(
				`câu “${beginning(block.content)}”`,
				state === "changed" ? "sentence-changed" : "sentence-refused",
			);
			return block;
		}
		const typed = typedNumbers(edit.text, edit.madeFrom.template);
		if (typed.length > 0)
			tell(
				`${typed.map(({ number }) => number).join(", ")} trong câu “${beginning(block.content)}”`,
				"number-typed",
			);
		return { ...block, content: contentOf(edit.text, block.content) };
	});
}

/** All sentences of a document that a person may word, in their order. */
export function listSentences(
	blocks: Block[],
	{ edits, provinces }: Pick<ReportInput, "edits" | "provinces">,
	called: (to: string) => string,
): ListedSentence[] {
	const byParagraph = new Map(edits.map((edit) => [edit.paragraph, edit]));
	let chapter = "";
	let section = "";
	return blocks.flatMap((block): ListedSentence[] => {
		if (block.kind === "heading") {
			if (block.level === 1) {
				chapter = block.text;
				section = "";
			} else section = block.text;
		}
		if (!isEditable(block)) return [];
		const edit = byParagraph.get(block.id);
		return [
			{
				paragraph: block.id,
				chapter,
				section,
				sentence: sentenceOf(block.content, called),
				claimsCause: block.claimsCause === true,
				sources: block.content.flatMap(sourceOf),
				...(edit ? { edit: judge(edit, block, provinces) } : {}),
			},
		];
	});
}

function sourceOf(part: Inline): { of: string; at: string }[] {
	if (typeof part === "string") return [];
	if ("to" in part) return [{ of: part.to, at: "" }];
	if (!("trace" in part)) return [];
	const { terms } = part.trace;
	const names = terms.map(({ source }) =>
		source.of === "table"
			? source.row
			: source.of === "sensitive"
				? source.name
				: source.of,
	);
	return [
		{
			of: [...new Set(names)].join(", "),
			at: terms
				.map(({ at, sign }, index) =>
					index === 0 ? at : `${sign < 0 ? "−" : "+"} ${at}`,
				)
				.join(" "),
		},
	];
}

function beginning(content: Inline[]): string {
	const words = content
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : "",
		)
		.join("");
	return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}
