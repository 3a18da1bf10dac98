import type { Geography, GeoUnit } from "../geography/geography.ts";
import { plain } from "./plain.ts";

const squeezed = (name: string) => plain(name).replace(/ /g, "");

/** Other ways to write a name, without marks and spaces. */
const aliases: Record<string, string> = {
	hcm: "hochiminh",
	tphcm: "hochiminh",
	saigon: "hochiminh",
	hochiminhcity: "hochiminh",
	daclac: "daklak",
	darlac: "daklak",
	dacnong: "daknong",
	brvt: "bariavungtau",
	vungtau: "bariavungtau",
	tthue: "thuathienhue",
	bacan: "backan",
	kontum: "kontum",
};

export type FoundProvince =
	| { unit: GeoUnit; spelling: "exact" | "other" }
	| { unit: undefined; elsewhere: string[] };

/**
 * Finds provinces of one version by name, whatever the tone's place (Hòa, Hoà), marks, «Tỉnh» and «TP.» before it, and the
 * usual abbreviations. Never looks into another version, but names those that know the name.
 */
export function provinceFinder({ units }: Geography, version: string) {
	const provinces = units.filter((unit) => unit.level === "province");
	const names = new Map<string, GeoUnit>();
	const codes = new Map<string, GeoUnit>();
	const versions = new Map<string, string[]>();
	for (const unit of provinces) {
		const name = squeezed(unit.name);
		versions.set(name, [...(versions.get(name) ?? []), unit.version]);
		if (unit.version !== version) continue;
		names.set(name, unit);
		codes.set(unit.code, unit);
	}
	// The city carries the shorter name since 2025; before, the province carried the longer one.
	const hue = names.get("hue") ?? names.get("thuathienhue");
	if (hue) names.set("hue", hue).set("thuathienhue", hue);

	// A frame names the same few provinces again and again.
	const seen = new Map<string, FoundProvince>();
	const byName = (text: string): FoundProvince => {
		const before = seen.get(text);
		if (before) return before;
		const found = search(text);
		if (seen.size < 1000) seen.set(text, found);
		return found;
	};

	const search = (text: string): FoundProvince => {
		const whole = squeezed(text);
		const bare = whole.replace(/^(tinh|thanhpho|tp)(?=.)/, "");
		for (const name of [whole, bare]) {
			const unit = names.get(aliases[name] ?? name);
			if (unit)
				return {
					unit,
					spelling: unit.name === text ? "exact" : "other",
				};
		}
		const elsewhere = versions.get(aliases[bare] ?? bare) ?? [];
		return { unit: undefined, elsewhere: [...new Set(elsewhere)] };
	};
	// A spreadsheet drops the zero of «01».
	const byCode = (text: string): GeoUnit | undefined =>
		codes.get(text.padStart(2, "0"));
	return { byName, byCode };
}
