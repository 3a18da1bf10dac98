import type {
	AdmittedTable,
	PartitionOf,
} from "../../analysis/disclosure/partition.ts";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	type Released,
	releaseWith,
	withComparisons,
	withTest,
} from "../../analysis/disclosure/release.ts";
import { withheldOfCrossing } from "../../analysis/disclosure/withheld-of-crossing.ts";
import type { SurveyDataset } from "../../analysis/survey-dataset.ts";
import { type Measured, measure } from "../../analysis/tables/distribution.ts";
import { domainsOf } from "../../analysis/tables/domains.ts";
import { type Filter, readFilter } from "../../analysis/tables/filter.ts";
import type { BuiltTable } from "../../analysis/tables/table.ts";
import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import {
	batteryPrefix,
	type TableRequest,
} from "../../survey-definitions/table-request.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { admitTable } from "../release-memory.ts";
import { solver } from "../solver.ts";

/** More columns than this no page holds and nobody reads. */
const mostColumns = 400;

/** The one door of estimates: every screen, file and answer of the API takes what comes out of here. */
export async function buildTable(
	{ store }: Pick<ServerContext, "store">,
	request: TableRequest,
): Promise<BuiltTable<Released>> {
	const dataset = await closedSurvey(store, request.survey, request.weights);
	const { variables, banner, filter } = readRequest(dataset, request);
	const made: {
		measured: Measured;
		released: Released;
		block: number;
		group: number;
	}[] = [];
	const blocks: BuiltTable<Released>["blocks"] = [];
	for (const [block, variable] of variables.entries()) {
		const of = { dataset, store, request, variable: variable.name, filter };
		const whole = await tableOf(of, []);
		made.push({ ...whole, block, group: -1 });
		blocks.push({ whole: whole.released, groups: [] });
		for (const [group, names] of banner.entries()) {
			const found = await tableOf(of, names).catch((error: unknown) => {
				if (!(error instanceof Refusal) || !isOfGroup(error)) throw error;
				return error.code;
			});
			if (typeof found === "string")
				blocks[block]!.groups[group] = {
					refused: found,
					by: { name: names.join("*"), label: labelOf(dataset, names) },
				};
			else {
				made.push({ ...found, block, group });
				blocks[block]!.groups[group] = found.released;
			}
		}
	}
	const wants = (name: "letters" | "test") =>
		request.statistics?.includes(name) ?? false;
	const tested = made.map((one) => ({
		...one,
		released:
			wants("test") && one.group >= 0
				? withTest(one.measured, one.released)
				: one.released,
	}));
	const ofGroups = tested.filter(({ group }) => group >= 0);
	const compared = wants("letters") ? withComparisons(ofGroups) : undefined;
	for (const [at, { block, group, released }] of ofGroups.entries())
		blocks[block]!.groups[group] = compared?.tables[at] ?? released;
	return {
		request: { ...request, weights: dataset.weights.version },
		...(request.filter && filter
			? {
					filter: {
						text: request.filter,
						base: blocks[0]?.whole.columns[0]?.base ?? null,
					},
				}
			: {}),
		blocks,
		...(compared ? { comparisons: compared.comparisons } : {}),
	};
}

/** What says no to one group of columns, and not to the others. */
const isOfGroup = ({ code }: Refusal) =>
	code === "crossed-already" ||
	code === "domains-differ-by-few" ||
	code === "left-out-of-file";

interface ToRelease {
	dataset: SurveyDataset;
	store: ServerContext["store"];
	request: TableRequest;
	variable: string;
	filter?: Filter | undefined;
}

async function tableOf(
	{ dataset, store, request, variable, filter }: ToRelease,
	group: string[],
): Promise<{ measured: Measured; released: Released }> {
	const { base = "all", of, statistics, nets } = request;
	const admitted: AdmittedTable = await admitTable(store, dataset, {
		variable,
		group,
		filter,
		base,
	});
	const namesOf = ({ group, filter: pinned }: PartitionOf) => [
		...group,
		...(pinned === undefined ? [] : (filter?.names ?? [])),
	];
	const measured = measure(dataset, {
		variable,
		base,
		...(admitted.levels ? { levels: admitted.levels } : {}),
		...(admitted.of ? { names: namesOf(admitted.of) } : {}),
		...(of ? { of } : {}),
		...(statistics ? { statistics } : {}),
		...(nets ? { nets } : {}),
	});
	const policy = policyFor(dataset.survey.population);
	const withheld = withheldOfCrossing(dataset, variable, admitted, {
		policy,
		highs: await solver(),
		namesOf,
	});
	return { measured, released: releaseWith(measured.table, withheld, policy) };
}

/** Names of the survey's own, batteries as their items; refuses what there is not, and says which it is. */
function readRequest(
	dataset: SurveyDataset,
	{ rows, banner = [], filter: text }: TableRequest,
): { variables: Variable[]; banner: string[][]; filter?: Filter } {
	const unknown = (name: string) =>
		new Refusal("unknown-variable", [
			{ variable: name, code: "unknown-question" },
		]);
	const variables = rows.flatMap((name) => {
		const battery = name.startsWith(batteryPrefix)
			? name.slice(batteryPrefix.length)
			: undefined;
		const found = dataset.variables.filter((one) =>
			battery === undefined
				? one.name === name
				: one.battery === battery && !one.derived,
		);
		if (found.length === 0) throw unknown(name);
		return found;
	});
	const offered = domainsOf(dataset);
	const sizes = new Map(
		dataset.variables.map(({ name, categories }) => [name, categories.length]),
	);
	let columns = 0;
	for (const group of banner) {
		for (const [at, name] of group.entries())
			if (
				!offered.some((one) => one.name === name) ||
				group.indexOf(name) !== at ||
				variables.some((one) => one.name === name)
			)
				throw unknown(name);
		columns += group.reduce(
			(all, name) => all * (sizes.get(name) ?? stratumLevels(dataset, name)),
			1,
		);
	}
	if (columns > mostColumns) throw new Refusal("too-many-columns");
	const filter = text?.trim() ? readFilter(dataset, text) : undefined;
	if (filter && "problem" in filter)
		throw new Refusal("not-a-filter", [
			{
				variable: "filter",
				code: "malformed",
				params: {
					problem: filter.problem,
					detail: "detail" in filter ? filter.detail : "",
					...("place" in filter ? filter.place : {}),
				},
			},
		]);
	for (const variable of variables)
		for (const group of [[], ...banner])
			refuseDrawnTogether(dataset, [
				variable.name,
				...group,
				...(filter?.names ?? []),
			]);
	return { variables, banner, ...(filter ? { filter } : {}) };
}

const stratumLevels = ({ strata }: SurveyDataset, name: string) =>
	new Set(strata.map(({ domains }) => domains[name.split(":")[1] ?? ""]?.code))
		.size;

/** How often two items of a battery were shown together is known, of three it is not. */
function refuseDrawnTogether(dataset: SurveyDataset, names: string[]) {
	const drawn = dataset.variables.filter(
		(one) => one.drawn && names.includes(one.name),
	);
	for (const { battery } of drawn)
		if (drawn.filter((one) => one.battery === battery).length > 2)
			throw new Refusal("drawn-together");
}

function labelOf(dataset: SurveyDataset, names: string[]): Text {
	const labels = names.map(
		(name) => domainsOf(dataset).find((one) => one.name === name)!.label,
	);
	return {
		vi: labels.map(({ vi }) => vi).join(" · "),
		en: labels.map(({ en }) => en).join(" · "),
	};
}
