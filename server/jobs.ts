import { randomBytes } from "node:crypto";
import type { Problem } from "../survey-definitions/response.ts";
import { isBusy } from "./is-busy.ts";
import { logBug } from "./log-bug.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

/** Work that takes longer than a request should: it tells how far it is and can be stopped. Kept in memory alone. */
export interface Job {
	id: string;
	verb: string;
	survey: string;
	by: string;
	state: "running" | "done" | "failed" | "stopped";
	done: number;
	total: number;
	/** What the work gave, as JSON. */
	result?: unknown;
	error?: { code: RefusalCode | "bug"; problems: Problem[] };
	/** Whether there is a file to fetch, once. */
	hasFile: boolean;
}

export interface JobFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** A file too large for memory: its name in the folder is gone already, and its bytes go once they are read or forgotten. */
export interface StoredFile {
	name: string;
	type: string;
	size: number;
	stream(): ReadableStream<Uint8Array>;
	discard(): void;
}

/** What a job's work is given. */
export interface JobHandle {
	/** Aborted when somebody stops the job; the work throws `signal.reason` where it can stop without harm. */
	signal: AbortSignal;
	report: (done: number, total: number) => void;
	/** Lets other requests go first, and throws where the job was stopped: to be called every few milliseconds of work. */
	pause: () => Promise<void>;
}

/** For work that nobody watches or stops: the command line's. */
export const unwatched: JobHandle = {
	signal: new AbortController().signal,
	report: () => {},
	pause: async () => {},
};

export type JobWork = (
	handle: JobHandle,
) => Promise<{ result?: unknown; file?: JobFile; stored?: StoredFile }>;

function whyNot(error: unknown): NonNullable<Job["error"]> {
	if (isBusy(error)) return { code: "storage-busy", problems: [] };
	if (error instanceof Refusal)
		return { code: error.code, problems: error.problems };
	logBug(error);
	return { code: "bug", problems: [] };
}

const keptMs = 15 * 60_000;

export type Jobs = ReturnType<typeof jobRegister>;

export function jobRegister() {
	const jobs = new Map<
		string,
		{
			job: Job;
			file?: JobFile;
			stored?: StoredFile;
			controller: AbortController;
		}
	>();
	const find = (id: string) => {
		const found = jobs.get(id);
		if (!found) throw new Refusal("unknown-job");
		return found;
	};
	return {
		/** Starts work in the background; one of a kind at a time for a survey. */
		start(
			{ verb, survey, by }: Pick<Job, "verb" | "survey" | "by">,
			work: JobWork,
		): Job {
			for (const { job } of jobs.values())
				if (
					job.verb === verb &&
					job.survey === survey &&
					job.state === "running"
				)
					throw new Refusal("job-running");
			const id = randomBytes(12).toString("base64url");
			const controller = new AbortController();
			const { signal } = controller;
			const job: Job = {
				id,
				verb,
				survey,
				by,
				state: "running",
				done: 0,
				total: 0,
				hasFile: false,
			};
			const entry: NonNullable<ReturnType<(typeof jobs)["get"]>> = {
				job,
				controller,
			};
			jobs.set(id, entry);
			void work({
				signal,
				report: (done, total) => Object.assign(job, { done, total }),
				pause: async () => {
					await new Promise(setImmediate);
					signal.throwIfAborted();
				},
			})
				.then(({ result, file, stored }) => {
					if (file) entry.file = file;
					if (stored) entry.stored = stored;
					Object.assign(job, {
						state: "done",
						hasFile: file !== undefined || stored !== undefined,
						...(result === undefined ? {} : { result }),
					});
				})
				.catch((error: unknown) => {
					if (signal.aborted) job.state = "stopped";
					else {
						job.state = "failed";
						job.error = whyNot(error);
					}
				})
				.finally(() =>
					setTimeout(() => {
						entry.stored?.discard();
						jobs.delete(id);
					}, keptMs).unref(),
				);
			return job;
		},
		job: (id: string): Job => find(id).job,
		/** What somebody started and has not got yet: still at work, or done with a file that nobody has fetched. */
		unfetched: ({ verb, survey, by }: Pick<Job, "verb" | "survey" | "by">) =>
			[...jobs.values()]
				.map(({ job }) => job)
				.filter(
					(job) =>
						job.verb === verb &&
						job.survey === survey &&
						job.by === by &&
						(job.state === "running" || job.hasFile),
				)
				.map(({ id }) => id),
		stop(id: string): void {
			find(id).controller.abort();
		},
		/** The large file of a finished job, once; undefined where it made a small one, or none. */
		takeStored(id: string): StoredFile | undefined {
			const entry = find(id);
			const { stored } = entry;
			if (!stored) return undefined;
			delete entry.stored;
			entry.job.hasFile = false;
			return stored;
		},
		/** The file of a finished job; it is given out once and then forgotten. */
		takeFile(id: string): JobFile {
			const entry = find(id);
			const { file } = entry;
			if (!file) throw new Refusal("unknown-job");
			delete entry.file;
			entry.job.hasFile = false;
			return file;
		},
	};
}
