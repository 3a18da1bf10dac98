import fc from "fast-check";
import { expect, test } from "vitest";
import {
	readTableQuery,
	type TableRequest,
	tableBases,
	tableOf,
	tableSearch,
	tableStatistics,
} from "../../survey-definitions/table-request.ts";
import { tableRequestSchema } from "../../survey-definitions/table-request-schema.ts";

const name = fc.stringMatching(/^(stratum:|battery:)?[A-Za-z_]\w{0,8}$/);
const request = fc.record(
	{
		survey: fc.constant("cadres"),
		rows: fc.array(name, { minLength: 1, maxLength: 4 }),
		banner: fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), {
			minLength: 1,
			maxLength: 4,
		}),
		filter: fc
			.string({ unit: "grapheme", minLength: 1 })
			.filter((text) => text.isWellFormed()),
		weights: fc.integer({ min: 1, max: 99 }),
		base: fc.constantFrom(...tableBases.filter((base) => base !== "all")),
		of: fc.constantFrom(...tableOf.filter((of) => of !== "respondents")),
		nets: fc.array(
			fc.record({
				label: fc
					.string({ unit: "grapheme", minLength: 1, maxLength: 9 })
					.filter((text) => text.isWellFormed() && text.trim() === text),
				codes: fc.array(fc.nat(99), { minLength: 2, maxLength: 4 }),
			}),
			{ minLength: 1, maxLength: 3 },
		),
		statistics: fc.uniqueArray(fc.constantFrom(...tableStatistics), {
			minLength: 1,
		}),
	},
	{ requiredKeys: ["survey", "rows"] },
) as fc.Arbitrary<TableRequest>;

test("a table is asked by its address alone: the query string gives the request back", () => {
	fc.assert(
		fc.property(request, (one) => {
			const read = readTableQuery(
				one.survey,
				new URLSearchParams(tableSearch(one)),
			);
			expect(read).toEqual(one);
			expect(tableRequestSchema.parse(read)).toEqual(one);
		}),
	);
});

test("an address is readable", () => {
	expect(
		tableSearch({
			rows: ["CB_B1_01"],
			banner: [["stratum:level", "CB_L4"], ["CB_L5"]],
			base: "all",
			nets: [{ label: "Đồng ý", codes: [4, 5] }],
		}),
	).toBe(
		"row=CB_B1_01&by=stratum:level*CB_L4&by=CB_L5&net=4.5~%C4%90%E1%BB%93ng+%C3%BD",
	);
});

test("what is no table is refused by the schema, and nothing crashes", () => {
	for (const query of ["", "row=A&weights=x", "row=A&base=none", "row=A&net=~"])
		expect(
			tableRequestSchema.safeParse(
				readTableQuery("cadres", new URLSearchParams(query)),
			).success,
			query,
		).toBe(false);
});
