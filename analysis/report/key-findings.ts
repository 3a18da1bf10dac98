// The ten numbers of the leaders' summary, and the findings that open the report.
import { itemOf, knownItems, netName } from "./battery-blocks.ts";
import { balance } from "./choice-blocks.ts";
import {
	cellOf,
	type Known,
	known,
	populationWords,
	type Report,
	say,
	share,
	within,
} from "./compose.ts";
import type { Inline } from "./document.ts";
import type { Population } from "./figures.ts";
import { mapping, type Place } from "./mapping.ts";
import { itemsOf } from "./situation.ts";
import { isKnown, majority, quoted, upperFirst } from "./wording.ts";

export interface KeyFinding {
	/** The same whichever other findings the data give; the report and the summary tell it under this id. */
	id: string;
	/** The number as it is set large. */
	number: Inline;
	sentence: Inline[];
}

/** In the order of the outline; those that the data do not give are left out and the next ones move up. */
export const keyFindings = (report: Report): KeyFinding[] =>
	candidates
		.flatMap((candidate, at) => {
			const found = candidate(report);
			return found ? [{ id: `tom-tat.${at + 1}`, ...found }] : [];
		})
		.slice(0, 10);

type Candidate = (report: Report) => Omit<KeyFinding, "id"> | undefined;

const place = "Tóm tắt";

const finding = (
	report: Report,
	of: Known,
	name: string,
	rest: string,
): ReturnType<Candidate> => {
	const cell = cellOf(of, name);
	if (!isKnown(cell)) return undefined;
	const { people } = populationWords[of.population];
	const word = majority(cell);
	return {
		number: share(report, of, name),
		sentence: say`${word ? `${upperFirst(word)} ${people}, ` : ""}${share(report, of, name)}${word ? "" : ` ${people}`} ${within(report, of, name)} ${rest}.`,
	};
};

/** The item of a battery with the largest share. */
const topItem =
	(
		population: Population,
		items: (report: Report) => string[],
		net: number[],
		rest: (item: string) => string,
	): Candidate =>
	(report) => {
		const [top] = knownItems(report, {
			population,
			items: items(report),
			net,
			place,
		});
		return top && finding(report, top, netName(net), rest(quoted(itemOf(top))));
	};

const item =
	(
		population: Population,
		variable: string,
		net: number[],
		rest: string,
	): Candidate =>
	(report) => {
		const of = known(report, population, variable, place);
		return of && finding(report, of, netName(net), rest);
	};

/** The category that most chose, 96 to 99 left out. */
const topChoice =
	(
		population: Population,
		variable: string,
		rest: (label: string) => string,
	): Candidate =>
	(report) => {
		const of = known(report, population, variable, place);
		const [top] = (of?.table.rows ?? [])
			.filter(({ code }) => code < 96)
			.flatMap(({ code, label }) => {
				const cell = of && cellOf(of, `share/${code}`);
				return isKnown(cell)
					? [{ code, label: label.vi, value: cell.value }]
					: [];
			})
			.sort((a, b) => b.value - a.value);
		return of && top
			? finding(report, of, `share/${top.code}`, rest(quoted(top.label)))
			: undefined;
	};

const factorsAt = (at: Place) =>
	mapping
		.filter((one) => one.PL5 === at && one.variable.startsWith("CB_D1_"))
		.map(({ variable }) => variable);

const trendOf =
	(population: Population, variable: string): Candidate =>
	(report) => {
		const of = known(report, population, variable, place);
		const both = of && balance(report, of, [4, 5], [1, 2]);
		return of && both
			? {
					number: both.more,
					sentence: say`${both.more} ${populationWords[population].people} cho là tình trạng không dám làm vì sợ trách nhiệm tăng so với mốc so sánh, ${both.less} cho là giảm.`,
				}
			: undefined;
	};

const candidates: Candidate[] = [
	topItem(
		"cadres",
		(report) => itemsOf(report, "cadres", "CB_B1"),
		[4, 5],
		(words) =>
			`cho biết việc ${words} xảy ra thường xuyên hoặc rất thường xuyên ở nơi làm việc`,
	),
	item(
		"cadres",
		"CB_B2_4",
		[4, 5],
		"đánh giá tình trạng không dám làm vì sợ trách nhiệm ở mức nhiều hoặc rất nhiều",
	),
	item(
		"citizens",
		"ND_B1_4",
		[4, 5],
		"đánh giá tình trạng cán bộ không dám làm vì sợ trách nhiệm ở mức nhiều hoặc rất nhiều",
	),
	trendOf("cadres", "CB_B3"),
	topChoice(
		"cadres",
		"CB_B6",
		(words) => `cho biết gặp các tình trạng này nhiều ở lĩnh vực ${words}`,
	),
	topItem(
		"cadres",
		(report) => itemsOf(report, "cadres", "CB_C1"),
		[4, 5],
		(words) => `đánh giá mức ảnh hưởng đến ${words} là nhiều hoặc rất nhiều`,
	),
	topItem(
		"cadres",
		() => factorsAt("II.1"),
		[4, 5],
		(words) =>
			`đánh giá yếu tố khách quan ${words} góp phần nhiều hoặc rất nhiều`,
	),
	topItem(
		"cadres",
		() => factorsAt("II.2"),
		[4, 5],
		(words) =>
			`đánh giá yếu tố chủ quan ${words} góp phần nhiều hoặc rất nhiều`,
	),
	item(
		"cadres",
		"CB_D1_09",
		[4, 5],
		"đánh giá việc lo bị xử lý kỷ luật khi làm sai góp phần nhiều hoặc rất nhiều",
	),
	topChoice(
		"cadres",
		"CB_J0",
		(words) => `cho rằng nên tập trung trước vào nhóm giải pháp ${words}`,
	),
	topItem(
		"citizens",
		(report) => itemsOf(report, "citizens", "ND_A7"),
		[1, 2, 3],
		(words) => `có làm giấy tờ đã gặp việc ${words} ít nhất một lần`,
	),
	topChoice(
		"citizens",
		"ND_D1",
		(words) => `chọn việc nên làm trước là ${words}`,
	),
	topChoice("citizens", "ND_C1", (words) => `nêu lý do ${words}`),
	trendOf("citizens", "ND_B2"),
	topChoice(
		"citizens",
		"ND_A6",
		(words) => `có làm giấy tờ cho biết việc gần nhất: ${words}`,
	),
];
