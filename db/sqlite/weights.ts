import { and, eq, getTableColumns, max } from "drizzle-orm";
import type { PopulationMargin } from "../../analysis/weights/population-margin.ts";
import type { Db } from "./open.ts";
import { margin } from "./schema/design.ts";
import { weightVersion } from "./schema/results.ts";

export interface WeightVersion
	extends Omit<typeof weightVersion.$inferSelect, "base" | "final"> {
	base: Float64Array;
	final: Float64Array;
}

export type NewWeightVersion = Omit<WeightVersion, "version" | "isFinal">;

export function weightStore(design: Db, results: Db) {
	const is = (surveyId: string, version: number) =>
		and(
			eq(weightVersion.surveyId, surveyId),
			eq(weightVersion.version, version),
		);
	const finalOf = (surveyId: string) =>
		and(eq(weightVersion.surveyId, surveyId), eq(weightVersion.isFinal, true));
	return {
		async margins(
			surveyId: string,
		): Promise<{ name: string; body: PopulationMargin }[]> {
			return design
				.select({ name: margin.name, body: margin.body })
				.from(margin)
				.where(eq(margin.surveyId, surveyId))
				.orderBy(margin.name)
				.all();
		},
		async setMargin(
			surveyId: string,
			name: string,
			body: PopulationMargin,
		): Promise<void> {
			design
				.insert(margin)
				.values({ surveyId, name, body })
				.onConflictDoUpdate({
					target: [margin.surveyId, margin.name],
					set: { body },
				})
				.run();
		},
		async removeMargin(surveyId: string, name: string): Promise<void> {
			design
				.delete(margin)
				.where(and(eq(margin.surveyId, surveyId), eq(margin.name, name)))
				.run();
		},
		/** Keeps weights as the survey's next version, and tells its number. */
		async addWeightVersion({
			base,
			final,
			...rest
		}: NewWeightVersion): Promise<number> {
			return results.transaction((tx) => {
				const last = tx
					.select({ version: max(weightVersion.version) })
					.from(weightVersion)
					.where(eq(weightVersion.surveyId, rest.surveyId))
					.get();
				const version = (last?.version ?? 0) + 1;
				tx.insert(weightVersion)
					.values({
						...rest,
						version,
						isFinal: false,
						base: bytesOf(base),
						final: bytesOf(final),
					})
					.run();
				return version;
			});
		},
		/** All versions without their weights, the oldest first. */
		async weightVersions(
			surveyId: string,
		): Promise<Omit<WeightVersion, "base" | "final">[]> {
			const { base: _base, final: _final, ...columns } = columnsOf;
			return results
				.select(columns)
				.from(weightVersion)
				.where(eq(weightVersion.surveyId, surveyId))
				.orderBy(weightVersion.version)
				.all();
		},
		async weightVersion(
			surveyId: string,
			version: number,
		): Promise<WeightVersion | undefined> {
			const row = results
				.select()
				.from(weightVersion)
				.where(is(surveyId, version))
				.get();
			return (
				row && {
					...row,
					base: doublesOf(row.base),
					final: doublesOf(row.final),
				}
			);
		},
		/** Declares a version final; false where one is final already, for good. */
		async setFinalWeights(surveyId: string, version: number): Promise<boolean> {
			return results.transaction(
				(tx) => {
					if (
						tx.select().from(weightVersion).where(finalOf(surveyId)).get() !==
						undefined
					)
						return false;
					const { changes } = tx
						.update(weightVersion)
						.set({ isFinal: true })
						.where(is(surveyId, version))
						.run();
					return changes === 1;
				},
				{ behavior: "immediate" },
			);
		},
	};
}

const columnsOf = getTableColumns(weightVersion);

const bytesOf = (values: Float64Array) =>
	Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** A fresh copy is aligned, which a buffer out of SQLite need not be. */
const doublesOf = (bytes: Buffer) =>
	new Float64Array(new Uint8Array(bytes).buffer);
