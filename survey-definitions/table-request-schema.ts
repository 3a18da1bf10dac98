import { z } from "zod";
import {
	type TableRequest,
	tableBases,
	tableOf,
	tableStatistics,
} from "./table-request.ts";

const name = z.string().min(1).max(200);

/** What a table may be asked as; whether the survey has what it names is the action's to say. */
export const tableRequestSchema = z.strictObject({
	survey: name,
	rows: z.array(name).min(1).max(60),
	banner: z.array(z.array(name).min(1).max(3)).max(20).exactOptional(),
	filter: z.string().max(2000).exactOptional(),
	weights: z.int().min(1).exactOptional(),
	base: z.enum(tableBases).exactOptional(),
	of: z.enum(tableOf).exactOptional(),
	nets: z
		.array(
			z.strictObject({
				label: z.string().trim().min(1).max(200),
				codes: z.array(z.int()).min(2).max(60),
			}),
		)
		.max(10)
		.exactOptional(),
	statistics: z.array(z.enum(tableStatistics)).max(5).exactOptional(),
}) satisfies z.ZodType<TableRequest>;
