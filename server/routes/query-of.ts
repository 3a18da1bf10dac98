import { validator } from "hono/validator";
import type { z } from "zod";
import { invalidRequest } from "./invalid-request.ts";

/** The query string in the given form; types it for the handler and for `hc`. */
export const queryOf = <T extends z.ZodType>(schema: T) =>
	validator("query", (query): z.output<T> => {
		const parsed = schema.safeParse(query);
		if (!parsed.success) throw invalidRequest(parsed.error);
		return parsed.data;
	});
