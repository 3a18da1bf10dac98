import { countUnits } from "../../analysis/frame/count-units.ts";
import { defaultPlan } from "../../analysis/sampling/default-plan.ts";
import {
	type SampleFrame,
	withMerges,
} from "../../analysis/sampling/plan-strata.ts";
import {
	previewSample,
	type SamplePreview,
} from "../../analysis/sampling/preview-sample.ts";
import type {
	FrameDimension,
	SamplePlan,
	StratumKey,
} from "../../analysis/sampling/sample-plan.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { loadFrame } from "../sample-frame.ts";

export interface PlanView {
	frameVersion: number;
	plan: SamplePlan;
	preview: SamplePreview;
	/** Whether this very plan is stored. */
	saved: boolean;
}

/** A plan with what its page needs to know of the frame besides. */
export interface PlanPage extends PlanView {
	/** What the frame can be told apart by, and by which codes. */
	dimensions: {
		dimension: FrameDimension;
		codes: { code: string; label: Text }[];
	}[];
}

export interface PreviewRequest {
	frameVersion: number;
	plan: SamplePlan;
	/** Strata to merge first. */
	merges?: StratumKey[][];
	/** Half width wanted for the whole: the least number of PSUs that promises it takes the place of the plan's. */
	wantedMargin?: number;
}

/** The stored plan and what it makes of its frame, or one to start from where none is stored. */
export async function planOf(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	{ anew = false } = {},
): Promise<PlanPage> {
	const stored = anew ? undefined : await store.samplePlan(surveyId);
	const { frame, sampleFrame } = await loadFrame(
		store,
		surveyId,
		stored?.frameVersion,
	);
	const plan = stored?.plan ?? defaultPlan(sampleFrame);
	return {
		...viewOf(sampleFrame, plan),
		frameVersion: frame.version,
		saved: stored !== undefined,
		dimensions: countUnits(sampleFrame).map(({ dimension, counts }) => ({
			dimension,
			codes: counts.map(({ code, label }) => ({ code, label })),
		})),
	};
}

/** What a plan makes of a frame; nothing is stored. */
export async function previewPlan(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	{ frameVersion, plan, merges, wantedMargin }: PreviewRequest,
): Promise<PlanView> {
	const { sampleFrame } = await loadFrame(store, surveyId, frameVersion);
	const merged = merges ? withMerges(plan, merges) : plan;
	const sized =
		wantedMargin === undefined
			? merged
			: sizedFor(sampleFrame, merged, wantedMargin);
	return { ...viewOf(sampleFrame, sized), frameVersion, saved: false };
}

const viewOf = (frame: SampleFrame, plan: SamplePlan) => ({
	plan,
	preview: previewSample(frame, plan),
});

/** The fewest PSUs, in whole lots, with which the whole promises the margin; the most that the frame can give where none does. */
function sizedFor(
	frame: SampleFrame,
	plan: SamplePlan,
	wanted: number,
): SamplePlan {
	const { allocation, psusPerLot } = plan;
	if (!allocation || !(wanted > 0) || !(psusPerLot >= 1)) return plan;
	const withLots = (lots: number): SamplePlan => ({
		...plan,
		allocation: { ...allocation, total: lots * psusPerLot },
	});
	const holds = (lots: number) => {
		const { precision, problems } = previewSample(frame, withLots(lots));
		if (problems.some(({ code }) => code === "allocation-impossible"))
			return undefined;
		const margin = precision[0]?.marginOfError;
		return margin !== null && margin !== undefined && margin <= wanted;
	};
	let low = 1;
	let high = Math.max(1, Math.floor(frame.rows.length / psusPerLot));
	let best: number | undefined;
	let most: number | undefined;
	// More lots never widen the margin; too few for the strata's minima count as too wide, too many as too many.
	while (low <= high) {
		const middle = Math.floor((low + high) / 2);
		const answer = holds(middle);
		if (answer === true) {
			best = middle;
			high = middle - 1;
		} else if (answer === false || isTooFew(frame, withLots(middle))) {
			if (answer === false) most = Math.max(most ?? 0, middle);
			low = middle + 1;
		} else high = middle - 1;
	}
	const lots = best ?? most;
	return lots === undefined ? plan : withLots(lots);
}

/** Whether an allocation fails because the strata need more than it shares out. */
function isTooFew(frame: SampleFrame, plan: SamplePlan): boolean {
	const problem = previewSample(frame, plan).problems.find(
		({ code }) => code === "allocation-impossible",
	);
	const { total, least } = problem?.values ?? {};
	return Number(total) < Number(least);
}
