import fc from "fast-check";
import { expect, test } from "vitest";
import {
	type CountedLot,
	mergeSmallLots,
} from "../../analysis/merge-small-lots.ts";

const lot = (
	id: string,
	responses: number,
	more: Partial<CountedLot> = {},
) => ({
	id,
	stratumId: 1,
	level: 4,
	rates: { all: 0.1 },
	responses,
	...more,
});

test("the two smallest become one under the label of the larger, until all have ten", () => {
	expect(
		mergeSmallLots([lot("A", 4), lot("B", 3), lot("C", 12), lot("D", 30)]),
	).toEqual(
		new Map([
			["B", "C"],
			["A", "C"],
		]),
	);
});

test("lots of ten and more, and those nobody answered in, stay as they are", () => {
	expect(mergeSmallLots([lot("A", 10), lot("B", 0), lot("C", 50)])).toEqual(
		new Map(),
	);
});

test("never across strata, levels or sampling rates: a small lot without a partner stays small", () => {
	expect(
		mergeSmallLots([
			lot("A", 3),
			lot("B", 30, { stratumId: 2 }),
			lot("C", 30, { rates: { all: 0.2 } }),
			lot("D", 30, { level: 2 }),
		]),
	).toEqual(new Map());
});

test("rates are the same in whatever order they are written", () => {
	expect(
		mergeSmallLots([
			lot("A", 3, { rates: { "1": 1, all: 0.1 } }),
			lot("B", 30, { rates: { all: 0.1, "1": 1 } }),
		]).get("A"),
	).toBe("B");
});

const lots = fc
	.array(
		fc.record({
			stratumId: fc.integer({ min: 1, max: 3 }),
			level: fc.constant(4),
			rates: fc.constantFrom({ all: 0.1 }, { all: 0.2 }),
			responses: fc.integer({ min: 0, max: 25 }),
		}),
		{ maxLength: 30 },
	)
	.map((all) => all.map((one, at) => ({ id: `L${at}`, ...one })));

test("afterwards no lot has 1 to 9 responses but where its group has no more; nobody is lost, no weight changes", () => {
	fc.assert(
		fc.property(lots, (before) => {
			const joined = mergeSmallLots(before);
			const byId = new Map(before.map((one) => [one.id, one]));
			const after = new Map<string, number>();
			for (const { id, responses } of before) {
				const to = joined.get(id) ?? id;
				after.set(to, (after.get(to) ?? 0) + responses);
				expect(joined.has(to)).toBe(false);
				expect(byId.get(to)?.rates).toEqual(byId.get(id)?.rates);
				expect(byId.get(to)?.stratumId).toBe(byId.get(id)?.stratumId);
			}
			for (const [id, responses] of after) {
				if (responses === 0 || responses >= 10) continue;
				const own = byId.get(id);
				const group = before.filter(
					({ stratumId, rates }) =>
						stratumId === own?.stratumId && rates.all === own.rates.all,
				);
				expect(group.reduce((sum, one) => sum + one.responses, 0)).toBe(
					responses,
				);
			}
		}),
	);
});

test("the order in which lots are given does not matter", () => {
	fc.assert(
		fc.property(lots, (before) => {
			const sorted = (joined: Map<string, string>) => [...joined].sort();
			expect(sorted(mergeSmallLots(before.toReversed()))).toEqual(
				sorted(mergeSmallLots(before)),
			);
		}),
	);
});
