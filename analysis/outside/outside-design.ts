import type { Lot, Stratum } from "../fielded-sample.ts";
import type { OutsideFile } from "./outside-file.ts";
import type { OutsideSpec } from "./outside-survey.ts";

/** Strata and units of selection, each a lot, as the columns tell them; every response is its own unit where none does. */
export function designOf(
	file: OutsideFile,
	{ stratum, psu }: Pick<OutsideSpec, "stratum" | "psu">,
	weights: Float64Array,
) {
	const valuesOf = (name: string | undefined) =>
		file.variables.find((one) => one.name === name);
	const strataOf = valuesOf(stratum);
	const psus = valuesOf(psu);
	const lots: Lot[] = [];
	const ids = new Map<number, Stratum>();
	const { ordinals, mostIn } = unitsWithin(
		file.rows,
		(row) => strataOf?.values[row] ?? 1,
		(row) => psus?.values[row] ?? row,
	);
	const places = new Map<string, number>();
	const lotOfRows = new Int16Array(file.rows);
	for (let row = 0; row < file.rows; row++) {
		const key = strataOf?.values[row] ?? 1;
		let found = ids.get(key);
		if (!found) {
			const label = strataOf?.labels.get(key) ?? String(key);
			found = {
				id: ids.size + 1,
				label: { vi: `Tầng ${label}`, en: `Stratum ${label}` },
				population: 0,
				domains: {},
			};
			ids.set(key, found);
		}
		const unit = `${key}/${(ordinals[row] as number) % mostIn(key)}`;
		let place = places.get(unit);
		if (place === undefined) {
			place = lots.length;
			places.set(unit, place);
			lots.push({ stratumId: found.id, invited: 0, rates: { all: 1 } });
		}
		const lot = lots[place] as Lot;
		lot.invited += 1;
		found.population += weights[row] as number;
		lotOfRows[row] = place;
	}
	return {
		strata: [...ids.values()].map((one) => ({
			...one,
			population: Math.max(1, Math.round(one.population)),
		})),
		lots,
		lotOfRows,
	};
}

/** Units of selection must number fewer than 32,768 to fit their column. */
export const mostUnits = 30_000;

/**
 * The ordinal of each row's unit in its stratum, and how many units a stratum may keep: all of them, or where the file has
 * too many its share, two at least. Beyond it units share a place in turn, which costs degrees of freedom and no more.
 */
function unitsWithin(
	rows: number,
	stratumOf: (row: number) => number,
	unitOf: (row: number) => number,
) {
	const strata = new Map<number, Map<number, number>>();
	const ordinals = new Int32Array(rows);
	let all = 0;
	for (let row = 0; row < rows; row++) {
		const stratum = stratumOf(row);
		let units = strata.get(stratum);
		if (!units) {
			units = new Map();
			strata.set(stratum, units);
		}
		const unit = unitOf(row);
		let ordinal = units.get(unit);
		if (ordinal === undefined) {
			ordinal = units.size;
			units.set(unit, ordinal);
			all++;
		}
		ordinals[row] = ordinal;
	}
	const kept = mostUnits - 2 * strata.size;
	const mostIn = (stratum: number) => {
		const units = strata.get(stratum)?.size ?? 1;
		return all <= mostUnits ? units : 2 + Math.floor((kept * units) / all);
	};
	return { ordinals, mostIn };
}
