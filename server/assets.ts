import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project-root.ts";

export const clientFolder = path.join(projectRoot, "dist", "client");

interface Entry {
	js: string;
	css: string[];
}

/** The built files of a page, as addresses. Throws when the client has not been built. */
export function clientAssets(page: "respondent" | "staff"): Entry {
	const entry = entries.get(page) ?? readEntry(page);
	entries.set(page, entry);
	return entry;
}

const entries = new Map<string, Entry>();

function readEntry(page: string): Entry {
	const file = path.join(clientFolder, `${page}.json`);
	if (!existsSync(file))
		throw new Error(`${file} is missing: run "npm run build"`);
	const manifest = JSON.parse(readFileSync(file, "utf8")) as Record<
		string,
		{ file: string; css?: string[]; isEntry?: boolean }
	>;
	const built = Object.values(manifest).find((chunk) => chunk.isEntry);
	if (!built) throw new Error(`${file} names no entry: build anew`);
	return {
		js: `/${built.file}`,
		css: (built.css ?? []).map((name) => `/${name}`),
	};
}

/** What makes a survey's page open without a network. */
export const serviceWorker = (): string =>
	readFileSync(path.join(clientFolder, "service-worker.js"), "utf8");
