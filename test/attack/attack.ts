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

type Attack = () => Row[] | Promise<Row[]>;

/** The attacks on what is stored, by name; each leaves its files in the folder. */
export function storageAttacks(
	size: AttackSize,
	folder: string,
	report: (what: string) => void = () => {},
): [string, Attack][] {
	const under = (name: string) => path.join(folder, name);
	return [
		[
			"careless stores",
			async () => [
				...attackWeak(under("weak"), size),
				attackWeakPages(under("weak"), size, smallBody),
				...attackWeakTokens(under("weak"), size),
				...(await attackWeakKeys(size.perLot)),
			],
		],
		["slips", () => attackField(under("slips"), "slips", size, report)],
		["tokens", () => attackField(under("tokens"), "tokens", size, report)],
		[
			"order of slips",
			() => attackPages(under("small-slips"), "slips", size, report),
		],
		[
			"order of tokens",
			() => attackPages(under("small-tokens"), "tokens", size, report),
		],
	];
}

/** A folder for them that is gone afterwards. */
export async function inAttackFolder<T>(
	attack: (folder: string) => Promise<T>,
): Promise<T> {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-attack-"));
	try {
		return await attack(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
