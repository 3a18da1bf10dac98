import { createReadStream, createWriteStream, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Encrypter } from "age-encryption";
import Database from "better-sqlite3";
import type { Db } from "./open.ts";
import { rewriteFile } from "./seal.ts";

/**
 * Writes a database anew and encrypts the file as it then is to `folder`/NAME.db.age, in the place of the backup before.
 * The rewritten file is what VACUUM INTO would give, so that no second, plain file is ever made. The online backup API
 * would copy the pages as they are, the order of arrival included.
 */
export async function backUp(
	db: Db,
	name: string,
	folder: string,
	recipient: string,
): Promise<string> {
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const backup = path.join(folder, `${name}.db.age`);
	const unfinished = `${backup}.unfinished`;

	rewriteFile(db, name);
	// While it reads an empty log, nothing is carried from the log into the file: what comes meanwhile waits there.
	const reader = new Database(db.$client.name, { readonly: true });
	try {
		reader.exec("BEGIN; SELECT count(*) FROM sqlite_master");
		if (statSync(`${db.$client.name}-wal`).size > 0)
			throw new Error(
				`${name}.db was written to by another program as its backup began: try again`,
			);
		// Node's streams and the web's are declared apart, and are the same.
		const plain: unknown = Readable.toWeb(createReadStream(db.$client.name));
		const sealed: unknown = await encrypter.encrypt(plain as ReadableStream);
		await pipeline(
			Readable.fromWeb(sealed as NodeReadableStream),
			createWriteStream(unfinished, { mode: 0o600, flush: true }),
		);
		await rename(unfinished, backup);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	} finally {
		reader.close();
	}
	return backup;
}
