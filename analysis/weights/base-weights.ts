import type { Survey } from "../../survey-definitions/survey.ts";
import {
	type FieldedSample,
	type Lot,
	stratumOfRows,
} from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";
import type { PileCheck } from "./weight-recipe.ts";

/** Weights by the design alone, and what the adjustment for nonresponse needs to know of it. */
export interface BaseWeights {
	base: Float64Array;
	/** Place of the stratum of each row. */
	stratumOf: Int32Array;
	/** The class that the base weight depends on; 0 where it is missing, or where there are none. */
	classOf: Int16Array;
	/** Share of rows that do not give the answer that their base weight depends on. */
	missing: number;
	/** By stratum: Σ base weights of everybody invited, of the responses, and the number of responses. */
	issued: Float64Array;
	returned: Float64Array;
	responses: Float64Array;
	piles: PileCheck[];
}

/**
 * Base weights f(lot, the answer that the definition declares). `class`: 1 / the lot's rate for the class answered, or
 * people / cards of the stratum where the class is missing or was not sampled in the lot; a stratum issued its people,
 * whom the frame counts. `household`: 1 / the lot's rate × min(answer, max), or × the stratum's mean of it; a stratum
 * issued 1 / rate of its invitations, each household having as many adults as those that answered.
 */
export function baseWeights(
	{ baseWeight }: Pick<Survey, "baseWeight">,
	sample: FieldedSample,
	columns: SurveyColumns,
): BaseWeights {
	const { strata } = sample;
	const rows = columns.lot ?? [];
	const lotOf = Array.from(rows, (place) => sample.lots[place]!);
	const stratumOf = stratumOfRows(sample, rows);
	const answers = columns[baseWeight.variable] as Int16Array;
	const sums = (values: ArrayLike<number>) => {
		const totals = new Float64Array(strata.length);
		stratumOf.forEach((stratum, row) => {
			totals[stratum]! += values[row]!;
		});
		return totals;
	};
	const responses = sums(new Uint8Array(rows.length).fill(1));
	const people = strata.map(({ population }) => population);
	const lotsOf = strata.map(({ id }) =>
		sample.lots.filter(
			({ stratumId, reserve }) => stratumId === id && !reserve,
		),
	);
	const invited = lotsOf.map(invitedIn);

	if (baseWeight.kind === "class") {
		const isClass = (row: number, { rates }: Lot) =>
			(rates[answers[row]!] ?? 0) > 0;
		const base = Float64Array.from(lotOf, ({ rates }, row) => {
			const rate = rates[answers[row]!] ?? rates.all ?? 0;
			const stratum = stratumOf[row]!;
			return rate > 0 ? 1 / rate : people[stratum]! / invited[stratum]!;
		});
		const classOf = Int16Array.from(lotOf, (lot, row) =>
			isClass(row, lot) ? answers[row]! : 0,
		);
		return {
			base,
			stratumOf,
			classOf,
			missing: shareOf(classOf, (code) => code === 0),
			issued: Float64Array.from(people),
			returned: sums(base),
			responses,
			piles: pileChecks(lotsOf, people, classOf, stratumOf),
		};
	}

	const isSize = answers.map((code) => Number(code >= 1 && code < 95));
	const sizes = answers.map((code, row) =>
		isSize[row] ? Math.min(code, baseWeight.max) : 0,
	);
	const known = sums(isSize);
	const total = sums(sizes);
	// Where nobody says it, one adult a household: equal weights within a stratum all the same.
	const overall = sum(known) > 0 ? sum(total) / sum(known) : 1;
	const meanSize = total.map((adults, stratum) =>
		known[stratum] ? adults / known[stratum]! : overall,
	);
	const rateOf = ({ rates }: Lot, stratum: number) =>
		rates.all ?? invited[stratum]! / people[stratum]!;
	const base = Float64Array.from(lotOf, (lot, row) => {
		const stratum = stratumOf[row]!;
		const size = isSize[row] ? sizes[row]! : meanSize[stratum]!;
		return size / rateOf(lot, stratum);
	});
	const issued = Float64Array.from(lotsOf, (lots, stratum) =>
		lots.reduce((sum, lot) => sum + lot.invited / rateOf(lot, stratum), 0),
	);
	return {
		base,
		stratumOf,
		classOf: new Int16Array(rows.length),
		missing: shareOf(isSize, (is) => is === 0),
		issued,
		returned: issued.map((weight, stratum) =>
			invited[stratum]! > 0
				? (weight * responses[stratum]!) / invited[stratum]!
				: 0,
		),
		responses,
		piles: [],
	};
}

const sum = (values: ArrayLike<number>) =>
	Array.from(values).reduce((total, value) => total + value, 0);

const invitedIn = (lots: Lot[]) => sum(lots.map(({ invited }) => invited));

const shareOf = (codes: Int16Array, is: (code: number) => boolean) =>
	codes.length === 0 ? 0 : codes.filter(is).length / codes.length;

/** Cards = rate of leaders × leaders + rate of others × others: with people and cards known, so are the leaders. */
function pileChecks(
	lotsOf: Lot[][],
	people: number[],
	classOf: Int16Array,
	stratumOf: Int32Array,
): PileCheck[] {
	return lotsOf.flatMap((lots, stratum): PileCheck[] => {
		const [first, ...others] = lots.map(({ rates }) => rates);
		const [leading, other] = [first?.["1"], first?.["2"]];
		if (!leading || !other || leading === other) return [];
		if (others.some((rates) => rates["1"] !== leading || rates["2"] !== other))
			return [];
		const cards = invitedIn(lots);
		const ofCards =
			(leading * (cards - other * people[stratum]!)) /
			(leading - other) /
			cards;
		if (!(ofCards >= 0 && ofCards <= 1)) return [];
		const count = (is: (code: number) => boolean) =>
			classOf.filter((code, row) => stratumOf[row] === stratum && is(code))
				.length;
		return [
			{
				stratum,
				ofCards,
				forms: count((code) => code !== 0),
				leaders: count((code) => code === 1),
			},
		];
	});
}
