import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openStore } from "../db/store.ts";
import type { Config } from "./config.ts";
import type { ServerContext } from "./context.ts";
import { jobRegister } from "./jobs.ts";

/** The key of slip codes: a file apart from the databases, readable by its owner alone. */
function readPepper(dataDir: string): Buffer {
	const file = path.join(dataDir, "keys", "slip-pepper");
	if (!existsSync(file)) {
		mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
		writeFileSync(file, randomBytes(32), { mode: 0o600, flag: "wx" });
	}
	const pepper = readFileSync(file);
	if (pepper.length !== 32)
		throw new Error(
			`the key ${file} is not 32 bytes long: put the right file back, cards cannot be read without it`,
		);
	return pepper;
}

/** Opens the databases and the key file without listening. Throws an Error that names what cannot be opened. */
export const openContext = ({ dataDir, port, publicUrl, backup }: Config) => {
	const store = openStore(path.resolve(dataDir));
	return {
		store,
		pepper: readPepper(path.resolve(dataDir)),
		publicUrl: publicUrl ?? `http://localhost:${port}`,
		now: Date.now,
		jobs: jobRegister(),
		...(backup ? { backup } : {}),
	} satisfies ServerContext;
};
