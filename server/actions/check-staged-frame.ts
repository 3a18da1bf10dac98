import { countUnits } from "../../analysis/frame/count-units.ts";
import { provincesOf } from "../../analysis/sampling/plan-strata.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { stagedFile, unstageFile } from "../staged-files.ts";
import {
	checkFrameFile,
	type FrameReport,
	type FrameRequest,
	importFrame,
} from "./import-frame.ts";

/** What the page shows of a check: everything but the units themselves. */
export interface FrameCheck extends Omit<FrameReport, "units"> {
	units: number;
	counts: ReturnType<typeof countUnits>;
}

/** Says what is wrong with an upload and how many units it holds of what; nothing is stored. */
export async function checkStagedFrame(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	fileId: string,
	request: FrameRequest,
	handle: JobHandle,
): Promise<FrameCheck> {
	const file = stagedFile(store, fileId, surveyId, handle);
	const { units, ...report } = await checkFrameFile({ store }, file, request);
	const provinces = provincesOf(await store.geography(), request.version);
	return {
		...report,
		units: units.length,
		counts: report.blocked ? [] : countUnits({ rows: units, provinces }),
	};
}

/** Stores an upload as the next version of the survey's frame, and forgets the upload. */
export async function importStagedFrame(
	context: ServerContext,
	by: string,
	surveyId: string,
	fileId: string,
	request: FrameRequest,
	handle: JobHandle,
): Promise<{ version: number | null; blocked: boolean }> {
	const file = stagedFile(context.store, fileId, surveyId, handle);
	const { frame, blocked } = await importFrame(
		context,
		surveyId,
		file,
		request,
		{ by, pause: handle.pause },
	);
	if (frame) unstageFile(context.store, fileId);
	return { version: frame?.version ?? null, blocked };
}
