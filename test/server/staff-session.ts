import { Hono } from "hono";
import { setupLink } from "../../server/actions/make-setup-link.ts";
import type { ServerContext } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { Refusal, statusOf } from "../../server/refusal.ts";
import { staffRoutes } from "../../server/routes/staff.ts";

export type StaffSession = Awaited<ReturnType<typeof staffSession>>;

/** Somebody of the staff, logged in, over HTTP. */
export async function staffSession(context: ServerContext, name = "Lan") {
	const app = new Hono()
		.route("/staff", staffRoutes(context))
		.onError((error, c) => {
			if (!(error instanceof Refusal)) throw error;
			const { code, problems } = error;
			return c.json({ error: { code, problems } }, statusOf[code]);
		});
	const send = (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	) =>
		app.request(`${context.publicUrl}/staff/api${path}`, {
			method,
			headers: {
				Origin: context.publicUrl,
				...(body === undefined || body instanceof Uint8Array
					? {}
					: { "Content-Type": "application/json" }),
				...headers,
			},
			...(body === undefined
				? {}
				: {
						body:
							body instanceof Uint8Array
								? (body as Uint8Array<ArrayBuffer>)
								: JSON.stringify(body),
					}),
		});
	const token = (await setupLink(context)).split("#")[1] ?? "";
	const setUp = await send("POST", "/setup", {
		token,
		name,
		password: "mười chữ trở lên",
	});
	const Cookie = setUp.headers.get("Set-Cookie")?.split(";")[0] ?? "";
	const ask = (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	) => send(method, path, body, { Cookie, ...headers });
	return {
		ask,
		get: async <T>(path: string) =>
			(await (await ask("GET", path)).json()) as T,
		/** The job that a request starts, once it has ended. */
		async done(started: Response): Promise<Job> {
			const { job } = (await started.json()) as { job: string };
			for (;;) {
				const now = (await (await ask("GET", `/jobs/${job}`)).json()) as Job;
				if (now.state !== "running") return now;
				await new Promise(setImmediate);
			}
		},
	};
}

export const codeOf = async (response: Response): Promise<string> =>
	((await response.json()) as { error: { code: string } }).error.code;
