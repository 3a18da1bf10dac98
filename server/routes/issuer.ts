import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { z } from "zod";
import { issueToken } from "../actions/issue-token.ts";
import type { Issuer } from "../issuer.ts";
import { Refusal } from "../refusal.ts";
import { jsonBody } from "./json-body.ts";

const request = z.strictObject({
	code: z.string().max(64),
	blinded: z.string().max(4096),
});

/** A code and 256 bytes in hex. */
const largestBody = 8 * 1024;

/** What a phone asks of the issuer, once. Nothing is logged, no cookie is set. */
export const issuerRoutes = (
	issuer: Issuer,
	/** Whose pages may ask, where another program serves them. */
	collectorUrl?: string,
) =>
	new Hono()
		.use(async (c, next) => {
			await next();
			c.header("Content-Security-Policy", "default-src 'none'");
			c.header("Referrer-Policy", "no-referrer");
			c.header("X-Content-Type-Options", "nosniff");
			c.header("Cache-Control", "no-store");
		})
		.use(
			cors({
				origin: collectorUrl ?? "",
				allowMethods: ["POST"],
				allowHeaders: ["Content-Type"],
				maxAge: 600,
			}),
		)
		.post(
			"/",
			bodyLimit({
				maxSize: largestBody,
				onError: () => {
					throw new Refusal("too-large");
				},
			}),
			jsonBody(request),
			async (c) => {
				const survey = c.req.param("survey") ?? "";
				const signature = await issueToken(issuer, survey, c.req.valid("json"));
				return c.json({ signature });
			},
		);
