import { desc, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { apiToken } from "./schema/staff.ts";

export type ApiToken = Omit<typeof apiToken.$inferSelect, "tokenHash">;

export function apiTokenStore(staff: Db) {
	const columns = {
		id: apiToken.id,
		name: apiToken.name,
		role: apiToken.role,
		surveys: apiToken.surveys,
		madeBy: apiToken.madeBy,
		madeAtMs: apiToken.madeAtMs,
		expiresAtMs: apiToken.expiresAtMs,
		revokedAtMs: apiToken.revokedAtMs,
	};
	return {
		async addApiToken(row: typeof apiToken.$inferInsert): Promise<void> {
			staff.insert(apiToken).values(row).run();
		},
		/** The newest first. */
		async apiTokens(): Promise<ApiToken[]> {
			return staff
				.select(columns)
				.from(apiToken)
				.orderBy(desc(apiToken.madeAtMs))
				.all();
		},
		async apiTokenOf(tokenHash: Buffer): Promise<ApiToken | undefined> {
			return staff
				.select(columns)
				.from(apiToken)
				.where(eq(apiToken.tokenHash, tokenHash))
				.get();
		},
		/** False where there is no such token. */
		async revokeApiToken(id: string, atMs: number): Promise<boolean> {
			const { changes } = staff
				.update(apiToken)
				.set({ revokedAtMs: atMs })
				.where(eq(apiToken.id, id))
				.run();
			return changes > 0;
		},
	};
}
