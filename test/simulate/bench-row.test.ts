import { expect, test } from "vitest";
import { row } from "../bench/row.ts";

test("a row judges its value against its target, ends included, and nothing where there is none", () => {
	const holds = (value: number) =>
		row("x", value, "share", { op: "between", value: [0.93, 0.97] }).holds;
	expect([0.929, 0.93, 0.95, 0.97, 0.971].map(holds)).toEqual([
		false,
		true,
		true,
		true,
		false,
	]);
	expect(row("x", 2, "s", { op: "<=", value: 2 }).holds).toBe(true);
	expect(row("x", Number.NaN, "s", { op: ">=", value: 0 }).holds).toBe(false);
	expect(row("x", 1, "s")).toEqual({
		name: "x",
		value: 1,
		unit: "s",
		target: { op: "none", value: null },
		holds: null,
		note: "",
	});
});
