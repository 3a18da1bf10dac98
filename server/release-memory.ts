import { createHash } from "node:crypto";
import { withWeights } from "../analysis/design.ts";
import { isInBase } from "../analysis/disclosure/behind-cells.ts";
import {
	type AdmittedPartition,
	type AdmittedTable,
	type Partition,
	type PartitionOf,
	partitionKey,
	partitionLevels,
	partitionsAbove,
	readPartitionKey,
} from "../analysis/disclosure/partition.ts";
import { policyFor } from "../analysis/disclosure/policy.ts";
import {
	isIdentifying,
	standardDomains,
} from "../analysis/disclosure/release-domains.ts";
import {
	admitColumns,
	admitDomains,
	admitFilter,
	admitVersion,
	found,
	type Release,
	type ReleaseMemory,
	releaseMemory,
} from "../analysis/disclosure/release-memory.ts";
import {
	behindNames,
	leftOutNames,
} from "../analysis/microdata/told-by-tables.ts";
import type { SurveyDataset } from "../analysis/survey-dataset.ts";
import { answersTo } from "../analysis/tables/answers.ts";
import { type Filter, readFilter } from "../analysis/tables/filter.ts";
import type { Store } from "../db/store.ts";
import type { Variable } from "../survey-definitions/codebook.ts";
import type { TableBase } from "../survey-definitions/table-request.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

interface Remembered {
	memory: ReleaseMemory;
	/** How many releases it rests on, as stored. */
	rows: number;
	dataset: SurveyDataset;
	versions: Map<number, SurveyDataset>;
}

const memories = new WeakMap<Store, Map<string, Promise<Remembered>>>();

/** What a table is to tell apart; `by` is a group of one. */
export interface TableToAdmit {
	variable: string;
	by?: string | undefined;
	/** Nested, the outermost first. */
	group?: string[];
	filter?: Filter | undefined;
	base?: TableBase | undefined;
}

/**
 * What the memory of releases lets a table tell apart, remembered for good before anything of it is shown. One request
 * of a survey at a time; a release that another program stored meanwhile is taken into account first.
 */
export async function admitTable(
	store: Store,
	dataset: SurveyDataset,
	asked: TableToAdmit,
): Promise<AdmittedTable> {
	await mustBeInFile(store, dataset, asked);
	const ofStore = memories.get(store) ?? new Map();
	memories.set(store, ofStore);
	const id = dataset.survey.id;
	const before: Promise<Remembered> | undefined = ofStore.get(id);
	let answer: AdmittedTable | RefusalCode = "invalid-request";
	const now = (async () => {
		const known = await before?.catch(() => undefined);
		for (;;) {
			const current = await upToDate(store, dataset, known);
			const added = current.memory.releases.length;
			answer = await admit(current.memory, dataset, asked);
			const fresh = current.memory.releases.slice(added);
			if (
				fresh.length === 0 ||
				(await store.addReleasedDomains(
					id,
					current.rows,
					fresh.map((one) => ({
						...one,
						membership: one.variable === "" ? hashOf(dataset, one) : "",
					})),
				))
			)
				return { ...current, rows: current.rows + fresh.length };
		}
	})();
	ofStore.set(id, now);
	await now;
	// A file of responses may have been made meanwhile; it was judged by the tables that were remembered before it.
	await mustBeInFile(store, dataset, asked);
	// What was decided is remembered, the refusals too.
	if (typeof answer === "string") throw new Refusal(answer);
	return answer;
}

/**
 * Where a file of responses was made, tables tell apart what it holds and nothing else: beside it, a table by another
 * identifier would give that identifier's value of single responses.
 */
async function mustBeInFile(
	store: Store,
	dataset: SurveyDataset,
	{ variable, by, group = by ? [by] : [], filter }: TableToAdmit,
): Promise<void> {
	const told = [...group, ...(filter?.names ?? [])];
	if (told.length === 0) return;
	const made = await store.microdataFile(dataset.survey.id);
	if (!made) return;
	const leftOut = leftOutNames(dataset, made.identifiers);
	if (
		behindNames(dataset, [variable, ...told]).some((name) => leftOut.has(name))
	)
		throw new Refusal("left-out-of-file");
}

async function admit(
	memory: ReleaseMemory,
	dataset: SurveyDataset,
	asked: TableToAdmit,
): Promise<AdmittedTable | RefusalCode> {
	const { version, isFinal } = dataset.weights;
	// One version to look at before the final one, and no more: many versions of one number tell what it is made of.
	if (!isFinal && memory.versions.some((one) => one !== version))
		return "weights-changed";
	if (!admitVersion(memory, version)) return "forms-differ-by-few";
	const { standard } = memory.source;
	for (const one of standard) {
		if (!found(memory, version, "", one)) await pause();
		admitDomains(memory, version, one);
	}
	return admitCrossing(memory, dataset, asked);
}

async function admitCrossing(
	memory: ReleaseMemory,
	dataset: SurveyDataset,
	{ variable, by, group = by ? [by] : [], filter, base = "all" }: TableToAdmit,
): Promise<AdmittedTable | RefusalCode> {
	const { version } = dataset.weights;
	if (isolatesFew(memory, dataset, variable)) return "recode-isolates-few";
	const none = { above: [], atoms: memory.atoms.of };
	const isWhole = group.length === 0 && !filter;
	if (isWhole && base === "all") return none;
	const names = [...group, ...(filter?.names ?? [])];
	if (isCrossedOtherwise(memory, dataset, variable, names))
		return "crossed-already";
	if (filter && !admitFilter(memory, version, filter.pinned))
		return "filter-isolates-few";
	if (!isWhole)
		for (const one of memory.source.standard) {
			if (one === variable) continue;
			if (!found(memory, version, variable, one)) await pause();
			admitColumns(memory, version, variable, one);
		}
	const wanted: PartitionOf = {
		group,
		...(filter ? { filter: filter.pinned } : {}),
	};
	const opinion = base === "opinion" ? variable : undefined;
	// Larger ones first, and all answers before opinions: so the same levels are withheld whoever asks first.
	const all = [
		...(isWhole ? [] : [...partitionsAbove(wanted), wanted]),
		...(opinion === undefined
			? []
			: distinct([
					{ group: [], opinion },
					...partitionsAbove({ ...wanted, opinion }),
					{ ...wanted, opinion },
				])),
	];
	// Cells of identifiers by identifiers are as much as columns of both nested, whose sizes other tables tell.
	const areSizes =
		isIdentifying(dataset, variable) &&
		names.every((name) => isIdentifying(dataset, name));
	const admitted: AdmittedPartition[] = [];
	for (const of of all) {
		const key = partitionKey(of);
		if (!found(memory, version, variable, key)) await pause();
		const { shown } = admitColumns(memory, version, variable, key);
		const levels: Partition = memory.source.levels(version, key);
		admitted.push({
			of,
			levels,
			admitted: levels.levels.map(({ code }) => shown.includes(code)),
			...(areSizes && of.opinion === undefined
				? { cells: admitCells(memory, version, variable, of) }
				: {}),
		});
		if (key === `opinion:${variable}|` && shown.length === 0)
			return "opinion-differs-by-few";
	}
	const last = admitted.at(-1)!;
	if (!last.admitted.includes(true)) return "domains-differ-by-few";
	return { ...last, above: admitted.slice(0, -1), atoms: memory.atoms.of };
}

function admitCells(
	memory: ReleaseMemory,
	version: number,
	variable: string,
	{ group, filter }: PartitionOf,
): NonNullable<AdmittedPartition["cells"]> {
	const key = partitionKey({ group: [...group, variable], filter });
	const { shown } = admitDomains(memory, version, key);
	const levels = memory.source.levels(version, key);
	return {
		levels,
		admitted: levels.levels.map(({ code }) => shown.includes(code)),
	};
}

const distinct = (partitions: PartitionOf[]): PartitionOf[] => [
	...new Map(partitions.map((one) => [partitionKey(one), one])).values(),
];

/**
 * The distribution of a derived variable tells how many gave certain answers to several questions: that is a crossing,
 * so each of its categories must be one that tables may tell apart.
 */
function isolatesFew(
	memory: ReleaseMemory,
	{ variables, weights: { version } }: SurveyDataset,
	name: string,
): boolean {
	const variable = variables.find((one) => one.name === name);
	if (!variable?.derived?.crosses || variable.type === "number") return false;
	const { levels, domain } = memory.source.levels(version, name);
	const { shown } = admitDomains(memory, version, name);
	const isCounted = (row: number) => memory.source.isCounted(version, row);
	const occurring = new Set(domain.codes.filter((_, row) => isCounted(row)));
	return levels.some(
		({ code }, at) => occurring.has(at) && !shown.includes(code),
	);
}

/** Phones are served between one variable and the next. */
const pause = () => new Promise(setImmediate);

/**
 * A pair of variables is crossed in one direction alone: what is withheld as a column of one would stand as a row in the
 * other. Questions are told apart by the standard set and not the other way round, and the set's own by what comes
 * before them in it.
 */
function isCrossedOtherwise(
	{ releases, source: { standard } }: ReleaseMemory,
	dataset: SurveyDataset,
	variable: string,
	names: string[],
): boolean {
	const rows = originsOf(dataset, variable);
	const columns = names
		.flatMap((name) => originsOf(dataset, name))
		.filter((name) => !rows.includes(name));
	const own = rows.filter((one) => standard.includes(one));
	if (own.length > 0)
		return own.some((one) => {
			const before = standard.slice(0, standard.indexOf(one));
			return !columns.every((of) => before.includes(of));
		});
	const others = new Set(
		dataset.variables
			.map(({ name }) => name)
			.filter((name) => meets(columns, originsOf(dataset, name))),
	);
	return releases.some(
		(one) =>
			others.has(one.variable) && meets(rows, namesOfKey(dataset, one.by)),
	);
}

/** A derived variable is crossed as what it was made of. */
const originsOf = ({ variables }: SurveyDataset, name: string): string[] =>
	variables.find((one) => one.name === name)?.derived?.from ?? [name];

/** Variables that a partition rests on. */
function namesOfKey(dataset: SurveyDataset, key: string): string[] {
	const { group, filter } = readPartitionKey(key);
	const read = filter === undefined ? undefined : readFilter(dataset, filter);
	return [
		...group.flatMap((name) => originsOf(dataset, name)),
		...(read && "names" in read ? read.names : []),
	];
}

const meets = (some: string[], others: string[]) =>
	some.some((one) => others.includes(one));

/**
 * Whether a version of the weights takes in or leaves out a few forms compared with one that tables were released under:
 * declared final, it would be the end of all tables.
 */
export async function differsByFewForms(
	store: Store,
	surveyId: string,
	version: number,
): Promise<boolean> {
	const survey = await store.survey(surveyId);
	const weights = await store.weightVersion(surveyId, version);
	if (!survey || !weights) return false;
	const { minimumBase } = policyFor(survey.definition.population);
	const released = await store.releasedDomains(surveyId);
	for (const earlier of new Set(released.map((one) => one.weights))) {
		const other = await store.weightVersion(surveyId, earlier);
		const forms = weights.final.reduce(
			(sum, weight, row) =>
				sum + Number((weight !== 0) !== (other?.final[row] !== 0)),
			0,
		);
		if (forms > 0 && forms < minimumBase) return true;
	}
	return false;
}

async function upToDate(
	store: Store,
	dataset: SurveyDataset,
	known: Remembered | undefined,
): Promise<Remembered> {
	if (
		known?.dataset.columns === dataset.columns &&
		known.versions.has(dataset.weights.version) &&
		known.rows === (await store.releasedDomainCount(dataset.survey.id))
	)
		return known;
	const stored = await store.releasedDomains(dataset.survey.id);
	const versions = new Map([[dataset.weights.version, dataset]]);
	for (const { weights: version } of stored) {
		if (versions.has(version)) continue;
		const weighted = await store.weightVersion(dataset.survey.id, version);
		if (!weighted)
			throw new Error(`tables were released under weights ${version}`);
		versions.set(version, {
			...dataset,
			design: withWeights(dataset.design, weighted.final),
		});
	}
	for (const one of stored) {
		const of = versions.get(one.weights);
		if (of && one.variable === "" && hashOf(of, one) !== one.membership)
			throw new Error(`"${one.by}" tells other respondents apart than it did`);
	}
	const source = sourceOf(dataset, versions);
	const releases = stored.map(({ membership: _, ...one }): Release => one);
	return {
		memory: releaseMemory(source, releases),
		rows: stored.length,
		dataset,
		versions,
	};
}

function sourceOf(
	dataset: SurveyDataset,
	versions: Map<number, SurveyDataset>,
): ReleaseMemory["source"] {
	const levels = new Map<string, Partition>();
	let last: Variable | undefined;
	const of = (version: number) => {
		const found = versions.get(version);
		if (!found) throw new Error(`weights ${version} are not at hand`);
		return found;
	};
	return {
		rows: dataset.design.rows,
		minimum: policyFor(dataset.survey.population).minimumBase,
		standard: standardDomains(dataset),
		isCounted: (version, row) => of(version).design.weights[row] !== 0,
		levels: (version, by) => {
			const key = `${version} ${by}`;
			const known = levels.get(key) ?? partitionLevels(of(version), by);
			// The last to be asked for stay longest.
			levels.delete(key);
			levels.set(key, known);
			for (const oldest of levels.keys())
				if (levels.size > mostPartitions) levels.delete(oldest);
			return known;
		},
		isInBase: (name, row) => {
			// Asked for anew: derived variables may have been added since.
			if (last?.name !== name)
				last = dataset.variables.find((one) => one.name === name);
			return last !== undefined && isInBase(answersTo(dataset, last), row);
		},
	};
}

/** Kept at hand; a million respondents take four megabytes each. */
const mostPartitions = 60;

/** Of the level of each response that has a weight, to be recognised by; the same for all releases of a partition. */
function hashOf(dataset: SurveyDataset, { by }: Pick<Release, "by">): string {
	const { weights, rows } = dataset.design;
	const codes =
		by === ""
			? new Int32Array(rows)
			: partitionLevels(dataset, by).domain.codes;
	const counted = codes.map((code, row) => (weights[row] === 0 ? -1 : code));
	return createHash("sha256").update(counted).digest("hex");
}
