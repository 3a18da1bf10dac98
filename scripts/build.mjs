// Builds the two pages and the server, unless dist/ is newer than every source. Prints on stderr only:
// `npm run -s cli -- analyse` owns stdout.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
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
	for (const [configFile, mode] of [
		["client/vite.config.ts", "respondent"],
		["client/vite.config.ts", "worker"],
		["client/vite.config.ts", "staff"],
		["server/vite.config.ts", "production"],
	])
		await build({
			root,
			configFile: path.join(root, configFile),
			mode,
			logLevel: "error",
		});
	// Compressed once, at the highest level, instead of at every request.
	const assets = path.join(root, "dist/client/assets");
	for (const name of readdirSync(assets).filter((n) => /\.(js|css)$/.test(n)))
		writeFileSync(
			path.join(assets, `${name}.br`),
			brotliCompressSync(readFileSync(path.join(assets, name))),
		);
	writeFileSync(stamp, "");
	console.error(`Built in ${Math.round(performance.now() - started)} ms.`);
}
