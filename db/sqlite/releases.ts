import { count, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { releasedDomain } from "./schema/results.ts";

export type ReleasedDomain = Omit<
	typeof releasedDomain.$inferSelect,
	"surveyId" | "place"
>;

export function releaseStore(results: Db) {
	const of = (surveyId: string) => eq(releasedDomain.surveyId, surveyId);
	return {
		/** In the order of their release. */
		async releasedDomains(surveyId: string): Promise<ReleasedDomain[]> {
			return results
				.select({
					weights: releasedDomain.weights,
					variable: releasedDomain.variable,
					by: releasedDomain.by,
					shown: releasedDomain.shown,
					membership: releasedDomain.membership,
				})
				.from(releasedDomain)
				.where(of(surveyId))
				.orderBy(releasedDomain.place)
				.all();
		},
		async releasedDomainCount(surveyId: string): Promise<number> {
			const [found] = results
				.select({ rows: count() })
				.from(releasedDomain)
				.where(of(surveyId))
				.all();
			return found?.rows ?? 0;
		},
		/** Remembers releases after those already known; false, and nothing is kept, where another program added some since. */
		async addReleasedDomains(
			surveyId: string,
			known: number,
			added: ReleasedDomain[],
		): Promise<boolean> {
			return results.transaction(
				(tx) => {
					const [found] = tx
						.select({ rows: count() })
						.from(releasedDomain)
						.where(of(surveyId))
						.all();
					if (found?.rows !== known) return false;
					for (const [at, one] of added.entries())
						tx.insert(releasedDomain)
							.values({ surveyId, place: known + at, ...one })
							.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
	};
}
