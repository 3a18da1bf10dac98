import { z } from "zod";
import { marginUnits } from "../analysis/weights/population-margin.ts";

/** How staff say weights are to be made, on the screen and in a file. */
export const weightRecipe = z.strictObject({
	nonresponse: z
		.strictObject({
			fewest: z.int().min(1).max(100_000),
			greatest: z.number().min(1).max(1000),
		})
		.nullable(),
	margins: z.array(z.string().min(1).max(200)).max(20),
	trim: z
		.strictObject({
			lower: z.number().min(0).max(1),
			upper: z.number().min(1).max(1000),
			rounds: z.int().min(1).max(20),
		})
		.nullable(),
});

export const marginName = z
	.string()
	.max(200)
	.transform((name) => name.normalize("NFC").trim())
	.pipe(z.string().min(1));

export const typedMargin = z.strictObject({
	variables: z.array(z.string().max(200)).max(3),
	unit: z.enum(marginUnits),
	source: z.string().max(1000),
	version: z.string().max(200),
	totals: z.string().max(200_000),
});

/** A file of margins, by name. */
export const marginsFile = z.record(marginName, typedMargin);
