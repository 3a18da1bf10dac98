import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	type ShownStep,
	shownSteps,
} from "../../analysis/weights/shown-steps.ts";
import type { WeightProblem } from "../../analysis/weights/weight-problem.ts";
import { firstRecipe } from "../../analysis/weights/weight-recipe.ts";
import { knownMargins } from "../actions/known-margins.ts";
import { runWeights } from "../actions/run-weights.ts";
import { setFinalWeights } from "../actions/set-final-weights.ts";
import { setMargin } from "../actions/set-margin.ts";
import { Refusal } from "../refusal.ts";
import { marginsFile, weightRecipe } from "../weights-schema.ts";
import type { Command } from "./command.ts";

export const weight: Command = {
	usage: [
		"  weight SURVEY        make the next version of a closed survey's weights and print every step",
		"                       [--recipe FILE.json] [--margins FILE.json] (keep these margins first)",
		"  weight SURVEY --known-margins",
		"                       print what census and frame know of the strata, as a file for --margins",
		"  weight SURVEY --final VERSION",
		"                       declare a version final; every table uses it from then on, for good",
	].join("\n"),
	async run(args, newContext) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				recipe: { type: "string" },
				margins: { type: "string" },
				final: { type: "string" },
				"known-margins": { type: "boolean" },
			},
		});
		const [surveyId, ...more] = positionals;
		if (!surveyId || more.length > 0)
			throw new Error("weight SURVEY: name one survey");
		const context = newContext();
		if (values.final !== undefined) {
			const version = Number(values.final);
			await setFinalWeights(context, surveyId, version, "cli");
			return `version ${version} of the weights of ${surveyId} is final`;
		}
		if (values["known-margins"]) {
			const known = await knownMargins(context, surveyId);
			return JSON.stringify(
				Object.fromEntries(known.map(({ name, typed }) => [name, typed])),
				null,
				"\t",
			);
		}
		const stored = await context.store.survey(surveyId);
		if (!stored) throw new Refusal("unknown-survey");
		const given =
			values.margins === undefined ? {} : readFile(values.margins, marginsFile);
		for (const [name, typed] of Object.entries(given))
			refuse(await setMargin(context, surveyId, name, typed, "cli"));
		const recipe =
			values.recipe === undefined
				? { ...firstRecipe, margins: Object.keys(given) }
				: readFile(values.recipe, weightRecipe);
		const made = await runWeights(context, surveyId, recipe);
		if ("problems" in made) return refuse(made.problems);
		const { minimumBase } = policyFor(stored.definition.population);
		return [
			`version ${made.version} of the weights of ${surveyId}`,
			...stepLines(
				shownSteps(made.steps, stored.sampling, minimumBase),
				(await context.store.strata(surveyId)).map(({ label }) => label.vi),
			),
			...(stored.sampling === "probability"
				? []
				: ["not a probability sample: there is no sampling error"]),
		].join("\n");
	},
};

function readFile<T extends z.ZodType>(file: string, schema: T): z.output<T> {
	let content: unknown;
	try {
		content = JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new Error(
			`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`,
		);
	}
	const parsed = schema.safeParse(content);
	if (parsed.success) return parsed.data;
	throw new Error(
		parsed.error.issues
			.map(({ path, message }) => `${file}, ${path.join(".")}: ${message}`)
			.join("\n"),
	);
}

/** Throws what is wrong, a line each; nothing where nothing is. */
function refuse(problems: WeightProblem[]): string {
	if (problems.length === 0) return "";
	throw new Error(
		[
			...problems.map(({ margin, row, column, remedy }) =>
				[
					margin && `margin “${margin}”`,
					row > 0 && `line ${row}`,
					column && `column ${column}`,
					remedy.en,
				]
					.filter(Boolean)
					.join(", "),
			),
			"refused, nothing is stored",
		].join("\n"),
	);
}

const number = (value: number | null | undefined, digits = 3) =>
	value === null || value === undefined || !Number.isFinite(value)
		? "-"
		: value.toFixed(digits);

/** Steps × diagnostics, aligned, and under it what each step did. */
function stepLines(steps: ShownStep[], strata: string[]): string[] {
	const isProbability = steps.some(
		({ summary }) => summary.kish_deff !== undefined,
	);
	const header = ["step", "n", "sum", "min", "max", "CV"].concat(
		isProbability ? ["deff", "effective n"] : [],
	);
	const rows = steps.map(({ step, summary }) =>
		[
			step,
			number(summary.n, 0),
			number(summary.sum, 1),
			number(summary.min),
			number(summary.max),
			number(Math.sqrt(summary.cv2)),
		].concat(
			isProbability
				? [number(summary.kish_deff), number(summary.kish_neff, 1)]
				: [],
		),
	);
	const widths = header.map((name, at) =>
		Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
	);
	const line = (cells: string[]) =>
		cells
			.map((cell, at) =>
				at === 0
					? cell.padEnd(widths[at] ?? 0)
					: cell.padStart(widths[at] ?? 0),
			)
			.join("  ");
	return [
		line(header),
		...rows.map(line),
		...steps.flatMap((step) => whatItDid(step, strata)),
	];
}

const percent = (share: number) => `${number(100 * share, 2)} %`;

function whatItDid(step: ShownStep, strata: string[]): string[] {
	switch (step.step) {
		case "base":
			return [
				`base: ${percent(step.missing)} of the forms lack the answer that their base weight depends on`,
			];
		case "nonresponse":
			return step.classes.map(
				({ members, responses, factor }) =>
					`nonresponse: ${members.map((place) => strata[place]).join(" + ")}: ${responses} forms, factor ${number(factor)}`,
			);
		case "outside":
			return [
				`outside: ${step.forms ?? "few"} forms of people outside the population have no weight`,
			];
		case "rake":
			return [`rake: ${step.rounds} rounds`, ...step.margins.map(metLine)];
		case "trim":
			return [
				`trim: ${step.rounds} rounds, ${percent(step.trimmed)} of the forms cut, ${percent(step.beyond)} beyond the bounds after the last raking`,
				...step.margins.map(metLine),
			];
	}
}

const metLine = ({
	name,
	deviation,
	unforced,
}: {
	name: string;
	deviation: number;
	unforced: number;
}) =>
	`  “${name}”: largest deviation ${deviation.toExponential(1)}, ${percent(unforced)} of the weight not forced`;
