import { stringify } from "csv-stringify/sync";
import type { Language, Text } from "../../survey-definitions/definition.ts";
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

const headers: Record<keyof ListedUnit | "label", Text> = {
	row: { vi: "Dòng của dàn mẫu", en: "Row of the frame" },
	unit: { vi: "Mã đơn vị", en: "Unit" },
	name: { vi: "Tên đơn vị", en: "Name" },
	parent: { vi: "Mã đơn vị trên", en: "Unit above" },
	province: { vi: "Tỉnh", en: "Province" },
	stratum: { vi: "Số của tầng", en: "Stratum" },
	label: { vi: "Tầng", en: "Stratum's name" },
	inclusionProbability: { vi: "Xác suất chọn", en: "Inclusion probability" },
	stages: { vi: "Xác suất từng giai đoạn", en: "Probability at each stage" },
	reserve: { vi: "Dự phòng", en: "Reserve" },
};
const reserveWords: Record<"yes" | "no", Text> = {
	yes: { vi: "có", en: "yes" },
	no: { vi: "không", en: "no" },
};

/** All of them: UTF-8 with BOM, decimal point. */
export async function sampledUnitsCsv(
	context: Pick<ServerContext, "store">,
	surveyId: string,
	language: Language = "vi",
): Promise<string> {
	const { units } = await listSampledUnits(context, surveyId);
	const strata = new Map(
		(await context.store.strata(surveyId)).map(({ id, label }) => [id, label]),
	);
	return stringify(
		[
			Object.values(headers).map((header) => header[language]),
			...units.map((unit) => [
				unit.row,
				unit.unit,
				unit.name,
				unit.parent,
				unit.province,
				unit.stratum,
				strata.get(unit.stratum)?.[language],
				unit.inclusionProbability,
				unit.stages.join(" "),
				reserveWords[unit.reserve ? "yes" : "no"][language],
			]),
		],
		{ bom: true, escape_formulas: true },
	);
}
