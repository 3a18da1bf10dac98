import fc from "fast-check";
import { expect, test } from "vitest";
import type { Partition } from "../../../analysis/disclosure/partition.ts";
import {
	admitColumns,
	admitVersion,
	type MemorySource,
	releaseMemory,
} from "../../../analysis/disclosure/release-memory.ts";

const text = { vi: "", en: "" };

/** Answers of some rows to two questions, of which a few gave no opinion, and to the variables that tell them apart. */
function sourceOf(rows: { by: number[]; said: boolean[] }[]): MemorySource {
	const keys = ["A", "B", "C"];
	return {
		rows: rows.length,
		minimum: 5,
		standard: [],
		isCounted: () => true,
		isInBase: (variable, row) => variable !== "P" || row % 7 > 0,
		levels: (_, key): Partition => {
			const [, opinion, by] = /^(?:opinion:(.*)\|)?(.*)$/.exec(key)!;
			const codes = Int32Array.from(rows, (row) => {
				if (opinion && !row.said[Number(opinion === "Q")]) return -1;
				return by === "" ? 0 : row.by[keys.indexOf(by!)]!;
			});
			const levels = [0, 1, 2].slice(0, by === "" ? 1 : 3);
			return {
				name: key,
				label: text,
				levels: levels.map((code) => ({ code, label: text })),
				domain: { codes, count: levels.length },
			};
		},
	};
}

const row = fc.record({
	by: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
	said: fc.array(
		fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
		{ minLength: 2, maxLength: 2 },
	),
});
const request = fc
	.record({
		variable: fc.constantFrom("P", "Q"),
		by: fc.constantFrom("", "A", "B", "C"),
		isOpinion: fc.boolean(),
	})
	.filter(({ by, isOpinion }) => by !== "" || isOpinion)
	.map(({ variable, by, isOpinion }) => ({
		variable,
		by: isOpinion ? `opinion:${variable}|${by}` : by,
	}));

test("what is let out is the same whether what was let out before is at hand or read anew", () => {
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 30, maxLength: 120 }),
			fc.array(request, { minLength: 1, maxLength: 8 }),
			(rows, requests) => {
				const source = sourceOf(rows);
				const kept = releaseMemory(source, []);
				admitVersion(kept, 1);
				for (const { variable, by } of requests) {
					const anew = releaseMemory(source, kept.releases);
					expect(admitColumns(kept, 1, variable, by)).toEqual(
						admitColumns(anew, 1, variable, by),
					);
					expect(kept.releases).toEqual(anew.releases);
				}
			},
		),
	);
});
