import {
	compileDerived,
	type DerivedDefinition,
	type DerivedProblem,
	type DerivedVariable,
	versionedName,
} from "../../survey-definitions/derived.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { addDerived, currentDerived, sourcesOf } from "../derived-variables.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/**
 * Keeps a derived variable as the next version of its name, or says what is wrong with it and keeps nothing. The data
 * are never changed. `known` is the version that was read, 0 for a new name: refused where somebody else has saved since.
 */
export async function setDerived(
	context: ServerContext,
	surveyId: string,
	definition: DerivedDefinition,
	known: number,
	by: string,
): Promise<{ version: number } | { problems: DerivedProblem[] }> {
	const { store } = context;
	const dataset = await closedSurvey(store, surveyId);
	const current = await currentDerived(store, surveyId);
	if (
		known === 0 &&
		current.some((one) => one.definition.name === definition.name)
	)
		return {
			problems: [{ field: "name", code: "taken", detail: definition.name }],
		};
	const offered = Object.fromEntries(
		current
			.filter(({ isRemoved }) => !isRemoved)
			.map(({ definition: { name }, version }) => [name, version]),
	);
	const version = known + 1;
	const compiled = compileDerived(
		definition,
		version,
		sourcesOf(dataset, offered),
	);
	if ("problems" in compiled) return compiled;
	const { name } = definition;
	const read = new Set(namesRead(compiled));
	const uses = Object.fromEntries(
		Object.entries(offered).filter(([one, of]) =>
			read.has(versionedName(one, of)),
		),
	);
	const isKept = await store.addDerivedVariable(surveyId, {
		name,
		version,
		definition,
		uses,
	});
	if (!isKept) throw new Refusal("changed-meanwhile");
	await addDerived(store, dataset);
	await recordAudit(context, by, "set-derived", surveyId, {
		variable: name,
		version,
		kind: definition.of.kind,
	});
	return { version };
}

const namesRead = (derived: DerivedVariable): string[] =>
	derived.kind === "index"
		? derived.items.map(({ name }) => name)
		: Object.values(derived.names);
