import {
	cardCounts,
	checkLedger,
	contactCounts,
	type LedgerCount,
	type LedgerCounts,
	type LedgerProblem,
} from "../../analysis/fieldwork/dispositions.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

export interface LedgerLot {
	id: string;
	stratum: Text;
	/** Cards planned for the lot. */
	planned: number;
	/** By pile: "1" leaders, "2" others, "all". */
	piles: Record<string, LedgerCounts>;
}

export interface Ledger {
	piles: string[];
	counts: LedgerCount[];
	lots: LedgerLot[];
	/** Closed: it never changes again. */
	locked: boolean;
}

export interface LedgerEntry {
	lot: string;
	pile: string;
	counts: LedgerCounts;
}

export type LedgerRowProblem = (
	| LedgerProblem
	| { count: null; code: "unknown-lot" | "unknown-pile" }
) & { lot: string; pile: string };

/** What became of the cards, one entry a lot and pile. */
export async function readLedger(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<Ledger> {
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, status } = stored;
	const isByClass = definition.baseWeight.kind === "class";
	const piles = isByClass ? ["1", "2"] : ["all"];
	const strata = new Map(
		(await store.strata(surveyId)).map(({ id, label }) => [id, label]),
	);
	const entered = await store.ledger(surveyId);
	const lots = (await store.lots(surveyId)).filter(({ reserve }) => !reserve);
	return {
		piles,
		counts: isByClass ? [...cardCounts] : [...cardCounts, ...contactCounts],
		lots: lots.map(({ id, stratumId, invited }) => ({
			id,
			stratum: strata.get(stratumId) ?? { vi: "", en: "" },
			planned: invited,
			piles: Object.fromEntries(
				piles.map((pile) => [
					pile,
					entered.find((row) => row.lotId === id && row.pile === pile)
						?.counts ?? {},
				]),
			),
		})),
		locked: status === "closed",
	};
}

/** Stores rows of the ledger, all of them or, where one cannot be true, none: then it gives what is wrong. */
export async function setLedger(
	context: ServerContext,
	surveyId: string,
	entries: LedgerEntry[],
	by: string,
): Promise<LedgerRowProblem[]> {
	const { store } = context;
	const ledger = await readLedger(context, surveyId);
	if (ledger.locked) throw new Refusal("fieldwork-closed");
	const known = new Set(ledger.lots.map(({ id }) => id));
	const problems = entries.flatMap(
		({ lot, pile, counts }): LedgerRowProblem[] =>
			!known.has(lot)
				? [{ lot, pile, count: null, code: "unknown-lot" }]
				: !ledger.piles.includes(pile)
					? [{ lot, pile, count: null, code: "unknown-pile" }]
					: checkLedger(counts).map((problem) => ({ lot, pile, ...problem })),
	);
	if (problems.length > 0) return problems;
	await store.setLedger(
		entries.map(({ lot, pile, counts }) => ({
			surveyId,
			lotId: lot,
			pile,
			counts: Object.fromEntries(
				ledger.counts.flatMap((count) =>
					counts[count] === undefined ? [] : [[count, counts[count]]],
				),
			),
		})),
	);
	await recordAudit(context, by, "set-ledger", surveyId, {
		rows: entries.length,
	});
	return [];
}
