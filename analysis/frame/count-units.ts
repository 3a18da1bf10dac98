import type { Text } from "../../survey-definitions/definition.ts";
import { frameWords, withoutCode } from "../sampling/frame-words.ts";
import { codeOf, type SampleFrame } from "../sampling/plan-strata.ts";
import type { FrameDimension } from "../sampling/sample-plan.ts";

export interface UnitCount {
	code: string;
	label: Text;
	units: number;
	/** Staff of agencies; adults of areas, or nothing where the frame counts households alone. */
	people: number;
	households: number;
}

const counted: FrameDimension[] = [
	"stratum",
	"level",
	"sector",
	"kind",
	"urban",
	"region",
	"province",
];

/** Units and people of a frame by each dimension that it tells apart: what a coordinator compares with a known total. */
export function countUnits({
	rows,
	provinces,
}: Pick<SampleFrame, "rows" | "provinces">): {
	dimension: FrameDimension;
	counts: UnitCount[];
}[] {
	return counted.flatMap((dimension) => {
		const counts = new Map<string, UnitCount>();
		for (const row of rows) {
			const code = codeOf(row, dimension, provinces);
			const count = counts.get(code) ?? {
				code,
				label: labelOf(dimension, code, provinces),
				units: 0,
				people: 0,
				households: 0,
			};
			count.units += 1;
			count.people += row.people ?? row.adults ?? 0;
			count.households += row.households ?? 0;
			counts.set(code, count);
		}
		const told = [...counts.values()].sort((a, b) =>
			a.code.localeCompare(b.code, "en", { numeric: true }),
		);
		return told.some(({ code }) => code !== "-")
			? [{ dimension, counts: told }]
			: [];
	});
}

function labelOf(
	dimension: FrameDimension,
	code: string,
	provinces: SampleFrame["provinces"],
): Text {
	if (code === "-") return withoutCode[dimension];
	const name =
		dimension === "province" ? (provinces.get(code)?.name ?? code) : code;
	return frameWords[dimension]?.[code] ?? { vi: name, en: name };
}
