import { existsSync } from "node:fs";
import path from "node:path";

/** The folder of package.json: this code runs from server/ in tests and from dist/server once built. */
export const projectRoot = ((): string => {
	let folder = import.meta.dirname;
	while (!existsSync(path.join(folder, "package.json"))) {
		const parent = path.dirname(folder);
		if (parent === folder) throw new Error("package.json is not above server/");
		folder = parent;
	}
	return folder;
})();
