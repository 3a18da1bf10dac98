import type { CheckedUnit } from "../../../analysis/frame/check-frame.ts";
import type { SampleFrame } from "../../../analysis/sampling/plan-strata.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";

const none: CheckedUnit = {
	row: 0,
	unit: "",
	name: null,
	stratum: null,
	level: null,
	sector: null,
	kind: null,
	province: null,
	parent: null,
	urban: null,
	people: null,
	leaders: null,
	households: null,
	adults: null,
};

export const provinces = new Map(
	["TDMNPB", "DBSH", "BTB", "DHNTB_TN", "DNB", "DBSCL"].flatMap((region, at) =>
		[0, 1, 2].map((k) => {
			const code = String(10 + 3 * at + k);
			return [code, { name: `Tỉnh ${code}`, region }] as const;
		}),
	),
);
const codes = [...provinces.keys()];

export const frameUnit = (unit: Partial<CheckedUnit>): CheckedUnit => ({
	...none,
	...unit,
});

/** Agencies by level × sector, of 60 to 220 people; sizes have a trend down the list of provinces. */
export function agencyFrame(
	agencies: number,
	{
		strata = [
			[1, 1],
			[1, 4],
			[2, 4],
			[2, 6],
			[4, 4],
			[4, 6],
		],
		unitOf = (_at: number): Partial<CheckedUnit> => ({}),
	}: {
		strata?: [number, number][];
		unitOf?: (at: number) => Partial<CheckedUnit>;
	} = {},
): SampleFrame {
	return {
		kind: "agencies",
		provinces,
		rows: Array.from({ length: agencies }, (_, at) => {
			const [level, sector] = strata[at % strata.length]!;
			const place = Math.floor(at / strata.length);
			const share = place / Math.ceil(agencies / strata.length);
			const people = 60 + Math.floor(90 * share) + ((place * 37) % 71);
			return frameUnit({
				row: at + 2,
				unit: `A${at}`,
				name: `Cơ quan ${at}`,
				level,
				sector,
				kind: `loại ${at % 4}`,
				province: level === 1 ? null : codes[Math.floor(share * codes.length)]!,
				people,
				leaders: Math.floor(people * (0.16 + 0.02 * ((place * 7) % 6))),
				...unitOf(at),
			});
		}),
	};
}

/** Communes by region × urban, each with 4 to 7 villages of 60 to 130 households, some without any. */
export function communeFrame(
	communes: number,
	{ withoutVillages = (_at: number): boolean => false } = {},
): SampleFrame {
	const rows: CheckedUnit[] = [];
	for (let at = 0; at < communes; at++) {
		const villages = Array.from(
			{ length: 4 + ((at * 5) % 4) },
			(_, v) => 60 + ((at * 31 + v * 17) % 71),
		);
		const households = villages.reduce((a, b) => a + b, 0);
		const commune = {
			province: codes[Math.floor((at * codes.length) / communes)]!,
			urban: at % 3 === 0 ? ("urban" as const) : ("rural" as const),
		};
		rows.push(
			frameUnit({
				...commune,
				row: rows.length + 2,
				unit: `X${at}`,
				households,
				adults: Math.round(households * (2.2 + 0.05 * (at % 5))),
			}),
		);
		if (!withoutVillages(at))
			for (const [v, count] of villages.entries())
				rows.push(
					frameUnit({
						...commune,
						row: rows.length + 2,
						unit: `X${at}.${v}`,
						parent: `X${at}`,
						households: count,
					}),
				);
	}
	return { kind: "areas", provinces, rows };
}

/** A plan with nothing in it that would be refused, for a frame of `agencyFrame`. */
export const agencyPlan = (changes: Partial<SamplePlan> = {}): SamplePlan => ({
	sampling: "probability",
	stratifyBy: ["level", "sector"],
	merges: [],
	method: "systematic-pps",
	certainty: "take",
	orderBy: ["province", "kind"],
	serpentine: true,
	psus: {},
	allocation: null,
	reserveLots: {},
	psusPerLot: 3,
	lotMinimum: 50,
	minimumDf: 0,
	mainDomains: [],
	within: { kind: "classes", cardsPerPsu: 17, leaderRatio: 2 },
	quotas: {},
	assumptions: {
		responseRate: { all: 0.6, strata: {} },
		share: { all: 0.5, strata: {} },
		intraclassCorrelation: 0.05,
		furtherWeightDeff: 1,
		costPerPsu: { all: 100, strata: {} },
		costPerCard: 1,
		level: 0.95,
	},
	...changes,
});

export const communePlan = (changes: Partial<SamplePlan> = {}): SamplePlan =>
	agencyPlan({
		stratifyBy: ["region", "urban"],
		orderBy: ["province"],
		psusPerLot: 4,
		within: {
			kind: "households",
			sizeBy: "adults",
			villagesPerPsu: 2,
			invitedPerVillage: 11,
			adultsPerHousehold: 2.3,
		},
		...changes,
	});
