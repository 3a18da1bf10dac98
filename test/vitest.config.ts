import path from "node:path";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./long-first.ts";

// Threads and servers that tests start read their sources anew each time: compiled once, they start in a third of it.
// A thread heeds it only where its process began with it.
process.env["NODE_COMPILE_CACHE"] = path.join(
	import.meta.dirname,
	"../node_modules/.cache/node",
);

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	test: {
		// By itself vitest leaves one core free, half of a small machine.
		maxWorkers: "100%",
		sequence: { sequencer: LongFirst },
		globalSetup: path.join(import.meta.dirname, "temporary-folder.ts"),
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					root: import.meta.dirname,
					include: ["**/*.test.ts"],
					exclude: ["journeys/**"],
					// Most of a file's time would be its imports, made anew: no file replaces a module.
					isolate: false,
					// Far above what any takes on a quiet machine: time is the bench's to judge.
					testTimeout: 300_000,
					hookTimeout: 300_000,
				},
			},
			{
				extends: true,
				test: {
					name: "browser",
					root: import.meta.dirname,
					include: ["journeys/**/*.test.ts"],
					testTimeout: 400_000,
					hookTimeout: 300_000,
				},
			},
		],
	},
});
