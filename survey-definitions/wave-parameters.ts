import type { SurveyDefinition, Text } from "./definition.ts";
import type { Report } from "./definition-error.ts";

export type ParameterValue = Text | string | number | boolean;

/** A value in both languages; nothing is the empty text. */
export const textOf = (value: ParameterValue | undefined): Text =>
	typeof value === "object"
		? value
		: { vi: String(value ?? ""), en: String(value ?? "") };

/** What the wave sets, and the defaults of what it does not. */
export function parameterValues(
	definition: SurveyDefinition,
	wave: Record<string, ParameterValue>,
	report: Report,
) {
	const values = new Map<string, ParameterValue>();
	for (const [name, { default: fallback }] of Object.entries(
		definition.parameters,
	)) {
		const value = wave[name] ?? fallback;
		if (value === undefined)
			report(
				name,
				"the wave gives no value for this parameter",
				`set "${name}" before the survey opens`,
			);
		else values.set(name, value);
	}
	for (const name of Object.keys(wave))
		if (!(name in definition.parameters))
			report(
				name,
				"the wave sets a parameter that the definition does not have",
				`correct the name, or add it to "parameters"`,
			);
	return values;
}

/** The values that expressions can read: all but texts. */
export const expressionParameters = (values: Map<string, ParameterValue>) =>
	Object.fromEntries(
		[...values].flatMap(([name, value]): [string, string | number][] =>
			typeof value === "object"
				? []
				: [[name, typeof value === "boolean" ? Number(value) : value]],
		),
	);
