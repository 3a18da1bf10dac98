import type { Frame } from "../../db/sqlite/frames.ts";
import type { Sampling, SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

/** How far the work on a survey's sample is. */
export interface SampleState {
	status: SurveyStatus;
	sampling: Sampling;
	frames: Frame[];
	/** Version of the frame that the stored plan is for. */
	plannedFrame: number | null;
	drawn: boolean;
	/** Version of the frame that the sample was drawn from. */
	drawnFrame: number | null;
	/** Cards have been printed: sample and plan stay as they are. */
	printed: boolean;
}

export async function sampleState(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<SampleState> {
	const survey = await store.survey(surveyId);
	if (!survey) throw new Refusal("unknown-survey");
	const plan = await store.samplePlan(surveyId);
	const draw = await store.sampleDraw(surveyId);
	return {
		status: survey.status,
		sampling: survey.sampling,
		frames: await store.frames(surveyId),
		plannedFrame: plan?.frameVersion ?? null,
		drawn: draw !== undefined,
		drawnFrame: draw?.frameVersion ?? null,
		printed:
			(await store.slipCount(surveyId)) > 0 ||
			(await store.tokenManifest(surveyId)) !== undefined,
	};
}

export interface DrawnStratum {
	id: number;
	label: Text;
	population: number;
	/** First-stage units of the main sample, and those kept back with it. */
	units: number;
	reserveUnits: number;
	lots: number;
	/** Lots still kept back. */
	reserveLots: number;
	cards: number;
	rates: Record<string, number>;
}

export interface DrawnView {
	seed: number;
	generator: string;
	frameVersion: number;
	frameSha256: string;
	sampling: "probability" | "quota";
	lotMinimum: number;
	geographyVersion: string;
	/** How often it had been drawn before. */
	drawsBefore: number;
	strata: DrawnStratum[];
	/** Lines of the hand-over list that are still on the server, and whether somebody has fetched them. */
	handOver: { units: number; given: boolean };
}

/** The sample as drawn, by stratum. */
export async function drawnView(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<DrawnView> {
	const draw = await store.sampleDraw(surveyId);
	if (!draw) throw new Refusal("no-sample");
	const lots = await store.lots(surveyId);
	const units = (await store.sampledUnits(surveyId)).filter(
		({ parentRow }) => parentRow === null,
	);
	const frame = (await store.frames(surveyId)).find(
		({ version }) => version === draw.frameVersion,
	);
	const audit = await store.auditOf(surveyId);
	const draws = audit.filter(({ verb }) => verb === "draw-sample");
	const lastGiven = audit.find(
		({ verb }) => verb === "give-hand-over" || verb === "draw-sample",
	);
	const { seed, generator, frameVersion, frameSha256, plan } = draw;
	return {
		seed,
		generator,
		frameVersion,
		frameSha256,
		sampling: plan.sampling,
		lotMinimum: plan.lotMinimum,
		geographyVersion: frame?.geographyVersion ?? "",
		drawsBefore: Math.max(0, draws.length - 1),
		strata: (await store.strata(surveyId)).map(({ id, label, population }) => {
			const ofStratum = lots.filter(({ stratumId }) => stratumId === id);
			const main = ofStratum.filter(({ reserve }) => !reserve);
			const drawnUnits = units.filter(({ stratumId }) => stratumId === id);
			const kept = drawnUnits.filter(({ reserve }) => reserve).length;
			return {
				id,
				label,
				population,
				units: drawnUnits.length - kept,
				reserveUnits: kept,
				lots: main.length,
				reserveLots: ofStratum.length - main.length,
				cards: main.reduce((sum, { invited }) => sum + invited, 0),
				rates: main[0]?.rates ?? {},
			};
		}),
		handOver: {
			units: (await store.handOver(surveyId)).length,
			given: lastGiven?.verb === "give-hand-over",
		},
	};
}
