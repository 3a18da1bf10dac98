import type { Language } from "../../survey-definitions/definition.ts";
import type { Released } from "../disclosure/release.ts";
import type { Topline, ToplineQuestion } from "../tables/topline.ts";
import { rounded, wordsOf } from "./csv.ts";

type Line = (string | number | null)[];

/** A released topline for machines: a line for each category, and for each mean or box, of each variable. */
export function toplineLines(
	{ survey, sampling, weights, sections }: Topline<Released>,
	language: Language,
): { header: string[]; lines: Line[] } {
	const words = wordsOf[language];
	const own = headers[language];
	const lines = sections.flatMap(({ title, questions }) =>
		questions.flatMap((question) =>
			question.tables.flatMap((table) => {
				const column = table.columns[0];
				const { outside } = table;
				const line = (
					kind: string,
					code: number | null,
					label: string,
					cell: Cell | undefined,
					factor: number,
				): Line => {
					const found = cell && "value" in cell ? cell : undefined;
					const figure = (value: number | undefined, digits = 6) =>
						rounded(value === undefined ? undefined : factor * value, digits) ??
						null;
					return [
						survey,
						title[language],
						question.name,
						table.variable.name,
						table.variable.question[language],
						table.variable.item?.[language] ?? null,
						question.relevant ?? null,
						kind,
						code,
						label,
						figure(found?.value),
						figure(found?.se),
						figure(found?.ci?.lower),
						figure(found?.ci?.upper),
						rounded(found?.deff, 4) ?? null,
						rounded(found?.effectiveN, 2) ?? null,
						found?.n ?? column?.base ?? null,
						outside.total,
						outside.notAsked,
						outside.notShown,
						outside.blank,
						outside.doesNotApply,
						cell && "withheld" in cell ? words.withheld[cell.withheld] : null,
						found?.notes.map((note) => words.notes[note]).join("; ") || null,
						words.sampling[sampling],
						weights.version,
						weights.isFinal ? words.yes : words.no,
					];
				};
				return [
					...table.rows.map(({ code, label }, at) =>
						line(own.share, code, label[language], column?.cells[at], 100),
					),
					...shownStatistics(question, table).map(({ name, codes, cells }) =>
						line(
							own[name],
							null,
							codes.join("+"),
							cells[0],
							name === "mean" ? 1 : 100,
						),
					),
				];
			}),
		),
	);
	return { header: own.header, lines };
}

type One = ToplineQuestion<Released>["tables"][number];
type Cell = One["columns"][number]["cells"][number];
type Statistic = NonNullable<One["statistics"]>[number];

/** A mean says something of a scale and of a count, boxes of a scale alone. */
const shownStatistics = (
	{ kind, isScale }: ToplineQuestion<Released>,
	{ statistics = [] }: One,
) =>
	statistics.filter(
		(one): one is Statistic & { name: "mean" | "top" | "bottom" } =>
			isScale === true &&
			(one.name === "mean" ||
				(one.name !== "net" && (kind === "single" || kind === "battery"))),
	);

const headers = {
	vi: {
		header: [
			"Cuộc điều tra",
			"Phần",
			"Câu",
			"Biến",
			"Câu hỏi",
			"Mục",
			"Hỏi khi",
			"Loại số",
			"Mã",
			"Phương án",
			"Ước lượng (% hoặc điểm)",
			"Sai số chuẩn",
			"KTC 95% cận dưới",
			"KTC 95% cận trên",
			"Hệ số thiết kế",
			"Cỡ mẫu hiệu dụng",
			"Số phiếu trong mẫu số",
			"Ngoài mẫu số",
			"Không được hỏi",
			"Không hiện theo thiết kế",
			"Bỏ trống",
			"Không áp dụng (95)",
			"Lý do che",
			"Ghi chú",
			"Loại mẫu",
			"Phiên bản trọng số",
			"Trọng số đã chốt",
		],
		share: "tỷ lệ %",
		mean: "điểm trung bình",
		top: "hai mức cao nhất %",
		bottom: "hai mức thấp nhất %",
	},
	en: {
		header: [
			"Survey",
			"Section",
			"Question",
			"Variable",
			"Wording",
			"Item",
			"Asked when",
			"Figure",
			"Code",
			"Category",
			"Estimate (% or points)",
			"Standard error",
			"95% CI lower",
			"95% CI upper",
			"Design effect",
			"Effective n",
			"Base n",
			"Outside the base",
			"Not asked",
			"Not shown by design",
			"Left blank",
			"Does not apply (95)",
			"Withheld because",
			"Notes",
			"Sample",
			"Weights version",
			"Weights final",
		],
		share: "share %",
		mean: "mean",
		top: "two highest %",
		bottom: "two lowest %",
	},
};
