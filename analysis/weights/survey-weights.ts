import type { Survey } from "../../survey-definitions/survey.ts";
import { type FieldedSample, stratumOfRows } from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";

export interface SurveyWeights {
	/** 1 / the chance of selection, as far as lot and answers tell it. */
	base: Float64Array;
	/** Adjusted so that the responses of each stratum stand for all of it. */
	final: Float64Array;
}

/**
 * Base weights f(lot, the answer that the definition declares), then one factor for nonresponse in each stratum.
 * `class`: 1 / the lot's rate for the class answered, or people / cards of the stratum where the class is missing or
 * was not sampled in the lot; the final weights of a stratum sum to its people, whom the frame counts. `household`:
 * 1 / the lot's rate × min(answer, max), or × the stratum's mean of it; the factor is invited / received.
 * Throws where a stratum has no response: nothing can stand for it.
 */
export function surveyWeights(
	{ baseWeight }: Survey,
	sample: FieldedSample,
	columns: SurveyColumns,
): SurveyWeights {
	const lots = Array.from(columns.lot ?? [], (lot) => sample.lots[lot]!);
	const stratumOf = stratumOfRows(sample, columns.lot ?? []);
	const answers = columns[baseWeight.variable] as Int16Array;
	const sums = (values: ArrayLike<number>) => {
		const totals = new Float64Array(sample.strata.length);
		stratumOf.forEach((stratum, row) => {
			totals[stratum]! += values[row]!;
		});
		return totals;
	};
	const received = sums(new Uint8Array(lots.length).fill(1));
	refuseEmptyStrata(sample, received);
	const invited = Float64Array.from(sample.strata, ({ id }) =>
		sample.lots.reduce(
			(sum, lot) => sum + (lot.stratumId === id ? lot.invited : 0),
			0,
		),
	);

	if (baseWeight.kind === "class") {
		const people = sample.strata.map(({ population }) => population);
		const base = Float64Array.from(lots, ({ rates }, row) => {
			const rate = rates[answers[row]!] ?? rates.all ?? 0;
			const stratum = stratumOf[row]!;
			return rate > 0 ? 1 / rate : people[stratum]! / invited[stratum]!;
		});
		const weight = sums(base);
		return {
			base,
			final: base.map((d, row) => {
				const stratum = stratumOf[row]!;
				return (d * people[stratum]!) / weight[stratum]!;
			}),
		};
	}

	const isSize = answers.map((code) => Number(code >= 1 && code < 95));
	const sizes = answers.map((code, row) =>
		isSize[row] ? Math.min(code, baseWeight.max) : 0,
	);
	const known = sums(isSize);
	const overall = total(sums(sizes)) / total(known);
	const meanSize = sums(sizes).map((sum, stratum) =>
		known[stratum] ? sum / known[stratum] : overall,
	);
	const base = Float64Array.from(lots, ({ rates }, row) => {
		const stratum = stratumOf[row]!;
		const size = isSize[row] ? sizes[row]! : meanSize[stratum]!;
		return size / rates.all!;
	});
	return {
		base,
		final: base.map((d, row) => {
			const stratum = stratumOf[row]!;
			return (d * invited[stratum]!) / received[stratum]!;
		}),
	};
}

const total = (values: Float64Array) =>
	values.reduce((sum, value) => sum + value, 0);

function refuseEmptyStrata({ strata }: FieldedSample, received: Float64Array) {
	const empty = strata
		.filter((_, stratum) => received[stratum] === 0)
		.map(({ label }) => `"${label.vi}"`);
	if (empty.length > 0)
		throw new Error(
			`no response came from ${empty.join(", ")}, and responses of other strata cannot stand for it: merge it with a similar stratum before weighting`,
		);
}
