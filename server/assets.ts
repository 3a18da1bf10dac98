import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project-root.ts";

export const clientFolder = path.join(projectRoot, "dist", "client");

interface Entry {
	js: string;
	css: string[];
}

type Manifest = Record<string, { file: string; css?: string[] }>;

/** The built files of the two pages, as addresses. Throws when the clients have not been built. */
export function clientAssets(): { respondent: Entry; staff: Entry } {
	const file = path.join(clientFolder, ".vite", "manifest.json");
	if (!existsSync(file))
		throw new Error(`${file} is missing: run "npm run build"`);
	const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
	const entry = (source: string): Entry => {
		const built = manifest[source];
		if (!built) throw new Error(`${source} is not in ${file}: build anew`);
		return {
			js: `/${built.file}`,
			css: (built.css ?? []).map((name) => `/${name}`),
		};
	};
	return {
		get respondent() {
			return entry("client/respondent/page.tsx");
		},
		get staff() {
			return entry("client/staff/main.tsx");
		},
	};
}
