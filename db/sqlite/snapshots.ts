import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { snapshot, snapshotColumn } from "./schema/results.ts";

/** A survey's closed data as typed arrays, one entry a response. */
export interface Snapshot {
	definitionVersion: number;
	rows: number;
	columns: Record<string, Int16Array | Float64Array>;
}

export function snapshotStore(db: Db) {
	return {
		/** False, and nothing stored, where another program has stored one. */
		async addSnapshot(surveyId: string, taken: Snapshot): Promise<boolean> {
			return db.transaction(
				(tx) => {
					const { changes } = tx
						.insert(snapshot)
						.values({
							surveyId,
							definitionVersion: taken.definitionVersion,
							rows: taken.rows,
							mark: randomUUID(),
						})
						.onConflictDoNothing()
						.run();
					if (changes === 0) return false;
					for (const [name, column] of Object.entries(taken.columns))
						tx.insert(snapshotColumn)
							.values({
								surveyId,
								name,
								type: column instanceof Int16Array ? "int16" : "float64",
								data: Buffer.from(
									column.buffer,
									column.byteOffset,
									column.byteLength,
								),
							})
							.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Tells a snapshot from every other, also of a survey that had the name before. */
		async snapshotMark(surveyId: string): Promise<string | undefined> {
			return db
				.select({ mark: snapshot.mark })
				.from(snapshot)
				.where(eq(snapshot.surveyId, surveyId))
				.get()?.mark;
		},
		async snapshot(surveyId: string): Promise<Snapshot | undefined> {
			const head = db
				.select()
				.from(snapshot)
				.where(eq(snapshot.surveyId, surveyId))
				.get();
			if (!head) return undefined;
			const columns: Snapshot["columns"] = {};
			for (const { name, type, data } of db
				.select()
				.from(snapshotColumn)
				.where(eq(snapshotColumn.surveyId, surveyId))
				.all()) {
				// A fresh copy is aligned, which a buffer out of SQLite need not be.
				const bytes = new Uint8Array(data).buffer;
				columns[name] =
					type === "int16" ? new Int16Array(bytes) : new Float64Array(bytes);
			}
			return {
				definitionVersion: head.definitionVersion,
				rows: head.rows,
				columns,
			};
		},
	};
}
