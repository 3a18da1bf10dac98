import { stringify } from "csv-stringify/sync";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";
import { recordAudit } from "./record-audit.ts";

const reserveWords: Record<"yes" | "no", Text> = {
	yes: { vi: "có", en: "yes" },
	no: { vi: "không", en: "no" },
};

export interface HandOverList {
	csv: string;
	units: number;
	lots: number;
}

/** People at agencies and in villages read it. */
export const handOverHeaders = {
	lot: { vi: "Lô", en: "Lot" },
	reserve: { vi: "Dự phòng", en: "Reserve" },
	stratum: { vi: "Tầng", en: "Stratum" },
	unit: { vi: "Mã đơn vị", en: "Unit" },
	name: { vi: "Tên đơn vị", en: "Name" },
	parent: { vi: "Mã đơn vị trên", en: "Unit above" },
	province: { vi: "Tỉnh", en: "Province" },
	leaders: { vi: "Thẻ cho lãnh đạo, quản lý", en: "Cards for leaders" },
	others: { vi: "Thẻ cho người còn lại", en: "Cards for others" },
	all: { vi: "Thẻ cho mọi người", en: "Cards for everybody" },
	step: { vi: "Bước trên danh sách hộ", en: "Step on the list" },
	start: { vi: "Điểm bắt đầu trên danh sách hộ", en: "Start on the list" },
} satisfies Record<string, Text>;

/**
 * Which lot's cards go to which units, as one file: the one table that leads from a form to a few agencies. It stays on
 * the server until `eraseHandOver`, so that a download that breaks off loses nothing.
 */
export async function handOverList(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	language: Language = "vi",
): Promise<HandOverList> {
	const { store } = context;
	const draw = await store.sampleDraw(surveyId);
	if (!draw) throw new Refusal("no-sample");
	const rows = await store.handOver(surveyId);
	if (rows.length === 0) throw new Refusal("no-hand-over");
	const { sampleFrame } = await loadFrame(store, surveyId, draw.frameVersion);
	const { provinces } = sampleFrame;
	const unitAt = new Map(sampleFrame.rows.map((unit) => [unit.row, unit]));
	const labelOf = new Map(
		(await store.strata(surveyId)).map(({ id, label }) => [
			id,
			label[language],
		]),
	);
	const lotOf = new Map(
		(await store.lots(surveyId)).map((lot) => [lot.id, lot]),
	);
	const csv = stringify(
		[
			Object.values(handOverHeaders).map((header) => header[language]),
			...rows.map(({ lotId, row, cards, step, start }) => {
				const lot = lotOf.get(lotId);
				const unit = unitAt.get(row);
				return [
					lotId,
					reserveWords[lot?.reserve ? "yes" : "no"][language],
					labelOf.get(lot?.stratumId ?? 0),
					unit?.unit,
					unit?.name,
					unit?.parent,
					provinces.get(unit?.province ?? "")?.name,
					cards["1"],
					cards["2"],
					cards.all,
					step,
					start,
				];
			}),
		],
		{ bom: true, escape_formulas: true },
	);
	const counts = {
		units: rows.length,
		lots: new Set(rows.map(({ lotId }) => lotId)).size,
	};
	await recordAudit(context, by, "give-hand-over", surveyId, counts);
	return { csv, ...counts };
}

/** Forgets the list; from then on whoever keeps the file is the only one who can tell. */
export async function eraseHandOver(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
): Promise<void> {
	const { store } = context;
	const rows = await store.handOver(surveyId);
	if (rows.length === 0) throw new Refusal("no-hand-over");
	const given = (await store.auditOf(surveyId)).find(
		({ verb }) => verb === "give-hand-over" || verb === "draw-sample",
	);
	if (given?.verb !== "give-hand-over")
		throw new Refusal("hand-over-not-given");
	// Written down first: should the log not let itself be emptied, the rows are gone all the same.
	await recordAudit(context, by, "erase-hand-over", surveyId, {
		units: rows.length,
	});
	await store.eraseHandOver(surveyId);
}
