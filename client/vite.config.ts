import path from "node:path";
import { defineConfig } from "vite";

const root = path.resolve(import.meta.dirname, "..");

// Two bundles that share nothing but Preact: the phone's must stay small, the console's may be large.
export default defineConfig({
	root,
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	publicDir: false,
	build: {
		outDir: path.join(root, "dist/client"),
		emptyOutDir: true,
		manifest: true,
		modulePreload: false,
		target: "es2020",
		rolldownOptions: {
			input: [
				path.join(root, "client/respondent/page.tsx"),
				path.join(root, "client/staff/main.tsx"),
			],
		},
	},
});
