import { marginVariables } from "../../analysis/weights/margin-variables.ts";
import {
	readMargin,
	type TypedMargin,
} from "../../analysis/weights/read-margin.ts";
import type { WeightProblem } from "../../analysis/weights/weight-problem.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

type Needs = Pick<ServerContext, "store" | "now">;

/** Keeps a margin under its name, or gives what is wrong with it; then nothing is stored. */
export async function setMargin(
	context: Needs,
	surveyId: string,
	name: string,
	typed: TypedMargin,
	by: string,
): Promise<WeightProblem[]> {
	const { store } = context;
	const { survey } = await compiledSurvey(store, surveyId);
	const read = readMargin(
		name,
		typed,
		marginVariables(survey, { strata: await store.strata(surveyId) }),
		await geographyOf(store, surveyId),
	);
	if ("problems" in read) return read.problems;
	await store.setMargin(surveyId, name, read);
	await recordAudit(context, by, "set-margin", surveyId, {
		margin: name,
		categories: read.cells.length,
	});
	return [];
}

export async function removeMargin(
	context: Needs,
	surveyId: string,
	name: string,
	by: string,
): Promise<void> {
	const { store } = context;
	const margins = await store.margins(surveyId);
	if (!margins.some((margin) => margin.name === name))
		throw new Refusal("unknown-margin");
	await store.removeMargin(surveyId, name);
	await recordAudit(context, by, "remove-margin", surveyId, { margin: name });
}

/** The version of the geography that the sample was drawn in, else that of the newest frame. */
export async function geographyOf(
	store: ServerContext["store"],
	surveyId: string,
): Promise<string | undefined> {
	const frames = await store.frames(surveyId);
	const draw = await store.sampleDraw(surveyId);
	const frame =
		frames.find(({ version }) => version === draw?.frameVersion) ??
		frames.at(-1);
	return frame?.geographyVersion;
}
