import type { Highs } from "highs";
import { isInBase } from "../../analysis/disclosure/behind-cells.ts";
import { countBounds } from "../../analysis/disclosure/count-bounds.ts";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import { missing } from "../../analysis/survey-data.ts";
import type { SurveyDataset } from "../../analysis/survey-dataset.ts";
import { answersTo } from "../../analysis/tables/answers.ts";
import { domainLevels } from "../../analysis/tables/domains.ts";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import { differences, distinct, type Group, sizeOf } from "./differences.ts";

/** What somebody finds who knows every released number and what it is a number of. */
export const leakNames = {
	rules: "shown cells that a rule forbids",
	numbers: "withheld cells with a number",
	narrow: "withheld counts known to less than twenty",
	groups: "differences of 1–9 people by two or three releases",
	answering: "differences of 1–9 people who answered a question",
	transposed: "withheld columns that stand as rows elsewhere",
};

/** More of what a program is needed for are not counted. */
const plenty = 100;

export type Leaks = Record<keyof typeof leakNames, number>;

export const isIdentifier = ({ variables }: SurveyDataset, name: string) =>
	name.startsWith("stratum:") ||
	variables.some((one) => one.name === name && one.quasiIdentifier);

/** Question by question: what is true of a hundred tables at a time fits into memory. */
export function leaksOf(
	dataset: SurveyDataset,
	tables: ReleasedTable[],
	highs: Highs,
): Leaks {
	const { minimumBase } = policyFor(dataset.survey.population);
	const found: Leaks = {
		rules: 0,
		numbers: 0,
		narrow: 0,
		groups: 0,
		answering: 0,
		transposed: transposed(tables),
	};
	const all = everybody(dataset);
	const groups = [all];
	for (const { name } of dataset.variables) {
		const seen = tables
			.filter(({ variable }) => variable.name === name)
			.map((table) => truthOf(dataset, table, all));
		const [first] = seen;
		if (!first) continue;
		const shown = seen.flatMap(({ columns }) =>
			columns.filter(({ isShown }) => isShown),
		);
		groups.push(...distinct(shown.map(({ group }) => group)));
		for (const one of seen) {
			found.rules += forbidden(dataset, one);
			found.numbers += numbersWithheld(one.table);
			if (found.narrow < plenty) found.narrow += narrow(one, highs);
		}
		if (found.answering < plenty)
			found.answering += differences(
				distinct([first.base, ...shown.map(({ base }) => base)]),
				minimumBase,
			);
	}
	found.groups = differences(distinct(groups), minimumBase);
	return found;
}

/** A released table beside what is true of it, counted anew from the answers. */
interface Truth {
	table: ReleasedTable;
	base: Group;
	columns: { isShown: boolean; group: Group; base: Group }[];
	/** By row and column, and by row those in no column. */
	counts: number[][];
	totals: number[];
	isCellShown: boolean[][];
}

const everybody = ({ design }: SurveyDataset) =>
	Uint8Array.from(design.weights, (weight) => Number(weight !== 0));

function truthOf(
	dataset: SurveyDataset,
	table: ReleasedTable,
	all: Group,
): Truth {
	const variable = dataset.variables.find(
		({ name }) => name === table.variable.name,
	)!;
	const answers = answersTo(dataset, variable);
	const base = all.map((is, at) => Number(is && isInBase(answers, at)));
	const chose = (at: number, category: number) =>
		"codes" in answers
			? answers.codes[at] === category
			: answers.indicators[category]![at] === 1;
	const columns = table.columns.map((column) => {
		const group = table.by
			? all.map((is, at) =>
					Number(is && isMember(dataset, table.by!.name, column, at)),
				)
			: all;
		return {
			isShown: column.base !== null,
			group,
			base: group.map((is, at) => is & base[at]!),
		};
	});
	const count = (group: Group, category: number) =>
		group.reduce((sum, is, at) => sum + Number(is && chose(at, category)), 0);
	return {
		table,
		base,
		columns,
		counts: table.rows.map((_, category) =>
			columns.map(({ base: group }) => count(group, category)),
		),
		totals: table.rows.map((_, category) => count(base, category)),
		isCellShown: table.rows.map((_, at) =>
			table.columns.map(({ cells }) => "value" in (cells[at] ?? {})),
		),
	};
}

/** Read off the label, as a reader does: whether those who did not answer are in the column. */
function isMember(
	dataset: SurveyDataset,
	by: string,
	{ code, label }: ReleasedTable["columns"][number],
	at: number,
): boolean {
	if (by.startsWith("stratum:")) {
		const { levels, domain } = stratumLevels(dataset, by);
		return levels[domain.codes[at]!]?.code === code;
	}
	const said = dataset.columns[by]![at];
	const isSilent =
		said === 98 || said === 99 || said === missing.itemNonresponse;
	const takesSilent =
		label.en.endsWith("(incl. no answer)") ||
		label.en === "Don't know, no answer";
	return takesSilent && isSilent
		? true
		: said === code && !(takesSilent && code === 99);
}

const known = new WeakMap<
	SurveyDataset,
	Map<string, ReturnType<typeof domainLevels>>
>();
function stratumLevels(dataset: SurveyDataset, by: string) {
	const levels = known.get(dataset) ?? new Map();
	known.set(dataset, levels);
	if (!levels.has(by)) levels.set(by, domainLevels(dataset, by));
	return levels.get(by) as ReturnType<typeof domainLevels>;
}

/** Bases under the minimum, what all or none of a small group said, few people where identifiers meet. */
function forbidden(dataset: SurveyDataset, truth: Truth): number {
	const { table, columns, counts, isCellShown } = truth;
	const { minimumBase, flaggedBase } = policyFor(dataset.survey.population);
	const crosses =
		table.by !== undefined &&
		isIdentifier(dataset, table.by.name) &&
		isIdentifier(dataset, table.variable.name);
	return counts.flatMap((row, at) =>
		row.filter((count, column) => {
			if (!isCellShown[at]![column]) return false;
			const n = sizeOf(columns[column]!.base);
			const tells =
				n < flaggedBase &&
				(count === n || (count === 0 && table.rows[at]!.code < 98));
			const isFew = crosses && count > 0 && count < minimumBase;
			return n < minimumBase || tells || isFew;
		}),
	).length;
}

const numbersWithheld = ({ columns }: ReleasedTable) =>
	columns.reduce(
		(sum, { base, cells }) =>
			sum +
			cells.filter(
				(cell) =>
					"withheld" in cell &&
					(/\d/.test(JSON.stringify(cell)) || Object.keys(cell).length > 1),
			).length +
			Number(base === null && cells.some((cell) => !("withheld" in cell))),
		0,
	);

/** Withheld counts bounded to less than twice the minimum, or than the total of their row, which anybody can read. */
function narrow(
	{ table, columns, counts, totals, isCellShown }: Truth,
	highs: Highs,
) {
	if (!table.by) return 0;
	const values: number[] = [];
	const hidden: boolean[] = [];
	const sums: { parts: number[]; total: number }[] = [];
	const put = (value: number, is: boolean) => {
		values.push(value);
		return hidden.push(is) - 1;
	};
	const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
	const bases = columns.map(({ base }) => sizeOf(base));
	const isEstimable = (at: number, column: number) => {
		const cell = table.columns[column]!.cells[at]!;
		return !("withheld" in cell) || cell.withheld === "not-estimable";
	};
	const inner = counts.map((row, at) => {
		const cells = row.map((count, column) =>
			put(count, bases[column]! > 0 && !isEstimable(at, column)),
		);
		const rest = totals[at]! - sum(row);
		sums.push({
			parts: [...cells, put(rest, true)],
			total: put(totals[at]!, false),
		});
		return cells;
	});
	for (const [column, base] of bases.entries()) {
		if (!columns[column]!.isShown) continue;
		const total = put(base, false);
		if (!table.multiple)
			sums.push({ parts: inner.map((row) => row[column]!), total });
		else
			for (const row of inner)
				sums.push({
					parts: [
						row[column]!,
						put(base - values[row[column]!]!, hidden[row[column]!]!),
					],
					total,
				});
	}
	const which = inner.flat().filter((cell) => hidden[cell]);
	return countBounds(highs, { values, hidden, sums }, which, 20).filter(
		({ lower, upper }, index) => {
			const row = inner.findIndex((cells) => cells.includes(which[index]!));
			return upper - lower < Math.min(20, totals[row]!);
		},
	).length;
}

/** Columns withheld in one table whose answers are rows of another. */
function transposed(tables: ReleasedTable[]): number {
	const key = (variable: string, by: string) => `${variable} ${by}`;
	const crossed = new Map(
		tables.flatMap((table) =>
			table.by
				? [[key(table.variable.name, table.by.name), table] as const]
				: [],
		),
	);
	let found = 0;
	for (const table of crossed.values()) {
		const other = crossed.get(key(table.by!.name, table.variable.name));
		if (!other) continue;
		for (const { base, code } of table.columns) {
			const at = other.rows.findIndex((one) => one.code === code);
			const isRow = other.columns.some(
				({ cells }) => "value" in (cells[at] ?? {}),
			);
			if (base === null && isRow) found++;
		}
	}
	return found;
}
