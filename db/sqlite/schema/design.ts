import {
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";
import type {
	SurveyDefinition,
	Text,
} from "../../../survey-definitions/definition.ts";
import type { ParameterValue } from "../../../survey-definitions/wave-parameters.ts";

// design.db: what a survey is and how its sample was drawn. Nothing in it comes from a respondent.

export type SurveyStatus = "open" | "closed";

export const survey = sqliteTable("survey", {
	id: text("id").primaryKey(),
	definitionVersion: integer("definition_version").notNull(),
	status: text("status").$type<SurveyStatus>().notNull(),
	/** The wave's parameters. */
	wave: text("wave", { mode: "json" })
		.$type<Record<string, ParameterValue>>()
		.notNull(),
});

/** A fielded version never changes. */
export const definition = sqliteTable(
	"definition",
	{
		surveyId: text("survey_id").notNull(),
		version: integer("version").notNull(),
		body: text("body", { mode: "json" }).$type<SurveyDefinition>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.version] })],
);

export const stratum = sqliteTable(
	"stratum",
	{
		surveyId: text("survey_id").notNull(),
		id: integer("id").notNull(),
		label: text("label", { mode: "json" }).$type<Text>().notNull(),
		/** People in the frame. */
		population: integer("population").notNull(),
		/** What the stratum is by each of the design's dimensions (level, sector …): code and words. */
		domains: text("domains", { mode: "json" })
			.$type<Record<string, { code: number; label: Text }>>()
			.notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.id] })],
);

/** Stratum × masked variance unit: the finest thing that a response carries. */
export const lot = sqliteTable(
	"lot",
	{
		id: text("id").primaryKey(),
		surveyId: text("survey_id").notNull(),
		stratumId: integer("stratum_id").notNull(),
		/** LOT_LEVEL: 1 central, 2 province, 3 district, 4 commune, 5 region. */
		level: integer("level").notNull(),
		invited: integer("invited").notNull(),
		/** Sampling rate by the class that the definition's baseWeight names ("1", "2"), or of everybody ("all"). */
		rates: text("rates", { mode: "json" })
			.$type<Record<string, number>>()
			.notNull(),
	},
	(table) => [index("lot_survey").on(table.surveyId)],
);

/** Agencies or communes that a sample is drawn from; no person's name. */
export const frameUnit = sqliteTable(
	"frame_unit",
	{
		surveyId: text("survey_id").notNull(),
		id: integer("id").notNull(),
		stratumId: integer("stratum_id").notNull(),
		/** People by class ("1", "2"), or "all". */
		sizes: text("sizes", { mode: "json" })
			.$type<Record<string, number>>()
			.notNull(),
		/** Null where the unit was not drawn. Which lot it went to is kept nowhere. */
		inclusionProbability: real("inclusion_probability"),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.id] })],
);
