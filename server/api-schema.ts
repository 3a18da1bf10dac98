import { z } from "@hono/zod-openapi";
import {
	tableBases,
	tableOf,
	tableStatistics,
} from "../survey-definitions/table-request.ts";

// The form of what the API gives: the reference is written from it, and a test holds answers to it. What cannot be
// estimated is null, as JSON has no NaN.

const text = z
	.strictObject({ vi: z.string(), en: z.string() })
	.openapi("Text", {
		description: "Words in both languages.",
	});
const category = z
	.strictObject({ code: z.number(), label: text })
	.openapi("Category");
const estimate = z.number().nullable();

const interval = z
	.strictObject({ level: z.number(), lower: estimate, upper: estimate })
	.openapi("Interval");

const note = z.string().openapi({
	description: "A doubt that travels with the number, e.g. base-under-30.",
});
const shown = z
	.strictObject({
		value: estimate.openapi({
			description: "A share in [0, 1]; a mean in units of its scale.",
		}),
		n: z.number().openapi({ description: "Unweighted forms in the base." }),
		notes: z.array(note),
		se: estimate.optional(),
		df: estimate.optional(),
		ci: interval.optional(),
		deff: estimate.optional(),
		effectiveN: estimate.optional(),
	})
	.openapi("Estimate", {
		description:
			"An estimate. Uncertainty is absent where the sample is no probability sample.",
	});
const withheld = z
	.strictObject({ withheld: z.enum(["protected", "not-estimable"]) })
	.openapi("Withheld", {
		description:
			"Why there is no number: to protect respondents, or because it cannot be estimated.",
	});
const cell = z.union([shown, withheld]).openapi("Cell");

const weights = z.strictObject({
	version: z.number(),
	isFinal: z.boolean(),
});
const sampling = z.enum(["probability", "non-probability"]);
const population = z.enum(["cadres", "citizens"]);

const statistic = z
	.strictObject({
		name: z.enum(["mean", "top", "bottom", "net"]),
		label: z.string().optional(),
		codes: z.array(z.number()),
		cells: z.array(cell),
		above: z.array(z.array(z.number())).optional(),
	})
	.openapi("Statistic", { description: "Made of several cells of a column." });

const table = z
	.strictObject({
		survey: z.string(),
		sampling,
		weights,
		population,
		variable: z.strictObject({
			name: z.string(),
			question: text,
			item: text.optional(),
		}),
		multiple: z.boolean(),
		by: z.strictObject({ name: z.string(), label: text }).optional(),
		baseOf: z.enum(tableBases).optional(),
		shareOf: z.enum(tableOf).optional(),
		minimumBase: z.number(),
		collectedBy: z.string().optional().openapi({
			description: "Whose data these are, where another system collected them.",
		}),
		rows: z.array(category),
		columns: z.array(
			z.strictObject({
				code: z.number().optional(),
				label: text,
				path: z.array(category).optional(),
				base: z.number().nullable(),
				df: estimate.optional(),
				cells: z.array(cell),
			}),
		),
		statistics: z.array(statistic).optional(),
		test: z
			.union([
				z.strictObject({
					f: estimate,
					df: estimate,
					ddf: estimate,
					p: estimate,
					columns: z.array(z.number()),
				}),
				withheld,
			])
			.optional(),
		above: z
			.array(z.array(z.array(z.number())))
			.optional()
			.openapi({
				description:
					"By row and column, the columns whose share is lower at 5 %, after Holm.",
			}),
	})
	.openapi("Table", { description: "One variable, by one group of columns." });

const request = z
	.strictObject({
		survey: z.string(),
		rows: z.array(z.string()),
		banner: z.array(z.array(z.string())).optional(),
		filter: z.string().optional(),
		weights: z.number().optional(),
		base: z.enum(tableBases).optional(),
		of: z.enum(tableOf).optional(),
		nets: z
			.array(z.strictObject({ label: z.string(), codes: z.array(z.number()) }))
			.optional(),
		statistics: z.array(z.enum(tableStatistics)).optional(),
	})
	.openapi("Request");

export const builtTable = z
	.strictObject({
		request,
		filter: z
			.strictObject({ text: z.string(), base: z.number().nullable() })
			.optional(),
		blocks: z.array(
			z.strictObject({
				whole: table,
				groups: z.array(
					z.union([
						table,
						z.strictObject({
							refused: z.string(),
							by: z.strictObject({ name: z.string(), label: text }),
						}),
					]),
				),
			}),
		),
		comparisons: z.number().optional(),
	})
	.openapi("Tables", {
		description:
			"For each variable the column of everybody, and a table for each group of columns; a group that may not be told apart says why.",
	});

const outside = z
	.strictObject({
		total: z.number().nullable(),
		notAsked: z.number().nullable(),
		notShown: z.number().nullable(),
		blank: z.number().nullable(),
		doesNotApply: z.number().nullable(),
	})
	.openapi("Outside", {
		description:
			"Forms outside the base, and why; null where a group, or the base itself, is too small to be told.",
	});

export const topline = z
	.strictObject({
		survey: z.string(),
		title: text,
		population,
		sampling,
		weights,
		responses: z.number(),
		sections: z.array(
			z.strictObject({
				id: z.string(),
				title: text,
				questions: z.array(
					z.strictObject({
						name: z.string(),
						kind: z.string(),
						text,
						hint: text.optional(),
						statements: z.array(text).optional(),
						drawn: z.literal(true).optional(),
						isScale: z.literal(true).optional(),
						relevant: z.string().optional(),
						tables: z.array(table.extend({ outside })),
					}),
				),
			}),
		),
	})
	.openapi("Topline");

export const surveyList = z.strictObject({
	surveys: z.array(
		z
			.strictObject({
				id: z.string(),
				title: text,
				population,
				status: z.enum(["preparing", "open", "paused", "closed"]),
			})
			.openapi("Survey"),
	),
});

export const variableList = z.strictObject({
	responses: z.number(),
	variables: z.array(
		z
			.strictObject({
				name: z.string(),
				question: text,
				item: text.optional(),
				type: z.enum(["single", "multiple", "number"]),
				categories: z.array(category),
				battery: z.string().optional(),
				section: z.string(),
			})
			.openapi("Variable"),
	),
	domains: z.array(
		z
			.strictObject({ name: z.string(), label: text })
			.openapi("Domain", { description: "What columns can be made of." }),
	),
});

export const savedList = z.strictObject({
	tables: z.array(
		z
			.strictObject({
				id: z.string(),
				name: z.string(),
				query: z.string(),
				owner: z.string(),
				savedAt: z.string().openapi({ format: "date-time" }),
				unknown: z.array(z.string()),
			})
			.openapi("SavedTable"),
	),
});

export const refusal = z
	.strictObject({
		error: z.strictObject({
			code: z.string(),
			message: z.string(),
			problems: z.array(
				z.strictObject({
					variable: z.string(),
					code: z.string(),
					params: z
						.record(z.string(), z.union([z.string(), z.number()]))
						.optional(),
				}),
			),
		}),
	})
	.openapi("Refusal", { description: "What the rules forbid, and why." });
