import type { Store } from "../db/store.ts";
import type { Languages } from "../survey-definitions/languages.ts";
import type { BackupPlan } from "./config.ts";
import type { Issuer } from "./issuer.ts";
import type { Jobs } from "./jobs.ts";
import type { TableThread } from "./table-thread.ts";

/** What figures of closed surveys need: all that a thread of its own opens anew. */
export type FigureContext = Pick<ServerContext, "store" | "now">;

/** What actions and routes need besides their input. */
export interface ServerContext {
	store: Store;
	/** Key of HMAC(pepper, slip code); it lives in a file outside the databases. */
	pepper: Buffer;
	/** The address that cards and links carry, without a slash at its end. */
	publicUrl: string;
	/** Milliseconds since 1970; only staff sessions know the time. */
	now: () => number;
	/** Long work of staff, in memory. */
	jobs: Jobs;
	/** Of respondents' pages; absent where the project's own are all. */
	languages?: Languages;
	/** Absent where another program gives out tokens, or none does. */
	issuer?: Issuer;
	/** Origin of that other program, where phones fetch tokens. */
	issuerUrl?: string;
	/** Where tables are built beside the main thread; absent for databases in memory and for the command line. */
	tables?: TableThread;
	/** Absent where no backup is to be made. */
	backup?: BackupPlan;
}
