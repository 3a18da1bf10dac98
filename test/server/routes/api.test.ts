import { beforeEach, describe, expect, test } from "vitest";
import { askForOne } from "../../../server/actions/ask-for-table.ts";
import { makeApiToken } from "../../../server/actions/make-api-token.ts";
import { revokeApiToken } from "../../../server/actions/revoke-api-token.ts";
import { saveTable } from "../../../server/actions/save-table.ts";
import {
	builtTable,
	refusal,
	savedList,
	surveyList,
	topline,
	variableList,
} from "../../../server/api-schema.ts";
import type { ServerContext } from "../../../server/context.ts";
import { apiRoutes } from "../../../server/routes/api.ts";
import { closedContext, closedId } from "../closed-context.ts";

let clock: number;
let context: ServerContext;
let api: ReturnType<typeof apiRoutes>;
let analyst: string;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 22);
	context = { ...(await closedContext({})), now: () => clock };
	api = apiRoutes(context);
	analyst = await tokenOf("analyst");
});

const tokenOf = async (
	role: "reader" | "analyst",
	surveys = [closedId],
): Promise<string> =>
	(await makeApiToken(context, { name: "R", role, surveys, days: 30 }, "Lan"))
		.token;
const ask = (path: string, token: string | undefined = analyst) =>
	api.request(path, {
		headers: token === "" ? {} : { Authorization: `Bearer ${token}` },
	});
const refusedAs = async (reply: Response) =>
	refusal.parse(await reply.json()).error.code;

describe("what the API gives", () => {
	test("has the form that the reference says, everywhere", async () => {
		const of = `/surveys/${closedId}`;
		for (const [path, schema] of [
			["/surveys", surveyList],
			[`${of}/variables`, variableList],
			[`${of}/topline`, topline],
			[`${of}/saved-tables`, savedList],
			[
				`${of}/tables?row=A&row=battery:I&by=stratum:level*L4&by=P9&show=mean&show=test&show=letters&net=1.2~N`,
				builtTable,
			],
		] as const) {
			const reply = await ask(path);
			expect(reply.status, path).toBe(200);
			expect(schema.safeParse(await reply.json()).error, path).toBeUndefined();
		}
	});

	test("is what the console shows: the same figures through the same gate", async () => {
		const { blocks } = builtTable.parse(
			await (await ask(`/surveys/${closedId}/tables?row=A&by=L4`)).json(),
		);
		const own = await askForOne(context, {
			survey: closedId,
			variable: "A",
			by: "L4",
		});
		expect(blocks[0]?.groups[0]).toMatchObject(
			JSON.parse(JSON.stringify({ columns: own.columns })),
		);
	});

	test("is refused by the memory of releases as any table is", async () => {
		await ask(`/surveys/${closedId}/tables?row=A&by=B`);
		const reply = await ask(`/surveys/${closedId}/tables?row=B&by=A`);
		expect(await reply.json()).toMatchObject({
			blocks: [{ groups: [{ refused: "crossed-already" }] }],
		});
	});
});

describe("a token", () => {
	test("reads the surveys that it was made for, and no others are there for it", async () => {
		const other = await tokenOf("analyst", []);
		const reply = await ask(`/surveys/${closedId}/topline`, other);
		expect(reply.status).toBe(404);
		expect(await refusedAs(reply)).toBe("unknown-survey");
		expect(await (await ask("/surveys", other)).json()).toEqual({
			surveys: [],
		});
	});

	test("of a reader gives toplines and shared tables, and no table of its own making", async () => {
		const reader = await tokenOf("reader");
		for (const isShared of [true, false])
			await saveTable(
				context,
				closedId,
				{ name: `shared ${isShared}`, query: "row=A&by=L4", isShared },
				"Lan",
			);
		expect(
			await refusedAs(await ask(`/surveys/${closedId}/tables?row=A`, reader)),
		).toBe("role-forbids");
		const list = savedList.parse(
			await (await ask(`/surveys/${closedId}/saved-tables`, reader)).json(),
		);
		expect(list.tables.map(({ name }) => name)).toEqual(["shared true"]);
		const table = await ask(
			`/surveys/${closedId}/saved-tables/${list.tables[0]?.id}`,
			reader,
		);
		expect(builtTable.parse(await table.json()).blocks).toHaveLength(1);
		const [, hidden] = await context.store.savedTables(closedId);
		const one = [hidden, (await context.store.savedTables(closedId))[0]].find(
			(table) => table?.isShared === false,
		);
		expect(
			await refusedAs(
				await ask(`/surveys/${closedId}/saved-tables/${one?.id}`, reader),
			),
		).toBe("unknown-table");
	});

	test("opens nothing where it is missing, wrong, revoked or expired", async () => {
		for (const token of ["", "ln_", `ln_${"A".repeat(43)}`])
			expect((await ask("/surveys", token)).status).toBe(401);
		const [stored] = await context.store.apiTokens();
		await revokeApiToken(context, stored?.id ?? "", "Lan");
		expect(await refusedAs(await ask("/surveys"))).toBe("invalid-api-token");
		const fresh = await tokenOf("analyst");
		expect((await ask("/surveys", fresh)).status).toBe(200);
		clock += 30 * 86_400_000;
		expect((await ask("/surveys", fresh)).status).toBe(401);
	});

	test("is kept as a hash alone, and its making and end stand in the audit", async () => {
		const [stored] = await context.store.apiTokens();
		expect(JSON.stringify(stored)).not.toContain(analyst.slice(3));
		await revokeApiToken(context, stored?.id ?? "", "Lan");
		expect(await context.store.brokenAudit()).toBeUndefined();
	});

	test("asks sixty times a minute and is told how long to wait; another is not held up", async () => {
		for (let at = 0; at < 60; at++)
			expect((await ask("/surveys")).status).toBe(200);
		const reply = await ask("/surveys");
		expect(reply.status).toBe(429);
		expect(reply.headers.get("Retry-After")).toBe("1");
		expect(await refusedAs(reply)).toBe("too-many-requests");
		expect((await ask("/surveys", await tokenOf("reader"))).status).toBe(200);
		clock += 1000;
		expect((await ask("/surveys")).status).toBe(200);
		expect((await ask("/surveys")).status).toBe(429);
	});
});

test("what is asked wrongly is told by place", async () => {
	for (const query of ["", "row=A&base=none", "row=A&weights=x", "row=A&net=~"])
		expect(
			await refusedAs(await ask(`/surveys/${closedId}/tables?${query}`)),
			query,
		).toBe("invalid-request");
	expect(await refusedAs(await ask(`/surveys/${closedId}/tables?row=Z9`))).toBe(
		"unknown-variable",
	);
	expect(
		await refusedAs(
			await ask(`/surveys/${closedId}/tables?row=A&filter=%24%7BA%7D+%3D`),
		),
	).toBe("not-a-filter");
});

test("the description names every endpoint, its parameters and the token", async () => {
	const reply = await api.request("/openapi.json");
	const document = (await reply.json()) as {
		openapi: string;
		paths: Record<string, { get: { security: unknown } }>;
		components: { securitySchemes: object; schemas: object };
	};
	expect(document.openapi).toBe("3.1.0");
	expect(Object.keys(document.paths)).toEqual([
		"/surveys",
		"/surveys/{survey}/variables",
		"/surveys/{survey}/tables",
		"/surveys/{survey}/topline",
		"/surveys/{survey}/saved-tables",
		"/surveys/{survey}/saved-tables/{table}",
	]);
	for (const { get } of Object.values(document.paths))
		expect(get.security).toEqual([{ token: [] }]);
	expect(Object.keys(document.components.schemas)).toContain("Table");
});
