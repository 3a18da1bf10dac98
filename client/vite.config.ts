import path from "node:path";
import { defineConfig } from "vite";

const root = path.resolve(import.meta.dirname, "..");

const entries: Record<string, string> = {
	respondent: "client/respondent/page.tsx",
	tokens: "client/respondent/token-script.ts",
	staff: "client/staff/main.tsx",
};

// `--mode respondent`, `tokens` or `staff`: built apart, so that the phone fetches one script that shares nothing, and a
// second one only where a survey uses tokens.
export default defineConfig(({ mode }) => ({
	root,
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	publicDir: false,
	build: {
		outDir: path.join(root, "dist/client"),
		emptyOutDir: mode === "respondent",
		manifest: `${mode}.json`,
		modulePreload: false,
		target: "es2020",
		rolldownOptions: {
			input: path.join(root, entries[mode] ?? mode),
			// What the page imports at run time keeps its exports.
			...(mode === "tokens" ? { preserveEntrySignatures: "strict" } : {}),
		},
	},
}));
