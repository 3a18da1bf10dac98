import {
	type CheckedFrame,
	type FrameOptions,
	frameChecker,
} from "../../analysis/frame/check-frame.ts";
import type { Frame } from "../../db/sqlite/frames.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type FrameFile, readFrameFile } from "./read-frame-file.ts";
import { recordAudit } from "./record-audit.ts";

export type FrameRequest = Omit<FrameOptions, "geography">;

export interface FrameReport extends CheckedFrame {
	sha256: string;
}

/** Reads a file and checks it row by row against the geography; nothing is stored. */
export async function checkFrameFile(
	{ store }: Pick<ServerContext, "store">,
	file: FrameFile,
	request: FrameRequest,
): Promise<FrameReport> {
	const geography = await store.geography();
	const checker = frameChecker({ ...request, geography });
	const sha256 = await readFrameFile(file, checker);
	return { ...checker.finish(), sha256 };
}

/**
 * Stores a frame as the survey's next version, or gives the problems that keep it from being stored; then nothing is left
 * behind. A file that is stored already, read in the same way, stays the version it is.
 */
export async function importFrame(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	file: FrameFile,
	request: FrameRequest,
	{ by = "cli", pause }: { by?: string; pause?: () => Promise<void> } = {},
): Promise<FrameReport & { frame: Frame | undefined }> {
	const { store } = context;
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	const report = await checkFrameFile(context, file, request);
	if (report.blocked) return { ...report, frame: undefined };
	const added = {
		surveyId,
		kind: request.kind,
		name: file.name,
		sha256: report.sha256,
		geographyVersion: request.version,
		mapping: report.mapping,
	};
	const present = (await store.frames(surveyId)).find(
		(frame) =>
			frame.sha256 === added.sha256 &&
			frame.kind === added.kind &&
			frame.geographyVersion === added.geographyVersion &&
			JSON.stringify(frame.mapping) === JSON.stringify(added.mapping),
	);
	// The last moment at which the work can be stopped.
	await pause?.();
	const frame = present ?? (await store.addFrame(added, report.units));
	if (!present)
		await recordAudit(context, by, "import-frame", surveyId, {
			version: frame.version,
			units: frame.units,
			kind: frame.kind,
			geography: frame.geographyVersion,
			sha256: frame.sha256,
		});
	return { ...report, frame };
}
