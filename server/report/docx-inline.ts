import {
	BuilderElement,
	InternalHyperlink,
	type ParagraphChild,
	SimpleField,
	TextRun,
} from "docx";
import type { Inline } from "../../analysis/report/document.ts";
import type { Traced } from "../../analysis/report/figures.ts";
import type { Tracer } from "./traces.ts";

/** Words, fields that refer, and numbers in content controls that Word does not let be typed over. */
export function sentenceRuns(
	inline: Inline[],
	tracer: Tracer,
	run: { bold?: boolean; italics?: boolean } = {},
): ParagraphChild[] {
	return inline.map((part) => {
		if (typeof part === "string") return new TextRun({ text: part, ...run });
		if ("trace" in part) return control(part, tracer.number(part), run);
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

/** w:sdt (ISO/IEC 29500-1, §17.5.2): its tag leads to the trace, its lock keeps the digits. */
function control(
	{ text }: Traced,
	tag: string,
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
					value("w:alias", "Số có nguồn"),
					value("w:tag", tag),
					value("w:lock", "sdtContentLocked"),
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
