import { Hono } from "hono";
import { z } from "zod";
import { importOutside } from "../actions/import-outside.ts";
import type { ServerContext } from "../context.ts";
import { describeOutside } from "../outside-thread.ts";
import { Refusal } from "../refusal.ts";
import { stagedFile, stageFile, unstageFile } from "../staged-files.ts";
import { jsonBody } from "./json-body.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const fileQuery = z.object({ name: z.string().max(300) });
const column = z.string().max(300);
const asked = z.strictObject({
	file: z.string().max(40),
	id: z.string().max(40),
	title: z.string().trim().min(1).max(300),
	source: z.string().trim().min(1).max(500),
	population: z.enum(["cadres", "citizens"]),
	sampling: z.enum(["probability", "non-probability"]),
	weight: column.exactOptional(),
	stratum: column.exactOptional(),
	psu: column.exactOptional(),
	quasiIdentifiers: z.array(column).max(100),
});

/** Responses that another system collected. A file waits in memory until its columns are chosen. */
export const outsideRoutes = (context: ServerContext) => {
	const { store } = context;
	const placeOf = (user: string) => `outside:${user}`;
	const upload = async (id: string, user: string) => {
		const file = stagedFile(store, id, placeOf(user));
		const bytes = new Uint8Array(file.bytes);
		let at = 0;
		for await (const piece of file.open()) {
			bytes.set(piece, at);
			at += piece.length;
		}
		return { name: file.name, bytes };
	};
	return new Hono<StaffEnv>()
		.post("/outside-file", queryOf(fileQuery), async (c) => {
			const type = c.req.header("Content-Type") ?? "";
			if (!type.startsWith("application/octet-stream"))
				throw new Refusal("wrong-content-type");
			const { name } = c.req.valid("query");
			const bytes = new Uint8Array(await c.req.arrayBuffer());
			const described = await describeOutside({ name, bytes });
			const survey = placeOf(c.get("user"));
			return c.json({
				...described,
				file: stageFile(store, { survey, name, bytes }),
			});
		})
		.post("/outside", jsonBody(asked), async (c) => {
			const { file, ...spec } = c.req.valid("json");
			const user = c.get("user");
			const made = await importOutside(
				context,
				await upload(file, user),
				spec,
				user,
			);
			if (!("problems" in made)) unstageFile(store, file);
			return c.json(made);
		});
};
