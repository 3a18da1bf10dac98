import { serve } from "@hono/node-server";
import { sealStorage } from "./actions/seal-storage.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { ServerContext } from "./context.ts";
import { everyNight } from "./every-night.ts";
import { openContext } from "./open-context.ts";

/** Opens the databases and listens. Port 0 takes any free port. Throws an Error that says which port is in use. */
export async function startServer(config: Config) {
	const context = openContext(config);
	const { server, port } = await listen(context, config.port);
	const nights = everyNight(context.now, () => sealStorage(context));
	if (!config.publicUrl) context.publicUrl = `http://localhost:${port}`;
	return {
		url: `http://localhost:${port}`,
		context,
		async close() {
			nights.stop();
			await new Promise((resolve) => server.close(resolve));
			context.store.close();
		},
	};
}

function listen(context: ServerContext, wanted: number) {
	return new Promise<{ server: ReturnType<typeof serve>; port: number }>(
		(resolve, reject) => {
			const server = serve(
				{ fetch: createApp(context).fetch, port: wanted },
				({ port }) => resolve({ server, port }),
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
