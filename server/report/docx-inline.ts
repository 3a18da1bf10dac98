import {
	BuilderElement,
	InternalHyperlink,
	type ParagraphChild,
	SimpleField,
	TextRun,
} from "docx";
import type { Inline } from "../../analysis/report/document.ts";
import { typedTag } from "./read-docx.ts";
import type { Tracer } from "./traces.ts";

/** Words, fields that refer, and numbers in content controls that Word does not let be typed over. */
export function sentenceRuns(
	inline: Inline[],
	tracer: Tracer,
	run: { bold?: boolean; italics?: boolean } = {},
): ParagraphChild[] {
	return inline.map((part) => {
		if (typeof part === "string") return new TextRun({ text: part, ...run });
		if ("trace" in part)
			return control(
				part.text,
				{ ...withSource, tag: tracer.number(part) },
				run,
			);
		if ("isTyped" in part) return control(part.text, typedByHand, run);
		if ("to" in part) {
			const mark = tracer.marks.get(part.to);
			if (!mark) throw new Error(`nothing is called "${part.to}"`);
			return new InternalHyperlink({
				anchor: mark.bookmark,
				children: [new SimpleField(`REF ${mark.bookmark} \\h`, mark.words)],
			});
		}
		return new TextRun({
			text: part.text,
			bold: part.bold ?? run.bold ?? false,
			italics: part.italic ?? run.italics ?? false,
		});
	});
}

/** The tag leads to the trace, the lock keeps the digits. */
const withSource = { alias: "Số có nguồn", lock: "sdtContentLocked" };
/** Nothing leads to the data; whoever checks the file is told so. */
const typedByHand = {
	alias: "Số gõ tay, không có nguồn",
	tag: typedTag,
	lock: "unlocked",
};

/** w:sdt (ISO/IEC 29500-1, §17.5.2). */
function control(
	text: string,
	{ alias, tag, lock }: { alias: string; tag: string; lock: string },
	run: { bold?: boolean; italics?: boolean },
): ParagraphChild {
	const value = (name: string, val: string) =>
		new BuilderElement<{ val: string }>({
			name,
			attributes: { val: { key: "w:val", value: val } },
		});
	const element = new BuilderElement({
		name: "w:sdt",
		children: [
			new BuilderElement({
				name: "w:sdtPr",
				children: [
					value("w:alias", alias),
					value("w:tag", tag),
					value("w:lock", lock),
				],
			}),
			new BuilderElement({
				name: "w:sdtContent",
				children: [new TextRun({ text, ...run })],
			}),
		],
	});
	// The library has no type for a content control inside a paragraph.
	return element as unknown as ParagraphChild;
}
