import type { Highs } from "highs";
import type { SurveyDataset } from "../survey-dataset.ts";
import { answersTo } from "../tables/answers.ts";
import { countedTable } from "../tables/distribution.ts";
import type { Table } from "../tables/table.ts";
import { isInBase } from "./behind-cells.ts";
import {
	type AdmittedPartition,
	type AdmittedTable,
	type Partition,
	partitionKey,
	partitionLevels,
	partitionsAbove,
} from "./partition.ts";
import type { Policy } from "./policy.ts";
import { type Above, withholdingOf } from "./release.ts";
import { crossesIdentifiers } from "./release-domains.ts";
import { isUnsafeBase } from "./unsafe.ts";
import type { Withholding } from "./withhold.ts";

interface Rules {
	policy: Policy;
	highs: Highs;
	/** Variables that a partition rests on, those of its filter among them. */
	namesOf: (of: AdmittedPartition["of"]) => string[];
}

/** What is withheld of a variable by an admitted partition, and of everything that was released before it. */
export function withheldOfCrossing(
	dataset: SurveyDataset,
	variable: string,
	table: AdmittedTable,
	rules: Rules,
): Withholding {
	const { policy, highs, namesOf } = rules;
	const known = new Map<string, { table: Table; withheld: Withholding }>();
	const whole = countedTable(dataset, { variable });
	const ofWhole = () =>
		withholdingOf(whole, { policy, highs, whole, crossesIdentifiers: false });
	if (!table.of || !table.levels || !table.admitted) return ofWhole();
	const self: AdmittedPartition = {
		of: table.of,
		levels: table.levels,
		admitted: table.admitted,
	};
	const partitions = [...table.above, self];
	const find = (key: string) =>
		partitions.find(({ of }) => partitionKey(of) === key);
	const decide = (
		at: AdmittedPartition,
	): { table: Table; withheld: Withholding } => {
		const key = partitionKey(at.of);
		const made = known.get(key) ?? make(at);
		known.set(key, made);
		return made;
	};
	const make = ({ of, levels, admitted }: AdmittedPartition) => {
		const names = namesOf(of);
		const counted = countedTable(dataset, {
			variable,
			levels,
			names,
			base: of.opinion === undefined ? "all" : "opinion",
		});
		if (of.opinion !== undefined)
			return { table: counted, withheld: ofOpinions(counted, of, admitted) };
		const crosses = crossesIdentifiers(dataset, [variable, ...names]);
		const above = partitionsAbove(of).flatMap((one): Above[] => {
			const found = find(partitionKey(one));
			return found
				? [{ ...decide(found), parts: partsOf(found.levels, levels) }]
				: [];
		});
		const sizes = of === self.of && table.sizes;
		const isToldElsewhere = sizes
			? unsafeSizes(dataset, sizes, levels, rules)
			: undefined;
		const withheld = withholdingOf(counted, {
			policy,
			highs,
			whole,
			crossesIdentifiers: crosses,
			admitted: admitted.map((is, level) => is && !isToldElsewhere?.[level]),
			above,
			...(crosses && of.filter !== undefined
				? {
						thin: thinCells(
							dataset,
							variable,
							find(partitionKey({ group: of.group }))?.levels ??
								partitionLevels(dataset, ""),
							table.atoms,
							policy,
						),
					}
				: {}),
		});
		return { table: counted, withheld };
	};
	// With don't know left out, a column is what the one with them tells, where nothing of that is withheld.
	const ofOpinions = (
		counted: Table,
		{ group, filter }: AdmittedPartition["of"],
		admitted: boolean[],
	): Withholding => {
		const all = find(partitionKey({ group, filter }));
		const withheld = all ? decide(all).withheld : ofWhole();
		const columns = counted.columns.map(
			({ behind }, at) =>
				admitted[at] !== true ||
				withheld.columns[at] !== false ||
				withheld.cells.some((row) => row[at]) ||
				behind.n === 0 ||
				isUnsafeBase(behind, policy),
		);
		return { columns, cells: counted.rows.map(() => [...columns]) };
	};
	return decide(self).withheld;
}

/** Of each level above, the levels below that lie in it: all of a level's respondents are in one. */
function partsOf(above: Partition, below: Partition): number[][] {
	const parts = above.levels.map((): number[] => []);
	const seen = new Uint8Array(below.levels.length);
	const { codes } = below.domain;
	for (let row = 0; row < codes.length; row++) {
		const level = codes[row]!;
		if (level < 0 || seen[level]) continue;
		seen[level] = 1;
		const over = above.domain.codes[row]!;
		if (over >= 0) parts[over]!.push(level);
	}
	return parts;
}

/** Cells of which some part that the filters so far cut out holds somebody, and fewer than the minimum. */
function thinCells(
	dataset: SurveyDataset,
	name: string,
	{ domain }: Partition,
	atoms: Int32Array,
	{ minimumBase }: Policy,
): boolean[][] {
	const variable = dataset.variables.find((one) => one.name === name)!;
	const answers = answersTo(dataset, variable);
	const rows =
		"codes" in answers ? answers.categories : answers.indicators.length;
	const { weights } = dataset.design;
	const count = atoms.reduce((most, atom) => Math.max(most, atom), 0) + 1;
	const counts = new Int32Array(count * rows * domain.count);
	for (let row = 0; row < atoms.length; row++) {
		const level = domain.codes[row]!;
		if (level < 0 || weights[row] === 0 || !isInBase(answers, row)) continue;
		for (let k = 0; k < rows; k++)
			if (
				"codes" in answers
					? answers.codes[row] === k
					: answers.indicators[k]![row] === 1
			)
				counts[(atoms[row]! * rows + k) * domain.count + level]! += 1;
	}
	const isThin = (k: number, level: number) => {
		for (let atom = 0; atom < count; atom++) {
			const people = counts[(atom * rows + k) * domain.count + level]!;
			if (people > 0 && people < minimumBase) return true;
		}
		return false;
	};
	return Array.from({ length: rows }, (_, k) =>
		Array.from({ length: domain.count }, (_, level) => isThin(k, level)),
	);
}

/** Levels that hold a cell of the crossing of their quasi-identifiers which that crossing withholds. */
function unsafeSizes(
	dataset: SurveyDataset,
	{ variable: name, table }: NonNullable<AdmittedTable["sizes"]>,
	{ levels, domain }: Partition,
	rules: Rules,
): boolean[] {
	const unsafe = levels.map(() => false);
	if (!table.levels) return unsafe;
	const variable = dataset.variables.find((one) => one.name === name)!;
	const answers = answersTo(dataset, variable);
	const withheld = withheldOfCrossing(dataset, name, table, rules);
	const { weights } = dataset.design;
	if (!("codes" in answers)) return levels.map(() => true);
	for (let row = 0; row < domain.codes.length; row++) {
		const level = domain.codes[row]!;
		const code = answers.codes[row]!;
		const column = table.levels.domain.codes[row]!;
		if (level < 0 || code < 0 || column < 0 || weights[row] === 0) continue;
		if (withheld.columns[column] || withheld.cells[code]?.[column])
			unsafe[level] = true;
	}
	return unsafe;
}
