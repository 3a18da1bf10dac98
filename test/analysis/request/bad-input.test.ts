import { describe, expect, it } from "vitest";
import { analyseRequest } from "../../../analysis/request/analyse-request.ts";
import type {
	DesignSpec,
	Request,
	RequestFile,
} from "../../../analysis/request/contract.ts";

const csv = `id,stratum,psu,w,N,group,y,bad
1,1,1,10,4,a,1,5
2,1,1,12,4,b,2,5
3,1,2,9,4,a,3,5
4,2,3,11,9,b,4,-1
5,2,4,8,9,a,,5
6,2,4,7,9,b,6,5
`;

const taylor: DesignSpec = {
	kind: "taylor",
	ids: ["psu"],
	strata: ["stratum"],
	weights: "w",
	fpc: null,
};

const mean = { estimator: "mean", variables: ["y"], na_rm: true } as const;

/** The error of one request, beside one that must be answered. */
function errorOf(
	request: Omit<Request, "id" | "design">,
	design: DesignSpec = taylor,
) {
	const file: RequestFile = {
		schema: "analysis-request/1",
		data: {
			file: "x.csv",
			columns: [
				...["id", "stratum", "psu", "w", "N", "y", "bad"].map((name) => ({
					name,
					type: "numeric" as const,
				})),
				{ name: "group", type: "factor", levels: ["a", "b"] },
			],
		},
		designs: { asked: design, sound: taylor },
		requests: [
			{ ...request, id: "asked", design: "asked" } as Request,
			{ ...mean, id: "other", design: "sound" } as unknown as Request,
		],
	};
	const { results } = analyseRequest(file, () => csv);
	expect(results.other?.estimate).toHaveLength(1);
	return String(results.asked?.error);
}

describe("a request that must be refused says what, where and what to do", () => {
	it("unknown column", () => {
		const error = errorOf({
			estimator: "mean",
			variables: ["income"],
		} as never);
		expect(error).toMatch(/request asked.*no column income.*stratum/);
	});

	it("factor used as a number", () => {
		const error = errorOf({ estimator: "mean", variables: ["group"] } as never);
		expect(error).toMatch(/group is a factor.*{"factor": "group"}/);
	});

	it("negative weight", () => {
		const error = errorOf(mean as never, { ...taylor, weights: "bad" });
		expect(error).toMatch(/column bad, row 4.*negative/);
	});

	it("missing weight", () => {
		const error = errorOf(mean as never, { ...taylor, weights: "y" });
		expect(error).toMatch(/column y, row 5.*missing/);
	});

	it("population smaller than the sample", () => {
		const error = errorOf(mean as never, { ...taylor, fpc: ["stratum"] });
		expect(error).toMatch(/smaller than the sample.*Remedy/);
	});

	it("one PSU in a stratum", () => {
		const error = errorOf(mean as never, { ...taylor, strata: ["psu"] });
		expect(error).toMatch(/one PSU.*Remedy/);
	});

	it("PSU ids that repeat across strata", () => {
		const error = errorOf(mean as never, {
			...taylor,
			ids: ["N"],
			strata: ["group"],
		});
		expect(error).toMatch(/repeat across strata.*nest/);
	});

	it("singular calibration", () => {
		const error = errorOf({
			...mean,
			steps: [
				{
					op: "calibrate",
					terms: ["stratum", { expr: "2 * ${stratum}", as: "twice" }],
					totals: { "(Intercept)": 60, stratum: 90, twice: 180 },
				},
			],
		} as never);
		expect(error).toMatch(/calibration to .*stratum.*singular.*Remedy/);
	});

	it("an empty cell with a positive total, and a total that is missing", () => {
		const raked = (by: string, cells: object[]) =>
			errorOf({
				...mean,
				steps: [{ op: "rake", margins: [{ by: [by], cells }] }],
			} as never);
		expect(
			raked("group", [
				{ key: { group: "a" }, total: 30 },
				{ key: { group: "b" }, total: 30 },
				{ key: { group: "c" }, total: 5 },
			]),
		).toMatch(/cell c of group.*population of 5/);
	});

	it("raking that cannot settle", () => {
		const error = errorOf({
			...mean,
			steps: [
				{
					op: "rake",
					max_iterations: 3,
					epsilon: 1e-12,
					margins: [
						{
							by: ["group"],
							cells: [
								{ key: { group: "a" }, total: 40 },
								{ key: { group: "b" }, total: 30 },
							],
						},
						{
							by: ["stratum"],
							cells: [
								{ key: { stratum: "1" }, total: 20 },
								{ key: { stratum: "2" }, total: 20 },
							],
						},
					],
				},
			],
		} as never);
		expect(error).toMatch(/did not settle in 3 rounds.*Remedy/);
	});

	it("an expression that cannot be read, and an estimator that is not known", () => {
		expect(
			errorOf({ ...mean, steps: [{ op: "domain", where: "${y} >" }] } as never),
		).toMatch(/\$\{y\} > cannot be read/);
		const file: RequestFile = {
			schema: "analysis-request/1",
			data: { file: "x", columns: [{ name: "w", type: "numeric" }] },
			designs: { d: { ...taylor, ids: [], strata: null } as DesignSpec },
			requests: [
				{ id: "x", design: "d", estimator: "horoscope" } as unknown as Request,
			],
		};
		expect(analyseRequest(file, () => csv).results.x?.unsupported).toMatch(
			/horoscope/,
		);
	});

	it("missing values without na_rm are NaN, not an error", () => {
		const file: RequestFile = {
			schema: "analysis-request/1",
			data: {
				file: "x",
				columns: ["psu", "stratum", "w", "y"].map((name) => ({
					name,
					type: "numeric" as const,
				})),
			},
			designs: { d: taylor },
			requests: [{ id: "x", design: "d", estimator: "mean", variables: ["y"] }],
		};
		const { results } = analyseRequest(file, () => csv);
		expect(results.x?.estimate).toEqual(["NaN"]);
		expect(results.x?.se).toEqual(["NaN"]);
	});
});
