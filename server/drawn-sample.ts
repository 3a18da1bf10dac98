import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import type { Geography } from "../analysis/geography/geography.ts";
import { versionsOf } from "../analysis/geography/geography.ts";
import {
	regionsOfStrata,
	type StratumRegion,
} from "../analysis/geography/regions-of-strata.ts";
import { designSample } from "../analysis/sampling/design-sample.ts";
import { type DrawnPlan, drawPlan } from "../analysis/sampling/draw-plan.ts";
import { frameWords, withoutCode } from "../analysis/sampling/frame-words.ts";
import type { SampleFrame } from "../analysis/sampling/plan-strata.ts";
import { randomFrom } from "../analysis/sampling/random.ts";
import type { SamplePlan } from "../analysis/sampling/sample-plan.ts";
import type { Store } from "../db/store.ts";
import { base32 } from "../survey-definitions/slip-code.ts";

const { version } = createRequire(import.meta.url)(
	"pure-rand/package.json",
) as { version: string };

/** What a record of a draw names beside the seed. */
export const generator = `pure-rand ${version}, xoroshiro128+`;

/** Provinces of each stratum as the draw numbers them, of all its units and not only of those drawn. */
export const provincesOfStrata = (frame: SampleFrame, plan: SamplePlan) =>
	designSample(frame, plan).parts.map(({ id, label, psus }) => ({
		id,
		label,
		provinces: new Set(psus.map(({ unit }) => unit.province)),
	}));

/** Chance that nobody keeps: which of the units drawn share a lot. */
export const lotChance = (): number =>
	randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

/** The sample that a frame, a plan and a seed give, in lots of whatever chance is given for them; strata also know their regions of other versions of the geography where each lies wholly in one. */
export function sampleOf(
	frame: SampleFrame,
	frameGeography: string,
	geography: Geography,
	plan: SamplePlan,
	seed: number,
	ofLots: () => number,
): DrawnPlan {
	const drawn = drawPlan(frame, plan, randomFrom(seed), ofLots);
	const provinces = provincesOfStrata(frame, plan);
	const known = new Set<string>();
	for (const to of versionsOf(geography)) {
		const regions = regionsOfStrata(geography, provinces, frameGeography, to);
		const signature = regions.map(({ region }) => region).join();
		const isNews = !known.has(signature);
		known.add(signature);
		if (to === frameGeography || !isNews || !plan.stratifyBy.length) continue;
		if (regions.some(({ region }) => region === null)) continue;
		addRegions(drawn, regions, to);
	}
	return drawn;
}

function addRegions(
	{ strata }: DrawnPlan,
	regions: readonly StratumRegion[],
	to: string,
) {
	const words = frameWords.region ?? {};
	for (const [at, stratum] of strata.entries()) {
		const code = regions[at]?.region ?? "-";
		stratum.domains[`region@${to}`] = {
			code: Object.keys(words).indexOf(code) + 1,
			label: words[code] ?? withoutCode.region,
		};
	}
}

/** Labels of all lots there are: a card's code names its lot, whichever survey it is of. */
export async function lotLabels(store: Store): Promise<Set<string>> {
	const surveys = await store.surveys();
	const lots = await Promise.all(surveys.map(({ id }) => store.lots(id)));
	return new Set(lots.flat().map(({ id }) => id));
}

/** A label of chance, unlike those given. */
export function newLotId(taken: Set<string>): string {
	for (;;) {
		const id = base32(randomBytes(4));
		if (taken.has(id)) continue;
		taken.add(id);
		return id;
	}
}
