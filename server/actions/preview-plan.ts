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
import { markOf } from "../mark-of.ts";
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
	/** Of the plan that is stored, whether or not it is the one shown. */
	mark: string;
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
	const kept = await store.samplePlan(surveyId);
	const stored = anew ? undefined : kept;
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
		mark: markOf(kept),
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
			: await sizedFor(sampleFrame, merged, wantedMargin);
	return { ...viewOf(sampleFrame, sized), frameVersion, saved: false };
}

const viewOf = (frame: SampleFrame, plan: SamplePlan) => ({
	plan,
	preview: previewSample(frame, plan),
});

/**
 * The fewest PSUs, in whole lots, with which the whole promises the margin; where none does, the most that still promise
 * one. Looks upwards in growing steps and halves the last: a margin narrows with lots until strata run out of units.
 */
async function sizedFor(
	frame: SampleFrame,
	plan: SamplePlan,
	wanted: number,
): Promise<SamplePlan> {
	const { allocation, psusPerLot } = plan;
	if (!allocation || !(wanted > 0) || !(psusPerLot >= 1)) return plan;
	const withLots = (lots: number): SamplePlan => ({
		...plan,
		allocation: { ...allocation, total: lots * psusPerLot },
	});
	const previewed = async (lots: number) => {
		// Each look takes a tenth of a second on a large frame: phones go first.
		await new Promise(setImmediate);
		return previewSample(frame, withLots(lots));
	};
	const marginOf = async (lots: number) =>
		(await previewed(lots)).precision[0]?.marginOfError ?? null;

	const range = (await previewed(1)).problems.find(
		({ code }) => code === "allocation-impossible",
	)?.values;
	const least = Math.max(1, Math.ceil(Number(range?.least ?? 1) / psusPerLot));
	const most = Math.floor(
		Number(range?.most ?? frame.rows.length) / psusPerLot,
	);
	let below = least - 1;
	let above: number | undefined;
	for (
		let lots = least;
		lots <= most && above === undefined;
		lots = Math.ceil(lots * 1.3) + 1
	) {
		const margin = await marginOf(lots);
		if (margin === null && below >= least) break;
		if (margin !== null && margin <= wanted) above = lots;
		else below = lots;
	}
	while (above !== undefined && above - below > 1) {
		const middle = Math.floor((above + below) / 2);
		const margin = await marginOf(middle);
		if (margin !== null && margin <= wanted) above = middle;
		else below = middle;
	}
	const lots = above ?? below;
	return lots >= least ? withLots(lots) : plan;
}
