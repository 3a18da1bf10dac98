import { stringify } from "csv-stringify/sync";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";

export interface ListedUnit {
	row: number;
	unit: string;
	name: string | null;
	/** Id of the unit above it; null at the first stage. */
	parent: string | null;
	province: string | null;
	stratum: number;
	inclusionProbability: number;
	stages: number[];
	reserve: boolean;
}

/** Units that were drawn, with their probabilities; which lot they belong to stands in the hand-over list alone. */
export async function listSampledUnits(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	{ stratum, offset = 0, limit = Infinity }: UnitPage = {},
): Promise<{ total: number; units: ListedUnit[] }> {
	const draw = await store.sampleDraw(surveyId);
	if (!draw) throw new Refusal("no-sample");
	const { sampleFrame } = await loadFrame(store, surveyId, draw.frameVersion);
	const unitAt = new Map(sampleFrame.rows.map((unit) => [unit.row, unit]));
	const drawn = (await store.sampledUnits(surveyId)).filter(
		({ stratumId }) => stratum === undefined || stratumId === stratum,
	);
	return {
		total: drawn.length,
		units: drawn
			.slice(offset, offset + limit)
			.map(({ row, unit, stratumId, parentRow, ...drawnUnit }) => {
				const { name = null, province } = unitAt.get(row) ?? {};
				const { inclusionProbability, stages, reserve } = drawnUnit;
				return {
					row,
					unit,
					name,
					parent: unitAt.get(parentRow ?? -1)?.unit ?? null,
					province: sampleFrame.provinces.get(province ?? "")?.name ?? null,
					stratum: stratumId,
					inclusionProbability,
					stages,
					reserve,
				};
			}),
	};
}

export interface UnitPage {
	stratum?: number;
	offset?: number;
	limit?: number;
}

/** All of them, for machines: UTF-8 with BOM, decimal point. */
export async function sampledUnitsCsv(
	context: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<string> {
	const { units } = await listSampledUnits(context, surveyId);
	const strata = new Map(
		(await context.store.strata(surveyId)).map(({ id, label }) => [id, label]),
	);
	return stringify(
		[
			[
				"row",
				"unit",
				"name",
				"parent",
				"province",
				"stratum",
				"stratum_label",
				"inclusion_probability",
				"stages",
				"reserve",
			],
			...units.map((unit) => [
				unit.row,
				unit.unit,
				unit.name,
				unit.parent,
				unit.province,
				unit.stratum,
				strata.get(unit.stratum)?.vi,
				unit.inclusionProbability,
				unit.stages.join(" "),
				unit.reserve ? "yes" : "no",
			]),
		],
		{ bom: true, escape_formulas: true },
	);
}
