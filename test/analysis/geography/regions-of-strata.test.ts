import { beforeAll, expect, test } from "vitest";
import type { Geography } from "../../../analysis/geography/geography.ts";
import { regionsOfStrata } from "../../../analysis/geography/regions-of-strata.ts";
import { openStore } from "../../../db/store.ts";

let geography: Geography;

beforeAll(async () => {
	geography = await openStore(":memory:").geography();
});

const regions = (provinces: (string | null)[], from = "G1", to = "G4") =>
	regionsOfStrata(geography, [{ id: 1, provinces }], from, to)[0]!;

test("a stratum whose provinces came into one region is of that region", () => {
	// Bắc Giang and Bắc Ninh are one province, which the decree puts into the Red River Delta.
	expect(regions(["24", "27"])).toEqual({
		stratum: 1,
		region: "DBSH",
		reason: null,
	});
});

test("a stratum whose provinces came into two regions is refused by name", () => {
	// Bắc Giang and Thái Nguyên were both of the northern midlands.
	const { region, reason } = regions(["24", "19"]);
	expect(region).toBeNull();
	expect(reason?.vi).toContain("2 vùng của G4");
	expect(reason?.en).toContain("DBSH (24)");
});

test("central agencies alone lie in no region; mixed with others they keep a stratum out", () => {
	expect(regions([null]).region).toBe("-");
	expect(regions([null, "01"]).region).toBeNull();
});

test("a merged province is not divided among the regions of the older version", () => {
	// Lâm Đồng took in Bình Thuận and Đắk Nông, of two regions.
	const { region, reason } = regions(["68"], "G4", "G1");
	expect(region).toBeNull();
	expect(reason?.en).toMatch(/several units/);
});
