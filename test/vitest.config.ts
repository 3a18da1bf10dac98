import { defineConfig } from "vitest/config";

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					root: import.meta.dirname,
					include: ["**/*.test.ts"],
					exclude: ["journeys/**"],
					testTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: "browser",
					root: import.meta.dirname,
					include: ["journeys/**/*.test.ts"],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
		],
	},
});
