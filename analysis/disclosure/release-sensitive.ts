import type {
	Diagnostic,
	SensitiveColumn,
	SensitiveEstimate,
	SensitiveTable,
} from "../sensitive/sensitive-table.ts";
import type { Policy } from "./policy.ts";
import { isUnsafeBase } from "./unsafe.ts";

declare const passedTheGate: unique symbol;

/**
 * Why an indirect estimate is not shown: to protect respondents, because there is none, or because half of its interval is
 * more than six points.
 */
export type SensitiveWithheld = "protected" | "not-estimable" | "too-wide";

export interface ReleasedSensitiveTable
	extends Omit<SensitiveTable, "columns"> {
	minimumBase: number;
	columns: (Pick<SensitiveColumn, "code" | "label"> & {
		base: number | null;
		estimates: Record<
			string,
			| (Omit<SensitiveEstimate, "se" | "df" | "ci" | "p"> &
					Partial<Pick<SensitiveEstimate, "se" | "df" | "ci" | "p">>)
			| { withheld: SensitiveWithheld }
		>;
	})[];
}

export type ReleasedSensitive = ReleasedSensitiveTable & {
	readonly [passedTheGate]: true;
};

/** Parts of the population are shown apart where half of the 95 % interval is at most this. */
export const widestHalfInterval = 0.06;

export interface SensitiveGate {
	policy: Policy;
	/** Columns that the memory of releases lets out; all where it is absent. */
	admitted?: boolean[];
}

/**
 * The gate for indirect estimates: the rule of the base holds for a column and for each of the parts that are set against
 * each other in it, and a part of the population is told apart where its interval is narrow enough.
 */
export function releaseSensitive(
	table: SensitiveTable,
	{ policy, admitted }: SensitiveGate,
): ReleasedSensitive {
	const isProbability = table.sampling === "probability";
	const { columns, diagnostics, ...head } = table;
	const shown = columns.map(
		({ behind, parts, base }, at) =>
			base > 0 &&
			admitted?.[at] !== false &&
			![behind, ...parts].some((one) => isUnsafeBase(one, policy)) &&
			parts.every(({ n }) => n > 0),
	);
	const released: ReleasedSensitiveTable = {
		...head,
		minimumBase: policy.minimumBase,
		columns: columns.map(({ code, label, base, estimates }, at) => ({
			...(code === undefined ? {} : { code }),
			label,
			base: shown[at] || base === 0 ? base : null,
			estimates: Object.fromEntries(
				table.measures.map(({ name }) => [
					name,
					shown[at] || base === 0
						? cellOf(estimates[name], {
								isPart: table.by !== undefined,
								isProbability,
							})
						: { withheld: "protected" as const },
				]),
			),
		})),
		...(diagnostics && shown[0] && isProbability
			? { diagnostics: diagnostics.filter((one) => isTold(one, policy)) }
			: {}),
	};
	return released as ReleasedSensitive;
}

function cellOf(
	estimate: SensitiveEstimate | undefined,
	{ isPart, isProbability }: { isPart: boolean; isProbability: boolean },
): ReleasedSensitiveTable["columns"][number]["estimates"][string] {
	if (!estimate || Number.isNaN(estimate.value))
		return { withheld: "not-estimable" };
	const { value, notes, se, ci } = estimate;
	// Without chances of selection nobody knows how wide an interval would be.
	if (!isProbability)
		return isPart ? { withheld: "too-wide" } : { value, notes };
	if (Number.isNaN(se)) return { withheld: "not-estimable" };
	return isPart && (ci.upper - ci.lower) / 2 > widestHalfInterval
		? { withheld: "too-wide" }
		: estimate;
}

/** What everybody, or nobody, of a small arm said. */
const isTold = (diagnostic: Diagnostic, { flaggedBase }: Policy) =>
	(diagnostic.kind !== "floor" && diagnostic.kind !== "ceiling") ||
	diagnostic.base >= flaggedBase;
