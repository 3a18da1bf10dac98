import {
	type DrawnPlan,
	openReserveLots,
	openReserveUnits,
} from "../../analysis/sampling/draw-plan.ts";
import type {
	HandOver,
	Lot,
	SampledUnit,
	Stratum,
} from "../../db/sqlite/samples.ts";
import type { ServerContext } from "../context.ts";
import { generator, lotChance, sampleOf } from "../drawn-sample.ts";
import { type JobHandle, unwatched } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";
import { recordAudit } from "./record-audit.ts";

export interface DrawDifference {
	what: "frame" | "generator" | "strata" | "units" | "cards" | "lots";
	/** As the record or the stored sample has it, and as it comes out now. */
	stored: string;
	now: string;
}

export interface DrawVerification {
	identical: boolean;
	/** The first of them. */
	differences: DrawDifference[];
	strata: number;
	units: number;
	lots: number;
}

const listed = 20;

/**
 * Draws again from the record and compares with what is stored; nothing is changed. Which units share a lot does not come
 * out again, because the chance of it is not kept; as long as the hand-over list is there, the cards of every unit do,
 * and that each lot has those of its units.
 */
export async function verifyDraw(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	handle: Pick<JobHandle, "report" | "pause"> = unwatched,
): Promise<DrawVerification> {
	const { store } = context;
	const record = await store.sampleDraw(surveyId);
	if (!record) throw new Refusal("no-sample");
	handle.report(0, 3);
	const { frame, sampleFrame } = await loadFrame(
		store,
		surveyId,
		record.frameVersion,
	);
	await handle.pause();
	const again = sampleOf(
		sampleFrame,
		frame.geographyVersion,
		await store.geography(),
		record.plan,
		record.seed,
		lotChance,
	);
	handle.report(1, 3);
	await handle.pause();
	const lots = await store.lots(surveyId);
	const units = await store.sampledUnits(surveyId);
	const strata = await store.strata(surveyId);
	const inForce = opened(again, lots);
	const handOver = await store.handOver(surveyId);
	const drawnCards = again.lots.flatMap((lot) => lot.handOver);
	const differences: DrawDifference[] = [
		...between("frame", [record.frameSha256], [frame.sha256]),
		...between("generator", [record.generator], [generator]),
		...between(
			"strata",
			strata.map(stratumLine),
			again.strata.map(stratumLine),
		),
		...between("units", units.map(unitLine), inForce.units.map(unitLine)),
		...(handOver.length > 0
			? [
					...between("cards", cardLines(handOver), cardLines(drawnCards)),
					...between(
						"lots",
						lots.map(({ id, invited }) => JSON.stringify([id, invited])),
						lots.map(({ id }) =>
							JSON.stringify([
								id,
								cardsIn(handOver, ({ lotId }) => lotId === id),
							]),
						),
					),
				]
			: []),
		...between("lots", lotLines(lots), lotLines(inForce.lots)),
	];
	handle.report(3, 3);
	const identical = differences.length === 0;
	await recordAudit(context, by, "verify-draw", surveyId, { identical });
	return {
		identical,
		differences: differences.slice(0, listed),
		strata: strata.length,
		units: units.length,
		lots: lots.length,
	};
}

/** Units and lots as drawn, with the reserve opened of strata where it has been. */
function opened(drawn: DrawnPlan, stored: readonly Lot[]) {
	const parts = drawn.strata.map(({ id }) => {
		const lots = drawn.lots.filter(({ stratumId }) => stratumId === id);
		const units = drawn.units.filter(({ stratumId }) => stratumId === id);
		const reserve = lots.filter((lot) => lot.reserve).length;
		const isKept = stored.some((lot) => lot.stratumId === id && lot.reserve);
		return reserve === 0 || isKept
			? { lots, units }
			: {
					lots: openReserveLots(lots, reserve),
					units: openReserveUnits(units, lots),
				};
	});
	return {
		lots: parts.flatMap(({ lots }) => lots),
		units: parts.flatMap(({ units }) => units),
	};
}

type StratumFields = Omit<Stratum, "surveyId">;
type UnitFields = Omit<SampledUnit, "surveyId">;
type LotFields = Omit<Lot, "surveyId" | "id">;

const sorted = (record: Record<string, unknown>) =>
	Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const stratumLine = ({ id, label, population, domains }: StratumFields) =>
	JSON.stringify([id, label.vi, label.en, population, sorted(domains)]);

const unitLine = ({
	row,
	unit,
	stratumId,
	parentRow,
	inclusionProbability,
	stages,
	reserve,
}: UnitFields) =>
	JSON.stringify([
		row,
		unit,
		stratumId,
		parentRow,
		inclusionProbability,
		stages,
		reserve,
	]);

/** What does not depend on which units share a lot: its kind, and the cards of a stratum's lots together. */
const lotLines = (lots: readonly LotFields[]): string[] => [
	...lots.map(({ stratumId, level, rates, reserve }) =>
		JSON.stringify([stratumId, level, sorted(rates), reserve]),
	),
	...[...new Set(lots.map(({ stratumId }) => stratumId))].map((id) => {
		const of = lots.filter(({ stratumId }) => stratumId === id);
		return JSON.stringify([
			id,
			of.reduce((sum, { invited }) => sum + invited, 0),
		]);
	}),
];

type Cards = Pick<HandOver, "row" | "cards" | "step" | "start">;

/** By unit: the cards of an agency that is drawn with certainty lie in several lots. */
function cardLines(handOver: readonly Cards[]): string[] {
	const byRow = new Map<number, Cards>();
	for (const { row, cards, step, start } of handOver) {
		const sum = { ...byRow.get(row)?.cards };
		for (const [pile, count] of Object.entries(cards))
			sum[pile] = (sum[pile] ?? 0) + count;
		byRow.set(row, { row, cards: sum, step, start });
	}
	return [...byRow.values()].map(({ row, cards, step, start }) =>
		JSON.stringify([row, sorted(cards), step, start]),
	);
}

const cardsIn = <T extends Cards>(
	handOver: readonly T[],
	isOf: (one: T) => boolean,
): number =>
	handOver
		.filter(isOf)
		.flatMap(({ cards }) => Object.values(cards))
		.reduce((sum, count) => sum + count, 0);

/** Lines that one side has more often than the other. */
function between(
	what: DrawDifference["what"],
	stored: readonly string[],
	now: readonly string[],
): DrawDifference[] {
	const surplus = new Map<string, number>();
	for (const line of stored) surplus.set(line, (surplus.get(line) ?? 0) + 1);
	for (const line of now) surplus.set(line, (surplus.get(line) ?? 0) - 1);
	const times = (line: string, count: number) =>
		Array.from({ length: Math.max(0, count) }, () => line);
	const lines = [...surplus];
	const gone = lines.flatMap(([line, count]) => times(line, count));
	const come = lines.flatMap(([line, count]) => times(line, -count));
	return Array.from(
		{ length: Math.max(gone.length, come.length) },
		(_, at) => ({
			what,
			stored: gone[at] ?? "",
			now: come[at] ?? "",
		}),
	);
}
