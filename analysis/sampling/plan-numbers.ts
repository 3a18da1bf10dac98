import type { Text } from "../../survey-definitions/definition.ts";
import { cardsOf } from "./allocate-psus.ts";
import { lowestLotMinimum } from "./check-design.ts";
import { type PlanProblem, planProblem } from "./plan-problem.ts";
import type { SamplePlan } from "./sample-plan.ts";

const names = {
	psusPerLot: { vi: "số PSU mỗi lô", en: "PSUs per lot" },
	lotMinimum: { vi: "số thẻ ít nhất mỗi lô", en: "the fewest cards of a lot" },
	reserveLots: { vi: "số lô dự phòng", en: "lots in reserve" },
	cardsPerPsu: { vi: "số thẻ mỗi PSU", en: "cards per PSU" },
	leaderRatio: {
		vi: "tỷ lệ lãnh đạo / người khác",
		en: "the ratio of leaders to others",
	},
	villagesPerPsu: { vi: "số thôn mỗi xã", en: "villages per commune" },
	invitedPerVillage: {
		vi: "số hộ mời mỗi thôn",
		en: "households invited per village",
	},
	adultsPerHousehold: {
		vi: "số người từ 18 tuổi mỗi hộ",
		en: "adults per household",
	},
	responseRate: { vi: "tỷ lệ trả lời", en: "the response rate" },
	share: { vi: "tỷ lệ cần ước lượng", en: "the share to estimate" },
	level: { vi: "độ tin cậy", en: "the confidence level" },
	cost: {
		vi: "chi phí của một PSU cùng các thẻ (phân bổ tối ưu cần chi phí)",
		en: "the cost of a PSU with its cards, which the optimum allocation goes by,",
	},
	intraclassCorrelation: {
		vi: "tương quan trong PSU",
		en: "the intraclass correlation",
	},
	furtherWeightDeff: {
		vi: "deff thêm của trọng số",
		en: "the further deff of weights",
	},
} satisfies Record<string, Text>;

const ranges = {
	wholeFromOne: { vi: "một số nguyên từ 1", en: "a whole number from 1" },
	wholeFromZero: { vi: "một số nguyên từ 0", en: "a whole number from 0" },
	positive: { vi: "số lớn hơn 0", en: "above 0" },
	share: { vi: "số từ 0 đến 1", en: "from 0 to 1" },
	shareAboveZero: {
		vi: "số lớn hơn 0 và không quá 1",
		en: "above 0 and at most 1",
	},
	properShare: {
		vi: "số lớn hơn 0 và nhỏ hơn 1",
		en: "above 0 and under 1",
	},
	fromOne: { vi: "số từ 1 trở lên", en: "1 or more" },
} satisfies Record<string, Text>;

const isIn: Record<keyof typeof ranges, (value: number) => boolean> = {
	wholeFromOne: (value) => Number.isInteger(value) && value >= 1,
	wholeFromZero: (value) => Number.isInteger(value) && value >= 0,
	positive: (value) => value > 0,
	share: (value) => value >= 0 && value <= 1,
	shareAboveZero: (value) => value > 0 && value <= 1,
	properShare: (value) => value > 0 && value < 1,
	fromOne: (value) => value >= 1,
};

/** Numbers of a plan that cannot be what they stand for. */
export function numberProblems(plan: SamplePlan): PlanProblem[] {
	const problems: PlanProblem[] = [];
	const must = (
		what: keyof typeof names,
		range: keyof typeof ranges,
		...values: number[]
	) => {
		for (const value of values)
			if (!isIn[range](value))
				problems.push(
					planProblem(
						"not-a-number",
						{ what, value },
						{},
						{ what: names[what], wanted: ranges[range] },
					),
				);
	};
	const { within, assumptions } = plan;
	must("psusPerLot", "wholeFromOne", plan.psusPerLot);
	must("lotMinimum", "wholeFromOne", plan.lotMinimum);
	if (plan.lotMinimum < lowestLotMinimum)
		problems.push(
			planProblem("lot-minimum-too-low", {
				minimum: plan.lotMinimum,
				lowest: lowestLotMinimum,
			}),
		);
	if (within.kind === "classes") {
		must("cardsPerPsu", "wholeFromOne", within.cardsPerPsu);
		must("leaderRatio", "positive", within.leaderRatio);
	} else {
		must("villagesPerPsu", "wholeFromOne", within.villagesPerPsu);
		must("invitedPerVillage", "positive", within.invitedPerVillage);
		must("adultsPerHousehold", "positive", within.adultsPerHousehold);
	}
	must("reserveLots", "wholeFromZero", ...Object.values(plan.reserveLots));
	const { responseRate, share } = assumptions;
	must(
		"responseRate",
		"shareAboveZero",
		responseRate.all,
		...Object.values(responseRate.strata),
	);
	must("share", "properShare", share.all, ...Object.values(share.strata));
	must("level", "properShare", assumptions.level);
	if (plan.allocation?.rule === "optimum") {
		const { all, strata } = assumptions.costPerPsu;
		const ofCards = assumptions.costPerCard * cardsOf(within);
		const costs = [all, ...Object.values(strata)].map((psu) => psu + ofCards);
		must("cost", "positive", ...costs);
	}
	must("intraclassCorrelation", "share", assumptions.intraclassCorrelation);
	must("furtherWeightDeff", "fromOne", assumptions.furtherWeightDeff);
	return problems;
}
