import path from "node:path";
import { openStore } from "../db/store.ts";
import type { Config } from "./config.ts";
import type { ServerContext } from "./context.ts";
import { openIssuer } from "./issuer.ts";
import { jobRegister } from "./jobs.ts";
import { withKeyFile } from "./key-file.ts";
import { readLanguages } from "./languages.ts";

/** Opens the databases and the key files without listening. Throws an Error that names what cannot be opened. */
export const openContext = ({
	dataDir,
	port,
	publicUrl,
	backup,
	role = "all",
	issuerUrl,
}: Config): ServerContext => {
	const folder = path.resolve(dataDir);
	// Before anything is made: a file that is no language must not leave half a data folder behind.
	const languages = readLanguages(path.join(folder, "languages"));
	// The key stays once its database has taken it, whatever fails afterwards.
	const { store, pepper } = withKeyFile(
		folder,
		"slip-pepper",
		(pepper, pepperMac) => ({
			store: openStore(folder, { pepperMac }),
			pepper,
		}),
	);
	try {
		return {
			store,
			pepper,
			publicUrl: publicUrl ?? `http://localhost:${port}`,
			now: Date.now,
			jobs: jobRegister(),
			languages,
			// A collector has neither private keys nor invitations, and opens no file of theirs.
			...(role === "all" ? { issuer: openIssuer(folder) } : {}),
			...(issuerUrl ? { issuerUrl } : {}),
			...(backup ? { backup } : {}),
		};
	} catch (error) {
		store.close();
		throw error;
	}
};
