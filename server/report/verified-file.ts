import { dataHash } from "../data-hash.ts";
import { Refusal } from "../refusal.ts";
import type { WithFigures } from "../report-worker.ts";
import { partsOf } from "./docx-parts.ts";
import { figuresAt } from "./gather-figures.ts";
import { type Finding, judgeDocx } from "./judge-docx.ts";
import { readDocx } from "./read-docx.ts";
import { hashOf, type Traces } from "./traces.ts";
import { tracesSchema } from "./traces-schema.ts";

export interface VerifiedFile {
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

/** Every number of a Word file, worked out again from the data. */
export function verifiedFile(
	withFigures: WithFigures,
	file: Uint8Array,
	report: (done: number, total: number) => void,
): Promise<VerifiedFile> {
	const { traces, read } = readFile(file);
	return withFigures(async (context) => {
		const { store } = context;
		const cache: Parameters<typeof figuresAt>[2] = new Map();
		const figures: Awaited<ReturnType<typeof figuresAt>>[] = [];
		for (const [at, source] of traces.sources.entries()) {
			report(at, traces.sources.length);
			figures.push(await figuresAt(context, source, cache));
		}
		const changedData: string[] = [];
		for (const { id, dataHash: written, weights } of traces.surveys) {
			const now = await dataHash(store, id, weights).catch((error: unknown) => {
				if (error instanceof Refusal) return undefined;
				throw error;
			});
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
		const known = await Promise.all(ids.map((id) => store.auditOf(id)));
		return {
			product: traces.product,
			surveys: traces.surveys,
			changedData,
			isOurs: known
				.flat()
				.some(
					({ verb, detail }) =>
						verb === "make-report" && detail.traces === hash,
				),
			...judgeDocx(traces, read, figures),
		};
	});
}

/** What the file says of itself, kept as written, since the hash rests on the order of its names. */
function readFile(file: Uint8Array) {
	const notReport = () => new Refusal("not-a-report");
	try {
		const { document, traces } = partsOf(file);
		if (!traces || !tracesSchema.safeParse(traces).success) throw notReport();
		return { traces, read: readDocx(document) };
	} catch {
		throw notReport();
	}
}
