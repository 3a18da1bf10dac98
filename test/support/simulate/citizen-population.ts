import { spreadLots } from "../../../analysis/sampling/lots.ts";
import {
	inclusionProbabilities,
	systematicPps,
} from "../../../analysis/sampling/pps.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { placesAtStep } from "../../../analysis/sampling/systematic.ts";
import type { Text } from "../../../survey-definitions/definition.ts";
import { answering } from "./answer-model.ts";
import { uniform } from "./chance.ts";
import { citizenModels } from "./citizen-models.ts";
import { lotIds } from "./lot-ids.ts";
import type { Invitation, Person, Population, Sample } from "./population.ts";

const surveyId = "citizens";
const communesPerLot = 4;
const lotsPerStratum = 4;
const psus = communesPerLot * lotsPerStratum;
const expectedPerCommune = 16;
/** LOT_LEVEL of a commune. */
const level = 4;
/** Households by the number of their adults, from one. */
const adultsOfHouseholds = [0.17, 0.49, 0.2, 0.12, 0.02];
/** Persons are numbered by household: 8 numbers each. */
const numbersPerHousehold = 8;

const regions: Text[] = [
	{
		vi: "Trung du và miền núi phía Bắc",
		en: "Northern midlands and mountains",
	},
	{ vi: "Đồng bằng sông Hồng", en: "Red River Delta" },
	{ vi: "Bắc Trung Bộ", en: "North Central Coast" },
	{
		vi: "Duyên hải Nam Trung Bộ và Tây Nguyên",
		en: "South Central Coast and Central Highlands",
	},
	{ vi: "Đông Nam Bộ", en: "South East" },
	{ vi: "Đồng bằng sông Cửu Long", en: "Mekong River Delta" },
];
const areas: Record<number, Text> = {
	1: { vi: "Thành thị", en: "Urban" },
	2: { vi: "Nông thôn", en: "Rural" },
};

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
	stratum: number;
	province: number;
	/** Adults as the frame has them: the measure of size, somewhat out of date. */
	frameAdults: number;
	households: number;
	firstHousehold: number;
}

/** Communes by region × area, their households and adults; strata, sizes and answers from one seed. */
export function citizenPopulation(
	seed: number,
	plan: StratumPlan[] = citizenPlan,
): Population {
	const communes: Commune[] = [];
	let households = 0;
	for (const [stratum, [, , count]] of plan.entries())
		for (let at = 0; at < count; at++) {
			const id = communes.length;
			const size = 32 + Math.floor(60 * uniform(seed, id, 1) ** 2);
			communes.push({
				id,
				stratum,
				province: stratum * 4 + Math.floor((at * 4) / count),
				frameAdults: Math.round(
					2.3 * size * (0.9 + 0.2 * uniform(seed, id, 2)),
				),
				households: size,
				firstHousehold: households,
			});
			households += size;
		}

	const adultsOf = (household: number) => {
		let left = uniform(seed, household, 3);
		const adults = adultsOfHouseholds.findIndex((share) => {
			left -= share;
			return left < 0;
		});
		return adults < 0 ? adultsOfHouseholds.length : adults + 1;
	};

	const strata = plan.map(([region, area, , responseRate], stratum) => {
		const members = communes.filter((commune) => commune.stratum === stratum);
		const total = sum(members, (commune) => commune.households);
		// The same for every household of the stratum: the probability of its commune times the one within.
		const rate = (psus * expectedPerCommune) / total;
		let people = 0;
		for (const { firstHousehold, households } of members)
			for (let at = 0; at < households; at++)
				people += adultsOf(firstHousehold + at);
		return { region, area, responseRate, members, rate, people };
	});

	const personOf = (
		{ id, stratum, province }: Commune,
		household: number,
		adults: number,
		adult: number,
	): Person => {
		const { region, area } = strata[stratum] as (typeof strata)[0];
		return {
			id: household * numbersPerHousehold + adult,
			cluster: id,
			province,
			stratum,
			traits: { level, region, urban: area === 1 ? 1 : 0, adults },
		};
	};

	function sample(sampleSeed: number): Sample {
		// Another stream than the cadres': lots of both surveys stand in one table.
		const random = randomFrom(-sampleSeed);
		const ids = lotIds(strata.length * lotsPerStratum, random);
		const lots: Sample["lots"] = [];
		const invitations: Invitation[] = [];
		for (const [stratum, { members, rate }] of strata.entries()) {
			const probabilities = inclusionProbabilities(
				members.map(({ frameAdults }) => frameAdults),
				psus,
			);
			const drawn = systematicPps(probabilities, random());
			for (const lot of spreadLots(drawn, communesPerLot)) {
				const before = invitations.length;
				for (const at of lot) {
					const commune = members[at] as Commune;
					const within = rate / (probabilities[at] as number);
					for (const place of placesAtStep(
						commune.households,
						within,
						random(),
					)) {
						const household = commune.firstHousehold + place;
						const adults = adultsOf(household);
						invitations.push({
							lot: lots.length,
							person: personOf(
								commune,
								household,
								adults,
								Math.floor(random() * adults),
							),
						});
					}
				}
				lots.push({
					id: ids[lots.length] as string,
					surveyId,
					stratumId: stratum,
					level,
					invited: invitations.length - before,
					rates: { all: rate },
				});
			}
		}
		return {
			strata: strata.map(({ region, area, people }, id) => {
				const place = regions[region - 1] as Text;
				const kind = areas[area] as Text;
				return {
					surveyId,
					id,
					label: {
						vi: `${place.vi} · ${kind.vi}`,
						en: `${place.en} · ${kind.en}`,
					},
					population: people,
					domains: {
						region: { code: region, label: place },
						area: { code: area, label: kind },
					},
				};
			}),
			lots,
			invitations,
		};
	}

	return {
		people: sum(strata, ({ people }) => people),
		forEach(visit) {
			for (const commune of communes)
				for (let at = 0; at < commune.households; at++) {
					const household = commune.firstHousehold + at;
					const adults = adultsOf(household);
					for (let adult = 0; adult < adults; adult++)
						visit(personOf(commune, household, adults, adult));
				}
		},
		inclusionProbability: ({ stratum, traits }) =>
			(strata[stratum]?.rate ?? 0) / (traits.adults ?? 1),
		responseRate: (stratum) => strata[stratum]?.responseRate ?? 0,
		sample,
		answering: () => answering(citizenModels, seed),
	};
}

const sum = <T>(list: T[], of: (entry: T) => number) =>
	list.reduce((total, entry) => total + of(entry), 0);
