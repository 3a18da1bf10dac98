import { useState } from "preact/hooks";
import type { ChartKind } from "../../analysis/report/chart.ts";
import type { DrawnChart } from "../../server/actions/draw-chart.ts";
import {
	type TableRequest,
	tableSearch,
} from "../../survey-definitions/table-request.ts";
import { answer, api } from "./api.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { Problem } from "./problem.tsx";
import { useLoaded } from "./use-loaded.ts";
import { useWords } from "./words.ts";

interface Asked {
	request: TableRequest;
	kind?: ChartKind | undefined;
	lang: "vi" | "en";
}

/** The chart's address; its pictures stand beside it. */
function hrefOf({ request, kind, lang }: Asked, file = ""): string {
	const { pathname, search } = api.surveys[":id"].chart.$url({
		param: { id: request.survey },
		query: { lang, ...(kind ? { kind } : {}) },
	});
	return `${pathname}${file}${search}&${tableSearch(request)}`;
}

const chart = (asked: Asked): Promise<DrawnChart> =>
	answer(fetch(hrefOf(asked)));

/** What cannot be drawn, or what the table beside it has said already. */
const isWithoutChart = (code: string) =>
	[
		"chart-too-large",
		"nothing-to-draw",
		"domains-differ-by-few",
		"crossed-already",
		"left-out-of-file",
	].includes(code);

/** The chart of a table, in any of the ways in which it can be drawn, with its files. */
export function TableChart({ request }: { request: TableRequest }) {
	const { t, language } = useWords();
	const [wanted, setWanted] = useState<ChartKind>();
	const asked = { request, kind: wanted, lang: language };
	const loaded = useLoaded(hrefOf(asked), () => chart(asked));
	if (loaded.error)
		return isWithoutChart(loaded.error.code) ? null : (
			<Problem error={loaded.error} again={loaded.again} />
		);
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const { chart: shown, kinds } = loaded.data;
	return (
		<ChartFigure chart={shown}>
			<p class="tools">
				{kinds.length > 1 &&
					kinds.map((kind) => (
						<button
							key={kind}
							type="button"
							aria-pressed={kind === shown.kind}
							onClick={() => setWanted(kind)}
						>
							{t.chartKinds[kind]}
						</button>
					))}
				{(["png", "svg"] as const).map((format) => (
					<a key={format} href={hrefOf(asked, `.${format}`)} download="">
						{t.chartFiles[format]}
					</a>
				))}
			</p>
		</ChartFigure>
	);
}
