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
		async addSnapshot(surveyId: string, taken: Snapshot): Promise<void> {
			db.transaction((tx) => {
				tx.insert(snapshot)
					.values({
						surveyId,
						definitionVersion: taken.definitionVersion,
						rows: taken.rows,
					})
					.run();
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
			});
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
