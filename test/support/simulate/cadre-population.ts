import { defaultPlan } from "../../../analysis/sampling/default-plan.ts";
import { systematicPlaces } from "../../../analysis/sampling/systematic.ts";
import { answering } from "./answer-model.ts";
import { cadreModels } from "./cadre-models.ts";
import { uniform } from "./chance.ts";
import { csvOf, provinceCodes } from "./frame-list.ts";
import type { KnownMargin, Person, Population } from "./population.ts";

const psusPerLot = 3;
const provinces = 34;

const levels: Record<number, string> = {
	1: "Trung ương",
	2: "Tỉnh",
	4: "Xã",
	5: "Khu vực",
};
const sectors: Record<number, string> = {
	1: "Đảng",
	2: "Mặt trận, đoàn thể",
	4: "Hành chính nhà nước",
	5: "Tư pháp, thanh tra, kiểm tra",
	6: "Sự nghiệp giáo dục",
	7: "Sự nghiệp y tế",
	8: "Sự nghiệp khác",
};

/** level, sector, agencies of the frame, lots of the sample, share of the invited who respond. */
type StratumPlan = [number, number, number, number, number];

export const cadrePlan: StratumPlan[] = [
	[1, 1, 100, 4, 0.64],
	[1, 2, 70, 3, 0.6],
	[1, 4, 220, 8, 0.55],
	[1, 5, 90, 4, 0.52],
	[1, 6, 70, 3, 0.61],
	[1, 7, 70, 3, 0.57],
	[1, 8, 80, 3, 0.59],
	[2, 1, 140, 5, 0.66],
	[2, 2, 100, 4, 0.63],
	[2, 4, 320, 11, 0.58],
	[2, 5, 150, 5, 0.51],
	[2, 6, 150, 6, 0.62],
	[2, 7, 150, 6, 0.56],
	[2, 8, 120, 5, 0.6],
	[4, 1, 120, 4, 0.68],
	[4, 2, 90, 3, 0.65],
	[4, 4, 300, 9, 0.6],
	[4, 6, 330, 8, 0.63],
	[4, 7, 110, 3, 0.54],
	[5, 5, 120, 3, 0.53],
];

interface Agency {
	id: number;
	unit: string;
	stratum: number;
	province: number;
	leaders: number;
	others: number;
	firstPerson: number;
}

/** Agencies by level × sector, their leaders and others; strata, sizes and answers from one seed. */
export function cadrePopulation(
	seed: number,
	plan: StratumPlan[] = cadrePlan,
): Population {
	const agencies: Agency[] = [];
	let people = 0;
	for (const [stratum, [, , count]] of plan.entries())
		for (let at = 0; at < count; at++) {
			const id = agencies.length;
			// Most agencies are small, a few three times as large; PSUs of fewer than 40 people have been joined.
			const size = 40 + Math.floor(90 * uniform(seed, id, 1) ** 4);
			const leaders = Math.round(size * (0.16 + 0.1 * uniform(seed, id, 2)));
			agencies.push({
				id,
				unit: `CQ${String(id + 1).padStart(4, "0")}`,
				stratum,
				province: Math.floor((at * provinces) / count),
				leaders,
				others: size - leaders,
				firstPerson: people,
			});
			people += size;
		}
	const agencyOf = new Map(agencies.map((agency) => [agency.unit, agency]));
	const stratumKeys = plan.map(([level, sector]) => `${level}.${sector}`);

	const personOf = (agency: Agency, place: number): Person => {
		const [level, sector] = plan[agency.stratum]!;
		return {
			id: agency.firstPerson + place,
			cluster: agency.id,
			province: agency.province,
			stratum: agency.stratum,
			traits: { level, sector, leader: place < agency.leaders ? 1 : 0 },
		};
	};

	return {
		people,
		forEach(visit) {
			for (const agency of agencies)
				for (let place = 0; place < agency.leaders + agency.others; place++)
					visit(personOf(agency, place));
		},
		responseRate: (stratum) => plan[stratum]?.[4] ?? 0,
		answering: () => answering(cadreModels, seed),
		frame: {
			kind: "agencies",
			name: "danh-sach-co-quan.csv",
			csv: csvOf([
				[
					"Mã cơ quan",
					"Tên cơ quan",
					"Cấp",
					"Khối",
					"Mã tỉnh",
					"Số người",
					"Số lãnh đạo",
				],
				...agencies.map(({ unit, stratum, province, leaders, others }) => {
					const [level, sector] = plan[stratum]!;
					return [
						unit,
						`Cơ quan ${unit.slice(2)} (giả định)`,
						levels[level]!,
						sectors[sector]!,
						// Central agencies lie in no province's list.
						level === 1 ? "" : provinceCodes[province]!,
						leaders + others,
						leaders,
					];
				}),
			]),
		},
		plan: (frame) => ({
			...defaultPlan(frame),
			merges: [],
			allocation: null,
			psus: Object.fromEntries(
				plan.map(([, , , lots], stratum) => [
					stratumKeys[stratum],
					lots * psusPerLot,
				]),
			),
			psusPerLot,
			// The provinces' strata alone have the degrees of freedom of a main domain.
			mainDomains: [
				{
					name: { vi: "Tỉnh, thành phố", en: "Province" },
					where: { level: ["2"] },
				},
			],
		}),
		stratumKeys,
		/** Leaders stand first in an agency's list, others after them; each pile goes down its part of the list. */
		cardholders({ unit, cards }, random) {
			const agency = agencyOf.get(unit)!;
			return [
				...systematicPlaces(agency.leaders, cards["1"] ?? 0, random()),
				...systematicPlaces(agency.others, cards["2"] ?? 0, random()).map(
					(place) => agency.leaders + place,
				),
			].map((place) => personOf(agency, place));
		},
		margins: () => [leadersByStratum(agencies, plan)],
	};
}

/** The frame counts leaders by level × sector, so that their part is known; a cell that is nowhere has nobody. */
function leadersByStratum(
	agencies: Agency[],
	plan: StratumPlan[],
): KnownMargin {
	const totals = new Map<string, number>();
	const add = (level: number, sector: number, leader: 1 | 2, count: number) => {
		const cell = `${level};${sector};${leader}`;
		totals.set(cell, (totals.get(cell) ?? 0) + count);
	};
	for (const level of new Set(plan.map(([level]) => level)))
		for (const sector of new Set(plan.map(([, sector]) => sector)))
			for (const leader of [1, 2] as const) add(level, sector, leader, 0);
	for (const { stratum, leaders, others } of agencies) {
		const [level, sector] = plan[stratum]!;
		add(level, sector, 1, leaders);
		add(level, sector, 2, others);
	}
	return {
		name: "Cấp × khối × lãnh đạo",
		typed: {
			variables: ["stratum:level", "stratum:sector", "CB_L4"],
			unit: "people",
			source: "dàn mẫu của quần thể mô phỏng",
			version: "hạt giống 1",
			totals: [...totals].map(([cell, count]) => `${cell};${count}`).join("\n"),
		},
	};
}
