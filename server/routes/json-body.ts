import { createMiddleware } from "hono/factory";
import type { z } from "zod";
import { Refusal } from "../refusal.ts";
import { invalidRequest } from "./invalid-request.ts";

/** A JSON body of the given form; types it for the handler and for `hc`. */
export const jsonBody = <T extends z.ZodType>(schema: T) =>
	createMiddleware<
		object,
		string,
		{ in: { json: z.input<T> }; out: { json: z.output<T> } }
	>(async (c, next) => {
		const type = c.req.header("Content-Type") ?? "";
		if (!/^application\/json\s*(;|$)/i.test(type))
			throw new Refusal("wrong-content-type");
		const parsed = schema.safeParse(parsedJson(await c.req.text()));
		if (!parsed.success) throw invalidRequest(parsed.error);
		c.req.addValidatedData("json", parsed.data as object);
		await next();
	});

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal("malformed-json");
	}
}
