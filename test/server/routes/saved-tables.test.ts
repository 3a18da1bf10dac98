import { beforeEach, expect, test } from "vitest";
import type { ListedTable } from "../../../server/actions/list-saved-tables.ts";
import type { ServerContext } from "../../../server/context.ts";
import { closedContext, closedId } from "../closed-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let lan: StaffSession;

beforeEach(async () => {
	context = await closedContext({});
	lan = await staffSession(context);
});

const path = `/surveys/${closedId}/saved-tables`;
const save = (query: string, isShared = true) =>
	lan.ask("POST", path, { name: "  Bảng của Lan ", query, isShared });
const listed = async (by = lan) =>
	(await by.get<{ tables: ListedTable[] }>(path)).tables;

test("a table is kept as its address, with the versions it was saved under, and colleagues see what is shared", async () => {
	expect((await save("row=A&by=L4&show=mean")).status).toBe(200);
	expect((await save("row=B", false)).status).toBe(200);
	const own = (await listed()).sort((a, b) => a.query.localeCompare(b.query));
	expect(own).toMatchObject([
		{
			name: "Bảng của Lan",
			query: "row=A&by=L4&show=mean",
			definitionVersion: 1,
			weightsVersion: 1,
			owner: "Lan",
			unknown: [],
		},
		{ query: "row=B", isShared: false },
	]);
	const minh = await staffSession(context, "Minh");
	expect((await listed(minh)).map(({ query }) => query)).toEqual([
		"row=A&by=L4&show=mean",
	]);
	const [shared] = await listed(minh);
	const reply = await minh.ask("PATCH", `${path}/${shared?.id}`, {
		isRemoved: true,
	});
	expect(await codeOf(reply)).toBe("not-yours");
});

test("a removed table can be put back by its owner, and nobody else sees it meanwhile", async () => {
	await save("row=A");
	const [table] = await listed();
	await lan.ask("PATCH", `${path}/${table?.id}`, { isRemoved: true });
	expect(await listed()).toMatchObject([{ isRemoved: true }]);
	expect(await listed(await staffSession(context, "Minh"))).toEqual([]);
	await lan.ask("PATCH", `${path}/${table?.id}`, { isRemoved: false });
	expect(await listed()).toEqual([table]);
});

test("what the survey does not have is not saved; what it no longer has is named in the list", async () => {
	expect(await codeOf(await save("row=Z9"))).toBe("unknown-variable");
	expect(await codeOf(await save("row=A&by=I_1"))).toBe("unknown-variable");
	expect(await codeOf(await save("row=A&base=none"))).toBe("invalid-request");
	await save("row=battery:I&by=stratum:level*L4&filter=${B}+%3D+1");
	expect((await listed())[0]?.unknown).toEqual([]);
	await context.store.addSavedTable({
		id: "old",
		surveyId: closedId,
		name: "of an earlier version",
		query: "row=A&row=GONE&by=WENT&filter=${LEFT}+%3D+1",
		definitionVersion: 0,
		weightsVersion: 1,
		owner: "Lan",
		isShared: false,
		savedAtMs: 0,
		isRemoved: false,
	});
	expect((await listed()).find(({ id }) => id === "old")).toMatchObject({
		unknown: ["GONE", "WENT", "LEFT"],
		definitionVersion: 0,
		definitionNow: 1,
	});
});
