import { randomBytes } from "node:crypto";
import type { Store } from "../db/store.ts";
import type { FrameFile } from "./actions/read-frame-file.ts";
import type { JobHandle } from "./jobs.ts";
import { Refusal } from "./refusal.ts";

// Uploads wait here, in memory alone, until somebody imports them or forgets them: a file that turns out to hold
// names of persons leaves nothing on the disk.

interface StagedFile {
	survey: string;
	name: string;
	bytes: Uint8Array;
	expiry: NodeJS.Timeout;
}

const keptMs = 20 * 60_000;
const mostBytes = 384 * 2 ** 20;
const staged = new WeakMap<Store, Map<string, StagedFile>>();

const filesOf = (store: Store) => {
	const files = staged.get(store) ?? new Map<string, StagedFile>();
	staged.set(store, files);
	return files;
};

/** Keeps an upload for a while; it takes the place of the survey's last one, and of the oldest where memory is short. */
export function stageFile(
	store: Store,
	{ survey, name, bytes }: Omit<StagedFile, "expiry">,
): string {
	const files = filesOf(store);
	for (const [id, file] of files)
		if (file.survey === survey) unstageFile(store, id);
	const room = () =>
		[...files.values()].reduce(
			(sum, file) => sum - file.bytes.length,
			mostBytes,
		);
	for (const [id] of files) if (room() < bytes.length) unstageFile(store, id);
	const id = randomBytes(12).toString("base64url");
	const expiry = setTimeout(() => files.delete(id), keptMs).unref();
	files.set(id, { survey, name, bytes, expiry });
	return id;
}

export function unstageFile(store: Store, id: string): void {
	const files = filesOf(store);
	clearTimeout(files.get(id)?.expiry);
	files.delete(id);
}

const pieceBytes = 2 ** 16;

/** A staged upload as a file; every piece that is read lets others go first and tells how far the reading is. */
export function stagedFile(
	store: Store,
	id: string,
	survey: string,
	handle?: JobHandle,
): FrameFile {
	const file = filesOf(store).get(id);
	if (!file || file.survey !== survey) throw new Refusal("unknown-file");
	file.expiry.refresh();
	const { name, bytes } = file;
	return {
		name,
		bytes: bytes.length,
		async *open() {
			for (let at = 0; at < bytes.length; at += pieceBytes) {
				handle?.report(at, bytes.length);
				await handle?.pause();
				yield bytes.subarray(at, at + pieceBytes);
			}
		},
	};
}
