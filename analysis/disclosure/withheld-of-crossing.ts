import type { Highs } from "highs";
import { dontKnow } from "../../survey-definitions/definition.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { answersTo, rowsOf } from "../tables/answers.ts";
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
import { crossesIdentifiers, identifiersIn } from "./release-domains.ts";
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
	const sparesSilence = !identifiersIn(dataset, [variable]).length;
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
	const make = ({ of, levels, admitted, cells }: AdmittedPartition) => {
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
		const filtered =
			crosses && of.filter !== undefined
				? thinCells(
						dataset,
						variable,
						find(partitionKey({ group: of.group }))?.levels ??
							partitionLevels(dataset, ""),
						table.atoms,
						policy,
					)
				: undefined;
		const sizes =
			cells && unsafeSizes(dataset, variable, levels, cells, policy);
		const withheld = withholdingOf(counted, {
			policy,
			highs,
			whole,
			crossesIdentifiers: crosses,
			sparesSilence,
			admitted,
			above,
			thin: counted.rows.map((_, row) =>
				counted.columns.map(
					(_column, at) =>
						((filtered?.[row]?.[at] ?? false) &&
							!(sparesSilence && counted.rows[row]!.code >= dontKnow)) ||
						(sizes?.[row]?.[at] ?? false),
				),
			),
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

/**
 * Cells of identifiers by identifiers that are no level which tables may tell apart; and where few did not answer, the
 * cell that they are counted with in such levels, whose size less the cell would be theirs.
 */
function unsafeSizes(
	dataset: SurveyDataset,
	name: string,
	{ domain, levels }: Partition,
	{ levels: cells, admitted }: NonNullable<AdmittedPartition["cells"]>,
	{ minimumBase }: Policy,
): boolean[][] | undefined {
	const variable = dataset.variables.find((one) => one.name === name)!;
	const answers = answersTo(dataset, variable);
	if (!("codes" in answers)) return undefined;
	const { weights } = dataset.design;
	const isSilent = rowsOf(variable).map(({ code }) => code >= dontKnow);
	const width = levels.length;
	const counts = new Int32Array(answers.categories * width);
	const unsafe = isSilent.map(() => new Array<boolean>(width).fill(false));
	const each = (
		visit: (category: number, level: number, cell: number) => void,
	) => {
		for (let row = 0; row < weights.length; row++) {
			const level = domain.codes[row]!;
			const cell = cells.domain.codes[row]!;
			const category = answers.codes[row]!;
			if (weights[row] !== 0 && level >= 0 && cell >= 0 && category >= 0)
				visit(category, level, cell);
		}
	};
	each((category, level) => {
		counts[category * width + level]! += 1;
	});
	const withFew = new Set<number>();
	each((category, level, cell) => {
		const isFew = counts[category * width + level]! < minimumBase;
		if (isSilent[category] && isFew) withFew.add(cell);
	});
	each((category, level, cell) => {
		if (!admitted[cell] || withFew.has(cell)) unsafe[category]![level] = true;
	});
	return unsafe;
}
