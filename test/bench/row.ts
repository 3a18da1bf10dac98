/** What a figure is measured against; `none` where it is only reported. */
export type Target =
	| { op: ">=" | "<=" | "="; value: number }
	| { op: "between"; value: [number, number] }
	| { op: "none"; value: null };

/** One figure of a benchmark. */
export interface Row {
	name: string;
	value: number;
	unit: string;
	target: Target;
	/** null where nothing is asked of it. */
	holds: boolean | null;
	note: string;
}

/** A row whose target is judged here and nowhere else. */
export function row(
	name: string,
	value: number,
	unit: string,
	target: Target = { op: "none", value: null },
	note = "",
): Row {
	return { name, value, unit, target, holds: holds(value, target), note };
}

function holds(value: number, target: Target): boolean | null {
	switch (target.op) {
		case ">=":
			return value >= target.value;
		case "<=":
			return value <= target.value;
		case "=":
			return value === target.value;
		case "between":
			return value >= target.value[0] && value <= target.value[1];
		case "none":
			return null;
	}
}
