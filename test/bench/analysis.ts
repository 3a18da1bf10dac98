import {
	stratifiedClusters,
	type TaylorDesign,
} from "../../analysis/design.ts";
import { categoryTotals } from "../../analysis/estimators/category-totals.ts";
import { cellEstimates } from "../../analysis/estimators/cell-estimates.ts";
import {
	proportions,
	proportionsOfMany,
} from "../../analysis/estimators/proportions.ts";
import { families, links } from "../../analysis/models/family.ts";
import { glm } from "../../analysis/models/glm.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { raoScott } from "../../analysis/significance/rao-scott.ts";
import { evaluate } from "../../analysis/statistic.ts";
import {
	bootstrapErrors,
	bootstrapMultipliers,
} from "../../analysis/variance/bootstrap.ts";
import { standardErrors } from "../../analysis/variance/symmetric.ts";
import { rake } from "../../analysis/weights/rake.ts";
import {
	ages,
	type BenchData,
	benchData,
	regions,
	repeated,
} from "./analysis-data.ts";
import { type RTask, surveyVersion, withR } from "./analysis-r.ts";
import { type Row, row } from "./row.ts";

const rows = 1_000_000;

interface Task {
	name: string;
	/** Seconds to reach. */
	limit: number;
	r: RTask;
	/** Does the work and gives numbers that R gives too. */
	run(): number[];
}

/** The work of the table on a million respondents, with R beside where it is installed. */
export async function run(): Promise<Row[]> {
	const data = benchData(rows);
	const design = designOf(data);
	const tasks = tasksOn(data, design);
	const ours = tasks.map((task) => ({ task, ...best(9, task.run) }));
	const memory = process.resourceUsage().maxRSS / 1024;
	return [
		...ours.map(({ task, seconds }) =>
			row(task.name, seconds, "s", { op: "<=", value: task.limit }),
		),
		row("memory of all of it", memory, "MB", { op: "<=", value: 500 }),
		growth(data),
		...besideR(data, ours),
	];
}

function designOf({ stratum, psu, weights }: BenchData): TaylorDesign {
	return stratifiedClusters({ stratum, psu, weights });
}

function tasksOn(data: BenchData, design: TaylorDesign): Task[] {
	const items = data.items.map((codes) => ({ codes, categories: 5 }));
	const [first = new Int8Array(), second = new Int8Array()] = data.items;
	const domain = { codes: data.region, count: regions };
	return [
		{
			name: "20 items, shares and standard errors",
			limit: 0.15,
			r: "items",
			run: () => {
				const cells = proportionsOfMany(design, items)
					.slice(0, 2)
					.flatMap(([all]) => all?.estimates ?? []);
				return [...cells.map((c) => c.value), ...cells.map((c) => c.se)];
			},
		},
		{
			name: "an item by 63 regions",
			limit: 0.05,
			r: "regions",
			run: () => {
				const cells = proportions(design, {
					codes: first,
					categories: 5,
					domain,
				})
					.slice(0, 3)
					.flatMap(({ estimates }) => estimates.slice(0, 1));
				// These regions have one PSU in each stratum: without degrees of freedom a table gives no standard error.
				return cells.map((c) => c.value);
			},
		},
		{
			name: "Rao–Scott test of 5 × 5",
			limit: 0.03,
			r: "independence",
			run: () => independence(design, first, second),
		},
		{
			name: "raking to 3 margins",
			limit: 0.15,
			r: "rake",
			run: () => {
				const { weights } = rake(
					data.weights,
					[
						target(data.age, ages, data.weights),
						target(data.sex, 2, data.weights),
						target(data.region, regions, data.weights),
					],
					{ epsilon: 1e-9 },
				);
				return [weights.reduce((sum, weight) => sum + weight * weight, 0)];
			},
		},
		{
			name: "logistic regression, 5 predictors",
			limit: 0.5,
			r: "logistic",
			run: () => logistic(data, design),
		},
		{
			name: "bootstrap, 100 replicates of 20 items",
			limit: 3,
			r: "bootstrap",
			run: () => {
				const [stage] = design.stages;
				if (!stage) throw new Error("the design has no stage");
				const multipliers = bootstrapMultipliers(stage, 100, randomFrom(1));
				const totals = categoryTotals(design, items);
				for (const each of totals) bootstrapErrors(each, multipliers);
				return totals
					.slice(0, 2)
					.flatMap(({ yy, weight: [all = 0] }) => [...yy].map((t) => t / all));
			},
		},
	];
}

function independence(
	design: TaylorDesign,
	first: Int8Array,
	second: Int8Array,
): number[] {
	const codes = new Int32Array(first.length);
	for (let at = 0; at < codes.length; at++)
		codes[at] = (first[at] as number) + 5 * (second[at] as number);
	const { estimate, covariance } = cellEstimates("shares", design, codes, 25);
	const { x2, eigenvalues } = raoScott({
		rows: 5,
		columns: 5,
		shares: estimate,
		covariance,
		n: first.length,
	});
	const trace = eigenvalues.reduce((a, b) => a + b, 0);
	const squares = eigenvalues.reduce((a, b) => a + b * b, 0);
	const ndf = trace ** 2 / squares;
	return [x2 / trace, ndf, ndf * 760];
}

function logistic(data: BenchData, design: TaylorDesign): number[] {
	const column = (name: string, values: ArrayLike<number>) => ({
		name,
		values: new Float64Array(values),
	});
	const { estimate, covariance } = evaluate(
		design,
		glm(
			{
				response: new Float64Array(data.y),
				columns: [
					column("(Intercept)", new Float64Array(data.rows).fill(1)),
					...data.items
						.slice(0, 3)
						.map((values, k) => column(`n${k + 1}`, values)),
					column("sex", data.sex),
					column("age", data.age),
				],
				family: families.binomial,
				link: links.logit,
			},
			data.weights.reduce((a, b) => a + b, 0) / data.rows,
		),
	);
	return [...estimate, ...standardErrors(covariance)];
}

/** A margin somewhat off the sample's own, as a census would be. */
function target(cells: Int32Array, count: number, weights: Float64Array) {
	const totals = new Float64Array(count);
	for (let at = 0; at < cells.length; at++) {
		const cell = cells[at] as number;
		totals[cell] = (totals[cell] as number) + (weights[at] as number);
	}
	const all = totals.reduce((a, b) => a + b, 0);
	const moved = totals.map((t, cell) => t * (1 + 0.1 * Math.sin(cell + 1)));
	const sum = moved.reduce((a, b) => a + b, 0);
	return {
		cells,
		totals: moved.map((t) => (t / sum) * all),
		names: Array.from(totals, (_, cell) => String(cell)),
	};
}

/** The shortest of some runs: the machine may be busy beside, never idle faster. */
function best(times: number, work: () => number[]) {
	let seconds = Infinity;
	let check: number[] = [];
	for (let k = 0; k < times; k++) {
		const started = performance.now();
		check = work();
		seconds = Math.min(seconds, (performance.now() - started) / 1000);
	}
	return { seconds, check };
}

/** The slope of log time on log rows, from ten thousand to ten million. */
function growth(data: BenchData): Row {
	const small = cut(data, 10_000);
	const points = [1, 10, 100, 1000].map((times) => {
		const larger = repeated(small, times);
		const design = designOf(larger);
		const { seconds } = best(times > 100 ? 3 : 9, () => {
			proportionsOfMany(
				design,
				larger.items.map((codes) => ({ codes, categories: 5 })),
			);
			return [];
		});
		return { x: Math.log(larger.rows), y: Math.log(seconds), seconds };
	});
	const centre = (pick: (p: (typeof points)[0]) => number) =>
		points.reduce((sum, point) => sum + pick(point), 0) / points.length;
	const [mx, my] = [centre(({ x }) => x), centre(({ y }) => y)];
	const slope =
		points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) /
		points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
	return row(
		"growth of time with rows, 10 k to 10 M",
		slope,
		"exponent",
		{ op: "<=", value: 1.05 },
		`${points.map(({ seconds }) => `${(1000 * seconds).toFixed(1)} ms`).join(", ")} for 5 items`,
	);
}

function cut(data: BenchData, size: number): BenchData {
	return {
		...data,
		rows: size,
		stratum: data.stratum.slice(0, size),
		psu: data.psu.slice(0, size),
		weights: data.weights.slice(0, size),
		region: data.region.slice(0, size),
		items: data.items.map((codes) => codes.slice(0, size)),
	};
}

function besideR(
	data: BenchData,
	ours: { task: Task; seconds: number; check: number[] }[],
): Row[] {
	const version = surveyVersion();
	if (!version)
		return [
			row(
				"R survey",
				Number.NaN,
				"s",
				undefined,
				"not measured: no Rscript with the package survey (Debian: apt-get install r-base-core r-cran-survey)",
			),
		];
	return withR(data, (runInR) =>
		ours.flatMap(({ task, seconds, check }) => {
			console.error(`R survey ${version}: ${task.name} …`);
			const r = runInR(task.r);
			const miss = Math.max(
				...r.check.map((value, k) =>
					Math.abs(((check[k] ?? Number.NaN) - value) / value),
				),
			);
			return [
				row(
					`R ${version} / ours: ${task.name}`,
					r.seconds / seconds,
					"times",
					undefined,
					`R took ${r.seconds.toFixed(2)} s`,
				),
				row(
					`differs from R: ${task.name}`,
					miss,
					"relative",
					{ op: "<=", value: task.r === "logistic" ? 1e-6 : 1e-8 },
					`largest of ${r.check.length} numbers`,
				),
			];
		}),
	);
}
