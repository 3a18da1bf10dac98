import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Row } from "../bench/row.ts";
import { attackField } from "./attack-field.ts";
import { attackWeakKeys } from "./attack-keys.ts";
import { attackPages, smallBody } from "./attack-pages.ts";
import { attackWeak, attackWeakPages } from "./attack-weak.ts";
import { attackWeakTokens } from "./weak-tokens.ts";

export interface AttackSize {
	lots: number;
	perLot: number;
	days: number;
	/** Thefts in mid-field. */
	snapshots: number;
	/** Lots whose private keys the thief tries on every pair of a request and a token. */
	keyLots: number;
	/** Lots of the field with small bodies, for the order within pages. */
	smallLots: number;
	seed: number;
	/** How far above chance the thief may be by chance, in standard errors. */
	tolerance: number;
}

export const full: AttackSize = {
	...{ lots: 200, perLot: 50, days: 30, snapshots: 20, smallLots: 900 },
	...{ keyLots: 20, seed: 1, tolerance: 4 },
};

/** Every attack on what is stored, as rows with their targets. */
export async function attackStorage(
	size: AttackSize,
	report: (what: string) => void = () => {},
): Promise<Row[]> {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-attack-"));
	const under = (name: string) => path.join(folder, name);
	try {
		return [
			...attackWeak(under("weak"), size),
			attackWeakPages(under("weak"), size, smallBody),
			...attackWeakTokens(under("weak"), size),
			...(await attackWeakKeys(size.perLot)),
			...(await attackField(under("slips"), "slips", size, report)),
			...(await attackField(under("tokens"), "tokens", size, report)),
			...(await attackPages(under("small-slips"), "slips", size, report)),
			...(await attackPages(under("small-tokens"), "tokens", size, report)),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
