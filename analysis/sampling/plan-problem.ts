import type { Language, Text } from "../../survey-definitions/definition.ts";
import type { StratumKey } from "./sample-plan.ts";

/** What keeps a plan from being drawn or opened, where, and what mends it. */
export interface PlanProblem {
	code: PlanProblemCode;
	/** Row of the frame, for what is wrong with one unit. */
	row: number | null;
	unit: string | null;
	stratum: StratumKey | null;
	/** Place in the plan's main domains. */
	domain: number | null;
	values: Record<string, number | string>;
	/** What is wrong and what mends it. */
	remedy: Text;
	/** Merges that would mend it, for `withMerges`. */
	merges: StratumKey[][] | null;
}

export type PlanProblemCode = keyof typeof remedies;

/** By code; `{x}` is filled in from the values. */
const remedies = {
	"empty-frame": {
		vi: "dàn mẫu không có đơn vị nào: hãy nhập dàn mẫu trước",
		en: "the frame has no unit: import one first",
	},
	"duplicate-unit": {
		vi: "đơn vị đã có ở dòng {firstRow}: hãy bỏ một trong hai dòng, hoặc đặt mã riêng",
		en: "the unit stands in row {firstRow} already: delete one of the two, or give it its own id",
	},
	"size-not-positive": {
		vi: "{what} là {size}: hãy ghi một số lớn hơn 0, hoặc ghép đơn vị với đơn vị khác",
		en: "{what} is {size}: give a number above zero, or join the unit with another",
	},
	"leaders-not-counted": {
		vi: "dàn mẫu không ghi số lãnh đạo của đơn vị: hãy thêm cột số lãnh đạo, hoặc đặt tỷ lệ thẻ lãnh đạo là 1",
		en: "the frame does not count the unit's leaders: add the column, or set the leaders' ratio to 1",
	},
	"parent-not-in-frame": {
		vi: "không có đơn vị cấp trên «{parent}» trong dàn mẫu: hãy thêm dòng của xã, hoặc sửa mã",
		en: "its unit above, {parent}, is not in the frame: add the commune's row, or mend the code",
	},
	"probability-above-one": {
		vi: "xác suất chọn {probability} lớn hơn 1: hãy lấy đơn vị này là chắc chắn, chia nhỏ nó, hoặc chọn ít đơn vị hơn",
		en: "an inclusion probability of {probability} is above 1: take such units with certainty, divide the unit, or draw fewer",
	},
	"commune-above-one": {
		vi: "xác suất chọn {probability} lớn hơn 1: hãy chia xã này thành hai dòng (mỗi dòng một nhóm thôn), hoặc chọn ít xã hơn trong tầng",
		en: "an inclusion probability of {probability} is above 1: divide the commune into two rows, each with some of its villages, or draw fewer communes in the stratum",
	},
	"households-above-one": {
		vi: "phải mời {wanted} hộ trong {households} hộ: hãy ghép với thôn bên cạnh, hoặc mời ít hộ hơn mỗi thôn",
		en: "{wanted} households would be invited out of {households}: join it with the next village, or invite fewer in each",
	},
	"agency-too-small": {
		vi: "{leaders} lãnh đạo và {others} người khác không đủ nhận {leaderCards} và {otherCards} thẻ: hãy ghép cơ quan này với cơ quan khác, hoặc giảm số thẻ mỗi cơ quan",
		en: "{leaders} leaders and {others} others cannot take {leaderCards} and {otherCards} cards: join the agency with another, or plan fewer cards an agency",
	},
	"stratum-smaller-than-sample": {
		vi: "tầng có {units} đơn vị để chọn, ít hơn {sample} đơn vị của mẫu và mẫu dự phòng: hãy chọn ít hơn, hoặc gộp tầng",
		en: "{units} units to draw from, fewer than the {sample} of the sample and its reserve: draw fewer, or merge the stratum",
	},
	"every-unit-certain": {
		vi: "chọn {sample} trong {units} đơn vị làm cho mọi đơn vị đều là chắc chắn: hãy chọn ít hơn, gộp tầng, hoặc chọn đều xác suất",
		en: "a sample of {sample} out of {units} units makes every one of them certain: draw fewer, merge the stratum, or draw with equal probabilities",
	},
	"no-sample": {
		vi: "tầng chưa có đơn vị nào trong mẫu: hãy cho tầng ít nhất {least} đơn vị, hoặc gộp tầng",
		en: "the stratum has no sample: give it {least} units or more, or merge it",
	},
	"stratum-unknown": {
		vi: "kế hoạch nêu tầng «{key}» mà dàn mẫu không có: hãy bỏ số của tầng này",
		en: "the plan names a stratum {key} that the frame does not have: take its number out",
	},
	"not-whole-lots": {
		vi: "{psus} đơn vị không chia hết cho {perLot} đơn vị mỗi lô: hãy chọn {below} hoặc {above}",
		en: "{psus} units are no multiple of the {perLot} of a lot: draw {below} or {above}",
	},
	"too-few-variance-units": {
		vi: "tầng có {lots} lô, cần ít nhất 2 để tính sai số: hãy chọn ít nhất {least} đơn vị, hoặc gộp tầng",
		en: "{lots} lots, and a variance needs two: draw {least} units or more, or merge the stratum",
	},
	"lot-under-minimum": {
		vi: "lô có thể chỉ có {cards} thẻ, ít hơn mức {minimum} đã hứa: hãy thêm đơn vị vào mỗi lô hoặc thẻ cho mỗi đơn vị, hoặc gộp tầng",
		en: "a lot may have {cards} cards only, under the {minimum} promised: put more units into a lot or more cards into a unit, or merge the stratum",
	},
	"lot-minimum-too-low": {
		vi: "mức tối thiểu {minimum} thẻ mỗi lô thấp hơn {lowest}, có thể làm lộ người trả lời: hãy đặt {lowest} trở lên",
		en: "lots of {minimum} cards would point at people: set the minimum to {lowest} or more",
	},
	"certainty-too-small": {
		vi: "{units} cơ quan chắc chắn chỉ nhận {cards} thẻ, không đủ hai lô {minimum} thẻ: hãy chọn nhiều nhất {most} đơn vị trong tầng để không cơ quan nào là chắc chắn, gộp tầng, hoặc chia cơ quan thành các đơn vị trực thuộc trong dàn mẫu",
		en: "{units} agencies of certainty get {cards} cards, too few for two lots of {minimum}: draw {most} units at most in the stratum so that none is certain, merge the stratum, or divide the agency into its branches in the frame",
	},
	"certainty-too-few-cards": {
		vi: "{units} cơ quan chắc chắn chỉ nhận {cards} thẻ, không đủ hai lô {minimum} thẻ: hãy chọn nhiều đơn vị hơn trong tầng, gộp tầng, hoặc chia cơ quan thành các đơn vị trực thuộc trong dàn mẫu",
		en: "{units} agencies of certainty get {cards} cards, too few for two lots of {minimum}: draw more units in the stratum, merge it, or divide the agency into its branches in the frame",
	},
	"certainty-above-one": {
		vi: "cơ quan chắc chắn phải nhận {wanted} thẻ cho {people} người: hãy giảm số thẻ của tầng hoặc tỷ lệ thẻ lãnh đạo",
		en: "an agency of certainty would get {wanted} cards for {people} people: plan fewer cards in the stratum or a smaller ratio of leaders",
	},
	"too-few-degrees-of-freedom": {
		vi: "bậc tự do {df}, cần ít nhất {minimum}: hãy thêm {missing} lô, hoặc gộp tầng",
		en: "{df} degrees of freedom, and {minimum} are needed: add {missing} lots, or merge strata",
	},
	"domain-empty": {
		vi: "miền chính không có tầng nào: hãy sửa mã của miền",
		en: "no stratum lies in the main domain: mend its codes",
	},
	"domain-divided": {
		vi: "tầng gộp này chỉ nằm một phần trong miền chính: hãy bỏ gộp, hoặc sửa miền",
		en: "the merged stratum lies partly in the main domain: undo the merge, or change the domain",
	},
	"level-mixed": {
		vi: "tầng gộp cơ quan trung ương với cấp khác, mà phiếu hỏi theo cấp của lô: hãy phân tầng theo cấp",
		en: "the stratum holds central agencies with others, and the questionnaire asks by the lot's level: stratify by level",
	},
	"not-a-number": {
		vi: "{what} phải là {wanted}, không phải {value}: hãy sửa lại",
		en: "{what} must be {wanted}, not {value}: mend it",
	},
	"allocation-impossible": {
		vi: "không phân bổ được {total} đơn vị: các tầng cần ít nhất {least} và có nhiều nhất {most} theo lô trọn; hãy sửa tổng số hoặc mức tối thiểu",
		en: "{total} units cannot be allocated: in whole lots the strata need {least} and hold {most}; change the total or the minima",
	},
	"no-quota": {
		vi: "tầng chưa có chỉ tiêu: hãy đặt ít nhất {minimum} phiếu, hoặc gộp tầng",
		en: "the stratum has no quota: set {minimum} cards or more, or merge it",
	},
	"quota-over-people": {
		vi: "chỉ tiêu {cards} nhiều hơn {people} người của tầng: hãy giảm",
		en: "a quota of {cards} is more than the {people} people of the stratum: lower it",
	},
} satisfies Record<string, Text>;

export function planProblem(
	code: PlanProblemCode,
	values: PlanProblem["values"] = {},
	place: Partial<
		Pick<PlanProblem, "row" | "unit" | "stratum" | "domain" | "merges">
	> = {},
	/** What the values are called, where they are names of the plan's own. */
	words: Record<string, Text> = {},
): PlanProblem {
	const filled = (language: Language) =>
		remedies[code][language].replace(
			/\{(\w+)\}/g,
			(_, name: string) =>
				words[name]?.[language] ?? inWords(values[name] ?? "", language),
		);
	return {
		code,
		row: null,
		unit: null,
		stratum: null,
		domain: null,
		merges: null,
		...place,
		values,
		remedy: { vi: filled("vi"), en: filled("en") },
	};
}

function inWords(value: number | string, language: Language): string {
	if (typeof value === "string") return value;
	const digits = String(Number(value.toFixed(3)));
	return language === "vi" ? digits.replace(".", ",") : digits;
}

/** Row, unit, what is wrong and what mends it, in one English sentence. */
export function describePlanProblem(problem: PlanProblem): string {
	const { row, unit, stratum, domain, remedy } = problem;
	const where = [
		...(row === null ? [] : [`row ${row}`]),
		...(unit === null ? [] : [`unit ${unit}`]),
		...(stratum === null ? [] : [`stratum ${stratum}`]),
		...(domain === null ? [] : [`main domain ${domain + 1}`]),
	];
	return where.length === 0 ? remedy.en : `${where.join(", ")}: ${remedy.en}`;
}
