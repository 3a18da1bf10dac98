import path from "node:path";
import { defineConfig } from "vite";

const root = path.resolve(import.meta.dirname, "..");

// One bundle with an entry for each program; node_modules stay outside.
export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	// Taken into the bundle: of its hundreds of files, which Node would load one by one, few are used.
	ssr: { noExternal: ["drizzle-orm"] },
	build: {
		ssr: true,
		outDir: path.join(root, "dist/server"),
		target: "node22",
		copyPublicDir: false,
		rolldownOptions: {
			input: {
				main: path.join(root, "server/main.ts"),
				cli: path.join(root, "server/cli.ts"),
				"microdata-worker": path.join(root, "server/microdata-worker.ts"),
				"outside-worker": path.join(root, "server/outside-worker.ts"),
				"report-worker": path.join(root, "server/report-worker.ts"),
				"sheet-worker": path.join(root, "server/sheet-worker.ts"),
				"table-worker": path.join(root, "server/table-worker.ts"),
				demo: path.join(root, "test/support/demo.ts"),
				bench: path.join(root, "test/bench/run.ts"),
				attack: path.join(root, "test/attack/run.ts"),
			},
		},
	},
});
