// Annexes B (frequencies), C (crossings) and D (the questionnaire).
import type { Variable } from "../../survey-definitions/codebook.ts";
import { netName } from "./battery-blocks.ts";
import {
	baseOf,
	cellInline,
	cellOf,
	intervalInline,
	type Known,
	known,
	populationWords,
	type Report,
	sourceLine,
} from "./compose.ts";
import type { Block, BodyRow, Inline, TableBlock } from "./document.ts";
import {
	type Population,
	type SurveySource,
	standardBanner,
} from "./figures.ts";
import { surveysOf } from "./method.ts";
import { netsOf } from "./requests.ts";
import { isKnown } from "./wording.ts";

/** Every question of the codebook in its order: a battery as one wide table, anything else as one of its own. */
export function frequencies(report: Report): Block[] {
	return surveysOf(report).flatMap(({ population, of }) => [
		{
			kind: "heading" as const,
			level: 2 as const,
			text: upper(populationWords[population].asked),
		},
		...questionsOf(of).flatMap((variables): Block[] => {
			const told = variables.flatMap(({ name }) => {
				const found = known(report, population, name, "Phụ lục B");
				return found ? [found] : [];
			});
			const [first] = told;
			if (!first) return [];
			return [
				first.variable.battery && variables.length > 1
					? batteryFrequencies(report, first, told)
					: questionFrequencies(report, first),
			];
		}),
	]);
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Of these a single answer says nothing, or is no answer: they have tables of their own or none. */
const isToldApart = ({ name, section }: Variable) =>
	section !== "arms" &&
	section !== "private" &&
	section !== "count" &&
	!name.endsWith("_AC");

/** Variables that stand together: the items of a battery, else each alone. Arms are no question. */
export function questionsOf({ variables }: SurveySource): Variable[][] {
	const groups: Variable[][] = [];
	for (const variable of variables) {
		if (!isToldApart(variable)) continue;
		const last = groups.at(-1);
		if (
			variable.battery !== undefined &&
			last?.[0]?.battery === variable.battery
		)
			last.push(variable);
		else groups.push([variable]);
	}
	return groups;
}

const codeOf = ({ variable }: Known) => variable.battery ?? variable.name;

function batteryFrequencies(
	report: Report,
	first: Known,
	items: Known[],
): TableBlock {
	const { rows } = first.table;
	return {
		kind: "table",
		id: `b-${codeOf(first)}`,
		caption: `${codeOf(first)}. ${first.variable.question.vi}`,
		wide: true,
		head: [
			[
				{ text: "" },
				...rows.map(({ label }) => ({ text: label.vi })),
				{ text: "n" },
			],
		],
		rows: items.map((of) => ({
			cells: [
				[of.variable.item?.vi ?? of.variable.name],
				...rows.map(({ code }) =>
					cellInline(report, of, `share/${code}`, "all", "share"),
				),
				of.table.columns[0]?.base == null ? ["…"] : [baseOf(report, of)],
			],
		})),
		widths: [4, ...rows.map(() => 1.1), 0.9],
		foot: [sourceLine(report, items)],
	};
}

function questionFrequencies(report: Report, of: Known): TableBlock {
	return {
		kind: "table",
		id: `b-${of.variable.name}`,
		caption: `${of.variable.name}. ${of.variable.question.vi}${of.variable.item ? ` – ${of.variable.item.vi}` : ""}`,
		head: [[{ text: "Trả lời" }, { text: "%" }, { text: "KTC 95%" }]],
		rows: [
			...of.table.rows.map(
				({ code, label }): BodyRow => ({
					cells: [
						[label.vi],
						cellInline(report, of, `share/${code}`, "all", "share"),
						intervalInline(report, of, `share/${code}`, "all"),
					],
				}),
			),
			{
				cells: [
					["n"],
					of.table.columns[0]?.base == null ? ["…"] : [baseOf(report, of)],
					[""],
				],
			},
		],
		widths: [5, 1.2, 1.6],
		foot: [
			...(of.table.multiple
				? [["Chọn nhiều phương án: cộng lại vượt 100%."] as Inline[]]
				: []),
			sourceLine(report, [of]),
		],
	};
}

/** As many columns as a landscape page holds beside the first and the one of all. */
const mostColumns = 9;

/** The standard banner: a battery by its net, any other question by its categories; as many tables as the page needs. */
export function crossings(report: Report): Block[] {
	return surveysOf(report).flatMap(({ population, of }) => [
		{
			kind: "heading" as const,
			level: 2 as const,
			text: upper(populationWords[population].asked),
		},
		...questionsOf(of)
			.filter(([first]) => first && isCrossed(first))
			.flatMap((variables) => crossed(report, population, variables)),
	]);
}

/** Computed and ranked variables repeat what stands elsewhere; those about the person are the banner itself. */
const isCrossed = ({ name, section, splitBy }: Variable) =>
	splitBy === undefined &&
	section !== "about" &&
	section !== "start" &&
	section !== "situation" &&
	!/_(HAS|CONTACT|TOP|S1|D2|J2_\d)$/.test(name);

function crossed(
	report: Report,
	population: Population,
	variables: Variable[],
): Block[] {
	const told = variables.flatMap(({ name }) => {
		const found = known(report, population, name, "Phụ lục C", standardBanner);
		return found ? [found] : [];
	});
	const [first] = told;
	if (!first) return [];
	const net = first.variable.battery ? netsOf(first.variable)[0] : undefined;
	const lines = net
		? told.map((of) => ({
				of,
				name: netName(net.codes),
				label: of.variable.item?.vi ?? of.variable.name,
			}))
		: told.flatMap((of) =>
				of.table.rows.map(({ code, label }) => ({
					of,
					name: `share/${code}`,
					label: label.vi,
				})),
			);
	const shown = first.table.columns.filter(
		({ key, by }) => key !== "all" && by && told.some((of) => isTold(of, key)),
	);
	const parts = partsOf(shown);
	const whole = told.map(
		(of) => known(report, population, of.variable.name, "Phụ lục C") ?? of,
	);
	return parts.map((part, at): Block => {
		const groups = [...new Set(part.map(({ by }) => by?.name))];
		return {
			kind: "table",
			id: `c-${codeOf(first)}${parts.length > 1 ? `-${at + 1}` : ""}`,
			caption: `${codeOf(first)}. ${first.variable.question.vi}${net ? ` (% ${net.label.toLowerCase()})` : ""}${parts.length > 1 ? ` – phần ${at + 1} trên ${parts.length}` : ""}`,
			wide: true,
			head: [
				[
					{ text: "", down: 2 },
					{ text: "Chung", down: 2 },
					...groups.map((name) => ({
						text: shortLabel(
							part.find(({ by }) => by?.name === name)?.by?.label.vi ?? "",
						),
						span: part.filter(({ by }) => by?.name === name).length,
					})),
				],
				part.map(({ label }) => ({ text: label.vi })),
			],
			rows: [
				...lines.map(({ of, name, label }): BodyRow => {
					const all = whole.find(({ variable }) => variable === of.variable);
					return {
						cells: [
							[label],
							withInterval(report, all ?? of, name, "all"),
							...part.map(({ key }) => withInterval(report, of, name, key)),
						],
					};
				}),
				...(told.length === 1
					? [
							{
								cells: [
									["n"],
									whole[0]?.table.columns[0]?.base == null
										? ["…"]
										: [baseOf(report, whole[0] as Known)],
									...part.map(({ key, base }): Inline[] =>
										base === null ? ["…"] : [baseOf(report, first, key)],
									),
								],
							} satisfies BodyRow,
						]
					: []),
			],
			widths: [2.6, 1, ...part.map(() => 1)],
			foot: [
				[
					"Trong mỗi ô: tỷ lệ có trọng số và KTC 95%. “…”: ô bị che để bảo vệ người trả lời.",
				],
				sourceLine(report, whole),
			],
		};
	});
}

const isTold = ({ table }: Known, key: string) =>
	Object.values(
		table.columns.find((column) => column.key === key)?.cells ?? {},
	).some(isKnown);

const withInterval = (
	report: Report,
	of: Known,
	name: string,
	column: string,
): Inline[] => {
	const cell = cellOf(of, name, column);
	const share = cellInline(report, of, name, column, "share");
	return isKnown(cell) && cell.lower !== undefined
		? [...share, "\n", ...intervalInline(report, of, name, column)]
		: share;
};

const shortLabel = (label: string) =>
	label.length > 60 ? `${label.slice(0, 57)}…` : label;

/** Levels of one variable stay together; parts are as full as the page allows. */
function partsOf<T extends { by?: { name: string } }>(columns: T[]): T[][] {
	const groups = [...new Set(columns.map(({ by }) => by?.name))].map((name) =>
		columns.filter(({ by }) => by?.name === name),
	);
	const parts: T[][] = [];
	for (const group of groups) {
		const last = parts.at(-1);
		if (last && last.length + group.length <= mostColumns) last.push(...group);
		else parts.push([...group]);
	}
	return parts;
}
