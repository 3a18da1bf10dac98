import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { describePlanProblem } from "../../analysis/sampling/plan-problem.ts";
import type { SamplePreview } from "../../analysis/sampling/preview-sample.ts";
import type { SamplePlan } from "../../analysis/sampling/sample-plan.ts";
import { type PlanView, planOf, previewPlan } from "../actions/preview-plan.ts";
import { savePlan } from "../actions/save-plan.ts";
import { samplePlan } from "../plan-schema.ts";
import { loadFrame } from "../sample-frame.ts";
import type { Command } from "./command.ts";

export const plan: Command = {
	usage: `  plan SURVEY [FILE.json]
                       strata, lots, margins of error and problems of the plan stored, or of FILE.json
                       [--default] one to start from  [--merge] with the merges its problems propose
                       [--save] keep it  [--json] print the plan itself`,
	async run(args, open) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				default: { type: "boolean", default: false },
				merge: { type: "boolean", default: false },
				save: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
			},
		});
		const [survey, file] = positionals;
		if (!survey || positionals.length > 2)
			throw new Error("plan SURVEY [FILE.json]: name the survey");
		const context = open();
		let view: PlanView;
		if (file) {
			const { frame } = await loadFrame(context.store, survey);
			view = await previewPlan(context, survey, {
				frameVersion: frame.version,
				plan: await readPlan(file),
			});
		} else view = await planOf(context, survey, { anew: values.default });
		if (values.merge) view = await merged(view);
		const { frameVersion, plan } = view;
		if (values.save)
			await savePlan(context, "cli", survey, { frameVersion, plan });
		if (values.json) return JSON.stringify(view.plan, null, "\t");
		const kept = values.save
			? `The plan is kept for version ${view.frameVersion} of the frame.`
			: `Version ${view.frameVersion} of the frame; the plan is ${view.saved ? "the one stored" : "not stored"}.`;
		return [...previewLines(view.preview), kept].join("\n");

		async function merged(from: PlanView): Promise<PlanView> {
			let view = from;
			for (let round = 0; round < 100; round++) {
				const merges = view.preview.problems.find(
					(problem) => problem.merges,
				)?.merges;
				if (!merges) break;
				view = await previewPlan(context, survey!, { ...view, merges });
			}
			return view;
		}
	},
};

async function readPlan(file: string): Promise<SamplePlan> {
	const text = await readFile(file, "utf8").catch((error: Error) => {
		throw new Error(
			`${file} cannot be read (${error.message}): check its name and folder`,
		);
	});
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new Error(`${file} is not JSON: mend it, or start from --json`);
	}
	const parsed = samplePlan.safeParse(json);
	if (parsed.success) return parsed.data;
	const lines = parsed.error.issues.map(
		({ path, message }) => `${path.join(".") || "the plan"}: ${message}`,
	);
	throw new Error([`${file} is no sample plan:`, ...lines].join("\n"));
}

function previewLines(preview: SamplePreview): string[] {
	const { strata, precision, psus, cards, lots, expectedResponses } = preview;
	const round = (value: number) => String(Math.round(value));
	return [
		...columns([
			["id", "stratum", "units", "people", "PSUs", "reserve", "lots", "cards"],
			...strata.map((stratum) => [
				String(stratum.id),
				stratum.label.en,
				round(stratum.units),
				round(stratum.people),
				round(stratum.psus),
				round(stratum.reservePsus),
				round(stratum.lots),
				round(stratum.cards),
			]),
		]),
		`${psus} PSUs, ${lots} lots, ${round(cards)} cards, ${round(expectedResponses)} forms expected, cost ${round(preview.cost)}`,
		...(precision.length > 0 ? [""] : []),
		...columns([
			...(precision.length > 0
				? [["domain", "forms", "deff", "df", "margin %"]]
				: []),
			...precision.map(({ name, responses, deff, df, marginOfError }) => [
				name.en,
				round(responses),
				deff.toFixed(2),
				String(df),
				marginOfError === null ? "–" : (100 * marginOfError).toFixed(1),
			]),
		]),
		...preview.problems.map(
			(problem) =>
				`problem: ${describePlanProblem(problem)}${problem.merges ? ` (--merge: ${problem.merges.map((keys) => keys.join(" + ")).join("; ")})` : ""}`,
		),
		...(preview.leftOut > 0 ? [`and ${preview.leftOut} more problems`] : []),
	];
}

/** Words to the left, numbers to the right. */
function columns(rows: string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]!.length)),
	);
	const words = rows[0]?.indexOf("stratum") === 1 ? 1 : 0;
	return rows.map((row) =>
		row
			.map((cell, column) =>
				column === words
					? cell.padEnd(widths[column]!)
					: cell.padStart(widths[column]!),
			)
			.join("  "),
	);
}
