import path from "node:path";
import { serve } from "@hono/node-server";
import { sealIssuer, sealStorage } from "./actions/seal-storage.ts";
import { createApp, createIssuerApp } from "./app.ts";
import type { Config } from "./config.ts";
import { everyNight } from "./every-night.ts";
import { openIssuer } from "./issuer.ts";
import { openContext } from "./open-context.ts";
import { tableThread } from "./table-thread.ts";

/** An issuer alone: its own file, its own route. Throws an Error that says which port is in use. */
export async function startIssuer({
	dataDir,
	port,
	collectorUrl = "",
	backup,
}: Config) {
	const issuer = openIssuer(path.resolve(dataDir));
	const app = createIssuerApp(issuer, collectorUrl);
	const { server, port: taken } = await listen(app.fetch, port);
	const nights = everyNight(Date.now, () => sealIssuer(issuer, backup));
	return {
		url: `http://localhost:${taken}`,
		issuer,
		async close() {
			nights.stop();
			await new Promise((resolve) => server.close(resolve));
			issuer.store.close();
		},
	};
}

/** Opens the databases and listens. Port 0 takes any free port. Throws an Error that says which port is in use. */
export async function startServer(config: Config) {
	const context = openContext(config);
	context.tables = tableThread(context.store.folder);
	const { server, port } = await listen(createApp(context).fetch, config.port);
	const nights = everyNight(context.now, () => sealStorage(context));
	if (!config.publicUrl) context.publicUrl = `http://localhost:${port}`;
	return {
		url: `http://localhost:${port}`,
		context,
		async close() {
			nights.stop();
			await new Promise((resolve) => server.close(resolve));
			await context.tables?.close();
			context.store.close();
			context.issuer?.store.close();
		},
	};
}

function listen(fetch: ReturnType<typeof createApp>["fetch"], wanted: number) {
	return new Promise<{ server: ReturnType<typeof serve>; port: number }>(
		(resolve, reject) => {
			const server = serve({ fetch, port: wanted }, ({ port }) =>
				resolve({ server, port }),
			);
			server.on("error", (error: NodeJS.ErrnoException) =>
				reject(
					error.code === "EADDRINUSE"
						? new Error(
								`port ${wanted} is in use: stop the other program, or set PORT to another one`,
							)
						: error,
				),
			);
		},
	);
}
