import type { ReleasedSensitiveTable } from "../../../analysis/disclosure/release-sensitive.ts";
import type { Chart } from "../../../analysis/report/chart.ts";
import type { SensitiveTechnique } from "../../../analysis/sensitive/techniques.ts";
import type { Language } from "../../../survey-definitions/definition.ts";
import { answer, api } from "../api.ts";

const of = (id: string) => ({ param: { id } });

// JSON leaves absent what is absent: the casts only undo `hc`'s "| undefined". NaN arrives as null.
export const techniques = (id: string) =>
	answer(api.surveys[":id"].sensitive.$get(of(id))) as Promise<{
		techniques: SensitiveTechnique[];
	}>;

export const sensitiveTable = (
	id: string,
	{ name, by, lang }: { name: string; by?: string | undefined; lang: Language },
) =>
	answer(
		api.surveys[":id"].sensitive.table.$get({
			...of(id),
			query: { name, lang, ...(by ? { by } : {}) },
		}),
	) as Promise<{ table: ReleasedSensitiveTable; chart?: Chart }>;
