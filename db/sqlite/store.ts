import { apiTokenStore } from "./api-tokens.ts";
import { auditStore } from "./audit.ts";
import { backUp } from "./backup.ts";
import { ballotStore } from "./ballots.ts";
import { derivedStore } from "./derived.ts";
import { frameStore } from "./frames.ts";
import { frozenDataStore } from "./frozen-data.ts";
import { geographyStore } from "./geography.ts";
import { type KeyMac, mustBelong } from "./key-check.ts";
import { microdataFileStore } from "./microdata-files.ts";
import { openDatabase } from "./open.ts";
import { openAnswerStore } from "./open-answers.ts";
import { purgeStore } from "./purge.ts";
import { releaseStore } from "./releases.ts";
import { responseStore } from "./responses.ts";
import { sampleStore } from "./samples.ts";
import { savedTableStore } from "./saved-tables.ts";
import { type SealAfter, sealOf } from "./seal.ts";
import { sentenceEditStore } from "./sentence-edits.ts";
import { snapshotStore } from "./snapshots.ts";
import { staffStore } from "./staff.ts";
import { submissionStore } from "./submissions.ts";
import { surveyStore } from "./surveys.ts";
import { weightStore } from "./weights.ts";

export interface StorageSettings {
	/** How long a form may wait for others to be stored with it. */
	queueMs: number;
	/** Bytes that the body of a form is padded to. */
	padTo: number;
	/** When the write-ahead log is emptied. */
	sealAfter: SealAfter;
	/** Of the key of slip codes: another than at first is refused. */
	pepperMac?: KeyMac;
}

const usual: Omit<StorageSettings, "pepperMac"> = {
	queueMs: 20,
	padTo: 4096,
	sealAfter: { writes: 50, ms: 2000 },
};

/** Every function returns a promise and no transaction leaves this folder, so that another database can take its place. */
export function sqliteStore(
	folder: string,
	settings: Partial<StorageSettings> = {},
) {
	const { queueMs, padTo, sealAfter, pepperMac } = { ...usual, ...settings };
	const design = openDatabase(folder, "design");
	const collector = openDatabase(folder, "collector");
	const results = openDatabase(folder, "results");
	const staff = openDatabase(folder, "staff");
	if (pepperMac) mustBelong(collector, "collector", pepperMac);
	const databases = { design, collector, results, staff };
	const seal = sealOf(collector, sealAfter);
	// What a crash left behind.
	seal.sealNow();
	const { flushSubmissions, ...submissions } = submissionStore(
		collector,
		seal,
		{ queueMs, padTo },
	);
	return {
		/** For threads that open the same databases. */
		folder,
		...surveyStore(design),
		...geographyStore(design),
		...frameStore(design),
		...sampleStore(design, collector, padTo),
		...responseStore(collector),
		...ballotStore(design, collector, padTo),
		...submissions,
		...snapshotStore(results),
		...weightStore(design, results),
		...releaseStore(results),
		...derivedStore(results),
		...frozenDataStore(results),
		...microdataFileStore(results),
		...openAnswerStore(results),
		...savedTableStore(results),
		...sentenceEditStore(results),
		...staffStore(staff),
		...apiTokenStore(staff),
		...auditStore(staff),
		...purgeStore(design, collector, results, staff),
		/** Empties the write-ahead log of collector.db; false while another program keeps it from that. */
		sealNow: async () => seal.sealNow(),
		/** See backUp; gives the backup's file. */
		backUp: (
			database: keyof typeof databases,
			to: string,
			recipient: string,
		): Promise<string> => backUp(databases[database], database, to, recipient),
		close() {
			flushSubmissions();
			seal.sealNow();
			seal.stop();
			for (const db of Object.values(databases)) db.$client.close();
		},
	};
}
