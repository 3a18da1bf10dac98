import { auditStore } from "./audit.ts";
import { frameStore } from "./frames.ts";
import { geographyStore } from "./geography.ts";
import { openDatabase } from "./open.ts";
import { purgeStore } from "./purge.ts";
import { responseStore } from "./responses.ts";
import { sampleStore } from "./samples.ts";
import { snapshotStore } from "./snapshots.ts";
import { staffStore } from "./staff.ts";
import { surveyStore } from "./surveys.ts";
import { weightStore } from "./weights.ts";

/** Every function returns a promise and no transaction leaves this folder, so that another database can take its place. */
export function sqliteStore(folder: string) {
	const design = openDatabase(folder, "design");
	const collector = openDatabase(folder, "collector");
	const results = openDatabase(folder, "results");
	const staff = openDatabase(folder, "staff");
	return {
		...surveyStore(design),
		...geographyStore(design),
		...frameStore(design),
		...sampleStore(design, collector),
		...responseStore(collector),
		...snapshotStore(results),
		...weightStore(design, results),
		...staffStore(staff),
		...auditStore(staff),
		...purgeStore(design, collector, results, staff),
		close() {
			for (const db of [design, collector, results, staff]) db.$client.close();
		},
	};
}
