import type { Db } from "./open.ts";

/** What HMAC(key, name) a database was first used with. */
export interface KeyMac {
	/** The key's file. */
	name: string;
	mac: Buffer;
}

/** Throws an Error that says what to do where a key is not the one that this database was first used with. */
export function mustBelong(
	{ $client }: Db,
	database: string,
	{ name, mac }: KeyMac,
): void {
	$client
		.prepare("insert or ignore into key_check (name, mac) values (?, ?)")
		.run(name, mac);
	const { mac: known } = $client
		.prepare("select mac from key_check where name = ?")
		.get(name) as { mac: Buffer };
	if (!known.equals(mac))
		throw new Error(
			`the key file keys/${name} does not belong to ${database}.db: put back the file that this database was first used with, no card can be read without it`,
		);
}
