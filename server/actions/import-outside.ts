import type {
	OutsideProblem,
	OutsideSpec,
} from "../../analysis/outside/outside-survey.ts";
import type { Sampling } from "../../db/sqlite/schema/design.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { ServerContext } from "../context.ts";
import { surveyOfFile } from "../outside-thread.ts";
import type { OutsideUpload } from "../read-outside.ts";
import { Refusal } from "../refusal.ts";
import { surveyIdForm } from "./new-survey.ts";
import { recordAudit } from "./record-audit.ts";

export type OutsideImported =
	| { problems: OutsideProblem[] }
	| { survey: string; responses: number; leftOut: string[] };

/**
 * Keeps another system's responses as a closed survey, which says so in its title and under its charts. It has the weights
 * and the design that the file tells, and every table of it passes the same gate.
 */
export async function importOutside(
	context: Pick<ServerContext, "store" | "now">,
	upload: OutsideUpload,
	{ sampling, ...spec }: OutsideSpec & { sampling: Sampling },
	by = "cli",
): Promise<OutsideImported> {
	const { store } = context;
	if (!surveyIdForm.test(spec.id))
		throw new Refusal("invalid-request", [
			{ variable: "id", code: "malformed" },
		]);
	if (await store.survey(spec.id)) throw new Refusal("survey-exists");
	const made = await surveyOfFile(upload, spec);
	if ("problems" in made) return made;
	const { definition, columns, strata, lots, weights, leftOut } = made;
	compile(definition, {});
	// Reading takes a while, in which somebody else may have made a survey of this name.
	if (await store.survey(spec.id)) throw new Refusal("survey-exists");
	// The survey itself comes last: what an import that was cut short left behind belongs to none, and goes first.
	if ((await store.lots(spec.id)).length > 0) await store.purgeSurvey(spec.id);
	await store.addSample(spec.id, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: spec.id })),
		units: [],
		lots: lots.map((lot, place) => ({
			...lot,
			// Responses name their lot by its place in the order of the labels.
			id: `${spec.id}/${String(place).padStart(6, "0")}`,
			surveyId: spec.id,
			level: 0,
		})),
	});
	await store.addSnapshot(spec.id, {
		definitionVersion: definition.version,
		rows: weights.length,
		columns,
	});
	const version = await store.addWeightVersion({
		surveyId: spec.id,
		recipe: { nonresponse: null, margins: [], trim: null },
		steps: [],
		base: weights,
		final: weights,
	});
	await store.setFinalWeights(spec.id, version);
	await store.addSurvey(spec.id, {
		questionnaire: spec.id,
		definition,
		status: "closed",
		wave: {},
		sampling,
		pilotOf: null,
		cleaning: [],
	});
	await recordAudit(context, by, "import-outside", spec.id, {
		responses: weights.length,
		variables: Object.keys(columns).length - 2,
		sampling,
	});
	return { survey: spec.id, responses: weights.length, leftOut };
}
