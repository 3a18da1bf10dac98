import { missing } from "../../analysis/survey-data.ts";
import { setFinalWeights } from "../../server/actions/set-final-weights.ts";
import type { ServerContext } from "../../server/context.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { smallDefinition } from "../analysis/small-survey.ts";
import { closedSurveyOf } from "./closed-survey-of.ts";

const same = (text: string) => ({ vi: text, en: text });

/** What labels have broken files by: quotes, formulas, breaks, tabs, emoji, ends of comments, commands. */
export const oddLabels = [
	"'nháy đơn', \"nháy kép\" và “nháy cong”",
	"=1+1",
	"+84 90",
	"-3",
	"@SUM(A1)",
	"một dòng.\n\nhai dòng.\r\nSAVE OUTFILE='x.sav'.\tthụt",
	"😀 👩‍👩‍👧 ☂ `lệnh' \\d \\",
	"<b>&amp;</b> _x0041_ ]]> */ /* //",
	`${"rất dài ".repeat(40)}`.trim(),
];

const options = (labels: string[]) =>
	labels.map((label, at) => ({ code: at + 1, text: same(label) }));
const provinces = Array.from({ length: 63 }, (_, at) => `Tỉnh thứ ${at + 1}`);
const few = options(["Có", "Không"]);

/** A questionnaire with what is rare, and awkward, and never asked. */
export const oddDefinition: SurveyDefinition = {
	...smallDefinition,
	id: "odd",
	title: same(`Điều tra ${oddLabels.join(" ")}`),
	population: "citizens",
	arms: [],
	sections: [
		{
			id: "work",
			title: same("=Phần 😀\nmột"),
			elements: [
				{
					kind: "single",
					name: "LOCAL",
					text: same("Chỉ một lô được hỏi"),
					options: options(["a", "b", "c", "d", "e"]),
				},
				{
					kind: "single",
					name: "ODD",
					text: same(oddLabels.join("\n")),
					options: options(oddLabels),
				},
				{
					kind: "single",
					name: "NEVER",
					text: same("Chưa ai được hỏi"),
					options: few,
				},
				{
					kind: "multiple",
					name: "NEVER_M",
					text: same("Cũng thế"),
					options: few,
				},
				{
					kind: "single",
					name: "FOUR",
					text: same("Bốn người được hỏi"),
					options: few,
				},
				{
					kind: "single",
					name: "NOUGHT",
					text: same("Mã 2 không có trọng số"),
					options: few,
				},
				{
					kind: "battery",
					name: "SCALE",
					text: same("Thang"),
					options: options(["Thấp", "Vừa", "Cao"]),
					items: [
						{ name: "SCALE_1", code: 1, text: same("Mục 1") },
						{ name: "SCALE_2", code: 2, text: same("Mục 2") },
					],
				},
			],
		},
		{
			id: "about",
			title: same("about"),
			elements: [
				{ kind: "single", name: "L4", text: same("Lớp"), options: few },
				{
					kind: "single",
					name: "PROVINCE",
					text: same("Tỉnh, thành phố"),
					options: options(provinces),
				},
			],
		},
	],
};

/** As `closedSurveyOf` makes them. */
const lots = 12;
const never = () => missing.notApplicable;

export const oddForms = 3000;

/** Every tenth form weighs nothing, and of those who answered 2 to NOUGHT everybody's. */
export async function oddSurvey(context: ServerContext) {
	await closedSurveyOf(context, oddDefinition, {
		forms: oddForms,
		answers: {
			ODD: (row) => 1 + ((row >> 3) % oddLabels.length),
			LOCAL: (row) =>
				row % lots === 5 ? 1 + ((row >> 4) % 4) : missing.notApplicable,
			NEVER: never,
			NEVER_M: never,
			FOUR: (row) =>
				row >= 1 && row <= 4 ? 1 + (row % 2) : missing.notApplicable,
			NOUGHT: (row) => (row % 10 === 0 ? 2 : 1),
			PROVINCE: (row) => 1 + (row % provinces.length),
		},
		weight: (row) => (row % 10 === 0 ? 0 : 1 + (row % 3)),
	});
	await setFinalWeights(context, oddDefinition.id, 1, "Lan");
}
