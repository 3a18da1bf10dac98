import { stringify } from "csv-stringify/sync";
import type { Language } from "../../survey-definitions/definition.ts";
import type { Released } from "../disclosure/release.ts";
import type { Note } from "../estimate.ts";
import type { Sampling } from "../fielded-sample.ts";
import type { Withheld } from "../tables/table.ts";

/**
 * A released table for machines, one line for each column × row: UTF-8 with BOM, decimal point. A sample that is no
 * probability sample has no columns for sampling errors. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front.
 */
export function tableCsv(table: Released, language: Language = "vi"): string {
	const words = wordsOf[language];
	const {
		survey,
		variable,
		by,
		rows,
		columns,
		sampling,
		weights,
		collectedBy,
	} = table;
	const isProbability = sampling === "probability";
	const percent = (share: number | undefined) =>
		rounded(share === undefined ? undefined : 100 * share, 6);
	const lines = columns.flatMap(({ code, label, base, cells }) =>
		rows.map((row, index) => {
			const cell = cells[index];
			const estimate = cell && "value" in cell ? cell : undefined;
			return [
				survey,
				variable.name,
				variable.question[language],
				variable.item?.[language],
				by?.name,
				by?.label[language],
				code,
				label[language],
				row.code,
				row.label[language],
				percent(estimate?.value),
				...(isProbability
					? [
							percent(estimate?.se),
							percent(estimate?.ci?.lower),
							percent(estimate?.ci?.upper),
							rounded(estimate?.deff, 4),
							rounded(estimate?.effectiveN, 2),
						]
					: []),
				base,
				cell && "withheld" in cell ? words.withheld[cell.withheld] : undefined,
				estimate?.notes.map((note) => words.notes[note]).join("; "),
				[
					words.sampling[sampling],
					...(collectedBy ? [`${words.outside}: ${collectedBy}`] : []),
				].join("; "),
				weights.version,
				weights.isFinal ? words.yes : words.no,
			];
		}),
	);
	const header = [
		...words.header,
		...(isProbability ? words.uncertainty : []),
		...words.foot,
	];
	return stringify([header, ...lines], {
		bom: true,
		escape_formulas: true,
	});
}

/** What is not a number stays empty. */
export const rounded = (value: number | undefined, digits: number) =>
	value !== undefined && Number.isFinite(value)
		? Number(value.toFixed(digits))
		: undefined;

interface Words {
	header: string[];
	uncertainty: string[];
	foot: string[];
	sampling: Record<Sampling, string>;
	outside: string;
	yes: string;
	no: string;
	withheld: Record<Withheld, string>;
	notes: Record<Note, string>;
}

export const wordsOf: Record<Language, Words> = {
	vi: {
		header: [
			"Cuộc điều tra",
			"Biến",
			"Câu hỏi",
			"Mục",
			"Biến chia nhóm",
			"Tên biến chia nhóm",
			"Mã nhóm",
			"Nhóm",
			"Mã phương án",
			"Phương án",
			"Tỷ lệ (%)",
		],
		uncertainty: [
			"Sai số chuẩn (điểm %)",
			"KTC 95% cận dưới (%)",
			"KTC 95% cận trên (%)",
			"Hệ số thiết kế",
			"Cỡ mẫu hiệu dụng",
		],
		foot: [
			"Số phiếu",
			"Lý do che",
			"Ghi chú",
			"Loại mẫu",
			"Phiên bản trọng số",
			"Trọng số đã chốt",
		],
		outside: "số liệu ngoài hệ thống",
		sampling: {
			probability: "xác suất",
			"non-probability": "không xác suất: không có sai số mẫu",
		},
		yes: "có",
		no: "chưa",
		withheld: {
			protected: "bảo vệ người trả lời",
			"not-estimable": "không ước lượng được",
		},
		notes: {
			"single-psu-stratum":
				"có tầng chỉ còn một lô, sai số tính quanh trung bình chung",
			"base-under-30": "dưới 30 phiếu, đọc thận trọng",
			"interval-without-clusters":
				"các lô không khác nhau, khoảng tin cậy tính từ cỡ mẫu hiệu dụng của trọng số",
			"not-estimable: empty base": "không có phiếu nào",
			"not-estimable: no degrees of freedom": "số lô không đủ để tính sai số",
			"not-estimable: outside its range": "ngoài miền xác định của ước lượng",
		},
	},
	en: {
		header: [
			"Survey",
			"Variable",
			"Question",
			"Item",
			"Domain variable",
			"Domain variable label",
			"Domain code",
			"Domain",
			"Category code",
			"Category",
			"Share (%)",
		],
		uncertainty: [
			"Standard error (points)",
			"95% CI lower (%)",
			"95% CI upper (%)",
			"Design effect",
			"Effective n",
		],
		foot: [
			"Base n",
			"Withheld because",
			"Notes",
			"Sample",
			"Weights version",
			"Weights final",
		],
		outside: "data from outside the system",
		sampling: {
			probability: "probability",
			"non-probability": "non-probability: no sampling error",
		},
		yes: "yes",
		no: "no",
		withheld: {
			protected: "protects respondents",
			"not-estimable": "not estimable",
		},
		notes: {
			"single-psu-stratum":
				"a stratum has one lot, its deviation is taken from the overall mean",
			"base-under-30": "fewer than 30 responses, read with caution",
			"interval-without-clusters":
				"no variation between lots, the interval rests on the effective n of the weights",
			"not-estimable: empty base": "no responses",
			"not-estimable: no degrees of freedom":
				"too few lots for a standard error",
			"not-estimable: outside its range": "outside the range of the estimator",
		},
	},
};
