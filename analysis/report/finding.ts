import type { Language } from "../../survey-definitions/definition.ts";
import { dontKnow, none } from "../../survey-definitions/definition.ts";
import type { ReleasedCell, ReleasedTable } from "../tables/table.ts";
import type { Cell } from "./figures.ts";
import { isAbove, lowerFirst, majority } from "./wording.ts";
import { writeInterval, writeShare } from "./write-numbers.ts";

type Known = Extract<Cell, { value: number }>;
type AnyCell = ReleasedTable["columns"][number]["cells"][number];
type Population = ReleasedTable["population"];

/** A released cell as sentences read it. JSON carries what could not be estimated as null. */
export function known(cell: AnyCell | undefined): Known | undefined {
	if (!cell || "withheld" in cell || !Number.isFinite(cell.value))
		return undefined;
	const { value, se, ci }: ReleasedCell = cell;
	return {
		value,
		...(Number.isFinite(se) ? { se: se as number } : {}),
		...(ci && Number.isFinite(ci.lower) && Number.isFinite(ci.upper)
			? { lower: ci.lower, upper: ci.upper }
			: {}),
	};
}

const people: Record<Population, Record<Language, string>> = {
	cadres: { vi: "cán bộ", en: "cadres" },
	citizens: { vi: "người dân", en: "citizens" },
};

/** By the word of the report's rule for majorities. */
const inEnglish: Record<string, string> = {
	"tuyệt đại đa số": "The vast majority of",
	"phần lớn": "Most",
	"đa số": "A majority of",
	"khoảng một nửa": "About half of",
	"gần một nửa": "Nearly half of",
	"khoảng một phần ba": "About a third of",
};

/** 38,4% (35,9–40,9) */
export const figureOf = (cell: Known, language: Language): string =>
	cell.lower === undefined || cell.upper === undefined
		? writeShare(cell.value, language)
		: `${writeShare(cell.value, language)} (${writeInterval({ lower: cell.lower, upper: cell.upper }, language)})`;

/** “Đa số cán bộ chọn …: 52,3% (50,1–54,5)”, or the share itself where no word fits. */
export function shareFinding(
	cell: Known,
	chose: string,
	population: Population,
	language: Language,
): string {
	const word = majority(cell);
	const who = people[population][language];
	const figure = figureOf(cell, language);
	const verb = language === "vi" ? "chọn" : "chose";
	if (word === null) {
		const share = writeShare(cell.value, language);
		const rest = figure.slice(share.length);
		const of = language === "vi" ? "" : "of ";
		return `${share} ${of}${who} ${verb} ${chose}${rest}`;
	}
	const many =
		language === "vi"
			? word.charAt(0).toLocaleUpperCase("vi") + word.slice(1)
			: inEnglish[word];
	return `${many} ${who} ${verb} ${chose}: ${figure}`;
}

const quoted = (text: string) => `“${text}”`;

/** Levels of these are places and agencies: they are neither named nor ranked. */
const isOfPlaces = (name: string) =>
	/^stratum:(province|region|kind|stratum)/.test(name);

/** Answers that are an opinion: "none of these" is one, "don't know" is not. */
export const substantive = (table: Pick<ReleasedTable, "rows">) =>
	table.rows.flatMap(({ code }, row) =>
		code < dontKnow && code !== none ? [row] : [],
	);

export interface Measured {
	/** “Nhiều” hoặc “Rất nhiều”. */
	chose: string;
	cells: AnyCell[];
}

/** The share that a table's title speaks of: the two highest points of a scale, else the answer most often chosen. */
export function measureOf(
	table: ReleasedTable,
	whole: ReleasedTable,
	isScale: boolean,
	language: Language,
): Measured | undefined {
	const or = language === "vi" ? " hoặc " : " or ";
	const labelOf = (code: number) =>
		quoted(table.rows.find((row) => row.code === code)?.label[language] ?? "");
	const top = table.statistics?.find(({ name }) => name === "top");
	if (isScale && top)
		return { chose: top.codes.map(labelOf).join(or), cells: top.cells };
	const [column] = whole.columns;
	const best = substantive(table)
		.map((row) => ({ row, cell: known(column?.cells[row]) }))
		.filter(({ cell }) => cell !== undefined)
		.sort((a, b) => (b.cell?.value ?? 0) - (a.cell?.value ?? 0))[0];
	if (!best) return undefined;
	return {
		chose: quoted(table.rows[best.row]?.label[language] ?? ""),
		cells: table.columns.map(({ cells }) => cells[best.row] as AnyCell),
	};
}

/** What the table of one question says of everybody. A leader is named where no other may be above it. */
export function wholeFinding(
	table: ReleasedTable,
	isScale: boolean,
	language: Language,
): string {
	const subject = (table.variable.item ?? table.variable.question)[language];
	const measure = measureOf(table, table, isScale, language);
	const cell = known(measure?.cells[0]);
	if (!measure || !cell) return subject;
	const said = shareFinding(cell, measure.chose, table.population, language);
	if (isScale || majority(cell) !== null) return said;
	const [column] = table.columns;
	const others = substantive(table).map((row) => known(column?.cells[row]));
	// What is withheld may be the largest.
	if (others.includes(undefined)) return said;
	const near = others.filter(
		(one) =>
			one !== undefined && one.value !== cell.value && !isAbove(cell, one),
	);
	if (near.length > 0) return said;
	const figure = figureOf(cell, language);
	return language === "vi"
		? `${measure.chose} được chọn nhiều nhất: ${figure}`
		: `${measure.chose} was chosen most often: ${figure}`;
}

/** What the columns of a table say of each other: whose share is above whose, or that the evidence is not enough. */
export function groupsFinding(
	table: ReleasedTable,
	whole: ReleasedTable,
	isScale: boolean,
	language: Language,
): string {
	const subject = (table.variable.item ?? table.variable.question)[language];
	const by = table.by?.label[language] ?? "";
	const measure = measureOf(table, whole, isScale, language);
	const plain =
		language === "vi" ? `${subject} – theo ${by}` : `${subject} – by ${by}`;
	if (!measure || !table.by || isOfPlaces(table.by.name)) return plain;
	const levels = table.columns
		.map(({ label }, at) => ({
			label: label[language],
			cell: known(measure.cells[at]),
		}))
		.flatMap(({ label, cell }) => (cell ? [{ label, cell }] : []))
		.sort((a, b) => b.cell.value - a.cell.value);
	const highest = levels[0];
	const lowest = levels.at(-1);
	if (!highest || !lowest || levels.length < 2) return plain;
	if (!isAbove(highest.cell, lowest.cell))
		return language === "vi"
			? `Chọn ${measure.chose}: chưa đủ bằng chứng khác nhau theo ${by}`
			: `Choosing ${measure.chose}: not enough evidence of a difference by ${by}`;
	const [high, low] = [highest, lowest].map(({ cell }) =>
		writeShare(cell.value, language),
	) as [string, string];
	return language === "vi"
		? `Chọn ${measure.chose}: ${high} ở nhóm ${quoted(highest.label)}, ${low} ở nhóm ${quoted(lowest.label)}`
		: `Choosing ${measure.chose}: ${high} of ${quoted(highest.label)}, ${low} of ${quoted(lowest.label)}`;
}

/** What several items with one scale say together: how many a majority chose, else which was chosen most. */
export function batteryFinding(
	items: { label: string; cell: Known | undefined }[],
	chose: string,
	population: Population,
	language: Language,
): string {
	const shown = items.flatMap(({ label, cell }) =>
		cell ? [{ label, cell }] : [],
	);
	const byMost = shown.filter(
		({ cell }) => cell.lower !== undefined && cell.lower >= 0.5,
	).length;
	const who = people[population][language];
	if (byMost > 0)
		return language === "vi"
			? `Đa số ${who} chọn ${chose} ở ${byMost} trên ${items.length} mục`
			: `A majority of ${who} chose ${chose} for ${byMost} of ${items.length} items`;
	const [first, second] = shown.toSorted((a, b) => b.cell.value - a.cell.value);
	if (!first) return chose;
	const isLeader =
		shown.length === items.length && second && isAbove(first.cell, second.cell);
	const figure = figureOf(first.cell, language);
	if (isLeader)
		return language === "vi"
			? `${quoted(first.label)} được chọn ${chose} nhiều nhất: ${figure}`
			: `${quoted(first.label)} had most ${chose}: ${figure}`;
	return language === "vi"
		? `${quoted(first.label)}: ${figure} chọn ${chose}`
		: `${quoted(first.label)}: ${figure} chose ${chose}`;
}

export interface Difference {
	label: string;
	/** Later less earlier, the second population less the first; null where one side is withheld. */
	value: number | null;
	/** At 5 %, adjusted after Holm. */
	isSignificant: boolean;
}

/** In how many items two populations, or two waves, differ, and which way. */
export function differencesFinding(
	differences: Difference[],
	{ first, second }: { first: string; second: string },
	language: Language,
): string {
	const against = lowerFirst(first);
	const shown = differences.filter(({ value }) => value !== null);
	const above = shown.filter(
		({ value, isSignificant }) => isSignificant && (value as number) > 0,
	).length;
	const below = shown.filter(
		({ value, isSignificant }) => isSignificant && (value as number) < 0,
	).length;
	const rest = shown.length - above - below;
	if (above + below === 0)
		return language === "vi"
			? `${second} và ${against}: chưa đủ bằng chứng khác nhau`
			: `${second} and ${against}: not enough evidence of a difference`;
	const parts =
		language === "vi"
			? [
					above > 0 ? `cao hơn ở ${above} mục` : "",
					below > 0 ? `thấp hơn ở ${below} mục` : "",
				]
			: [
					above > 0 ? `higher on ${above} ${items(above)}` : "",
					below > 0 ? `lower on ${below} ${items(below)}` : "",
				];
	const said = parts.filter(Boolean).join(", ");
	const unproven =
		rest === 0
			? ""
			: language === "vi"
				? `; ${rest} mục chưa đủ bằng chứng khác nhau`
				: `; on ${rest} ${items(rest)} not enough evidence`;
	return language === "vi"
		? `${second} so với ${against}: ${said}${unproven}`
		: `${second} against ${against}: ${said}${unproven}`;
}

const items = (count: number) => (count === 1 ? "item" : "items");
