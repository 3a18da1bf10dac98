import type {
	Cell,
	FigureSource,
	Figures,
	SensitiveFigures,
	SurveySource,
	TableFigures,
} from "../../analysis/report/figures.ts";
import type { MethodFigures } from "../../analysis/report/method-figures.ts";
import { requestsOf } from "../../analysis/report/requests.ts";
import type { BuiltTable, ReleasedTable } from "../../analysis/tables/table.ts";
import type { Store } from "../../db/store.ts";
import { closingDateOf } from "../../survey-definitions/closing-date.ts";
import type { TableRequest } from "../../survey-definitions/table-request.ts";
import { listVariables } from "../actions/list-variables.ts";
import { monitorField } from "../actions/monitor-field.ts";
import { listTechniques, runSensitive } from "../actions/run-sensitive.ts";
import { buildTable } from "../actions/run-table.ts";
import { weightsState } from "../actions/weights-state.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { FigureContext, ServerContext } from "../context.ts";
import { dataHash } from "../data-hash.ts";
import { frozenState } from "../frozen-data.ts";
import { mentions } from "../open-answers.ts";
import { Refusal } from "../refusal.ts";
import { sensitiveFigures } from "./sensitive-figures.ts";

/** All that a report needs of one closed survey, every table through the gate. */
export async function gatherSurvey(
	context: FigureContext,
	surveyId: string,
	{ withBanner }: { withBanner: boolean },
	report: (done: number, total: number) => void,
): Promise<SurveySource> {
	const { survey } = await compiledSurvey(context.store, surveyId);
	const stored = await context.store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { variables, domains } = await listVariables(context, surveyId);
	const own = variables.filter((variable) => !("derived" in variable));
	const { method, weights } = await gatherMethod(context, surveyId);
	const hash = await dataHash(context.store, surveyId, weights.version);
	const frozen = await frozenAs(context.store, surveyId, hash);
	const requests = requestsOf(
		{
			survey: surveyId,
			population: survey.population,
			variables: own,
			domains,
		},
		{ withBanner },
	);
	const tables: SurveySource["tables"] = {};
	for (const [at, { request, names }] of requests.entries()) {
		report(at, requests.length);
		const pinned = { ...request, weights: weights.version };
		const built = await builtTable(context, pinned);
		if (!built) continue;
		for (const [row, name] of names.entries()) {
			const source: FigureSource = {
				of: "table",
				request: pinned,
				row: request.rows[row] as string,
			};
			const figures = tableFigures(built, row, source);
			if (figures) tables[name] = figures;
		}
	}
	return {
		id: surveyId,
		survey,
		variables: own,
		sampling: stored.sampling,
		weights,
		dataHash: hash,
		frozen,
		tables,
		sensitive: await gatherSensitive(context, surveyId),
		method,
	};
}

/** A report of other data than those that were frozen is none. */
async function frozenAs(
	store: Store,
	surveyId: string,
	hash: string,
): Promise<SurveySource["frozen"]> {
	const frozen = await frozenState(store, surveyId);
	if (!frozen) return "not-frozen";
	if (frozen.hash !== hash) throw new Refusal("data-changed");
	return frozen.isApproved ? "approved" : "not-approved";
}

async function gatherSensitive(context: FigureContext, surveyId: string) {
	const found: SensitiveFigures[] = [];
	for (const { name } of await listTechniques(context, surveyId)) {
		const one = await sensitiveAt(context, {
			of: "sensitive",
			survey: surveyId,
			name,
		});
		if (one) found.push(one);
	}
	return found;
}

async function sensitiveAt(
	context: FigureContext,
	source: Extract<FigureSource, { of: "sensitive" }>,
): Promise<SensitiveFigures | undefined> {
	try {
		return sensitiveFigures(await runSensitive(context, source), source);
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
}

/** The same numbers again, for whoever checks a file; nothing where they are not to be had any more. */
export async function figuresAt(
	context: FigureContext,
	source: FigureSource,
	cache: Map<string, Promise<BuiltTable | undefined>>,
): Promise<Figures | undefined> {
	if (source.of === "method")
		return (await gatherMethod(context, source.survey)).method;
	if (source.of === "design") return gatherDesign(context, source.survey);
	if (source.of === "sensitive") return sensitiveAt(context, source);
	const key = JSON.stringify(source.request);
	const built = cache.get(key) ?? builtTable(context, source.request);
	cache.set(key, built);
	const found = await built;
	return (
		found &&
		tableFigures(found, source.request.rows.indexOf(source.row), source)
	);
}

/** A request that the gate refuses whole is a table that is not there. */
async function builtTable(
	context: FigureContext,
	request: TableRequest,
): Promise<BuiltTable | undefined> {
	try {
		return await buildTable(context, request);
	} catch (error) {
		if (
			error instanceof Refusal &&
			[
				"crossed-already",
				"domains-differ-by-few",
				"drawn-together",
				"too-many-columns",
				"unknown-variable",
				"unknown-weights",
				"weights-changed",
				"recode-isolates-few",
			].includes(error.code)
		)
			return undefined;
		throw error;
	}
}

function tableFigures(
	{ blocks }: BuiltTable,
	row: number,
	source: FigureSource,
): TableFigures | undefined {
	const block = blocks[row];
	if (!block) return undefined;
	const isCrossed = block.groups.length > 0;
	const shown = isCrossed
		? block.groups.filter((group): group is ReleasedTable => "columns" in group)
		: [block.whole];
	return {
		source,
		variable: block.whole.variable.name,
		rows: block.whole.rows,
		multiple: block.whole.multiple,
		columns: shown.flatMap((table) =>
			table.columns.map((column, at) => ({
				key: isCrossed ? `${table.by?.name}=${column.code}` : "all",
				...(table.by ? { by: table.by } : {}),
				label: column.label,
				base: column.base,
				cells: cellsOf(table, at),
			})),
		),
	};
}

type ReleasedCell = ReleasedTable["columns"][number]["cells"][number];

function cellsOf(table: ReleasedTable, at: number): Record<string, Cell> {
	const cells: Record<string, Cell> = {};
	const base = table.columns[at]?.base ?? null;
	table.rows.forEach(({ code }, row) => {
		cells[`share/${code}`] = cellOf(table.columns[at]?.cells[row], base);
	});
	for (const { name, codes, cells: columns } of table.statistics ?? [])
		cells[name === "net" ? `net/${codes.join("+")}` : name] = cellOf(
			columns[at],
			base,
		);
	return cells;
}

const thin = 30;

function cellOf(cell: ReleasedCell | undefined, base: number | null): Cell {
	if (!cell) return { withheld: "not-estimable" };
	if ("withheld" in cell) return { withheld: cell.withheld };
	return {
		value: cell.value,
		...(cell.se === undefined ? {} : { se: cell.se }),
		...(cell.df === undefined ? {} : { df: cell.df }),
		...(cell.ci === undefined
			? {}
			: { lower: cell.ci.lower, upper: cell.ci.upper }),
		...(base !== null && base < thin ? { isThin: true as const } : {}),
	};
}

/** What a plan of a survey tells of its sample before the field. */
export async function gatherDesign(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<MethodFigures> {
	const strata = await store.strata(surveyId);
	const lots = (await store.lots(surveyId)).filter(({ reserve }) => !reserve);
	const draw = await store.sampleDraw(surveyId);
	const planned = (id: number) =>
		lots
			.filter(({ stratumId }) => stratumId === id)
			.reduce((sum, { invited }) => sum + invited, 0);
	const numbers: MethodFigures["numbers"] = {
		planned: lots.reduce((sum, { invited }) => sum + invited, 0),
		strata: strata.length,
		lots: lots.length,
		df: lots.length - strata.length,
		responseRate: draw?.plan.assumptions.responseRate.all ?? null,
		population: strata.reduce((sum, { population }) => sum + population, 0),
	};
	strata.forEach(({ id, population }, at) => {
		numbers[`stratum|${at}|planned`] = planned(id);
		numbers[`stratum|${at}|population`] = population;
		numbers[`stratum|${at}|lots`] = lots.filter(
			({ stratumId }) => stratumId === id,
		).length;
	});
	const wave = (await store.survey(surveyId))?.wave ?? {};
	return {
		numbers,
		strata: strata.map(({ label }) => ({ label })),
		margins: [],
		steps: [],
		opened: typeof wave.WAVE_DATE === "string" ? wave.WAVE_DATE : null,
		closed: closingDateOf(wave.CLOSE_DATE) ?? null,
	};
}

const rateNames = ["RR1", "RR3", "RR5", "COOP1", "REF1", "CON1"];

/** Counts of the field, outcome rates and weights, as the console shows them after the close. */
async function gatherMethod(context: FigureContext, surveyId: string) {
	const stored = await context.store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const monitor = await monitorField(context, surveyId);
	const state = await weightsState(context, surveyId);
	const used = state.versions.find(({ version }) => version === state.inUse);
	if (!used) throw new Refusal("fieldwork-open");
	const last = used.steps.at(-1);
	const lots = (await context.store.lots(surveyId)).filter(
		({ reserve }) => !reserve,
	);
	const numbers: MethodFigures["numbers"] = {
		planned: monitor.planned,
		responses: monitor.responses,
		strata: monitor.strata.length,
		lots: lots.length,
		df: lots.length - monitor.strata.length,
		"weights|deff": last?.summary.kish_deff ?? null,
		"weights|cv": last ? Math.sqrt(last.summary.cv2) : null,
	};
	const addRates = (prefix: string, rates: typeof monitor.rates) => {
		for (const name of rateNames)
			numbers[`${prefix}|${name}`] =
				rates?.rates.find((rate) => rate.name === name)?.value ?? null;
	};
	addRates("rate", monitor.rates);
	addRates("weighted", monitor.weighted);
	for (const [name, count] of Object.entries(monitor.counts ?? {}))
		numbers[`disposition|${name}`] = count;
	monitor.strata.forEach(({ planned, responses, rates }, at) => {
		numbers[`stratum|${at}|planned`] = planned;
		numbers[`stratum|${at}|responses`] = responses;
		numbers[`stratum|${at}|RR1`] =
			rates?.rates.find(({ name }) => name === "RR1")?.value ?? null;
	});
	for (const { question, codes } of await mentions(context.store, surveyId))
		for (const { code, count } of codes)
			numbers[`mentions|${question}|${code}`] = count;
	const opened = stored.wave.WAVE_DATE;
	const method: MethodFigures = {
		numbers,
		strata: monitor.strata.map(({ label }) => ({ label })),
		margins: state.margins
			.filter(({ name }) => used.recipe.margins.includes(name))
			.map(({ name, body }) => ({
				name,
				source: body.source,
				version: body.version,
			})),
		steps: used.steps.map(({ step }) => step),
		opened: typeof opened === "string" ? opened : null,
		closed: closingDateOf(stored.wave.CLOSE_DATE) ?? null,
	};
	return {
		method,
		weights: { version: used.version, isFinal: used.isFinal },
	};
}
