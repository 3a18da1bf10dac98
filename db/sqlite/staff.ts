import { and, count, eq, gt } from "drizzle-orm";
import type { Db } from "./open.ts";
import { session, setupLink, user } from "./schema/staff.ts";

export function staffStore(db: Db) {
	return {
		async userCount(): Promise<number> {
			return db.select({ users: count() }).from(user).get()?.users ?? 0;
		},
		/** Puts one setup link in the place of all earlier ones. */
		async setSetupLink(tokenHash: Buffer): Promise<void> {
			db.transaction((tx) => {
				tx.delete(setupLink).run();
				tx.insert(setupLink).values({ tokenHash }).run();
			});
		},
		/** Makes a user and spends the link; false when the link is unknown or spent. */
		async useSetupLink(
			tokenHash: Buffer,
			name: string,
			passwordHash: string,
		): Promise<boolean> {
			return db.transaction((tx) => {
				const spent = tx
					.delete(setupLink)
					.where(eq(setupLink.tokenHash, tokenHash))
					.run();
				if (spent.changes === 0) return false;
				tx.insert(user).values({ name, passwordHash }).run();
				return true;
			});
		},
		async passwordHash(name: string): Promise<string | undefined> {
			return db.select().from(user).where(eq(user.name, name)).get()
				?.passwordHash;
		},
		async addSession(row: typeof session.$inferInsert): Promise<void> {
			db.insert(session).values(row).run();
		},
		async sessionUser(
			tokenHash: Buffer,
			nowMs: number,
		): Promise<string | undefined> {
			return db
				.select({ name: session.userName })
				.from(session)
				.where(
					and(eq(session.tokenHash, tokenHash), gt(session.expiresAtMs, nowMs)),
				)
				.get()?.name;
		},
		async removeSession(tokenHash: Buffer): Promise<void> {
			db.delete(session).where(eq(session.tokenHash, tokenHash)).run();
		},
	};
}
