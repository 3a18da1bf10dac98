import type { Category } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";

/** One column of a file, as every format is written from it. */
export interface FileColumn {
	/** A letter, then letters, digits and `_`: what SPSS, Stata and R all take. */
	name: string;
	label: Text;
	/** `code`: small whole numbers with labels. */
	type: "code" | "number" | "text";
	categories: Category[];
	/** Of the codes, those that are no answer. */
	missing: number[];
	/** `NaN` is missing; text is never missing, but may be empty. */
	values: ArrayLike<number> | ArrayLike<string>;
}

/** A rectangle of data with what its columns mean. */
export interface DataFile {
	title: Text;
	rows: number;
	columns: FileColumn[];
	/** The column that holds the weights. */
	weight?: string;
}

/** Told every few thousand rows how many are written. */
export type OnRows = (rows: number) => void;

/** The most that SPSS and Stata take. */
const longestName = 32;

/** Words of the languages of SPSS, Stata and R that no variable may be called. */
const reserved = new Set(
	"all and by eq ge gt le lt ne not or to with _all _b byte _coef _cons double float if in int long _n _pi _pred _rc _skip strl using else repeat while function for next break true false null inf nan na".split(
		" ",
	),
);

/** Names that every reader takes, different even where a reader knows no capitals, in the order given. */
export function fileNames(names: readonly string[]): string[] {
	const taken = new Set<string>();
	return names.map((name) => {
		const plain = reserved.has(name.toLowerCase())
			? `${name}_`
			: name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?![A-Za-z])/, "v");
		for (let again = 1; ; again++) {
			const end = again === 1 ? "" : `_${again}`;
			const wanted = plain.slice(0, longestName - end.length) + end;
			if (taken.has(wanted.toLowerCase())) continue;
			taken.add(wanted.toLowerCase());
			return wanted;
		}
	});
}

/**
 * Texts longer than a format can hold go on in further columns (NAME_2, NAME_3 …). No piece but the last ends in a
 * space, which some readers cut off.
 */
export function splitLongTexts(
	columns: FileColumn[],
	most: number,
	lengthOf: (text: string) => number,
): FileColumn[] {
	const split = columns.flatMap((column) => {
		if (column.type !== "text") return [column];
		const texts = column.values as ArrayLike<string>;
		let pieces: string[][] | undefined;
		for (let row = 0; row < texts.length; row++) {
			if (lengthOf(texts[row]!) <= most) continue;
			pieces ??= Array.from(texts, (text) => [text]);
			pieces[row] = cut(texts[row]!, most, lengthOf);
		}
		if (!pieces) return [column];
		const all = pieces;
		const count = all.reduce(
			(longest, { length }) => Math.max(longest, length),
			1,
		);
		return Array.from({ length: count }, (_, at) => ({
			...column,
			name: at === 0 ? column.name : `${column.name}_${at + 1}`,
			label:
				at === 0
					? column.label
					: {
							vi: `${column.label.vi} (tiếp, phần ${at + 1})`,
							en: `${column.label.en} (continued, part ${at + 1})`,
						},
			values: all.map((parts) => parts[at] ?? ""),
		}));
	});
	if (split.length === columns.length) return columns;
	const names = fileNames(split.map(({ name }) => name));
	return split.map((column, at) => ({ ...column, name: names[at]! }));
}

function cut(
	text: string,
	most: number,
	lengthOf: (text: string) => number,
): string[] {
	const parts: string[] = [];
	let part = "";
	let length = 0;
	for (const character of text) {
		const more = lengthOf(character);
		if (length + more > most) {
			const kept = part.trimEnd() || part;
			parts.push(kept);
			part = part.slice(kept.length);
			length = lengthOf(part);
		}
		part += character;
		length += more;
	}
	return [...parts, part];
}

/** Labels stand in one line. */
export const oneLine = (text: string): string =>
	text.replace(/\s*[\r\n]+\s*/g, " ");

/** As many whole characters as fit. */
export function fitted(
	text: string,
	most: number,
	lengthOf: (text: string) => number,
): string {
	if (lengthOf(text) <= most) return text;
	let kept = "";
	let length = lengthOf("…");
	for (const character of text) {
		length += lengthOf(character);
		if (length > most) break;
		kept += character;
	}
	return `${kept}…`;
}

const encoder = new TextEncoder();

/** In UTF-8; lone surrogates become U+FFFD. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
	encoder.encode(text);

export function byteLength(text: string): number {
	let bytes = 0;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit < 0x80) bytes += 1;
		else if (unit < 0x800) bytes += 2;
		else if (
			unit >= 0xd800 &&
			unit < 0xdc00 &&
			(text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
		) {
			bytes += 4;
			at++;
		} else bytes += 3;
	}
	return bytes;
}
