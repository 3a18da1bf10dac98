import { Hono } from "hono";
import { z } from "zod";
import { openCodes } from "../../analysis/open-answers/code-frame.ts";
import { approveQuotation } from "../actions/approve-quotation.ts";
import { chooseQuotation } from "../actions/choose-quotation.ts";
import { codeOpenAnswer } from "../actions/code-open-answer.ts";
import { dropQuotation } from "../actions/drop-quotation.ts";
import { listOpenAnswers } from "../actions/list-open-answers.ts";
import { maskOpenAnswer } from "../actions/mask-open-answer.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const text = z
	.string()
	.max(40_000)
	.transform((written) => written.normalize("NFC").trim())
	.pipe(z.string().min(1));
const code = z.enum(openCodes.map(({ code }) => code) as [string, ...string[]]);
const masking = z.strictObject({ masked: text.nullable(), sure: z.boolean() });
/** Which codes there are depends on the question. */
const coding = z.strictObject({
	codes: z.array(z.string().max(200)).min(1).max(5),
});
const passage = z.strictObject({ passage: text });
const quoting = z.strictObject({
	passage: text.pipe(z.string().max(600)),
	code,
});

/** Open answers of a closed survey: masking, coding by two, a third opinion, quotations. */
export const openAnswerRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/open-answers", async (c) =>
			c.json(await listOpenAnswers(context, c.req.param("id"), c.get("user"))),
		)
		.put(
			"/surveys/:id/open-answers/:text/masked",
			jsonBody(masking),
			async (c) => {
				const { id, text } = c.req.param();
				return c.json({
					left: await maskOpenAnswer(
						context,
						id,
						text,
						c.req.valid("json"),
						c.get("user"),
					),
				});
			},
		)
		.put(
			"/surveys/:id/open-answers/:text/codes",
			jsonBody(coding),
			async (c) => {
				const { id, text } = c.req.param();
				const { codes } = c.req.valid("json");
				await codeOpenAnswer(context, id, text, codes, c.get("user"));
				return c.json({});
			},
		)
		.put(
			"/surveys/:id/open-answers/:text/quotation",
			jsonBody(quoting),
			async (c) => {
				const { id, text } = c.req.param();
				const chosen = c.req.valid("json");
				await chooseQuotation(context, id, text, chosen, c.get("user"));
				return c.json({});
			},
		)
		.delete("/surveys/:id/open-answers/:text/quotation", async (c) => {
			const { id, text } = c.req.param();
			await dropQuotation(context, id, text, c.get("user"));
			return c.json({});
		})
		.post(
			"/surveys/:id/open-answers/:text/approval",
			jsonBody(passage),
			async (c) => {
				const { id, text } = c.req.param();
				const { passage } = c.req.valid("json");
				await approveQuotation(context, id, text, passage, c.get("user"));
				return c.json({});
			},
		);
