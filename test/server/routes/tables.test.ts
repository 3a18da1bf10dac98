import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BuiltTable } from "../../../analysis/tables/table.ts";
import { surveyToAttack } from "../../attack/gate-survey.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: Awaited<ReturnType<typeof surveyToAttack>>;
let session: StaffSession;

beforeAll(async () => {
	context = await surveyToAttack(600, 3);
	session = await staffSession(context);
});
afterAll(() => context.store.close());

const ask = (query: string) =>
	session.ask("GET", `/surveys/${context.id}/tables?${query}`);
const built = async (query: string) =>
	(await (await ask(query)).json()) as BuiltTable;

describe("a table", () => {
	test("has a block for each question, a column of all and a table for each group", async () => {
		const { blocks, request } = await built(
			"row=CB_B1_01&row=CB_B1_02&by=stratum:level&by=stratum:sector",
		);
		expect(blocks.map(({ whole }) => whole.variable.name)).toEqual([
			"CB_B1_01",
			"CB_B1_02",
		]);
		expect(
			blocks[0]?.groups.map((one) => "columns" in one && one.by?.name),
		).toEqual(["stratum:level", "stratum:sector"]);
		expect(request.weights).toBe(1);
	});

	test("is the same table whether it is asked for alone or beside others", async () => {
		const reply = await session.ask(
			"GET",
			`/surveys/${context.id}/table?variable=CB_B1_01&by=stratum:level`,
		);
		const alone = (await reply.json()) as object;
		const { blocks } = await built("row=CB_B1_01&by=stratum:level");
		expect(blocks[0]?.groups[0]).toEqual(alone);
	});

	test("nests one variable in another, and says the level of each", async () => {
		const { blocks } = await built(
			"row=CB_B1_01&by=stratum:level*stratum:sector",
		);
		const [group] = blocks[0]?.groups ?? [];
		if (!group || !("columns" in group)) throw new Error("no table");
		expect(group.columns).toHaveLength(20);
		expect(group.columns[0]?.path?.map(({ label }) => label.en)).toEqual([
			"level 1",
			"sector 1",
		]);
	});

	test("of a whole battery has a block for each item", async () => {
		const { blocks } = await built("row=battery:CB_B1");
		expect(blocks.length).toBeGreaterThan(10);
	});
});

describe("what cannot be a table gets a code and never a crash", () => {
	test.each([
		["", 400, "invalid-request"],
		["row=NOT_THERE", 404, "unknown-variable"],
		["row=CB_B1_01&by=NOT_THERE", 404, "unknown-variable"],
		["row=CB_B1_01&by=CB_B1_01", 404, "unknown-variable"],
		["row=CB_B1_01&weights=77", 404, "unknown-weights"],
		["row=CB_B1_01&filter=1+=", 422, "not-a-filter"],
		[
			`row=CB_B1_01&filter=${encodeURIComponent("${NOT_THERE} = 1")}`,
			422,
			"not-a-filter",
		],
		[
			`row=CB_B1_01&filter=${encodeURIComponent("'😀\"' = '<b>'")}`,
			422,
			"not-a-filter",
		],
		[
			`row=CB_B1_01&filter=${encodeURIComponent("${CB_L4} = 55")}`,
			409,
			"filter-isolates-few",
		],
		["row=CB_B1_01&net=x~y", 400, "invalid-request"],
	])("%s", async (query, status, code) => {
		const reply = await ask(query);
		expect(reply.status).toBe(status);
		expect(await codeOf(reply)).toBe(code);
	});

	test("an empty filter is none", async () => {
		const { filter, blocks } = await built("row=CB_B1_01&filter=");
		expect(filter).toBeUndefined();
		expect(blocks).toHaveLength(1);
	});
});
