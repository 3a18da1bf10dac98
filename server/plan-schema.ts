import { z } from "zod";
import {
	allocationRules,
	areaSizes,
	certaintyRules,
	firstStageMethods,
	frameDimensions,
	planSamplings,
	type SamplePlan,
} from "../analysis/sampling/sample-plan.ts";

// Whether the numbers make a design is said by the preview, with what mends it; here only their form.

const most = 5000;
const number = z.number().min(-1e15).max(1e15);
const key = z.string().max(2000);
const dimension = z.enum(frameDimensions);
const entries = z
	.record(key, number)
	.refine((record) => Object.keys(record).length <= most);
const byStratum = z.strictObject({ all: number, strata: entries });
const text = z.strictObject({
	vi: z.string().min(1).max(500),
	en: z.string().min(1).max(500),
});

export const samplePlan = z.strictObject({
	sampling: z.enum(planSamplings),
	stratifyBy: z.array(dimension).max(frameDimensions.length),
	merges: z.array(z.array(key).max(most)).max(most),
	method: z.enum(firstStageMethods),
	certainty: z.enum(certaintyRules),
	orderBy: z.array(dimension).max(frameDimensions.length),
	serpentine: z.boolean(),
	psus: entries,
	allocation: z
		.strictObject({
			rule: z.enum(allocationRules),
			total: number,
			exponent: number,
			minimum: number,
			domainMinima: entries,
		})
		.nullable(),
	reserveLots: entries,
	psusPerLot: number,
	lotMinimum: number,
	minimumDf: number,
	mainDomains: z
		.array(
			z.strictObject({
				name: text,
				where: z.partialRecord(dimension, z.array(z.string().max(200))),
			}),
		)
		.max(100),
	within: z.discriminatedUnion("kind", [
		z.strictObject({
			kind: z.literal("classes"),
			cardsPerPsu: number,
			leaderRatio: number,
		}),
		z.strictObject({
			kind: z.literal("households"),
			sizeBy: z.enum(areaSizes),
			villagesPerPsu: number,
			invitedPerVillage: number,
			adultsPerHousehold: number,
		}),
	]),
	quotas: entries,
	assumptions: z.strictObject({
		responseRate: byStratum,
		share: byStratum,
		intraclassCorrelation: number,
		furtherWeightDeff: number,
		costPerPsu: byStratum,
		costPerCard: number,
		level: number,
	}),
}) satisfies z.ZodType<SamplePlan>;
