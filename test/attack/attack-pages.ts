import { cpSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { randomFrom } from "../../analysis/sampling/random.ts";
import type { Access } from "../../db/sqlite/schema/design.ts";
import { sealStorage } from "../../server/actions/seal-storage.ts";
import type { Row } from "../bench/row.ts";
import type { AttackSize } from "./attack.ts";
import { attackCopy, decrypt } from "./attack-copy.ts";
import { openField } from "./field.ts";
import { linkageRow, orderRow } from "./figures.ts";
import { orderInPages } from "./thief.ts";

/** A form of the attack's survey fits in, and some twenty lie in a page. */
export const smallBody = 128;

/** A field whose bodies are so small that a page holds many rows: which of two neighbours came first? */
export async function attackPages(
	folder: string,
	access: Access,
	{ smallLots, perLot, days, seed, tolerance }: AttackSize,
	report: (what: string) => void,
): Promise<Row[]> {
	const data = path.join(folder, "data");
	const stolen = path.join(folder, "stolen");
	const backups = path.join(folder, "backups");
	const identity = await generateIdentity();
	const recipient = await identityToRecipient(identity);
	const field = await openField({
		// A key for each lot takes half a second: fewer and larger ones have as many pages.
		...(access === "tokens"
			? { lots: Math.ceil(smallLots / 4), perLot: 4 * perLot }
			: { lots: smallLots, perLot }),
		...{ folder: data, access, days, seed },
		...{ isShort: true, storage: { padTo: smallBody } },
		backup: {
			folder: backups,
			recipients: [{ database: "collector", recipient }],
		},
	});
	const { arrivals, context } = field;
	const random = randomFrom(seed + 2);
	for (const [at, arrival] of arrivals.entries()) {
		if (at % 5000 === 0)
			report(`${access}, small forms: ${at} of ${arrivals.length}`);
		await field.send(arrival);
	}
	const rows: Row[] = [];
	const attack = (name: string) => {
		const { traces, linkage, arrivalOf, spent } = attackCopy(
			field,
			stolen,
			arrivals.length,
			random,
		);
		const pages = `${access}, pages`;
		rows.push(orderRow(`${pages}, ${name}`, orderInPages(traces, arrivalOf)));
		if (spent)
			rows.push(
				orderRow(
					`${pages} of spent tokens, ${name}`,
					orderInPages(spent.traces, spent.arrivalOf),
				),
			);
		rows.push(
			linkageRow(`${access}: small forms, ${name}`, linkage, tolerance),
		);
		rmSync(stolen, { recursive: true });
	};
	await field.rest();
	cpSync(data, stolen, { recursive: true });
	attack("between nights");
	await sealStorage(context);
	cpSync(data, stolen, { recursive: true });
	attack("sealed");
	mkdirSync(stolen);
	await decrypt(path.join(backups, "collector.db.age"), identity, stolen);
	attack("backup");
	field.close();
	return rows;
}
