import {
	regionsOfStrata,
	type StratumRegion,
} from "../../analysis/geography/regions-of-strata.ts";
import {
	frameWords,
	withoutCode,
} from "../../analysis/sampling/frame-words.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { provincesOfStrata } from "../drawn-sample.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";

export interface RegionsUnder {
	/** The frame's own version, and the one asked for. */
	from: string;
	to: string;
	/** Whether tables can be shown by these regions: every stratum lies wholly in one. */
	whole: boolean;
	strata: (StratumRegion & { label: Text; name: Text | null })[];
}

/** Whether a drawn sample can be shown by the regions of another version of the geography, stratum by stratum. */
export async function regionsUnder(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	to: string,
): Promise<RegionsUnder> {
	const draw = await store.sampleDraw(surveyId);
	if (!draw) throw new Refusal("no-sample");
	const { frame, sampleFrame } = await loadFrame(
		store,
		surveyId,
		draw.frameVersion,
	);
	const from = frame.geographyVersion;
	const provinces = provincesOfStrata(sampleFrame, draw.plan);
	const regions = regionsOfStrata(await store.geography(), provinces, from, to);
	return {
		from,
		to,
		whole: regions.every(({ region }) => region !== null),
		strata: regions.map((region, at) => ({
			...region,
			label: provinces[at]!.label,
			name:
				region.region === null
					? null
					: (frameWords.region?.[region.region] ?? withoutCode.region),
		})),
	};
}
