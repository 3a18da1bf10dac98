import type { Chart, ChartKind } from "../../analysis/report/chart.ts";
import {
	chartKinds,
	chartOfTables,
} from "../../analysis/report/chart-of-tables.ts";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import type { Language } from "../../survey-definitions/definition.ts";
import { questionsOf, type Survey } from "../../survey-definitions/survey.ts";
import {
	batteryPrefix,
	type TableRequest,
} from "../../survey-definitions/table-request.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { askForTable } from "./ask-for-table.ts";

export interface DrawnChart {
	/** In which it can be drawn, the best first. */
	kinds: ChartKind[];
	chart: Chart;
}

/** The chart of a table: one question over everybody or by one group of columns, or the items of a battery together. */
export async function drawChart(
	context: Pick<ServerContext, "store" | "tables">,
	request: TableRequest,
	{ language, kind }: { language: Language; kind?: ChartKind | undefined },
): Promise<DrawnChart> {
	const { survey } = await compiledSurvey(context.store, request.survey);
	const isScale = request.rows.every((row) => isOnScale(survey, row));
	const [group] = request.banner ?? [];
	const { statistics: _, banner: __, ...same } = request;
	const { blocks } = await askForTable(context, {
		...same,
		rows: request.rows.flatMap((row) => itemsOf(survey, row)),
		...(group ? { banner: [group] } : {}),
		...(isScale ? { statistics: ["top"] } : {}),
	});
	const tables = blocks.map(({ whole, groups: [crossed] }): ReleasedTable => {
		if (crossed && "refused" in crossed)
			throw new Refusal(crossed.refused as RefusalCode);
		return crossed ?? whole;
	});
	if (tables.length === 0) throw new Refusal("unknown-variable");
	// A measured number has no shares.
	if (tables.some(({ rows }) => rows.length === 0))
		throw new Refusal("nothing-to-draw");
	// Several questions by a group are too much for one picture.
	if (tables.length > 1 && group) throw new Refusal("chart-too-large");
	const of = {
		tables,
		wholes: blocks.map(({ whole }) => whole),
		isScale,
		language,
	};
	const chart = chartOfTables(of, kind);
	if (!chart.rows.some(({ marks }) => marks.some((mark) => mark !== null)))
		throw new Refusal("nothing-to-draw");
	const collectedBy = tables[0]?.collectedBy;
	return {
		kinds: chartKinds(of),
		chart: collectedBy ? markedAsOutside(chart, [collectedBy]) : chart,
	};
}

/** Says under a chart whose data it shows. */
export function markedAsOutside(chart: Chart, sources: string[]): Chart {
	const words =
		chart.language === "vi"
			? "Số liệu ngoài hệ thống"
			: "Data from outside the system";
	const mark = `${words}: ${sources.join("; ")}`;
	return {
		...chart,
		foot: { ...chart.foot, method: `${chart.foot.method}. ${mark}` },
		alt: `${chart.alt} ${mark}.`,
	};
}

/** Of a battery its items, without the line that only shows attention. */
function itemsOf(survey: Survey, row: string): string[] {
	const battery = questionsOf(survey).find(
		(question) =>
			question.kind === "battery" && batteryPrefix + question.name === row,
	);
	return battery?.kind === "battery"
		? battery.items.map(({ name }) => name)
		: [row];
}

function isOnScale(survey: Survey, row: string): boolean {
	const battery = row.startsWith(batteryPrefix)
		? row.slice(batteryPrefix.length)
		: undefined;
	return questionsOf(survey).some(
		(question) =>
			(question.kind === "battery"
				? question.name === battery ||
					question.items.some(({ name }) => name === row)
				: question.kind === "single" && question.name === row) &&
			"choices" in question &&
			question.choices.some(({ scalePoint }) => scalePoint),
	);
}
