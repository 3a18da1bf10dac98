import { degreesOfFreedom } from "../degrees-of-freedom.ts";
import { behindCells } from "../disclosure/behind-cells.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import type { DomainLevels } from "../tables/domains.ts";
import { diagnose } from "./diagnose.ts";
import {
	designIn,
	measuresOf,
	prepare,
	sensitiveEstimates,
} from "./estimate-technique.ts";
import type { SensitiveTable } from "./sensitive-table.ts";
import type { SensitiveTechnique } from "./techniques.ts";

/** The estimates of a technique over everybody with its diagnostics, or in each level of a domain variable. */
export function sensitiveTable(
	dataset: SurveyDataset,
	technique: SensitiveTechnique,
	levels?: DomainLevels,
): SensitiveTable {
	const prepared = prepare(dataset, technique);
	const { design } = dataset;
	const { unit, unitStratum } = design.stages[0]!;
	const count = levels?.domain.count ?? 1;
	const domain = levels?.domain.codes ?? new Int32Array(design.rows);
	const behind = behindCells({
		weights: design.weights,
		unit,
		units: unitStratum.length,
		domain,
		domains: count,
		answers: {
			codes: prepared.parts,
			categories: prepared.partCount,
		},
	});
	const labels = levels?.levels ?? [{ label: { vi: "Tất cả", en: "All" } }];
	return {
		survey: dataset.survey.id,
		population: dataset.survey.population,
		sampling: dataset.sampling,
		...(dataset.collectedBy ? { collectedBy: dataset.collectedBy } : {}),
		weights: dataset.weights,
		technique,
		measures: measuresOf(dataset, technique),
		...(levels ? { by: { name: levels.name, label: levels.label } } : {}),
		columns: labels.map((label, at) => {
			const part = designIn(design, prepared.rows, (row) => domain[row] === at);
			const parts = behind.cells[at]!;
			// An arm without anybody has no mean, and a level that was never shown no effect.
			const estimates = parts.every(({ n }) => n > 0)
				? sensitiveEstimates(prepared.evaluate(part), degreesOfFreedom(part))
				: {};
			return {
				...label,
				base: behind.bases[at]!.n,
				behind: behind.bases[at]!,
				parts,
				estimates,
			};
		}),
		...(levels ? {} : { diagnostics: diagnose(dataset, technique, prepared) }),
	};
}
