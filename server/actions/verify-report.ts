import type { FigureContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { inThread } from "../report/in-thread.ts";
import type { VerifiedFile } from "../report/verified-file.ts";

/** Works out every number of a Word file again from the data, and names each that differs or has no source. */
export const verifyReport = (
	context: FigureContext,
	file: Uint8Array,
	job: JobHandle,
): Promise<VerifiedFile> => inThread(context, "verifiedFile", file, job);
