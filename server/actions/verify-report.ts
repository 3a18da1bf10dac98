import type { ServerContext } from "../context.ts";
import { dataHash } from "../data-hash.ts";
import type { JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { figuresAt } from "../report/gather-figures.ts";
import { inThread } from "../report/in-thread.ts";
import { type Finding, judgeDocx } from "../report/judge-docx.ts";
import { hashOf, type Traces } from "../report/traces.ts";
import { tracesSchema } from "../report/traces-schema.ts";

export interface VerifiedReport {
	product: string;
	surveys: Traces["surveys"];
	/** Numbers that were worked out again. */
	numbers: number;
	/** Surveys whose data or weights are no longer those that the file was made of. */
	changedData: string[];
	/** Whether the audit knows the traces: if not, they were not written here, or were altered. */
	isOurs: boolean;
	findings: Finding[];
}

/** Works out every number of a Word file again from the data, and names each that differs or has no source. */
export async function verifyReport(
	context: ServerContext,
	file: Uint8Array,
	job: JobHandle,
): Promise<VerifiedReport> {
	const found = await inThread({ read: file }, { signal: job.signal });
	if ("unreadable" in found) throw new Refusal("not-a-report");
	if (!("read" in found)) throw new Error("the thread read no file");
	const { traces, read } = found;
	// What the file says of itself; kept as written, since the hash rests on the order of its names.
	if (!traces || !tracesSchema.safeParse(traces).success)
		throw new Refusal("not-a-report");
	const cache: Parameters<typeof figuresAt>[2] = new Map();
	const figures: Awaited<ReturnType<typeof figuresAt>>[] = [];
	for (const [at, source] of traces.sources.entries()) {
		await job.pause();
		job.report(at, traces.sources.length);
		figures.push(await figuresAt(context, source, cache));
	}
	const changedData: string[] = [];
	for (const { id, dataHash: written, weights } of traces.surveys) {
		const now = await dataHash(context.store, id, weights).catch(
			(error: unknown) => {
				if (error instanceof Refusal) return undefined;
				throw error;
			},
		);
		if (now !== written) changedData.push(id);
	}
	const hash = hashOf(traces);
	const ids = [
		...new Set([
			...traces.surveys.map(({ id }) => id),
			...traces.sources.map((source) =>
				source.of === "table" ? source.request.survey : source.survey,
			),
		]),
	];
	const known = await Promise.all(ids.map((id) => context.store.auditOf(id)));
	return {
		product: traces.product,
		surveys: traces.surveys,
		changedData,
		isOurs: known
			.flat()
			.some(
				({ verb, detail }) => verb === "make-report" && detail.traces === hash,
			),
		...judgeDocx(traces, read, figures),
	};
}
