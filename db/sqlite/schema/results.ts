import {
	blob,
	integer,
	primaryKey,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";
import type { PublishedResults } from "../../../analysis/report/published-results.ts";
import type { Sentence } from "../../../analysis/report/sentence.ts";
import type {
	WeightRecipe,
	WeightStep,
} from "../../../analysis/weights/weight-recipe.ts";
import type { DerivedDefinition } from "../../../survey-definitions/derived.ts";

// results.db: what is made of the responses after the field has closed: the columnar snapshot and its weights.

export const snapshot = sqliteTable("snapshot", {
	surveyId: text("survey_id").primaryKey(),
	definitionVersion: integer("definition_version").notNull(),
	rows: integer("rows").notNull(),
	/** Chance: tells it from that of another survey which had the name before, as pilots do. */
	mark: text("mark").notNull().default(""),
});

/** One typed array for all rows, in the order of the responses' random ids. */
export const snapshotColumn = sqliteTable(
	"snapshot_column",
	{
		surveyId: text("survey_id").notNull(),
		name: text("name").notNull(),
		type: text("type").$type<"int16" | "float64">().notNull(),
		data: blob("data", { mode: "buffer" }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.name] })],
);

/** One way of weighting a closed survey. Versions are kept; the one declared final never changes again. */
export const weightVersion = sqliteTable(
	"weight_version",
	{
		surveyId: text("survey_id").notNull(),
		version: integer("version").notNull(),
		recipe: text("recipe", { mode: "json" }).$type<WeightRecipe>().notNull(),
		/** Diagnostics after each step. */
		steps: text("steps", { mode: "json" }).$type<WeightStep[]>().notNull(),
		isFinal: integer("is_final", { mode: "boolean" }).notNull(),
		/** Base and final weights of all responses, in the snapshot's order, as doubles; final ones sum to the population. */
		base: blob("base", { mode: "buffer" }).notNull(),
		final: blob("final", { mode: "buffer" }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.version] })],
);

/**
 * What tables have told apart, for good: which levels of a domain variable were let out, of all respondents
 * (`variable` is empty) and of those who answered a variable. Membership follows from the snapshot; its hash shows that
 * it still does.
 */
export const releasedDomain = sqliteTable(
	"released_domain",
	{
		surveyId: text("survey_id").notNull(),
		/** Of the weights, which leave some forms out. */
		weights: integer("weights").notNull(),
		variable: text("variable").notNull(),
		by: text("by").notNull(),
		/** The order of release within the survey. */
		place: integer("place").notNull(),
		/** Codes of the levels let out. */
		shown: text("shown", { mode: "json" }).$type<number[]>().notNull(),
		/** SHA-256 of the level of each response. */
		membership: text("membership").notNull(),
	},
	(table) => [
		primaryKey({
			columns: [table.surveyId, table.weights, table.variable, table.by],
		}),
	],
);

/**
 * Variables that researchers made of a survey's own. A version never changes: tables were made of it, and the memory of
 * releases rests on it. Only whether the newest is still offered does.
 */
export const derivedVariable = sqliteTable(
	"derived_variable",
	{
		surveyId: text("survey_id").notNull(),
		name: text("name").notNull(),
		version: integer("version").notNull(),
		/** The order of making within the survey: one may rest on those before it. */
		place: integer("place").notNull(),
		definition: text("definition", { mode: "json" })
			.$type<DerivedDefinition>()
			.notNull(),
		/** The versions that names of other derived variables meant when it was made. */
		uses: text("uses", { mode: "json" })
			.$type<Record<string, number>>()
			.notNull(),
		isRemoved: integer("is_removed", { mode: "boolean" }).notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.surveyId, table.name, table.version] }),
	],
);

/** A table that somebody keeps under a name: what was asked for, never its figures. */
export const savedTable = sqliteTable("saved_table", {
	id: text("id").primaryKey(),
	surveyId: text("survey_id").notNull(),
	name: text("name").notNull(),
	/** As the page's address says it. */
	query: text("query").notNull(),
	/** Versions that it was saved under. */
	definitionVersion: integer("definition_version").notNull(),
	weightsVersion: integer("weights_version").notNull(),
	owner: text("owner").notNull(),
	isShared: integer("is_shared", { mode: "boolean" }).notNull(),
	savedAtMs: integer("saved_at_ms").notNull(),
	isRemoved: integer("is_removed", { mode: "boolean" }).notNull(),
});

/** The closed data as they stood when somebody called them frozen: whatever is published names this hash. */
export const frozenData = sqliteTable("frozen_data", {
	surveyId: text("survey_id").primaryKey(),
	/** SHA-256 in hexadecimal; see dataHash. */
	hash: text("hash").notNull(),
	weightsVersion: integer("weights_version").notNull(),
	by: text("by").notNull(),
	atMs: integer("at_ms").notNull(),
});

/** Who approved frozen data; two persons are needed. */
export const approval = sqliteTable(
	"approval",
	{
		surveyId: text("survey_id").notNull(),
		by: text("by").notNull(),
		atMs: integer("at_ms").notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.by] })],
);

/** What the file of responses that was made of a survey holds: once, for good, as two of them joined would tell more. */
export const microdataFile = sqliteTable("microdata_file", {
	surveyId: text("survey_id").primaryKey(),
	weightsVersion: integer("weights_version").notNull(),
	/** Identifiers in it; no table may tell apart the others any more. */
	identifiers: text("identifiers", { mode: "json" })
		.$type<string[]>()
		.notNull(),
	/** Of its order and its groups of lots, in hexadecimal: made again, it is the same file. */
	seed: text("seed").notNull(),
});

/**
 * An open answer as a person let it through: names and agencies masked, or the whole text left out. The text as it was
 * written stays in collector.db, tied to no response and no lot.
 */
export const openAnswer = sqliteTable(
	"open_answer",
	{
		surveyId: text("survey_id").notNull(),
		/** The random id of the text. */
		id: text("id").notNull(),
		question: text("question").notNull(),
		/** null: left out. */
		masked: text("masked"),
		by: text("by").notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.id] })],
);

/** What one person made of one text; the first two are unseen by each other, a third decides. */
export const openCoding = sqliteTable(
	"open_coding",
	{
		surveyId: text("survey_id").notNull(),
		id: text("id").notNull(),
		/** 1, 2 or 3. */
		place: integer("place").notNull(),
		coder: text("coder").notNull(),
		codes: text("codes", { mode: "json" }).$type<string[]>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.id, table.place] })],
);

/** A passage of a masked text, printed once somebody else than who chose it has approved it. */
export const quotation = sqliteTable(
	"quotation",
	{
		surveyId: text("survey_id").notNull(),
		id: text("id").notNull(),
		code: text("code").notNull(),
		passage: text("passage").notNull(),
		chosenBy: text("chosen_by").notNull(),
		approvedBy: text("approved_by"),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.id] })],
);

/**
 * A sentence of the report as a person worded it, its numbers left as places; and the sentence with released numbers that
 * this person saw, as the wording is used for no other.
 */
export const sentenceEdit = sqliteTable(
	"sentence_edit",
	{
		surveyId: text("survey_id").notNull(),
		/** The paragraph's id: the same in every making of the report. */
		paragraph: text("paragraph").notNull(),
		text: text("text").notNull(),
		madeFrom: text("made_from", { mode: "json" }).$type<Sentence>().notNull(),
		by: text("by").notNull(),
		atMs: integer("at_ms").notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.paragraph] })],
);

/** What the public page of a survey says, as it was published. */
export const publication = sqliteTable("publication", {
	surveyId: text("survey_id").primaryKey(),
	page: text("page", { mode: "json" }).$type<PublishedResults>().notNull(),
	by: text("by").notNull(),
	atMs: integer("at_ms").notNull(),
});
