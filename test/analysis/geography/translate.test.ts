import { expect, test } from "vitest";
import { censusPopulation } from "../../../analysis/geography/census.ts";
import {
	type Geography,
	unitsOf,
	versionsOf,
} from "../../../analysis/geography/geography.ts";
import {
	translate,
	translateWhole,
} from "../../../analysis/geography/translate.ts";
import { openStore } from "../../../db/store.ts";

const store = openStore(":memory:");
const geography = await store.geography();
store.close();

const provinces = (version: string) => unitsOf(geography, version, "province");
const codes = (version: string) => provinces(version).map(({ code }) => code);
const province = (version: string) => ({
	version,
	level: "province" as const,
});
const region = (version: string) => ({ version, level: "region" as const });

function targets(translation: ReturnType<typeof translate>) {
	if ("refused" in translation) throw new Error(translation.reason.en);
	return translation.targets;
}

const regionTotals = (version: string) =>
	Object.fromEntries(
		unitsOf(geography, version, "region").map((unit) => [
			unit.code,
			censusPopulation(geography, unit),
		]),
	);

test("G1 and G2 have 63 provinces, 5 and 6 of them cities; G3 and G4 have 34, 6 and 7 of them cities", () => {
	expect(versionsOf(geography)).toEqual(["G1", "G2", "G3", "G4"]);
	const counted = versionsOf(geography).map((version) => [
		provinces(version).length,
		provinces(version).filter(({ type }) => type === "thanh_pho").length,
	]);
	expect(counted).toEqual([
		[63, 5],
		[63, 6],
		[34, 6],
		[34, 7],
	]);
});

test("every old province goes into exactly one new one, and 11 of 34 were not merged", () => {
	const translation = translateWhole(
		geography,
		codes("G1"),
		province("G1"),
		province("G4"),
	);
	const parts = new Map<string, number>();
	for (const [target, ...others] of targets(translation).values()) {
		expect(others).toEqual([]);
		expect(target?.share).toBe(1);
		const code = target?.code ?? "";
		parts.set(code, (parts.get(code) ?? 0) + 1);
	}
	expect([...parts.keys()].sort()).toEqual(codes("G4"));
	expect([...parts.values()].filter((count) => count === 1)).toHaveLength(11);
});

test("seven codes mean another province since G3", () => {
	const name = (version: string, code: string) =>
		provinces(version).find((unit) => unit.code === code)?.name;
	const reused = codes("G3").filter(
		(code) => name("G2", code) !== name("G3", code),
	);
	expect(reused).toEqual(["15", "24", "44", "52", "80", "82", "91"]);
	expect([name("G2", "24"), name("G3", "24")]).toEqual([
		"Bắc Giang",
		"Bắc Ninh",
	]);
	const carried = targets(
		translate(geography, ["27"], province("G2"), province("G3")),
	);
	expect(carried.get("27")).toEqual([{ code: "24", share: 1 }]);
});

test("regions of both versions add up to the census, each to its published total", () => {
	const old = {
		TDMNPB: 12_532_866,
		DBSH: 22_543_607,
		BTBDHMT: 20_187_293,
		TN: 5_842_681,
		DNB: 17_828_907,
		DBSCL: 17_273_630,
	};
	const recent = {
		TDMNPB: 11_880_070,
		DBSH: 23_196_403,
		BTB: 10_913_210,
		DHNTB_TN: 15_116_764,
		DNB: 19_517_454,
		DBSCL: 15_585_083,
	};
	expect(regionTotals("G1")).toEqual(old);
	expect(regionTotals("G2")).toEqual(old);
	expect(regionTotals("G3")).toEqual(recent);
	expect(regionTotals("G4")).toEqual(recent);
	for (const totals of [old, recent])
		expect(Object.values(totals).reduce((sum, people) => sum + people)).toBe(
			96_208_984,
		);
});

test("an old province is shown by the new regions, which do not nest in the old ones", () => {
	const shown = targets(
		translateWhole(geography, codes("G1"), province("G1"), region("G4")),
	);
	const regionOf = (code: string) => shown.get(code)?.[0]?.code;
	expect(regionOf("24")).toBe("DBSH");
	expect(regionOf("26")).toBe("TDMNPB");
	expect(regionOf("80")).toBe("DNB");
	expect(regionOf("60")).toBe("DHNTB_TN");
});

test("a new province is divided among the old ones by census shares, which add up to one", () => {
	const divided = translate(
		geography,
		codes("G4"),
		province("G4"),
		province("G1"),
	);
	if ("refused" in divided) throw new Error(divided.reason.en);
	expect(divided.exact).toBe(false);
	for (const parts of divided.targets.values())
		expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 10);
	expect(divided.targets.get("25")).toEqual([
		{ code: "17", share: expect.closeTo(854_131 / 3_469_011, 10) },
		{ code: "25", share: expect.closeTo(1_463_726 / 3_469_011, 10) },
		{ code: "26", share: expect.closeTo(1_151_154 / 3_469_011, 10) },
	]);
});

test("regions are put together again from provinces: people who move are people of whole provinces", () => {
	const old = targets(
		translate(geography, ["DBSH"], region("G1"), region("G3")),
	).get("DBSH");
	expect(old).toEqual([
		{ code: "DBSH", share: expect.closeTo(1 - 1_151_154 / 22_543_607, 10) },
		{ code: "TDMNPB", share: expect.closeTo(1_151_154 / 22_543_607, 10) },
	]);
	const people = new Map<string, number>();
	for (const unit of unitsOf(geography, "G1", "region"))
		for (const { code, share } of targets(
			translate(geography, [unit.code], region("G1"), region("G4")),
		).get(unit.code) ?? [])
			people.set(
				code,
				(people.get(code) ?? 0) +
					share * (censusPopulation(geography, unit) ?? 0),
			);
	for (const [code, total] of Object.entries(regionTotals("G4")))
		expect(people.get(code)).toBeCloseTo(total ?? 0, 3);
});

test("responses cannot be divided: a new province that spans old regions is refused, another is not", () => {
	expect(
		translateWhole(geography, ["25"], province("G3"), region("G1")),
	).toMatchObject({ refused: "several-targets", code: "25" });
	expect(
		targets(translateWhole(geography, ["08"], province("G3"), region("G1"))),
	).toEqual(new Map([["08", [{ code: "TDMNPB", share: 1 }]]]));
});

test("what would have to be guessed is refused with the reason", () => {
	const at = (version: string, level: "commune" | "district") => ({
		version,
		level,
	});
	const refusal = (translation: ReturnType<typeof translate>) =>
		"refused" in translation ? translation.refused : undefined;
	expect(
		refusal(
			translate(geography, ["1"], at("G1", "district"), at("G3", "commune")),
		),
	).toBe("district-into-commune");
	expect(
		refusal(
			translate(geography, ["1"], at("G1", "commune"), at("G3", "commune")),
		),
	).toBe("level-not-in-version");
	expect(
		refusal(translate(geography, ["DNB"], region("G1"), province("G3"))),
	).toBe("finer-level");
	expect(
		refusal(translate(geography, ["27"], province("G3"), province("G1"))),
	).toBe("unknown-unit");
	expect(
		refusal(translate(geography, ["DNB"], province("G1"), province("G3"))),
	).toBe("unknown-unit");
	expect(
		refusal(translate(geography, ["01"], province("G0"), province("G1"))),
	).toBe("unknown-version");
});

test("communes are carried over by counted shares alone", () => {
	const commune = (version: string, code: string, parent: string) => ({
		...geography.units[0]!,
		version,
		code,
		level: "commune" as const,
		parent,
	});
	const link = (toCode: string, populationShare: number | null) => ({
		fromVersion: "G2",
		fromCode: "00001",
		toVersion: "G3",
		toCode,
		kind: "part" as const,
		populationShare,
		source: "",
		mark: "?" as const,
	});
	const withCommunes = (...links: ReturnType<typeof link>[]): Geography => ({
		...geography,
		units: [
			...geography.units,
			commune("G2", "00001", "01"),
			commune("G3", "90001", "01"),
			commune("G3", "90002", "01"),
		],
		links: [...geography.links, ...links],
	});
	const carried = (known: Geography) =>
		translate(
			known,
			["00001"],
			{ version: "G2", level: "commune" },
			{ version: "G3", level: "commune" },
		);
	expect(carried(withCommunes())).toMatchObject({ refused: "no-link" });
	expect(
		carried(withCommunes(link("90001", null), link("90002", null))),
	).toMatchObject({ refused: "no-shares", code: "00001" });
	expect(
		targets(carried(withCommunes(link("90001", 0.7), link("90002", 0.3)))).get(
			"00001",
		),
	).toEqual([
		{ code: "90001", share: 0.7 },
		{ code: "90002", share: 0.3 },
	]);
});

test("the registered population of NQ 202 stands nowhere", () => {
	expect(geography.census).toHaveLength(63);
	expect(geography.census.every(({ version }) => version === "G1")).toBe(true);
});
