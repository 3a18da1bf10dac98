import { z } from "zod";
import { tableRequestSchema } from "../../survey-definitions/table-request-schema.ts";
import type { Traces } from "./traces.ts";

const text = z.string();
const survey = text;
const source = z.discriminatedUnion("of", [
	z.strictObject({
		of: z.literal("table"),
		request: tableRequestSchema,
		row: text,
	}),
	z.strictObject({ of: z.literal("sensitive"), survey, name: text }),
	z.strictObject({ of: z.literal("method"), survey }),
	z.strictObject({ of: z.literal("design"), survey }),
]);
const form = z.enum([
	"share",
	"bound",
	"points",
	"mean",
	"count",
	"signed",
	"p",
	"ratio",
]);
const traced = z.tuple([
	text,
	form,
	z.array(z.tuple([z.int().min(0), text, z.literal([1, -1])])),
]);
const parts = z.array(z.union([text, traced]));

/** What a file may say of itself: anybody can write into a Word file. */
export const tracesSchema = z.strictObject({
	version: z.literal(1),
	product: text,
	surveys: z.array(
		z.strictObject({ id: text, dataHash: text, weights: z.int() }),
	),
	sources: z.array(source),
	numbers: z.record(text, traced),
	tables: z.record(
		text,
		z.strictObject({
			headRows: z.int().min(0),
			cells: z.array(z.array(parts)),
		}),
	),
	charts: z.record(text, parts),
	wording: z.array(text),
}) satisfies z.ZodType<Traces>;
