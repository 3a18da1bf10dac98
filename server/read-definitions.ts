import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SurveyDefinition } from "../survey-definitions/definition.ts";
import {
	DefinitionError,
	type DefinitionProblem,
} from "../survey-definitions/definition-error.ts";
import { parseDefinition } from "../survey-definitions/parse-definition.ts";
import { projectRoot } from "./project-root.ts";

const folder = path.join(projectRoot, "survey-definitions", "surveys");

/** The questionnaires of the project, checked for form. Throws a DefinitionError that names file, place and remedy. */
export function readDefinitions(from = folder): SurveyDefinition[] {
	return readdirSync(from)
		.filter((name) => name.endsWith(".json"))
		.sort()
		.map((name) => parseDefinition(readJson(from, name), name));
}

export function readJson(from: string, name: string): unknown {
	try {
		return JSON.parse(readFileSync(path.join(from, name), "utf8"));
	} catch (error) {
		const problem: DefinitionProblem = {
			where: "the whole file",
			message: `it is not JSON (${error instanceof Error ? error.message : error})`,
			remedy: "mend the JSON at that place",
		};
		throw new DefinitionError(name, [problem]);
	}
}
