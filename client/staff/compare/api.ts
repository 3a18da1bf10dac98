import type { Chart } from "../../../analysis/report/chart.ts";
import type { Compared } from "../../../analysis/report/comparison.ts";
import type {
	Comparable,
	TwoSurveys,
} from "../../../server/actions/compare-surveys.ts";
import type { OutsideImported } from "../../../server/actions/import-outside.ts";
import type { OutsideColumns } from "../../../server/outside-thread.ts";
import type { Language } from "../../../survey-definitions/definition.ts";
import { answer, api } from "../api.ts";

// JSON leaves absent what is absent: the casts only undo `hc`'s "| undefined".
export const comparable = (query: TwoSurveys) =>
	answer(api.compare.$get({ query })) as Promise<Comparable>;

interface Asked extends TwoSurveys {
	group: string;
	lang: Language;
}

export const comparison = (query: Asked) =>
	answer(api.compare.table.$get({ query })) as Promise<{
		compared: Compared;
		chart: Chart;
	}>;

export const pictureHref = (query: Asked, format: "png" | "svg"): string => {
	const file = format === "png" ? "chart.png" : "chart.svg";
	const { pathname, search } = api.compare[file].$url({ query });
	return pathname + search;
};

export const sendOutside = (file: File) =>
	answer(
		api["outside-file"].$post(
			{ query: { name: file.name } },
			{
				headers: { "Content-Type": "application/octet-stream" },
				init: { body: file },
			},
		),
	) as Promise<OutsideColumns & { file: string }>;

export const keepOutside = (
	json: Parameters<typeof api.outside.$post>[0]["json"],
) => answer(api.outside.$post({ json })) as Promise<OutsideImported>;
