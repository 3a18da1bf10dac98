// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the survey language
import { beforeEach, expect, test } from "vitest";
import { askForOne } from "../../../server/actions/ask-for-table.ts";
import type { ListedDerived } from "../../../server/actions/list-derived.ts";
import { buildTable } from "../../../server/actions/run-table.ts";
import type { ServerContext } from "../../../server/context.ts";
import type { DerivedDefinition } from "../../../survey-definitions/derived.ts";
import { closedContext, closedForms, closedId } from "../closed-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let staff: StaffSession;
/** B is 1, 2 or 3; of those who say 3, four have L4 = 2. */
const B = (row: number) => 1 + (row % 3);
const L4 = (row: number) => (B(row) === 3 ? (row < 12 ? 2 : 1) : 1 + (row % 2));

beforeEach(async () => {
	context = await closedContext({ B, L4 });
	staff = await staffSession(context);
});

const text = (word: string) => ({ vi: word, en: word });
const recode = (
	name: string,
	expression: string,
	codes: number[],
): DerivedDefinition => ({
	name,
	label: text(name),
	of: {
		kind: "expression",
		expression,
		categories: codes.map((code) => ({ code, label: text(`is ${code}`) })),
	},
});
const save = async (definition: DerivedDefinition, known = 0) =>
	(
		await staff.ask("POST", `/surveys/${closedId}/derived`, {
			definition,
			known,
		})
	).json();
const table = (variable: string, by?: string) =>
	askForOne(context, { survey: closedId, variable, ...(by ? { by } : {}) });
const basesOf = async (variable: string, by: string) =>
	(await table(variable, by)).columns.map(({ base }) => base);
const offered = async () =>
	(
		await staff.get<{ variables: { name: string }[] }>(`/surveys/${closedId}`)
	).variables.map(({ name }) => name);

test("a recode is a variable like any other: row, column, and its shares add up from the original's", async () => {
	expect(await save(recode("LOW", "if(${B} <= 2, 1, 2)", [1, 2]))).toEqual({
		version: 1,
	});
	expect(await offered()).toContain("LOW@1");
	const [original] = (await table("B")).columns;
	const [recoded] = (await table("LOW@1")).columns;
	const shares = (cells: object[] | undefined) =>
		(cells ?? []).map((cell) => ("value" in cell ? Number(cell.value) : null));
	const [one = 0, two = 0, three = 0] = shares(original?.cells) as number[];
	expect(shares(recoded?.cells).slice(0, 2)).toEqual([
		expect.closeTo(one + two, 12),
		expect.closeTo(three, 12),
	]);
	expect(recoded?.base).toBe(original?.base);
	const bases = await basesOf("A", "LOW@1");
	expect(bases.reduce<number>((sum, base) => sum + (base ?? 0), 0)).toBe(
		closedForms,
	);
});

test("a recode that isolates few people is caught, as a row and as a column, whoever asks first", async () => {
	await save(recode("FEW", "if(${B} = 3 and ${L4} = 2, 1, 0)", [0, 1]));
	await expect(table("FEW@1")).rejects.toMatchObject({
		code: "recode-isolates-few",
	});
	await expect(table("A", "FEW@1")).rejects.toMatchObject({
		code: "domains-differ-by-few",
	});
	// One question alone may be rare as it is in its own table.
	await save(recode("ONE", "if(${B} = 3, 1, 0)", [0, 1]));
	expect((await table("ONE@1")).columns[0]?.base).toBe(closedForms);
});

test("a crossing needs ten people on each side, and ten between it and what was released before", async () => {
	const own = await closedContext({
		B: (row) => (row < 9 ? 1 : row < 19 ? 2 : 3),
		A: () => 1,
	});
	staff = await staffSession(own);
	const released = async (name: string, condition: string) => {
		await save(recode(name, `if((${condition}) and \${A} = 1, 1, 0)`, [0, 1]));
		return askForOne(own, { survey: closedId, variable: `${name}@1` }).then(
			({ columns }) => columns[0]?.base,
			(error: { code: string }) => error.code,
		);
	};
	const few = "recode-isolates-few";
	expect(await released("TEN", "${B} = 2")).toBe(closedForms);
	expect(await released("NINE", "${B} = 1")).toBe(few);
	// Nineteen people, nine more than the ten released: the difference would tell of nine.
	expect(await released("NINETEEN", "${B} = 1 or ${B} = 2")).toBe(few);
	expect(await released("BUT_NINE", "${B} >= 2")).toBe(few);
});

test("a crossing that isolates nobody is a table, and nothing more can be told apart with it", async () => {
	await save(recode("MANY", "if(${B} = 1 and ${A} = 1, 1, 0)", [0, 1]));
	expect((await table("MANY@1")).columns[0]?.base).toBe(closedForms);
});

test("an edit is the next version; the old one stays what it was, and only the newest is offered", async () => {
	await save(recode("LOW", "if(${B} <= 2, 1, 2)", [1, 2]));
	const before = await table("LOW@1");
	expect(await save(recode("LOW", "if(${B} = 1, 1, 2)", [1, 2]), 1)).toEqual({
		version: 2,
	});
	expect(await offered()).toContain("LOW@2");
	expect(await offered()).not.toContain("LOW@1");
	expect(await table("LOW@1")).toEqual(before);
	expect(await table("LOW@2")).not.toEqual(before);
	// A variable made of another keeps the version it meant.
	await save(recode("NOT", "if(${LOW} = 1, 2, 1)", [1, 2]));
	await save(recode("LOW", "if(${B} = 3, 1, 2)", [1, 2]), 2);
	const [, second] = await basesOf("A", "NOT@1");
	expect(second).toBe(
		Array.from({ length: closedForms }, (_, row) => B(row)).filter(
			(code) => code === 1,
		).length,
	);
});

test("who saves over somebody else's version is refused, and a name is given once", async () => {
	const low = recode("LOW", "if(${B} <= 2, 1, 2)", [1, 2]);
	await save(low);
	await save(low, 1);
	const reply = await staff.ask("POST", `/surveys/${closedId}/derived`, {
		definition: low,
		known: 1,
	});
	expect(reply.status).toBe(409);
	expect(await codeOf(reply)).toBe("changed-meanwhile");
	expect(await save(low)).toEqual({
		problems: [{ field: "name", code: "taken", detail: "LOW" }],
	});
});

test("what is wrong is told by field, and nothing is kept", async () => {
	expect(await save(recode("LOW", "if(${C} = 1, 1, 2)", [1, 2]))).toEqual({
		problems: [{ field: "expression", code: "unknown-name", detail: "C" }],
	});
	expect(await offered()).not.toContain("LOW@1");
});

test("removing hides, restoring brings back, and both are in the audit", async () => {
	await save(recode("LOW", "if(${B} <= 2, 1, 2)", [1, 2]));
	await staff.ask("DELETE", `/surveys/${closedId}/derived/LOW`);
	expect(await offered()).not.toContain("LOW@1");
	await staff.ask("POST", `/surveys/${closedId}/derived/LOW/restore`);
	expect(await offered()).toContain("LOW@1");
	const verbs = (await context.store.auditOf(closedId)).map(({ verb }) => verb);
	expect(verbs).toEqual(
		expect.arrayContaining([
			"set-derived",
			"remove-derived",
			"restore-derived",
		]),
	);
});

test("an index has a mean with its own base, by any group, and an alpha", async () => {
	const items = ["I1", "I2", "I3"];
	const saved = await save({
		name: "IDX",
		label: text("index"),
		of: { kind: "index", items, reversed: ["I2"], minimumAnswered: 2 },
	});
	expect(saved).toEqual({ version: 1 });
	const { columns } = (await context.store.snapshot(closedId)) ?? {};
	const values = Array.from({ length: closedForms }, (_, row) => {
		const codes = items
			.map((item) => {
				const code = columns?.[item]?.[row] ?? -1;
				return item === "I2" && code > 0 && code < 95 ? 4 - code : code;
			})
			.filter((code) => code > 0 && code < 95);
		return codes.length >= 2
			? codes.reduce((sum, code) => sum + code, 0) / codes.length
			: undefined;
	});
	const known = values.filter((value) => value !== undefined);
	const { blocks } = await buildTable(context, {
		survey: closedId,
		rows: ["IDX@1"],
		banner: [["A"]],
		statistics: ["mean"],
	});
	const [block] = blocks;
	expect(block?.whole.columns[0]?.base).toBe(known.length);
	expect(block?.whole.statistics?.[0]?.cells[0]).toMatchObject({
		value: expect.closeTo(
			known.reduce((sum, value) => sum + value, 0) / known.length,
			10,
		),
		n: known.length,
	});
	const [group] = block?.groups ?? [];
	expect(group).toMatchObject({ statistics: [{ name: "mean" }] });
	const { derived } = await staff.get<{ derived: ListedDerived[] }>(
		`/surveys/${closedId}/derived`,
	);
	expect(derived[0]?.alpha).toHaveProperty("value");
});

test("the data stay as they are", async () => {
	const before = await context.store.snapshot(closedId);
	await save(recode("LOW", "if(${B} <= 2, 1, 2)", [1, 2]));
	await table("LOW@1");
	expect(await context.store.snapshot(closedId)).toEqual(before);
});

test("a definition too large to be computed is refused, and the survey's data can still be read", async () => {
	const chain = `\${B}${" = 1".repeat(2490)}`;
	expect(await save(recode("CHAIN", chain, [0, 1]))).toMatchObject({
		problems: [{ field: "expression", code: "not-an-expression" }],
	});
	expect(await offered()).not.toContain("CHAIN@1");
});
