import path from "node:path";
import { defineConfig } from "vite";

const root = path.resolve(import.meta.dirname, "..");

const entries: Record<string, string> = {
	respondent: "client/respondent/page.tsx",
	worker: "client/respondent/service-worker.ts",
	staff: "client/staff/main.tsx",
};

/** Built as a library is, because Vite puts 1.4 KB of its own into a page that fetches a chunk later. */
const asLibrary = (entry: string, name = "assets/[name]-[hash].js") => ({
	lib: { entry, formats: ["es" as const] },
	rolldownOptions: {
		// The chunks import from the page itself: one request fewer.
		preserveEntrySignatures: "allow-extension" as const,
		output: {
			minify: true,
			comments: false,
			entryFileNames: name,
			chunkFileNames: name,
		},
	},
});

// `--mode respondent`, `worker` or `staff`: built apart, so that the phone's scripts share nothing with the desk's.
export default defineConfig(({ mode }) => {
	const entry = path.join(root, entries[mode] ?? mode);
	return {
		root,
		oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
		publicDir: false,
		build: {
			outDir: path.join(root, "dist/client"),
			emptyOutDir: mode === "respondent",
			manifest: mode === "worker" ? false : `${mode}.json`,
			modulePreload: false,
			target: "es2020",
			...(mode === "respondent"
				? asLibrary(entry)
				: mode === "worker"
					? asLibrary(entry, "service-worker.js")
					: { rolldownOptions: { input: entry } }),
		},
	};
});
