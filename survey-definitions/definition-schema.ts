// zod stays out of the phone's bundle: the types inferred from these schemas are in definition.ts.
import { z } from "zod";

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/);
const expression = z.string().min(1);

/** Vietnamese and English always; other languages by their code (BCP 47). */
export const text = z
	.object({ vi: z.string().min(1), en: z.string().min(1) })
	.catchall(z.string().min(1));

const choice = z.strictObject({
	code: z.int().min(0).max(97),
	text,
	/** Shown only when this holds, e.g. `${WAVE_DATE} <= '2025-06-30'`. */
	relevant: expression.optional(),
	/** Choosing it clears every other choice. */
	exclusive: z.literal(true).optional(),
	/** Keeps its place at the end when the others are shuffled. */
	anchored: z.literal(true).optional(),
	/** Opens a text field of at most this many characters, stored apart from the response. */
	otherText: z.int().min(1).max(500).optional(),
	/** Choosing it ends the interview: nothing but a count is kept. */
	ends: z.literal("screened").optional(),
	/** Codes of the frame of concepts (M01, K7, G4.3 …). */
	frame: z.array(z.string()).optional(),
});

/** A word or phrase of a text that depends on an arm, a parameter or an earlier answer. */
const piece = z.union([
	/** The first entry whose `when` holds; an entry without `when` always holds. */
	z.array(z.strictObject({ when: expression.optional(), text })).min(1),
	/** The label that the value of `variable` has among the options of the question `of`. */
	z.strictObject({ labelOf: name, of: name }),
]);

const question = {
	name,
	text,
	hint: text.optional(),
	/** A sentence shown above the question. */
	lead: text.optional(),
	pieces: z.record(name, piece).optional(),
	relevant: expression.optional(),
	/** Must hold for the answer; `constraintMessage` says what to do. */
	constraint: expression.optional(),
	constraintMessage: text.optional(),
	/** No "don't know", no "prefer not to answer", and no way on without an answer. */
	required: z.literal(true).optional(),
	frame: z.array(z.string()).optional(),
};

const options = {
	/** The name of a scale; its points come before `options` and are turned round by the arm `rev`. */
	scale: name.optional(),
	options: z.array(choice).optional(),
	/** Takes the options of this question, or the items of this battery, before its own. */
	optionsOf: name.optional(),
	/** XLSForm's choice_filter: holds for each option shown; the option's code is `${code}`. */
	choiceFilter: expression.optional(),
	randomise: z.literal(true).optional(),
};

const single = z.strictObject({
	kind: z.literal("single"),
	...question,
	...options,
	/** Statements that the options speak of (crosswise model). */
	statements: z.array(text).optional(),
	/** The options stand in reverse order when this holds. */
	reverseWhen: expression.optional(),
	/**
	 * Crosswise model: for what share of people the first statement is true; and the question asked in the same way whose
	 * second statement is true for a known share, by which random answers are found out.
	 */
	crosswise: z
		.strictObject({
			p: z.number().gt(0).lt(1),
			anchor: z
				.strictObject({ of: name, prevalence: z.number().min(0).max(1) })
				.optional(),
		})
		.optional(),
});

const multiple = z.strictObject({
	kind: z.literal("multiple"),
	...question,
	...options,
	max: z.int().min(1).optional(),
});

const item = z.strictObject({
	name,
	/** The item's code where other questions speak of it (D2 names items of D1). */
	code: z.int().min(1).max(96),
	text,
	relevant: expression.optional(),
	/** Always shown where only some items are drawn. */
	anchor: z.literal(true).optional(),
	frame: z.array(z.string()).optional(),
});

const battery = z.strictObject({
	kind: z.literal("battery"),
	...question,
	scale: name.optional(),
	options: z.array(choice).optional(),
	items: z.array(item).min(1),
	randomise: z.literal(true).optional(),
	/** Planned missingness: `count` of the relevant items, anchors included, drawn evenly where `when` holds. */
	draw: z
		.strictObject({ count: z.int().min(1), when: expression.optional() })
		.optional(),
	/** A line that asks for one answer; outside the battery whenever it is computed with. */
	attention: z
		.strictObject({
			name,
			text,
			code: z.int(),
			positions: z.array(z.int().min(1)).min(1),
		})
		.optional(),
});

const number = z.strictObject({
	kind: z.literal("number"),
	...question,
	min: z.int().min(0),
	max: z.int(),
});

/** List experiment: how many of the statements are true. */
const count = z.strictObject({
	kind: z.literal("count"),
	...question,
	statements: z.array(text).min(1),
	sensitive: z.strictObject({
		text,
		relevant: expression,
		/** The arm that holds its position in the list, from 1. */
		position: name,
	}),
});

const openText = z.strictObject({
	kind: z.literal("text"),
	...question,
	limit: z.int().min(1).max(5000),
});

/** The first `count` of the options chosen in `of`, in order: variables NAME_1 … NAME_count. */
const ranking = z.strictObject({
	kind: z.literal("ranking"),
	...question,
	of: name,
	count: z.int().min(2),
});

const calculate = z.strictObject({
	kind: z.literal("calculate"),
	name,
	label: text,
	calculate: expression,
});

export const element = z.discriminatedUnion("kind", [
	single,
	multiple,
	battery,
	number,
	count,
	openText,
	ranking,
	calculate,
]);

const section = z.strictObject({
	id: name,
	title: text,
	intro: text.optional(),
	pieces: z.record(name, piece).optional(),
	elements: z.array(element).min(1),
	/** Two questions that change places when this holds. */
	swap: z
		.strictObject({ when: expression, questions: z.tuple([name, name]) })
		.optional(),
});

const parameterValue = z.union([text, z.string(), z.number(), z.boolean()]);

export const surveyDefinition = z.strictObject({
	id: z.string().regex(/^[a-z][a-z0-9-]*$/),
	version: z.int().min(1),
	title: text,
	population: z.enum(["cadres", "citizens"]),
	/** How the person is addressed: Anh/Chị or Ông/Bà. */
	address: text,
	/** Whether the language of the page may be kept with a response (never for cadres). */
	keepsLanguage: z.boolean(),
	/** What a wave sets. Without a default, the wave cannot open until it is given. */
	parameters: z.record(
		name,
		z.strictObject({
			default: parameterValue.optional(),
			note: z.string().optional(),
		}),
	),
	/** Independent draws on the phone, uniform unless `probabilities` says otherwise. */
	arms: z.array(
		z.strictObject({
			name,
			levels: z.array(z.int()).min(2),
			probabilities: z.array(z.number().min(0).max(1)).optional(),
			note: z.string().optional(),
		}),
	),
	scales: z.record(
		name,
		z.array(z.strictObject({ code: z.int().min(0), text })).min(2),
	),
	dontKnow: text,
	refused: text,
	consent: z.strictObject({
		name,
		title: text,
		invitation: text,
		points: z.array(text).min(1),
		more: z.array(text),
		agree: text,
		decline: text,
		/** The separate box for sensitive data, never ticked beforehand. */
		sensitive: z.strictObject({ name, text }),
	}),
	sections: z.array(section).min(1),
	endings: z.strictObject({
		sent: text,
		declined: text,
		screened: text,
		/** Where the results will be published; stands below `sent`. */
		results: text.optional(),
	}),
	/** Rules of data cleaning that a survey begins with; it may change them until it opens. */
	cleaning: z
		.array(
			z.strictObject({
				name: z.string().regex(/^[a-z][a-z0-9-]*$/),
				label: text,
				when: expression,
				effect: z.enum(["flag", "outside"]),
			}),
		)
		.optional(),
	/**
	 * Questions whose answers others could know of a person: crossed with each other they tell people apart. Without the
	 * list, all questions of the section `about`.
	 */
	quasiIdentifiers: z.array(name).optional(),
	/** Responses that another system collected; whose they are. */
	outside: z.strictObject({ source: z.string().min(1) }).optional(),
	/**
	 * Questions that a survey of another population asks in the same sense; items of batteries by their codes, options by
	 * the pairs of codes, or by equal ones.
	 */
	comparable: z
		.array(
			z.strictObject({
				question: name,
				with: name,
				codes: z.array(z.tuple([z.int(), z.int()])).optional(),
			}),
		)
		.optional(),
	/** baseWeight = f(lot, this answer), the only answer that the sample design depends on. */
	baseWeight: z.discriminatedUnion("kind", [
		/** 1 / the lot's sampling rate for the class that the answer names; unknown: people / cards of the stratum. */
		z.strictObject({ kind: z.literal("class"), variable: name }),
		/** 1 / the lot's rate × min(answer, max); unknown: the stratum's mean of min(answer, max). */
		z.strictObject({
			kind: z.literal("household"),
			variable: name,
			max: z.int().min(1),
		}),
	]),
});
