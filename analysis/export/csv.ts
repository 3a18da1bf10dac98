import { stringify } from "csv-stringify/sync";
import type { Language } from "../../survey-definitions/definition.ts";
import type { Note } from "../estimate.ts";
import type { ReleasedTable, Withheld } from "../tables/table.ts";

/**
 * A released table for machines, one line for each column × row: UTF-8 with BOM, decimal point. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 */
export function tableCsv(
	table: ReleasedTable,
	language: Language = "vi",
): string {
	const words = wordsOf[language];
	const { survey, variable, by, rows, columns } = table;
	const percent = (share: number) => rounded(100 * share, 6);
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
				...(estimate
					? [
							percent(estimate.value),
							percent(estimate.se),
							percent(estimate.ci.lower),
							percent(estimate.ci.upper),
							rounded(estimate.deff, 4),
							rounded(estimate.effectiveN, 2),
						]
					: Array(6).fill(undefined)),
				base,
				cell && "withheld" in cell ? words.withheld[cell.withheld] : undefined,
				estimate?.notes.map((note) => words.notes[note]).join("; "),
			];
		}),
	);
	return stringify([words.header, ...lines], {
		bom: true,
		escape_formulas: true,
	});
}

/** What is not a number stays empty. */
const rounded = (value: number, digits: number) =>
	Number.isFinite(value) ? Number(value.toFixed(digits)) : undefined;

interface Words {
	header: string[];
	withheld: Record<Withheld, string>;
	notes: Record<Note, string>;
}

const wordsOf: Record<Language, Words> = {
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
			"Sai số chuẩn (điểm %)",
			"KTC 95% cận dưới (%)",
			"KTC 95% cận trên (%)",
			"Hệ số thiết kế",
			"Cỡ mẫu hiệu dụng",
			"Số phiếu",
			"Lý do che",
			"Ghi chú",
		],
		withheld: {
			"base-too-small": "quá ít phiếu",
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
			"Standard error (points)",
			"95% CI lower (%)",
			"95% CI upper (%)",
			"Design effect",
			"Effective n",
			"Base n",
			"Withheld because",
			"Notes",
		],
		withheld: {
			"base-too-small": "too few responses",
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
