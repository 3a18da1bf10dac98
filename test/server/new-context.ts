import { randomBytes } from "node:crypto";
import { openStore } from "../../db/store.ts";
import {
	installTrial,
	trialInvitation,
} from "../../server/actions/install-trial.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import type { Languages } from "../../survey-definitions/languages.ts";
import { readSlipCode } from "../../survey-definitions/slip-code.ts";

/** A server's surroundings on a real database in memory, with a trial of each definition. */
export async function newContext(
	definitions: SurveyDefinition[],
	folder = ":memory:",
	languages?: Languages,
): Promise<ServerContext> {
	const context: ServerContext = {
		store: openStore(folder),
		pepper: randomBytes(32),
		publicUrl: "http://localhost:8080",
		now: Date.now,
		jobs: jobRegister(),
		...(languages ? { languages } : {}),
	};
	for (const definition of definitions) await installTrial(context, definition);
	return context;
}

/** The first unused code of a trial. */
export async function unusedCode(
	context: ServerContext,
	survey: string,
): Promise<string> {
	const address = await trialInvitation(context, survey);
	return readSlipCode(address?.split("#")[1] ?? "") as string;
}
