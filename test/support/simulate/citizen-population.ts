import { defaultPlan } from "../../../analysis/sampling/default-plan.ts";
import { answering } from "./answer-model.ts";
import { uniform } from "./chance.ts";
import { citizenModels } from "./citizen-models.ts";
import { csvOf, provinceCodesIn } from "./frame-list.ts";
import type { KnownMargin, Person, Population } from "./population.ts";

const psusPerLot = 4;
const psus = 4 * psusPerLot;
const villagesPerPsu = 2;
const invitedPerVillage = 8;
/** Villages of a commune: three at least, of some 16 households where it is larger. */
const villagesOf = (households: number) =>
	Math.max(3, Math.floor(households / 16));
/** LOT_LEVEL of a commune. */
const level = 4;
/** Households by the number of their adults, from one. */
const adultsOfHouseholds = [0.17, 0.49, 0.2, 0.12, 0.02];
/** Persons are numbered by household: 8 numbers each. */
const numbersPerHousehold = 8;

/** Regions of the answers' models, from 1, as the geography calls them. */
const regions = ["TDMNPB", "DBSH", "BTB", "DHNTB_TN", "DNB", "DBSCL"];

/** region, area, communes of the frame, share of the invited who respond. */
type StratumPlan = [number, 1 | 2, number, number];

export const citizenPlan: StratumPlan[] = [
	[1, 1, 80, 0.66],
	[1, 2, 130, 0.74],
	[2, 1, 130, 0.58],
	[2, 2, 140, 0.69],
	[3, 1, 80, 0.64],
	[3, 2, 120, 0.72],
	[4, 1, 110, 0.62],
	[4, 2, 130, 0.7],
	[5, 1, 150, 0.55],
	[5, 2, 90, 0.65],
	[6, 1, 100, 0.63],
	[6, 2, 150, 0.71],
];

interface Commune {
	id: number;
	unit: string;
	stratum: number;
	province: number;
	/** Code of its province in the frame. */
	provinceCode: string;
	/** Adults as the frame has them: the measure of size, somewhat out of date. */
	frameAdults: number;
	households: number;
	firstHousehold: number;
}

interface Village {
	unit: string;
	commune: Commune;
	households: number;
	frameAdults: number;
	firstHousehold: number;
}

/** Communes by region × area, their villages, households and adults; strata, sizes and answers from one seed. */
export function citizenPopulation(
	seed: number,
	plan: StratumPlan[] = citizenPlan,
): Population {
	const communes: Commune[] = [];
	let households = 0;
	for (const [stratum, [region, , count]] of plan.entries())
		for (let at = 0; at < count; at++) {
			const id = communes.length;
			const size = 32 + Math.floor(60 * uniform(seed, id, 1) ** 2);
			const codes = provinceCodesIn(regions[region - 1]!);
			communes.push({
				id,
				unit: `X${String(id + 1).padStart(4, "0")}`,
				stratum,
				province: stratum * 4 + Math.floor((at * 4) / count),
				provinceCode: codes[Math.floor((at * codes.length) / count)]!,
				frameAdults: Math.round(
					2.3 * size * (0.9 + 0.2 * uniform(seed, id, 2)),
				),
				households: size,
				firstHousehold: households,
			});
			households += size;
		}
	const villages = communes.flatMap(divided);
	const villageOf = new Map(villages.map((village) => [village.unit, village]));

	const adultsOf = (household: number) => {
		let left = uniform(seed, household, 3);
		const adults = adultsOfHouseholds.findIndex((share) => {
			left -= share;
			return left < 0;
		});
		return adults < 0 ? adultsOfHouseholds.length : adults + 1;
	};

	const personOf = (
		{ id, stratum, province }: Commune,
		household: number,
		adults: number,
		adult: number,
	): Person => {
		const [region, area] = plan[stratum]!;
		return {
			id: household * numbersPerHousehold + adult,
			cluster: id,
			province,
			stratum,
			traits: { level, region, urban: area === 1 ? 1 : 0, adults },
		};
	};

	const forEach: Population["forEach"] = (visit) => {
		for (const commune of communes)
			for (let at = 0; at < commune.households; at++) {
				const household = commune.firstHousehold + at;
				const adults = adultsOf(household);
				for (let adult = 0; adult < adults; adult++)
					visit(personOf(commune, household, adults, adult));
			}
	};
	let people = 0;
	for (let household = 0; household < households; household++)
		people += adultsOf(household);
	const stratumKeys = plan.map(
		([region, area]) =>
			`${regions[region - 1]}.${area === 1 ? "urban" : "rural"}`,
	);

	const population: Population = {
		people,
		forEach,
		responseRate: (stratum) => plan[stratum]?.[3] ?? 0,
		answering: () => answering(citizenModels, seed),
		frame: {
			kind: "areas",
			name: "danh-sach-xa-thon.csv",
			csv: csvOf([
				[
					"Mã địa bàn",
					"Mã xã",
					"Tên địa bàn",
					"Mã tỉnh",
					"TT/NT",
					"Số hộ",
					"Số người từ 18 tuổi",
				],
				...[...communes, ...villages].map((place) => {
					const commune = "commune" in place ? place.commune : place;
					const isUrban = plan[commune.stratum]![1] === 1;
					const number = place.unit.split("-").at(-1)!.replace("X", "");
					const kind =
						place === commune
							? isUrban
								? "Phường"
								: "Xã"
							: isUrban
								? "Tổ dân phố"
								: "Thôn";
					return [
						place.unit,
						place === commune ? "" : commune.unit,
						`${kind} ${number} (giả định)`,
						commune.provinceCode,
						isUrban ? "Thành thị" : "Nông thôn",
						place.households,
						place.frameAdults,
					];
				}),
			]),
		},
		plan: (frame) => ({
			...defaultPlan(frame),
			merges: [],
			allocation: null,
			psus: Object.fromEntries(stratumKeys.map((key) => [key, psus])),
			psusPerLot,
			within: {
				kind: "households",
				sizeBy: "adults",
				villagesPerPsu,
				invitedPerVillage,
				adultsPerHousehold: 2.3,
			},
			mainDomains: [],
		}),
		stratumKeys,
		/** Down the village's list of households at the step, and in each the adult whose birthday is next. */
		cardholders({ unit, start, step }, random) {
			const { commune, households, firstHousehold } = villageOf.get(unit)!;
			const people: Person[] = [];
			for (let k = 0; ; k++) {
				const place = Math.floor(start! + k * step!);
				if (place >= households) return people;
				const household = firstHousehold + place;
				const adults = adultsOf(household);
				const adult = Math.floor(random() * adults);
				people.push(personOf(commune, household, adults, adult));
			}
		},
		margins: () => knownTotals(population),
	};
	return population;
}

function divided(commune: Commune): Village[] {
	const count = villagesOf(commune.households);
	const share = (of: number, at: number) => Math.floor((of * at) / count);
	return Array.from({ length: count }, (_, at) => ({
		unit: `${commune.unit}-${String(at + 1).padStart(2, "0")}`,
		commune,
		households:
			share(commune.households, at + 1) - share(commune.households, at),
		frameAdults:
			share(commune.frameAdults, at + 1) - share(commune.frameAdults, at),
		firstHousehold: commune.firstHousehold + share(commune.households, at),
	}));
}

/**
 * Adults by region × area, and by sex among those who say it: what a census would tell. Not by region × sex: blanks are not
 * forced, so that it would ask for other regions than region × area does.
 */
function knownTotals({ forEach, answering }: Population): KnownMargin[] {
	const asked = answering();
	const byArea = new Map<string, number>();
	const bySex = new Map<string, number>();
	const count = (totals: Map<string, number>, cell: string) =>
		totals.set(cell, (totals.get(cell) ?? 0) + 1);
	forEach((person) => {
		const { region, urban } = person.traits;
		count(byArea, `${region};${urban ? 1 : 2}`);
		asked.meet(person);
		const sex = asked.answer("ND_P1", {});
		if (sex === 1 || sex === 2) count(bySex, String(sex));
	});
	const typed = (
		variables: string[],
		unit: "people" | "structure",
		totals: Map<string, number>,
	) => ({
		variables,
		unit,
		source: "quần thể mô phỏng",
		version: "hạt giống 1",
		totals: [...totals].map(([cell, total]) => `${cell};${total}`).join("\n"),
	});
	return [
		{
			name: "Vùng × thành thị, nông thôn",
			typed: typed(["stratum:region", "stratum:area"], "people", byArea),
		},
		{
			name: "Giới",
			typed: typed(["ND_P1"], "structure", bySex),
		},
	];
}
