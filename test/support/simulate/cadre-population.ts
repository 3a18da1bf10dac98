import {
	type ClassSizes,
	classCounts,
	classRates,
	compositeSize,
} from "../../../analysis/sampling/composite-size.ts";
import { spreadLots } from "../../../analysis/sampling/lots.ts";
import {
	inclusionProbabilities,
	systematicPps,
} from "../../../analysis/sampling/pps.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { systematicPlaces } from "../../../analysis/sampling/systematic.ts";
import type { Text } from "../../../survey-definitions/definition.ts";
import { answering } from "./answer-model.ts";
import { cadreModels } from "./cadre-models.ts";
import { uniform } from "./chance.ts";
import { lotIds } from "./lot-ids.ts";
import type { Invitation, Person, Population, Sample } from "./population.ts";

const surveyId = "cadres";
const cardsPerPsu = 17;
const psusPerLot = 3;
/** Leaders are drawn twice as often as others: they are few, and a main domain. */
const leaderRatio = 2;
const provinces = 34;

const levels: Record<number, Text> = {
	1: { vi: "Trung ương", en: "Central" },
	2: { vi: "Tỉnh, thành phố", en: "Province" },
	4: { vi: "Xã, phường, đặc khu", en: "Commune" },
	5: { vi: "Khu vực", en: "Region" },
};
const sectors: Record<number, Text> = {
	1: { vi: "Đảng", en: "Party" },
	2: { vi: "Mặt trận, đoàn thể", en: "Front, mass organisations" },
	4: { vi: "Hành chính nhà nước", en: "State administration" },
	5: { vi: "Tư pháp, thanh tra, kiểm tra", en: "Justice, inspection" },
	6: { vi: "Giáo dục", en: "Education" },
	7: { vi: "Y tế", en: "Health" },
	8: { vi: "Sự nghiệp khác", en: "Other public services" },
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

interface Agency extends ClassSizes {
	id: number;
	stratum: number;
	province: number;
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
				stratum,
				province: Math.floor((at * provinces) / count),
				leaders,
				others: size - leaders,
				firstPerson: people,
			});
			people += size;
		}

	const strata = plan.map(([level, sector, , lots, responseRate], stratum) => {
		const members = agencies.filter((agency) => agency.stratum === stratum);
		const sizes = {
			leaders: sum(members, ({ leaders }) => leaders),
			others: sum(members, ({ others }) => others),
		};
		const psus = lots * psusPerLot;
		const rates = classRates(sizes, psus * cardsPerPsu, leaderRatio);
		return { level, sector, members, sizes, lots, psus, rates, responseRate };
	});

	const personOf = (agency: Agency, place: number): Person => {
		const { level, sector } = strata[agency.stratum] as (typeof strata)[0];
		return {
			id: agency.firstPerson + place,
			cluster: agency.id,
			province: agency.province,
			stratum: agency.stratum,
			traits: { level, sector, leader: place < agency.leaders ? 1 : 0 },
		};
	};

	function sample(sampleSeed: number): Sample {
		const random = randomFrom(sampleSeed);
		const ids = lotIds(
			sum(strata, ({ lots }) => lots),
			random,
		);
		const lots: Sample["lots"] = [];
		const invitations: Invitation[] = [];
		for (const [stratum, { members, psus, rates, level }] of strata.entries()) {
			const probabilities = inclusionProbabilities(
				members.map((agency) => compositeSize(agency, rates)),
				psus,
			);
			const drawn = systematicPps(probabilities, random());
			for (const lot of spreadLots(drawn, psusPerLot)) {
				for (const at of lot)
					for (const place of placesOf(
						members[at] as Agency,
						rates,
						probabilities[at] as number,
						random,
					))
						invitations.push({
							lot: lots.length,
							person: personOf(members[at] as Agency, place),
						});
				lots.push({
					id: ids[lots.length] as string,
					surveyId,
					stratumId: stratum,
					level,
					invited: psusPerLot * cardsPerPsu,
					rates: { 1: rates.leaders, 2: rates.others },
				});
			}
		}
		return {
			strata: strata.map(({ level, sector, sizes }, id) => ({
				surveyId,
				id,
				label: {
					vi: `${levels[level]?.vi} · ${sectors[sector]?.vi}`,
					en: `${levels[level]?.en} · ${sectors[sector]?.en}`,
				},
				population: sizes.leaders + sizes.others,
				domains: {
					level: { code: level, label: levels[level] as Text },
					sector: { code: sector, label: sectors[sector] as Text },
				},
			})),
			lots,
			invitations,
		};
	}

	return {
		people,
		forEach(visit) {
			for (const agency of agencies)
				for (let place = 0; place < agency.leaders + agency.others; place++)
					visit(personOf(agency, place));
		},
		inclusionProbability({ stratum, traits }) {
			const { rates } = strata[stratum] as (typeof strata)[0];
			return traits.leader ? rates.leaders : rates.others;
		},
		responseRate: (stratum) => strata[stratum]?.responseRate ?? 0,
		sample,
		answering: () => answering(cadreModels, seed),
	};
}

/** Who in an agency gets its cards: leaders stand first in its list, others after them; each class is drawn by itself. */
function placesOf(
	agency: Agency,
	rates: ClassSizes,
	inclusionProbability: number,
	random: () => number,
): number[] {
	const counts = classCounts(
		agency,
		rates,
		inclusionProbability,
		cardsPerPsu,
		random(),
	);
	return [
		...systematicPlaces(agency.leaders, counts.leaders, random()),
		...systematicPlaces(agency.others, counts.others, random()).map(
			(place) => agency.leaders + place,
		),
	];
}

const sum = <T>(list: T[], of: (entry: T) => number) =>
	list.reduce((total, entry) => total + of(entry), 0);
