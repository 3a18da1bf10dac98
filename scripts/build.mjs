// Builds the two pages and the server, unless dist/ is newer than every source. Prints on stderr only:
// `npm run -s cli -- analyse` owns stdout.
import { readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";

const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "dist", ".built");

function newest(entry) {
	const stat = statSync(entry);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(
		stat.mtimeMs,
		...readdirSync(entry).map((name) => newest(path.join(entry, name))),
	);
}

function isBuilt() {
	const built = statSync(stamp, { throwIfNoEntry: false });
	const sources =
		"client server db analysis survey-definitions test package-lock.json scripts";
	return (
		built !== undefined &&
		sources
			.split(" ")
			.every((name) => newest(path.join(root, name)) < built.mtimeMs)
	);
}

if (!isBuilt()) {
	const started = performance.now();
	for (const configFile of ["client/vite.config.ts", "server/vite.config.ts"])
		await build({
			root,
			configFile: path.join(root, configFile),
			logLevel: "error",
		});
	writeFileSync(stamp, "");
	console.error(`Built in ${Math.round(performance.now() - started)} ms.`);
}
