import {
	blob,
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";
import type { Sampling } from "../../../analysis/fielded-sample.ts";
import type { CheckedUnit } from "../../../analysis/frame/check-frame.ts";
import type { FrameField } from "../../../analysis/frame/map-columns.ts";
import type {
	GeoLevel,
	GeoLink,
	Mark,
} from "../../../analysis/geography/geography.ts";
import type { OrgUnit } from "../../../analysis/geography/organisations.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import type { PopulationMargin } from "../../../analysis/weights/population-margin.ts";
import type { CleaningRule } from "../../../survey-definitions/cleaning.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../../survey-definitions/definition.ts";
import type { Manifest } from "../../../survey-definitions/manifest.ts";
import type { ParameterValue } from "../../../survey-definitions/wave-parameters.ts";

// design.db: what a survey is and how its sample was drawn. Nothing in it comes from a respondent.

/** In the order of the work; from `paused` back to `open`, from `closed` nowhere. */
export type SurveyStatus = "preparing" | "open" | "paused" | "closed";

/** A questionnaire asked in one wave of one sample. */
export const survey = sqliteTable("survey", {
	id: text("id").primaryKey(),
	/** The questionnaire that it is a wave of: `id` of the definition that it was made from. */
	questionnaire: text("questionnaire").notNull().default(""),
	definitionVersion: integer("definition_version").notNull(),
	status: text("status").$type<SurveyStatus>().notNull(),
	/** The wave's parameters; they change until the survey opens, the closing date until it closes. */
	wave: text("wave", { mode: "json" })
		.$type<Record<string, ParameterValue>>()
		.notNull(),
	sampling: text("sampling").$type<Sampling>().notNull().default("probability"),
	/** The survey that this one tries out; its data are purged or stay apart. */
	pilotOf: text("pilot_of"),
	/** Declared before fieldwork; each becomes a flag, never a deletion. */
	cleaning: text("cleaning", { mode: "json" })
		.$type<CleaningRule[]>()
		.notNull()
		.default([]),
	/** Whether a code brings its form itself, or a blindly signed token first; it stays once cards are printed. */
	access: text("access").$type<Access>().notNull().default("slips"),
});

export type Access = "slips" | "tokens";

export type { Sampling };

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
		/** Drawn with the others and not handed out unless the reserve is opened. */
		reserve: integer("reserve", { mode: "boolean" }).notNull().default(false),
	},
	(table) => [index("lot_survey").on(table.surveyId)],
);

/** What is published of the lots' keys before anybody answers; it never changes. */
export const tokenManifest = sqliteTable("token_manifest", {
	surveyId: text("survey_id").primaryKey(),
	manifest: text("manifest", { mode: "json" }).$type<Manifest>().notNull(),
	/** Merkle root of the manifest. */
	root: text("root").notNull(),
});

/** Apart from the lots, which are read far oftener. */
export const lotPublicKey = sqliteTable(
	"lot_public_key",
	{
		lotId: text("lot_id").primaryKey(),
		surveyId: text("survey_id").notNull(),
		/** SubjectPublicKeyInfo, DER. */
		spki: blob("spki", { mode: "buffer" }).notNull(),
	},
	(table) => [index("lot_public_key_survey").on(table.surveyId)],
);

/** What was published of the ballot box at close. */
export const ballotBox = sqliteTable("ballot_box", {
	surveyId: text("survey_id").primaryKey(),
	published: text("published", { mode: "json" })
		.$type<PublishedBallotBox>()
		.notNull(),
});

/** Counts that outlive the codes and keys, and the hash that the box's contents are held against. */
export interface PublishedBallotBox {
	hash: string;
	/** By lot: cards printed, and those that were used; of tokens, invitations that were given a signature, if known here. */
	lots: { id: string; printed: number; used?: number }[];
}

/** How the sample is to be drawn; it changes until the draw. */
export const samplePlan = sqliteTable("sample_plan", {
	surveyId: text("survey_id").primaryKey(),
	frameVersion: integer("frame_version").notNull(),
	plan: text("plan", { mode: "json" }).$type<SamplePlan>().notNull(),
});

/** How the sample was drawn: with these the same sample comes out again on any machine. */
export const sampleDraw = sqliteTable("sample_draw", {
	surveyId: text("survey_id").primaryKey(),
	frameVersion: integer("frame_version").notNull(),
	frameSha256: text("frame_sha256").notNull(),
	plan: text("plan", { mode: "json" }).$type<SamplePlan>().notNull(),
	seed: integer("seed").notNull(),
	/** The generator of chance and its version. */
	generator: text("generator").notNull(),
});

/** An agency, commune or village that was drawn. Which lot its cards belong to stands in `hand_over` alone. */
export const sampledUnit = sqliteTable(
	"sampled_unit",
	{
		surveyId: text("survey_id").notNull(),
		/** Row of the frame. */
		row: integer("row").notNull(),
		unit: text("unit").notNull(),
		stratumId: integer("stratum_id").notNull(),
		/** Row of the unit above it; null at the first stage. */
		parentRow: integer("parent_row"),
		/** Product over the stages. */
		inclusionProbability: real("inclusion_probability").notNull(),
		/** Probability at each stage, given the stages above. */
		stages: text("stages", { mode: "json" }).$type<number[]>().notNull(),
		/** Drawn with the sample and kept back. */
		reserve: integer("reserve", { mode: "boolean" }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.row] })],
);

/**
 * Which agencies a lot's cards go to: the one thing that leads from a response to three agencies. It is given out once,
 * to the person who hands out cards, and erased here.
 */
export const handOver = sqliteTable(
	"hand_over",
	{
		surveyId: text("survey_id").notNull(),
		lotId: text("lot_id").notNull(),
		/** Row of the frame: the unit that hands out the cards. */
		row: integer("row").notNull(),
		/** Cards by pile: "1" leaders, "2" others, "all". */
		cards: text("cards", { mode: "json" })
			.$type<Record<string, number>>()
			.notNull(),
		/** Where on the list of households the selection starts and how far it steps. */
		step: real("step"),
		start: real("start"),
	},
	(table) => [primaryKey({ columns: [table.lotId, table.row] })],
);

/** What became of a lot's cards, as those who handed them out counted them; one row a pile. */
export const ledger = sqliteTable(
	"ledger",
	{
		surveyId: text("survey_id").notNull(),
		lotId: text("lot_id").notNull(),
		/** "1" leaders, "2" others, "all". */
		pile: text("pile").notNull(),
		counts: text("counts", { mode: "json" })
			.$type<Record<string, number>>()
			.notNull(),
	},
	(table) => [primaryKey({ columns: [table.lotId, table.pile] })],
);

/** Known totals of the population that weights are raked to. */
export const margin = sqliteTable(
	"margin",
	{
		surveyId: text("survey_id").notNull(),
		name: text("name").notNull(),
		body: text("body", { mode: "json" }).$type<PopulationMargin>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.name] })],
);

/** Places as each version of the geography knows them; a copy of db/geography/*.csv beside the frames that use it. */
export const geoUnit = sqliteTable(
	"geo_unit",
	{
		version: text("version").notNull(),
		code: text("code").notNull(),
		level: text("level").$type<GeoLevel>().notNull(),
		name: text("name").notNull(),
		type: text("type").notNull(),
		parent: text("parent"),
		validFrom: text("valid_from"),
		validTo: text("valid_to"),
		source: text("source").notNull(),
		mark: text("mark").$type<Mark>().notNull(),
		parentMark: text("parent_mark").$type<Mark>(),
	},
	(table) => [primaryKey({ columns: [table.version, table.code] })],
);

export const geoLink = sqliteTable(
	"geo_link",
	{
		fromVersion: text("from_version").notNull(),
		fromCode: text("from_code").notNull(),
		toVersion: text("to_version").notNull(),
		toCode: text("to_code").notNull(),
		kind: text("kind").$type<GeoLink["kind"]>().notNull(),
		populationShare: real("population_share"),
		source: text("source").notNull(),
		mark: text("mark").$type<Mark>().notNull(),
	},
	(table) => [
		primaryKey({
			columns: [
				table.fromVersion,
				table.fromCode,
				table.toVersion,
				table.toCode,
			],
		}),
	],
);

/** People counted by the census of 2019; the registered population of NQ 202/2025 must not stand here. */
export const geoCensus = sqliteTable(
	"geo_census",
	{
		version: text("version").notNull(),
		code: text("code").notNull(),
		population: integer("population").notNull(),
		source: text("source").notNull(),
		mark: text("mark").$type<Mark>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.version, table.code] })],
);

export const orgUnit = sqliteTable(
	"org_unit",
	{
		version: text("version").notNull(),
		code: text("code").notNull(),
		level: text("level").$type<OrgUnit["level"]>().notNull(),
		name: text("name").notNull(),
		reportGroup2023: text("report_group_2023"),
		validFrom: text("valid_from"),
		validTo: text("valid_to"),
		source: text("source").notNull(),
		mark: text("mark").$type<Mark>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.version, table.code] })],
);

export const orgLink = sqliteTable(
	"org_link",
	{
		fromVersion: text("from_version").notNull(),
		fromCode: text("from_code").notNull(),
		toVersion: text("to_version").notNull(),
		toCode: text("to_code").notNull(),
		kind: text("kind").$type<GeoLink["kind"]>().notNull(),
		source: text("source").notNull(),
		mark: text("mark").$type<Mark>().notNull(),
	},
	(table) => [
		primaryKey({
			columns: [
				table.fromVersion,
				table.fromCode,
				table.toVersion,
				table.toCode,
			],
		}),
	],
);

/** A list of agencies or places as it was imported; it never changes, a better list is the next version. */
export const frame = sqliteTable(
	"frame",
	{
		surveyId: text("survey_id").notNull(),
		version: integer("version").notNull(),
		kind: text("kind").$type<"agencies" | "areas">().notNull(),
		/** The file's name, without its folder. */
		name: text("name").notNull(),
		sha256: text("sha256").notNull(),
		geographyVersion: text("geography_version").notNull(),
		/** Header by field. */
		mapping: text("mapping", { mode: "json" })
			.$type<Partial<Record<FrameField, string>>>()
			.notNull(),
		units: integer("units").notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.version] })],
);

/** One agency or place of a frame; no name of a person. */
export const frameRow = sqliteTable(
	"frame_row",
	{
		surveyId: text("survey_id").notNull(),
		frameVersion: integer("frame_version").notNull(),
		/** In the file, the header's row included: where to look when something is wrong. */
		row: integer("row").notNull(),
		unit: text("unit").notNull(),
		name: text("name"),
		stratum: text("stratum"),
		level: integer("level"),
		sector: integer("sector"),
		kind: text("kind"),
		/** Code in the frame's version of the geography. */
		province: text("province"),
		/** The unit above: the commune of a village, the agency of a branch. */
		parent: text("parent"),
		urban: text("urban").$type<CheckedUnit["urban"]>(),
		people: integer("people"),
		leaders: integer("leaders"),
		households: integer("households"),
		adults: integer("adults"),
	},
	(table) => [
		primaryKey({ columns: [table.surveyId, table.frameVersion, table.row] }),
	],
);
