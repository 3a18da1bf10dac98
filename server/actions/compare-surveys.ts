import type { Chart } from "../../analysis/report/chart.ts";
import {
	type CommonGroup,
	commonGroups,
	type Side,
} from "../../analysis/report/common-items.ts";
import {
	type Compared,
	chartOfComparison,
	compared,
} from "../../analysis/report/comparison.ts";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { askForTable } from "./ask-for-table.ts";
import { markedAsOutside } from "./draw-chart.ts";

type Context = Pick<ServerContext, "store" | "tables">;

export interface TwoSurveys {
	/** In a comparison of waves the earlier one. */
	first: string;
	second: string;
}

export interface Comparable {
	kind: "slopes" | "change";
	names: [Text, Text];
	groups: CommonGroup[];
}

/** What two closed surveys asked alike. */
export async function listComparable(
	{ store }: Context,
	{ first, second }: TwoSurveys,
): Promise<Comparable> {
	if (first === second) throw new Refusal("nothing-in-common");
	const [a, b] = await Promise.all(
		[first, second].map(async (id) => {
			const stored = await closedSurveyRow(store, id);
			const { survey } = await compiledSurvey(store, id);
			const side: Side = {
				survey,
				comparable: stored.definition.comparable ?? [],
			};
			return { stored, side };
		}),
	);
	if (!a || !b) throw new Refusal("unknown-survey");
	const isWaves = a.side.survey.population === b.side.survey.population;
	const nameOf = ({ side, stored }: typeof a): Text =>
		isWaves
			? {
					vi: [stored.id, stored.wave.WAVE_DATE].filter(Boolean).join(", "),
					en: [stored.id, stored.wave.WAVE_DATE].filter(Boolean).join(", "),
				}
			: populations[side.survey.population];
	return {
		kind: isWaves ? "change" : "slopes",
		names: [nameOf(a), nameOf(b)],
		groups: commonGroups(a.side, b.side),
	};
}

const populations: Record<"cadres" | "citizens", Text> = {
	cadres: { vi: "Cán bộ", en: "Cadres" },
	citizens: { vi: "Người dân", en: "Citizens" },
};

/** One question set against the same of another survey; each side passes the gate of its own survey. */
export async function compareSurveys(
	context: Context,
	{ first, second }: TwoSurveys,
	{ group: name, language }: { group: string; language: Language },
): Promise<{ compared: Compared; chart: Chart }> {
	const { kind, names, groups } = await listComparable(context, {
		first,
		second,
	});
	const group = groups.find((one) => one.name === name);
	if (!group) throw new Refusal("unknown-variable");
	const sideOf = async (survey: string, side: "first" | "second") => {
		const rows = [
			...new Set(group.shares.map((share) => share[side].variable)),
		];
		const { blocks } = await askForTable(context, {
			survey,
			rows,
			...(group.isScale ? { statistics: ["top"] } : {}),
		});
		return new Map(blocks.map(({ whole }) => [whole.variable.name, whole]));
	};
	const found = compared(
		group,
		await sideOf(first, "first"),
		await sideOf(second, "second"),
	);
	const sources = (
		await Promise.all([first, second].map((id) => context.store.survey(id)))
	).flatMap((stored) => stored?.definition.outside?.source ?? []);
	const chart = chartOfComparison(found, { kind, names, language });
	return {
		compared: found,
		chart: sources.length > 0 ? markedAsOutside(chart, sources) : chart,
	};
}
