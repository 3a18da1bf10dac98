import { randomBytes, randomInt } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type {
	FreeTexts,
	ResponseBody,
} from "../../survey-definitions/response.ts";
import { bodyOf, idsOfBlanks } from "./blanks.ts";
import type { Db } from "./open.ts";
import {
	collectorLot,
	freeText,
	type Outcome,
	response,
	slip,
	spent,
	tally,
} from "./schema/collector.ts";
import type { Seal } from "./seal.ts";
import { padded } from "./texts.ts";

/** What a slip or token brings: an interview, or only the fact that there was none. */
export type Yield =
	| { response: ResponseBody; texts: FreeTexts }
	| { outcome: Outcome };

export type SpentToken = Omit<typeof spent.$inferInsert, "id" | "filled">;

interface Submission {
	surveyId: string;
	/** A slip's, or the nullifier of a token. */
	key: Buffer;
	vote: { slot: Buffer } | { token: SpentToken };
	brought: Yield;
}

interface Waiting extends Submission {
	sinceMs: number;
	resolve: (stored: boolean) => void;
	reject: (error: unknown) => void;
}

/** At most so many in one transaction, so that other requests get their turn. */
const largestBatch = 100;
/** How long a foreign lock is waited for before the phone is asked to come again. */
const patienceMs = 700;
const retryMs = 25;

/** Submissions that come within `queueMs` are stored in one transaction, sorted; each is answered after its commit. */
export function submissionStore(
	db: Db,
	seal: Seal,
	{ queueMs, padTo }: { queueMs: number; padTo: number },
) {
	let queue: Waiting[] = [];
	let timer: NodeJS.Timeout | undefined;

	const flushIn = (ms: number) => {
		timer ??= setTimeout(flush, ms);
	};

	function flush(): void {
		clearTimeout(timer);
		timer = undefined;
		const batch = queue.splice(0, largestBatch);
		try {
			settle(batch);
		} catch (error) {
			if (!isLocked(error)) throw error;
			const now = performance.now();
			const isPatient = ({ sinceMs }: Waiting) => now - sinceMs < patienceMs;
			for (const late of batch.filter((one) => !isPatient(one)))
				late.reject(error);
			queue = [...batch.filter(isPatient), ...queue];
			if (queue.length > 0) flushIn(retryMs);
			return;
		}
		if (queue.length > 0) flushIn(0);
	}

	/** Stores a batch and answers it; throws only where somebody else holds the lock. */
	function settle(batch: Waiting[]): void {
		let stored: boolean[];
		try {
			stored = store(db, batch, padTo);
		} catch (error) {
			if (isLocked(error)) throw error;
			// One that cannot be stored must not take the others with it.
			if (batch.length > 1) for (const one of batch) settle([one]);
			else batch[0]?.reject(error);
			return;
		}
		seal.wrote(stored.filter(Boolean).length, batch.some(hasTexts));
		for (const [at, one] of batch.entries()) one.resolve(stored[at] as boolean);
	}

	const enqueue = (submission: Submission): Promise<boolean> =>
		new Promise((resolve, reject) => {
			const sinceMs = performance.now();
			queue.push({ ...submission, sinceMs, resolve, reject });
			flushIn(queueMs);
		});

	return {
		/**
		 * Marks an unused slip as used and stores what it brings, in one transaction and with nothing that joins the two.
		 * False when the slip is used, or its field closed, by now.
		 */
		useSlip: (
			surveyId: string,
			codeMac: Buffer,
			slot: Buffer,
			brought: Yield,
		): Promise<boolean> =>
			enqueue({ surveyId, key: codeMac, vote: { slot }, brought }),
		/** The same for a token, whose signature the caller has verified. */
		spendToken: (
			surveyId: string,
			token: SpentToken,
			brought: Yield,
		): Promise<boolean> =>
			enqueue({ surveyId, key: token.nullifier, vote: { token }, brought }),
		/** Stores what waits before the file is closed. */
		flushSubmissions(): void {
			clearTimeout(timer);
			while (queue.length > 0) {
				const batch = queue.splice(0, largestBatch);
				try {
					settle(batch);
				} catch (error) {
					for (const one of batch) one.reject(error);
				}
			}
		},
	};
}

const hasTexts = ({ brought }: Submission) =>
	"texts" in brought && Object.keys(brought.texts).length > 0;

const isLocked = (error: unknown) => {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	return (
		cause instanceof Error &&
		"code" in cause &&
		/^SQLITE_(BUSY|LOCKED)/.test(String(cause.code))
	);
};

const byId = (a: { id: Buffer }, b: { id: Buffer }) => a.id.compare(b.id);

type Transaction = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Uses a slip or spends a token once, while its field is open; gives its lot. */
function vote(
	tx: Transaction,
	{ surveyId, key, vote }: Submission,
): { lotId: string } | undefined {
	const openLots = tx
		.select({ id: collectorLot.id })
		.from(collectorLot)
		.where(
			and(eq(collectorLot.surveyId, surveyId), eq(collectorLot.open, true)),
		);
	if ("slot" in vote) {
		const [used] = tx
			.update(slip)
			.set({ used: true, slot: vote.slot })
			.where(
				and(
					eq(slip.codeMac, key),
					eq(slip.used, false),
					inArray(slip.lotId, openLots),
				),
			)
			.returning({ lotId: slip.lotId })
			.all();
		return used;
	}
	const { lotId } = vote.token;
	const isOpen = openLots.all().some(({ id }) => id === lotId);
	if (!isOpen) return undefined;
	const isSpent = tx
		.select({ id: spent.id })
		.from(spent)
		.where(and(eq(spent.lotId, lotId), eq(spent.nullifier, key)))
		.get();
	if (isSpent) return undefined;
	const blanks = idsOfBlanks(tx, spent, lotId);
	const blank = blanks[randomInt(blanks.length || 1)];
	if (blank)
		tx.update(spent)
			.set({ ...vote.token, filled: true })
			.where(eq(spent.id, blank))
			.run();
	// More tokens than cards were printed: the audit will say so.
	else
		tx.insert(spent)
			.values({ ...vote.token, id: randomBytes(16), filled: true })
			.run();
	return { lotId };
}

/** One transaction: slips and tokens in the order of MACs and nullifiers, then forms and texts in the order of their random ids. */
function store(db: Db, batch: Submission[], padTo: number): boolean[] {
	// Waiting for a lock here would keep every other request waiting: the queue waits instead.
	db.$client.pragma("busy_timeout=0");
	try {
		return db.transaction(
			(tx) => {
				const stored = batch.map(() => false);
				const taken = new Set<string>();
				const forms: {
					id: Buffer;
					lotId: string;
					isNew: boolean;
					body: Buffer;
				}[] = [];
				const texts: (typeof freeText.$inferInsert)[] = [];
				const sorted = [...batch.entries()].sort(([, a], [, b]) =>
					a.key.compare(b.key),
				);
				for (const [at, submission] of sorted) {
					const { surveyId, brought } = submission;
					const used = vote(tx, submission);
					if (!used) continue;
					stored[at] = true;
					if ("outcome" in brought) {
						tx.insert(tally)
							.values({ ...used, outcome: brought.outcome, count: 1 })
							.onConflictDoUpdate({
								target: [tally.lotId, tally.outcome],
								set: { count: sql`${tally.count} + 1` },
							})
							.run();
						continue;
					}
					const blanks = idsOfBlanks(tx, response, used.lotId).filter(
						(id) => !taken.has(id.toString("hex")),
					);
					// Cards that were issued before there were blanks have none.
					const id = blanks[randomInt(blanks.length || 1)];
					if (id) taken.add(id.toString("hex"));
					forms.push({
						id: id ?? randomBytes(16),
						...used,
						isNew: id === undefined,
						body: bodyOf(brought.response, padTo),
					});
					for (const [question, text] of Object.entries(brought.texts)) {
						const body = padded({ surveyId, question, body: text });
						texts.push({ id: randomBytes(16), surveyId, question, body });
					}
				}
				for (const { isNew, ...form } of forms.sort(byId))
					if (isNew) tx.insert(response).values(form).run();
					else
						tx.update(response)
							.set({ body: form.body, filled: true })
							.where(eq(response.id, form.id))
							.run();
				for (const text of texts.sort(byId))
					tx.insert(freeText).values(text).run();
				return stored;
			},
			{ behavior: "immediate" },
		);
	} finally {
		db.$client.pragma("busy_timeout=250");
	}
}
