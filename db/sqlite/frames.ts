import { and, eq, getTableColumns, max, sql } from "drizzle-orm";
import type { CheckedUnit } from "../../analysis/frame/check-frame.ts";
import type { Db } from "./open.ts";
import { frame, frameRow } from "./schema/design.ts";

export type Frame = typeof frame.$inferSelect;
export type NewFrame = Omit<Frame, "version" | "units">;

export function frameStore(db: Db) {
	const is = (surveyId: string, version: number) =>
		and(eq(frameRow.surveyId, surveyId), eq(frameRow.frameVersion, version));
	return {
		/** Keeps a checked frame as the survey's next version, all of it or nothing. */
		async addFrame(added: NewFrame, units: CheckedUnit[]): Promise<Frame> {
			return db.transaction((tx) => {
				const { surveyId } = added;
				const last = tx
					.select({ version: max(frame.version) })
					.from(frame)
					.where(eq(frame.surveyId, surveyId))
					.get();
				const version = (last?.version ?? 0) + 1;
				const whole = { ...added, version, units: units.length };
				tx.insert(frame).values(whole).run();
				// Bound by the driver: mapping names anew for every row costs more than SQLite's own work.
				const columns = Object.keys(getTableColumns(frameRow));
				const placeholders = columns.map((name) => [
					name,
					sql.placeholder(name),
				]);
				const { sql: statement } = tx
					.insert(frameRow)
					.values(Object.fromEntries(placeholders))
					.toSQL();
				const insert = db.$client.prepare(statement);
				for (const unit of units) {
					const row: Record<string, unknown> = {
						...unit,
						surveyId,
						frameVersion: version,
					};
					insert.run(columns.map((name) => row[name] ?? null));
				}
				return whole;
			});
		},
		/** Every version of a survey's frame, the oldest first. */
		async frames(surveyId: string): Promise<Frame[]> {
			return db
				.select()
				.from(frame)
				.where(eq(frame.surveyId, surveyId))
				.orderBy(frame.version)
				.all();
		},
		async frameUnits(
			surveyId: string,
			version: number,
		): Promise<CheckedUnit[]> {
			const {
				surveyId: _survey,
				frameVersion: _version,
				...columns
			} = getTableColumns(frameRow);
			return db
				.select(columns)
				.from(frameRow)
				.where(is(surveyId, version))
				.orderBy(frameRow.row)
				.all();
		},
	};
}
