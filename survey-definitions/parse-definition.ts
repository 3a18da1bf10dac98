import type { SurveyDefinition } from "./definition.ts";
import { DefinitionError, type DefinitionProblem } from "./definition-error.ts";
import { surveyDefinition } from "./definition-schema.ts";

/** A definition from JSON, or a DefinitionError that names file, question and remedy for each fault of form. */
export function parseDefinition(json: unknown, file: string): SurveyDefinition {
	const parsed = surveyDefinition.safeParse(json);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map((issue): DefinitionProblem => {
		const field = issue.path.join(".");
		const language = issue.path.at(-1);
		return {
			where: nameAt(json, issue.path) ?? "the definition",
			message:
				language === "en" || language === "vi"
					? `${field} lacks its ${language === "en" ? "English" : "Vietnamese"} text`
					: `${field}: ${issue.message}`,
			remedy:
				language === "en" || language === "vi"
					? `write "${language}" beside the other language`
					: "see definition-schema.ts for what may stand there",
		};
	});
	throw new DefinitionError(file, problems);
}

/** The name of the innermost named thing on the way to a fault. */
function nameAt(json: unknown, path: PropertyKey[]): string | undefined {
	let found: string | undefined;
	let node = json;
	for (const key of path) {
		if (node === null || typeof node !== "object") break;
		if ("name" in node && typeof node.name === "string") found = node.name;
		node = (node as Record<PropertyKey, unknown>)[key];
	}
	return found;
}
