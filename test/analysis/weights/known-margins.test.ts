import { describe, expect, it } from "vitest";
import type { CheckedUnit } from "../../../analysis/frame/check-frame.ts";
import { planStrata } from "../../../analysis/sampling/plan-strata.ts";
import {
	censusMargin,
	frameMargin,
} from "../../../analysis/weights/known-margins.ts";
import { openStore } from "../../../db/store.ts";

const geography = await openStore(":memory:").geography();

const region = (code: number, vi: string) => ({ code, label: { vi, en: vi } });

describe("censusMargin", () => {
	const variable = (
		name: string,
		...categories: ReturnType<typeof region>[]
	) => ({
		name,
		label: { vi: "Vùng", en: "Region" },
		categories,
	});

	it("counts regions of either geography from the old provinces (sampling.md §6.1)", () => {
		const of = (version: string) =>
			censusMargin(
				geography,
				version,
				variable(
					"stratum:region",
					region(1, "Đồng bằng sông Hồng"),
					region(2, "Đông Nam Bộ"),
				),
			)?.totals;
		expect(of("G1")).toBe("1; 22543607\n2; 17828907");
		expect(of("G4")).toBe("1; 23196403\n2; 19517454");
	});

	it("adds up the regions of a category that was merged", () => {
		const merged = variable(
			"stratum:region",
			region(1, "Đồng bằng sông Hồng; Đông Nam Bộ"),
		);
		expect(censusMargin(geography, "G1", merged)?.totals).toBe(
			`1; ${22_543_607 + 17_828_907}`,
		);
	});

	it("takes proportions alone, and leaves out what it does not know", () => {
		const known = variable("stratum:region", region(1, "Đông Nam Bộ"));
		expect(censusMargin(geography, "G1", known)?.unit).toBe("structure");
		const unknown = variable("stratum:region", region(1, "Miền Tây"));
		expect(censusMargin(geography, "G1", unknown)).toBeUndefined();
		const other = variable("stratum:level", region(1, "Đông Nam Bộ"));
		expect(censusMargin(geography, "G1", other)).toBeUndefined();
	});
});

describe("frameMargin", () => {
	const unit = (
		row: number,
		level: number,
		people: number | null,
		leaders: number | null,
	): CheckedUnit => ({
		row,
		unit: `U${row}`,
		name: null,
		stratum: null,
		level,
		sector: 1,
		kind: null,
		province: null,
		parent: null,
		urban: null,
		people,
		leaders,
		households: null,
		adults: null,
	});
	const strataOf = (rows: CheckedUnit[]) =>
		planStrata(
			{ kind: "agencies", rows, provinces: new Map() },
			{ stratifyBy: ["level", "sector"], merges: [] },
		);
	const frame = { name: "co-quan.csv", version: 3 };

	it("counts leaders and others of every level", () => {
		const strata = strataOf([
			unit(2, 4, 100, 10),
			unit(3, 2, 50, 5),
			unit(4, 2, 30, 6),
		]);
		expect(frameMargin(strata, "level", "L4", frame)).toEqual({
			variables: ["stratum:level", "L4"],
			unit: "people",
			source: "Dàn mẫu (co-quan.csv)",
			version: "phiên bản 3",
			totals: "2; 1; 11\n2; 2; 69\n4; 1; 10\n4; 2; 90",
		});
	});

	it("counts people alone where the frame does not tell all leaders, and nothing where not all people", () => {
		const some = strataOf([unit(2, 4, 100, null), unit(3, 2, 50, 5)]);
		expect(frameMargin(some, "level", "L4", frame)?.totals).toBe(
			"2; 50\n4; 100",
		);
		const none = strataOf([unit(2, 4, null, null), unit(3, 2, 50, 5)]);
		expect(frameMargin(none, "level", "L4", frame)).toBeUndefined();
	});
});
