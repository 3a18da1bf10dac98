import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Hono } from "hono";
import { z } from "zod";
import { fileFormats } from "../../analysis/microdata/package-files.ts";
import {
	exportMicrodata,
	storedFile,
	usualLicence,
} from "../actions/export-microdata.ts";
import { microdataState } from "../actions/microdata-state.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const name = z.string().max(100);
const asked = z.object({
	/** Names with commas between them; empty for none, absent for the proposed ones. */
	identifiers: z.string().max(2000).optional(),
});
const line = (most: number) =>
	z
		.string()
		.max(most)
		.transform((text) => text.normalize("NFC").trim())
		.pipe(z.string().min(1));
const request = z.strictObject({
	identifiers: z.array(name).max(100),
	formats: z.array(z.enum(fileFormats)).min(1),
	licence: line(200).default(usualLicence),
	producer: line(300),
});

/** The file of a closed survey's responses: what it would hold, and the making of it. */
export const fileRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/files", queryOf(asked), async (c) =>
			c.json(
				await microdataState(
					context,
					c.req.param("id"),
					c.req
						.valid("query")
						.identifiers?.split(",")
						.filter((one) => one !== ""),
				),
			),
		)
		.post("/surveys/:id/files", jsonBody(request), async (c) => {
			const survey = c.req.param("id");
			const by = c.get("user");
			const body = c.req.valid("json");
			const job = context.jobs.start(
				{ verb: "export-microdata", survey, by },
				async (handle) => {
					const folder = await mkdtemp(path.join(os.tmpdir(), "files-"));
					try {
						const zip = path.join(folder, "package.zip");
						const result = await exportMicrodata(
							context,
							by,
							survey,
							body,
							zip,
							handle,
						);
						const file = `${survey}-microdata.zip`.replace(/[^\w.-]+/g, "-");
						return {
							result,
							stored: await storedFile(zip, file, "application/zip"),
						};
					} finally {
						await rm(folder, { recursive: true, force: true });
					}
				},
			);
			return c.json({ job: job.id });
		});
