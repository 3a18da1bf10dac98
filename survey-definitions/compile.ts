import { checkCrosswise } from "./check-crosswise.ts";
import type { Element, SurveyDefinition, Text } from "./definition.ts";
import { DefinitionError, type DefinitionProblem } from "./definition-error.ts";
import {
	checkNames,
	declaredNames,
	dependsOn,
	environment,
} from "./definition-names.ts";
import { ExpressionError, namesIn, parse, type Tree } from "./expression.ts";
import { rankedNames } from "./ranked-names.ts";
import type {
	Battery,
	Calculate,
	Choice,
	Piece,
	Question,
	Section,
	Survey,
} from "./survey.ts";
import { inLanguage, languagesIn } from "./survey.ts";
import {
	expressionParameters,
	type ParameterValue,
	parameterValues,
	textOf,
} from "./wave-parameters.ts";

/**
 * Resolves a definition for one wave: parameters filled in, scales and borrowed options copied, expressions parsed.
 * Throws a DefinitionError that names every fault: unknown or later variable, cycle, duplicate name or code,
 * unknown scale, piece or parameter, a parameter without a value.
 */
export function compile(
	definition: SurveyDefinition,
	wave: Record<string, ParameterValue> = {},
	file = `${definition.id}.json`,
): Survey {
	const problems: DefinitionProblem[] = [];
	const report = (where: string, message: string, remedy: string) =>
		problems.push({ where, message, remedy });

	const parameters = parameterValues(definition, wave, report);
	const elements = definition.sections.flatMap((section) => section.elements);
	const declared = declaredNames(elements);
	checkNames(definition, declared, report);

	const known = new Set([
		...environment,
		...Object.keys(definition.parameters),
		...definition.arms.map((arm) => arm.name),
	]);
	const knownBatteries = new Set<string>();

	function tree(source: string, where: string, more: string[] = []): Tree {
		try {
			const parsed = parse(source);
			const { variables, batteries } = namesIn(parsed);
			for (const name of variables)
				if (!known.has(name) && !more.includes(name))
					reportUnknown(name, where, source);
			for (const name of batteries)
				if (!knownBatteries.has(name)) reportUnknown(name, where, source);
			return parsed;
		} catch (error) {
			if (!(error instanceof ExpressionError)) throw error;
			report(where, `the expression is not valid: ${error.message}`, "mend it");
			return 0;
		}
	}

	function reportUnknown(name: string, where: string, source: string) {
		const later = declared.get(name);
		if (later === undefined)
			report(
				where,
				`"${source}" asks for "${name}", which nothing declares`,
				"correct the name, or declare it before this place",
			);
		else if (name === where || dependsOn(later, where, elements))
			report(
				where,
				`"${source}" makes a cycle: "${name}" in turn needs "${where}"`,
				"let one of the two do without the other",
			);
		else
			report(
				where,
				`"${source}" asks for "${name}", which is asked later`,
				`move "${name}" before this place`,
			);
	}

	const fill = (text: Text, where: string): Text =>
		Object.fromEntries(
			Object.entries(text).map(([language, one]) => [
				language,
				fillIn(one, language, where).trim(),
			]),
		) as Text;
	const fillIn = (text: string, language: string, where: string) =>
		text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
			const value = parameters.get(name);
			if (value === undefined) {
				if (!(name in definition.parameters))
					report(
						where,
						`the text names the parameter ${placeholder}, which is not declared`,
						`add "${name}" to "parameters"`,
					);
				return placeholder;
			}
			return typeof value === "object"
				? inLanguage(value, language)
				: String(value);
		});

	const choicesOf = new Map<string, Choice<Text>[]>();

	function choices(
		element: Extract<Element, { kind: "single" | "multiple" | "battery" }>,
	): Choice<Text>[] {
		const where = element.name;
		const points = element.scale ? definition.scales[element.scale] : [];
		if (!points)
			report(
				where,
				`the scale "${element.scale}" is not declared`,
				'add it to "scales"',
			);
		const borrowed =
			element.kind !== "battery" && element.optionsOf
				? choicesOf.get(element.optionsOf)
				: [];
		if (!borrowed)
			report(
				where,
				`takes the options of "${element.kind !== "battery" && element.optionsOf}", which has none before this place`,
				"name an earlier question or battery",
			);
		const own = (element.options ?? []).map(
			({ text, relevant, otherText, frame: _, ...choice }): Choice<Text> => ({
				...withoutUndefined(choice),
				text: fill(text, where),
				...(relevant ? { relevant: tree(relevant, where) } : {}),
				...(otherText ? { otherText } : {}),
			}),
		);
		const all = [
			...(points ?? []).map(
				({ code, text }): Choice<Text> => ({
					code,
					text: fill(text, where),
					scalePoint: true,
				}),
			),
			...(borrowed ?? []),
			...own,
		];
		if (all.length === 0)
			report(
				where,
				"has no answers to choose from",
				"give it options or a scale",
			);
		const codes = new Set<number>();
		for (const { code } of all) {
			if (codes.has(code))
				report(
					where,
					`uses the code ${code} twice`,
					"give each answer its own",
				);
			codes.add(code);
		}
		return all;
	}

	function pieces(
		source:
			| Record<
					string,
					NonNullable<Extract<Element, { kind: "single" }>["pieces"]>[string]
			  >
			| undefined,
		texts: (Text | undefined)[],
		where: string,
	): Record<string, Piece<Text>> | undefined {
		for (const text of texts)
			for (const one of Object.values(text ?? {}))
				for (const [, name] of one.matchAll(/(?<!\{)\{(\w+)\}(?!\})/g))
					if (!source?.[name ?? ""])
						report(
							where,
							`the text names the piece {${name}}, which is not declared`,
							`add "${name}" to its "pieces"`,
						);
		if (!source) return undefined;
		return Object.fromEntries(
			Object.entries(source).map(([name, piece]): [string, Piece<Text>] => {
				if (Array.isArray(piece))
					return [
						name,
						piece.map(({ when, text }) => ({
							...(when ? { when: tree(when, where) } : {}),
							text: fill(text, where),
						})),
					];
				if (!known.has(piece.labelOf) || !choicesOf.has(piece.of))
					reportUnknown(
						known.has(piece.labelOf) ? piece.of : piece.labelOf,
						where,
						`{${name}}`,
					);
				return [name, piece];
			}),
		);
	}

	function base(element: Exclude<Element, { kind: "calculate" }>) {
		const where = element.name;
		const { text, hint, lead, constraintMessage } = element;
		const filledPieces = pieces(element.pieces, [text, hint, lead], where);
		return {
			name: element.name,
			text: fill(text, where),
			...(hint ? { hint: fill(hint, where) } : {}),
			...(lead ? { lead: fill(lead, where) } : {}),
			...(filledPieces ? { pieces: filledPieces } : {}),
			...(element.relevant ? { relevant: tree(element.relevant, where) } : {}),
			...(element.constraint
				? { constraint: tree(element.constraint, where, [where]) }
				: {}),
			...(constraintMessage
				? { constraintMessage: fill(constraintMessage, where) }
				: {}),
			...(element.required ? { required: element.required } : {}),
		};
	}

	function compileElement(element: Element): Question | Calculate<Text> {
		switch (element.kind) {
			case "calculate":
				return {
					kind: "calculate",
					name: element.name,
					label: element.label,
					calculate: tree(element.calculate, element.name),
				};
			case "single":
			case "multiple": {
				const { choiceFilter, randomise } = element;
				const closed = {
					...base(element),
					choices: choices(element),
					...(choiceFilter
						? { choiceFilter: tree(choiceFilter, element.name, ["code"]) }
						: {}),
					...(randomise ? { randomise } : {}),
				};
				if (element.kind === "multiple")
					return {
						kind: "multiple",
						...closed,
						...(element.max ? { max: element.max } : {}),
					};
				const { statements, reverseWhen, crosswise, name } = element;
				checkCrosswise(element, closed.choices, elements, report);
				return {
					kind: "single",
					...closed,
					...(statements
						? { statements: statements.map((s) => fill(s, name)) }
						: {}),
					...(reverseWhen ? { reverseWhen: tree(reverseWhen, name) } : {}),
					...(crosswise
						? {
								crosswise: {
									p: crosswise.p,
									...(crosswise.anchor ? { anchor: crosswise.anchor } : {}),
								},
							}
						: {}),
				};
			}
			case "battery":
				return compileBattery(element);
			case "number":
				if (element.max >= 95)
					report(
						element.name,
						`allows ${element.max}, but 95 to 99 have meanings of their own`,
						"keep the maximum under 95",
					);
				return {
					kind: "number",
					...base(element),
					min: element.min,
					max: element.max,
				};
			case "count":
				return {
					kind: "count",
					...base(element),
					statements: element.statements.map((s) => fill(s, element.name)),
					sensitive: {
						text: fill(element.sensitive.text, element.name),
						relevant: tree(element.sensitive.relevant, element.name),
						position: element.sensitive.position,
					},
				};
			case "text":
				return { kind: "text", ...base(element), limit: element.limit };
			case "ranking":
				if (!choicesOf.has(element.of))
					reportUnknown(element.of, element.name, "ranking");
				return {
					kind: "ranking",
					...base(element),
					of: element.of,
					count: element.count,
				};
		}
	}

	function compileBattery(
		element: Extract<Element, { kind: "battery" }>,
	): Battery<Text> {
		const { name, randomise, draw, attention } = element;
		const points = choices(element);
		const anchors = element.items.filter((item) => item.anchor).length;
		if (draw && (draw.count < anchors || draw.count > element.items.length))
			report(
				name,
				`draws ${draw.count} of ${element.items.length} items with ${anchors} anchors`,
				"draw at least the anchors and at most all items",
			);
		if (attention && !points.some((point) => point.code === attention.code))
			report(
				attention.name,
				`asks for the code ${attention.code}, which the battery does not offer`,
				"ask for one of its codes",
			);
		return {
			kind: "battery",
			...base(element),
			choices: points,
			items: element.items.map(({ name, code, text, relevant, anchor }) => ({
				name,
				code,
				text: fill(text, name),
				...(relevant ? { relevant: tree(relevant, name) } : {}),
				...(anchor ? { anchor } : {}),
			})),
			...(randomise ? { randomise } : {}),
			...(draw
				? {
						draw: {
							count: draw.count,
							...(draw.when ? { when: tree(draw.when, name) } : {}),
						},
					}
				: {}),
			...(attention
				? {
						attention: {
							item: {
								name: attention.name,
								code: 0,
								text: fill(attention.text, attention.name),
								attention: attention.code,
							},
							positions: attention.positions,
						},
					}
				: {}),
		};
	}

	function declare(element: Question | Calculate<Text>) {
		known.add(element.name);
		if (element.kind === "battery") {
			knownBatteries.add(element.name);
			for (const item of element.items) known.add(item.name);
			choicesOf.set(
				element.name,
				element.items.map(({ code, text }) => ({ code, text })),
			);
		}
		if (element.kind === "single" || element.kind === "multiple")
			choicesOf.set(element.name, element.choices);
		if (element.kind === "ranking")
			for (const name of rankedNames(element)) known.add(name);
	}

	const sections = definition.sections.map((section): Section => {
		const { id, title, intro, swap } = section;
		const filledPieces = pieces(section.pieces, [intro], id);
		const compiled = section.elements.map((element) => {
			const result = compileElement(element);
			declare(result);
			return result;
		});
		return {
			id,
			title: fill(title, id),
			...(intro ? { intro: fill(intro, id) } : {}),
			...(filledPieces ? { pieces: filledPieces } : {}),
			elements: compiled,
			...(swap
				? { swap: { when: tree(swap.when, id), questions: swap.questions } }
				: {}),
		};
	});

	if (!known.has(definition.baseWeight.variable))
		reportUnknown(definition.baseWeight.variable, "baseWeight", "baseWeight");
	for (const name of definition.quasiIdentifiers ?? [])
		if (!known.has(name))
			reportUnknown(name, "quasiIdentifiers", "quasiIdentifiers");
	const { consent, endings } = definition;
	const survey: Survey = {
		id: definition.id,
		version: definition.version,
		title: fill(definition.title, "title"),
		population: definition.population,
		address: definition.address,
		keepsLanguage: definition.keepsLanguage,
		parameters: expressionParameters(parameters),
		arms: definition.arms.map(({ name, levels, probabilities }) => ({
			name,
			levels,
			...(probabilities ? { probabilities } : {}),
		})),
		dontKnow: definition.dontKnow,
		refused: definition.refused,
		consent: {
			name: consent.name,
			title: fill(consent.title, consent.name),
			invitation: fill(consent.invitation, consent.name),
			points: consent.points.map((point) => fill(point, consent.name)),
			more: consent.more.map((point) => fill(point, consent.name)),
			agree: consent.agree,
			decline: consent.decline,
			sensitive: consent.sensitive,
			vietnamese: [...parameters.values()]
				.map((value) => textOf(value).vi.trim())
				.sort((a, b) => b.length - a.length),
		},
		sections,
		endings: {
			sent: fill(endings.sent, "endings"),
			declined: fill(endings.declined, "endings"),
			screened: fill(endings.screened, "endings"),
			...(endings.results ? { results: fill(endings.results, "endings") } : {}),
		},
		baseWeight: definition.baseWeight,
		...(definition.quasiIdentifiers
			? { quasiIdentifiers: definition.quasiIdentifiers }
			: {}),
	};
	if (problems.length > 0) throw new DefinitionError(file, problems);
	const languages = languagesIn(survey);
	return languages.length > 2 ? { ...survey, languages } : survey;
}

const withoutUndefined = <T extends object>(
	value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } =>
	Object.fromEntries(
		Object.entries(value).filter(([, inner]) => inner !== undefined),
	) as { [K in keyof T]: Exclude<T[K], undefined> };
