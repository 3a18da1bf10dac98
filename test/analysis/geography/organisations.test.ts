import { expect, test } from "vitest";
import { successorsOf } from "../../../analysis/geography/organisations.ts";
import { openStore } from "../../../db/store.ts";

const store = openStore(":memory:");
const organisations = await store.organisations();
store.close();

const names = (code: string) => {
	const succession = successorsOf(organisations, "O1", code);
	return "refused" in succession
		? succession.refused
		: succession.successors.map(({ unit }) => unit.name);
};

test("merged ministries lead to their successor", () => {
	expect(names("BKHDT")).toEqual(["Bộ Tài chính"]);
	expect(names("UBQLVNN")).toEqual(["Bộ Tài chính"]);
	expect(names("BLDTBXH")).toEqual(["Bộ Nội vụ"]);
	expect(names("BDVTW")).toEqual(["Ban Tuyên giáo và Dân vận Trung ương"]);
});

test("courts of districts become courts of areas, a level of its own", () => {
	const succession = successorsOf(organisations, "O1", "TAH");
	expect(succession).toMatchObject({
		successors: [{ unit: { level: "area" }, mark: "K" }],
	});
});

test("an organisation without a recorded successor is refused, not guessed", () => {
	expect(names("CAH")).toBe("no-recorded-successor");
	expect(names("BCSD-KTNN")).toBe("no-recorded-successor");
	expect(names("X")).toBe("unknown-organisation");
});

test("every link leads from a listed unit to a listed unit and is marked as expert knowledge", () => {
	for (const link of organisations.links) {
		expect(names(link.fromCode)).not.toBe("unknown-organisation");
		expect(link.mark).toBe("K");
	}
});
