import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { stageFile } from "../staged-files.ts";

/** Takes a frame's file into memory, where it waits to be checked and imported. */
export async function stageFrameFile(
	{ store }: Pick<ServerContext, "store">,
	upload: { survey: string; name: string; bytes: Uint8Array },
): Promise<{ file: string; name: string; bytes: number }> {
	const state = await store.surveyState(upload.survey);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	const { name, bytes } = upload;
	return { file: stageFile(store, upload), name, bytes: bytes.length };
}
