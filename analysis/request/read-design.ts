import type { Dataset } from "../dataset.ts";
import type { Design, LonelyPsu, PpsVariance } from "../design.ts";
import { fractionSampled, stagesOf } from "../stages.ts";
import type {
	DesignSpec,
	PpsSpec,
	ReplicateSpec,
	TaylorSpec,
} from "./contract.ts";
import { parseNumbers } from "./parse-csv.ts";
import { readCategorical } from "./variables.ts";

/** What reading a design needs beside its description. */
export interface DesignSources {
	dataset: Dataset;
	/** Text of a file that a design names. */
	textOf(file: string): string;
}

/** The design that a request file describes. Throws where it must be refused. */
export function readDesign(
	spec: DesignSpec,
	sources: DesignSources,
	options: { lonelyPsu: LonelyPsu; adjustDomainLonely: boolean },
): Design {
	switch (spec.kind) {
		case "taylor":
			return readTaylor(spec, sources.dataset, options);
		case "replicate":
			return readReplicates(spec, sources);
		case "pps":
			return readPps(spec, sources);
		default:
			throw new Error("a design is of kind taylor, replicate or pps");
	}
}

function readTaylor(
	{ ids, strata, weights, fpc, nest = false }: TaylorSpec,
	dataset: Dataset,
	options: { lonelyPsu: LonelyPsu; adjustDomainLonely: boolean },
): Design {
	const { rows } = dataset;
	const codes = (name: string | null | undefined) =>
		name ? readCategorical(name, dataset).codes : null;
	const count = Math.max(1, ids?.length ?? 0, fpc?.length ?? 0);
	const stages = stagesOf(
		Array.from({ length: count }, (_, stage) => ({
			unit: codes(ids?.[stage]),
			stratum: codes(strata?.[stage]),
			fpc: fpc?.[stage] ? numbers(fpc[stage], dataset) : null,
		})),
		{ rows, nest },
	);
	if (!weights && !fpc?.length)
		throw new Error("a design needs weights, or fpc to make them from");
	return {
		kind: "taylor",
		rows,
		weights: weights
			? weightColumn(weights, dataset)
			: fractionSampled(stages, rows).map((fraction) => 1 / fraction),
		present: null,
		stages,
		...options,
		calibrations: [],
	};
}

function readReplicates(
	{ weights, replicates }: ReplicateSpec,
	{ dataset, textOf }: DesignSources,
): Design {
	const columns = parseNumbers(textOf(replicates.file));
	const { rows } = dataset;
	if (columns.length === 0 || columns[0]?.length !== rows)
		throw new Error(
			`${replicates.file} has ${columns[0]?.length ?? 0} rows, the data ${rows}: one row of replicate weights for each row of data`,
		);
	const rscales = [replicates.rscales].flat();
	if (rscales.length !== 1 && rscales.length !== columns.length)
		throw new Error(
			`${replicates.file} has ${columns.length} replicates, rscales ${rscales.length} numbers`,
		);
	return {
		kind: "replicate",
		rows,
		weights: weightColumn(weights, dataset),
		present: null,
		replicates: columns,
		scale: replicates.scale,
		rscales: Float64Array.from(columns, (_, r) => rscales[r] ?? rscales[0]!),
		mse: replicates.mse ?? false,
	};
}

function readPps(
	{ prob, pps }: PpsSpec,
	{ dataset, textOf }: DesignSources,
): Design {
	const probability = numbers(prob, dataset);
	const wrong = probability.findIndex((p) => !(p > 0 && p <= 1));
	if (wrong >= 0)
		throw new Error(
			`column ${prob}, row ${wrong + 1}: ${probability[wrong]} is no inclusion probability in (0, 1]`,
		);
	const joint =
		pps.method === "joint"
			? jointProbabilities(textOf(pps.file ?? ""), dataset.rows)
			: null;
	return {
		kind: "pps",
		rows: dataset.rows,
		weights: probability.map((p) => 1 / p),
		present: null,
		probability,
		variance: ppsVariance(pps, probability, joint),
		calibrations: [],
	};
}

/**
 * d_ij of each approximation. Overton: Overton & Stehman 1995, *American Statistician* 49:261–268; Hartley–Rao: Hartley &
 * Rao 1962, *Ann. Math. Stat.* 33:350–374, eq. 5.15 as in Berger 2004.
 */
function ppsVariance(
	pps: PpsSpec["pps"],
	p: Float64Array,
	joint: Float64Array[] | null,
): PpsVariance {
	const n = p.length;
	const form = pps.variance ?? "HT";
	switch (pps.method) {
		case "brewer":
			return { method: "brewer" };
		case "overton":
			return {
				method: "pairwise",
				form,
				delta: (i, j) => 1 - (n - (p[i]! + p[j]!) / 2) / (n - 1),
			};
		case "hartley_rao": {
			const s = pps.sum_p2_over_n ?? p.reduce((a, b) => a + b, 0) / n;
			return {
				method: "pairwise",
				form,
				delta: (i, j) => 1 - (n - p[i]! - p[j]! + s) / (n - 1),
			};
		}
		case "joint":
			return {
				method: "pairwise",
				form,
				delta: (i, j) => 1 - (p[i]! * p[j]!) / joint![i]![j]!,
			};
		default:
			throw new Error("pps is by method brewer, overton, joint or hartley_rao");
	}
}

function jointProbabilities(text: string, rows: number): Float64Array[] {
	const columns = parseNumbers(text);
	const withoutHeader =
		columns.length === rows && columns[0]?.length === rows - 1
			? parseNumbers(`${"x,".repeat(rows - 1)}x\n${text}`)
			: columns;
	if (withoutHeader.length !== rows || withoutHeader[0]?.length !== rows)
		throw new Error(
			`joint probabilities must be ${rows} × ${rows}, not ${withoutHeader[0]?.length} × ${withoutHeader.length}`,
		);
	return withoutHeader;
}

function weightColumn(name: string, dataset: Dataset): Float64Array {
	const weights = numbers(name, dataset);
	const wrong = weights.findIndex((weight) => !(weight >= 0));
	if (wrong >= 0)
		throw new Error(
			`column ${name}, row ${wrong + 1}: the weight ${Number.isNaN(weights[wrong]) ? "is missing" : `${weights[wrong]} is negative`}; every row needs a weight of zero or more`,
		);
	return weights;
}

function numbers(name: string, dataset: Dataset): Float64Array {
	const column = dataset.columns[name];
	if (column?.type === "numeric") return column.values;
	throw new Error(
		column
			? `column ${name} is a factor, used as a number: give a numeric column`
			: `there is no column ${name}; the data have ${Object.keys(dataset.columns).join(", ")}`,
	);
}
