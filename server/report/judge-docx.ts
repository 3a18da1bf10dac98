import type {
	FigureSource,
	Figures,
	Lookup,
} from "../../analysis/report/figures.ts";
import { workOut } from "../../analysis/report/figures.ts";
import { formatNumber } from "../../analysis/report/vi-format.ts";
import type { ReadDocx } from "./read-docx.ts";
import type { TracedPart, TracedText, Traces } from "./traces.ts";

export interface Finding {
	/**
	 * `changed`: the digits are not those that were written; `data-differ`: they are, but the frozen data give others;
	 * `typed`: a number without a source; `missing`: what was written is gone.
	 */
	kind: "changed" | "data-differ" | "typed" | "missing" | "no-longer-released";
	/** "Bảng 3, hàng 2, cột 4", or the beginning of the paragraph. */
	where: string;
	found?: string;
	/** What was written. */
	written?: string;
	/** What the frozen data give now. */
	recomputed?: string;
}

export interface Judged {
	numbers: number;
	findings: Finding[];
}

/** Holds every number of a file against what was written into it, and that against the frozen data. */
export function judgeDocx(
	traces: Traces,
	read: ReadDocx,
	figures: (Figures | undefined)[],
): Judged {
	const findings: Finding[] = [];
	let numbers = 0;
	const places = new Map<FigureSource, number>(
		traces.sources.map((source, at) => [source, at]),
	);
	const lookup: Lookup = (source) => figures[places.get(source) ?? -1];
	const recompute = ([, as, terms]: TracedText): string | undefined => {
		const value = workOut(
			{
				as,
				terms: terms.map(([source, at, sign]) => ({
					source: traces.sources[source] as FigureSource,
					at,
					sign,
				})),
			},
			lookup,
		);
		return value === undefined ? undefined : formatNumber(value, as);
	};
	/** Whether the data still give what was written. */
	const holdAgainstData = (traced: TracedText, where: string) => {
		numbers++;
		const recomputed = recompute(traced);
		if (recomputed === undefined)
			findings.push({ kind: "no-longer-released", where, written: traced[0] });
		else if (recomputed !== traced[0])
			findings.push({
				kind: "data-differ",
				where,
				written: traced[0],
				recomputed,
			});
		return recomputed;
	};
	const isNumber = (part: TracedPart): part is TracedText =>
		typeof part !== "string";
	const textOf = (parts: TracedPart[]) =>
		parts.map((part) => (isNumber(part) ? part[0] : part)).join("");

	const seen = new Set<string>();
	for (const { tag, text, paragraph } of read.controls) {
		const traced = traces.numbers[tag];
		const where = beginning(paragraph);
		if (!traced) {
			findings.push({ kind: "typed", where, found: text });
			continue;
		}
		seen.add(tag);
		const recomputed = holdAgainstData(traced, where);
		if (text !== traced[0])
			findings.push({
				kind: "changed",
				where,
				found: text,
				written: traced[0],
				...(recomputed === undefined ? {} : { recomputed }),
			});
	}
	for (const [tag, traced] of Object.entries(traces.numbers))
		if (!seen.has(tag))
			findings.push({ kind: "missing", where: tag, written: traced[0] });

	for (const [mark, { headRows, cells }] of Object.entries(traces.tables)) {
		const name = mark.replace("bang_", "Bảng ");
		const rows = read.tables.get(mark)?.slice(headRows);
		if (!rows) {
			findings.push({ kind: "missing", where: name });
			continue;
		}
		cells.forEach((row, at) => {
			row.forEach((parts, column) => {
				const where = `${name}, hàng ${at + 1}, cột ${column + 1}`;
				for (const traced of parts.filter(isNumber))
					holdAgainstData(traced, where);
				const written = textOf(parts);
				const found = rows[at]?.[column];
				if (found === undefined)
					findings.push({ kind: "missing", where, written });
				else if (found !== written)
					findings.push({ kind: "changed", where, found, written });
			});
		});
		for (const [at, row] of rows.slice(cells.length).entries())
			for (const found of row.filter((text) => /\d/.test(text)))
				findings.push({
					kind: "typed",
					where: `${name}, hàng thêm ${at + 1}`,
					found,
				});
	}

	for (const [mark, parts] of Object.entries(traces.charts)) {
		const name = mark.replace("bieu_", "Biểu ");
		const where = `${name}, văn bản thay thế`;
		for (const traced of parts.filter(isNumber)) holdAgainstData(traced, where);
		const written = textOf(parts);
		const picture = read.pictures.find((one) => one.name === mark);
		if (!picture) findings.push({ kind: "missing", where: name });
		else if (picture.alternative !== written)
			findings.push({
				kind: "changed",
				where,
				found: picture.alternative,
				written,
			});
	}

	for (const { number, paragraph } of [
		...read.typed,
		...added(traces.wording, read.wording),
	])
		findings.push({
			kind: "typed",
			where: beginning(paragraph),
			found: number,
		});
	return { numbers, findings };
}

const beginning = (paragraph: string) =>
	paragraph.length > 90 ? `${paragraph.slice(0, 90)}…` : paragraph;

/** What stands in the file beyond the longest common subsequence with what was written. */
function added<T extends { number: string }>(
	written: string[],
	found: T[],
): T[] {
	let from = 0;
	while (from < written.length && written[from] === found[from]?.number) from++;
	let cut = 0;
	while (
		cut < Math.min(written.length, found.length) - from &&
		written.at(-1 - cut) === found.at(-1 - cut)?.number
	)
		cut++;
	const before = written.slice(from, written.length - cut);
	const after = found.slice(from, found.length - cut);
	const width = after.length + 1;
	// Longest common subsequence of the rests, a row for each number that was written.
	const common = new Uint16Array((before.length + 1) * width);
	for (let i = before.length - 1; i >= 0; i--)
		for (let j = after.length - 1; j >= 0; j--)
			common[i * width + j] =
				before[i] === after[j]?.number
					? common[(i + 1) * width + j + 1]! + 1
					: Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
	const extra: T[] = [];
	let i = 0;
	for (let j = 0; j < after.length; ) {
		const one = after[j] as T;
		if (i < before.length && before[i] === one.number) {
			i++;
			j++;
		} else if (
			i < before.length &&
			common[(i + 1) * width + j]! >= common[i * width + j + 1]!
		)
			i++;
		else {
			extra.push(one);
			j++;
		}
	}
	return extra;
}
