import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Decrypter } from "age-encryption";
import Database from "better-sqlite3";
import type { Access } from "../../db/sqlite/schema/design.ts";
import { type Row, row } from "../bench/row.ts";
import type { Field } from "./field.ts";
import { errorsAbove } from "./figures.ts";
import {
	type Linkage,
	link,
	linkByFiles,
	type SeenTable,
	tracesIn,
} from "./thief.ts";

/** Attacks one copy of the files, by the log of uses and by what other tables know, and gives what links best. */
export function attackCopy(
	{ authors, arrivals, access }: Field,
	copy: string,
	count: number,
	random: () => number,
) {
	const seen = (table: SeenTable) => {
		const traces = tracesIn(copy, table);
		const known = traces.length > 0 ? authors(copy, table) : new Map();
		if (known.size !== traces.length)
			throw new Error(
				`the thief sees ${traces.length} and the judge ${known.size} rows of ${table}`,
			);
		return {
			...{ table, traces },
			personOf: (key: string): number => known.get(key)?.person ?? -1,
			arrivalOf: (key: string): number => known.get(key)?.time ?? -1,
		};
	};
	const forms = seen("response");
	if (forms.traces.length !== count)
		throw new Error(
			`the thief sees ${forms.traces.length} of ${count} responses`,
		);
	const others = cardTables[access].map(seen);
	const uses = arrivals.slice(0, count);
	const spent = others.find(({ table }) => table === "spent");
	const linkages = [
		told("log of uses", link(forms.traces, uses, forms.personOf, random)),
		...(spent
			? [
					told(
						"log of uses to token",
						link(spent.traces, uses, spent.personOf, random),
					),
				]
			: []),
		...others
			.filter(({ traces }) => traces.length === count)
			.map((other) =>
				told(
					`${other.table} to form, files alone`,
					linkByFiles(
						...([forms.traces, forms.personOf] as const),
						...([other.traces, other.personOf] as const),
						random,
					),
				),
			),
	];
	const linkage = linkages.reduce((a, b) =>
		errorsAbove(a) > errorsAbove(b) ? a : b,
	);
	return { ...forms, others, spent, linkage };
}

/** Tables that know which cards were used. */
const cardTables: Record<Access, SeenTable[]> = {
	slips: ["slip"],
	tokens: ["invitation", "spent"],
};

const told = (way: string, linkage: Linkage): Linkage => ({
	...linkage,
	signal: `${linkage.signal} (${way})`,
});

/** Values, ids and MACs included, that stand in two tables of a stolen folder: nothing but lots may. */
export function sharedValues(copy: string, access: Access): Row {
	const holders = new Map<string, Set<string>>();
	for (const [name, tables] of [
		["collector.db", ["response", "spent", "slip", "free_text"]],
		["issuer.db", ["invitation"]],
	] as const) {
		const file = path.join(copy, name);
		if (!existsSync(file)) continue;
		const db = new Database(file, { readonly: true });
		for (const table of tables)
			for (const row of db.prepare(`select * from ${table}`).all())
				for (const value of Object.values(row as object))
					if (Buffer.isBuffer(value) && !isBlank(value)) {
						const text = value.toString("hex");
						holders.set(text, (holders.get(text) ?? new Set()).add(table));
					}
		db.close();
	}
	return row(
		`${access}: values that two tables share, besides the lot`,
		[...holders.values()].filter((tables) => tables.size > 1).length,
		"values",
		{ op: "=", value: 0 },
		`${holders.size} ids, MACs, tokens and bodies of cards, tokens and forms`,
	);
}

const isBlank = (bytes: Buffer) => bytes.every((byte) => byte === bytes[0]);

export async function decrypt(
	backup: string,
	identity: string,
	folder: string,
): Promise<void> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	const plain = await decrypter.decrypt(readFileSync(backup));
	writeFileSync(path.join(folder, path.basename(backup, ".age")), plain);
}
