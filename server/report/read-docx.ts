import { unescaped } from "./docx-parts.ts";

/** What stands in a Word file, as far as its numbers need it. */
export interface ReadDocx {
	/** Text of the content controls by tag; a control that was copied stands here twice. */
	controls: { tag: string; text: string; paragraph: string }[];
	/** Tables that follow a bookmark, by its name: rows of cells, lines of a cell joined by \n. */
	tables: Map<string, string[][]>;
	/** Pictures: name and alternative text. */
	pictures: { name: string; alternative: string }[];
	/** Numbers that a person typed into a sentence before the file was made, with the paragraph. */
	typed: { number: string; paragraph: string }[];
	/** Numbers outside of controls, fields and those tables, with the paragraph that they stand in. */
	wording: { number: string; paragraph: string }[];
}

/** Of the controls around numbers that were typed in the console. */
export const typedTag = "go-tay";

const numberInWords = /\d+(?:[.,]\d+)*/g;

/**
 * Reads the XML of a document. Results of fields (contents, captions, references) are not wording: Word counts them anew.
 * Deleted text of tracked changes is no text.
 */
export function readDocx(xml: string): ReadDocx {
	const read: ReadDocx = {
		controls: [],
		tables: new Map(),
		pictures: [],
		typed: [],
		wording: [],
	};
	let bookmark = "";
	let fields = 0;
	let simpleFields = 0;
	const controls: { tag: string; text: string }[] = [];
	const tables: { mark: string; rows: string[][]; lines: number }[] = [];
	let isInText = false;
	let paragraph = newParagraph();

	for (const [token] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
		if (!token.startsWith("<")) {
			if (!isInText) continue;
			const text = unescaped(token);
			paragraph.text += text;
			const control = controls.findLast(({ tag }) => tag !== "");
			if (control) control.text += text;
			else if (fields === 0 && simpleFields === 0) paragraph.words += text;
			const table = tables.at(-1);
			const row = table?.rows.at(-1);
			if (row && row.length > 0) row[row.length - 1] += text;
			continue;
		}
		const isEnd = token.startsWith("</");
		const isEmpty = token.endsWith("/>");
		const name = /^<\/?([\w:]+)/.exec(token)?.[1] ?? "";
		switch (name) {
			case "w:t":
				isInText = !isEnd && !isEmpty;
				break;
			case "w:p":
				if (isEmpty) break;
				if (!isEnd) {
					const table = tables.at(-1);
					const row = table?.rows.at(-1);
					if (table && row && row.length > 0) {
						if (table.lines > 0) row[row.length - 1] += "\n";
						table.lines++;
					}
					if (!paragraph.isOpen)
						paragraph = { ...newParagraph(), isOpen: true };
				} else {
					for (const { tag, text } of paragraph.controls)
						if (tag === typedTag)
							read.typed.push({ number: text, paragraph: paragraph.text });
						else read.controls.push({ tag, text, paragraph: paragraph.text });
					// A table that was made here is compared cell by cell.
					if (!tables.some(({ mark }) => mark !== ""))
						for (const [number] of paragraph.words.matchAll(numberInWords))
							read.wording.push({ number, paragraph: paragraph.text });
					paragraph = newParagraph();
				}
				break;
			case "w:br":
			case "w:tab":
				paragraph.words += " ";
				paragraph.text += " ";
				break;
			case "w:fldChar": {
				const type = attribute(token, "w:fldCharType");
				if (type === "begin") fields++;
				if (type === "end") fields--;
				break;
			}
			case "w:fldSimple":
				if (!isEmpty) simpleFields += isEnd ? -1 : 1;
				break;
			case "w:sdt":
				if (isEnd) {
					const closed = controls.pop();
					if (closed?.tag) paragraph.controls.push(closed);
				} else controls.push({ tag: "", text: "" });
				break;
			case "w:tag": {
				const control = controls.at(-1);
				const tag = attribute(token, "w:val");
				if (control && (/^n\d+$/.test(tag) || tag === typedTag))
					control.tag = tag;
				break;
			}
			case "w:bookmarkStart": {
				const found = attribute(token, "w:name");
				if (/^bang_\d+$/.test(found)) bookmark = found;
				break;
			}
			case "w:tbl":
				if (!isEnd) {
					tables.push({ mark: bookmark, rows: [], lines: 0 });
					bookmark = "";
				} else {
					const table = tables.pop();
					if (table?.mark) read.tables.set(table.mark, table.rows);
				}
				break;
			case "w:tr":
				if (!isEnd) tables.at(-1)?.rows.push([]);
				break;
			case "w:tc":
				if (!isEnd) {
					const table = tables.at(-1);
					table?.rows.at(-1)?.push("");
					if (table) table.lines = 0;
				}
				break;
			case "wp:docPr":
				read.pictures.push({
					name: attribute(token, "name"),
					alternative: attribute(token, "descr"),
				});
		}
	}
	return read;
}

const newParagraph = () => ({
	isOpen: false,
	text: "",
	words: "",
	controls: [] as { tag: string; text: string }[],
});

const attribute = (token: string, name: string): string =>
	unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(token)?.[1] ?? "");

/** Numbers of the wording in their order. */
export const wordingOf = (xml: string): string[] =>
	readDocx(xml).wording.map(({ number }) => number);
