import { stringify } from "csv-stringify/sync";
import Papa from "papaparse";
import { checkFrame } from "../../../analysis/frame/check-frame.ts";
import { unitsOf } from "../../../analysis/geography/geography.ts";
import {
	provincesOf,
	type SampleFrame,
} from "../../../analysis/sampling/plan-strata.ts";
import { openStore } from "../../../db/store.ts";
import type { FrameList } from "./population.ts";

/** The geography that the lists are written in. */
export const geographyVersion = "G4";

// The project's lists of places are all that is wanted of it.
const store = openStore(":memory:");
const geography = await store.geography();
store.close();

const provinces = unitsOf(geography, geographyVersion, "province");
export const provinceCodes = provinces.map(({ code }) => code);
export const provinceCodesIn = (region: string): string[] =>
	provinces.filter(({ parent }) => parent === region).map(({ code }) => code);

/** As a spreadsheet in Vietnamese saves it. */
export const csvOf = (rows: (string | number)[][]): string =>
	stringify(rows, { bom: true, delimiter: ";" });

/** The list as an import would read it; throws where it would be refused. */
export function readList({ kind, csv }: FrameList): SampleFrame {
	const { data } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ""), {
		delimiter: ";",
	});
	const { units, problems } = checkFrame(data, {
		kind,
		geography,
		version: geographyVersion,
	});
	if (problems[0])
		throw new Error(`row ${problems[0].row}: ${problems[0].remedy.en}`);
	return {
		kind,
		rows: units,
		provinces: provincesOf(geography, geographyVersion),
	};
}
