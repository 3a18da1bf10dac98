import type { Machine } from "./machine.ts";
import type { Row, Target } from "./row.ts";

/** Rows as an aligned table under the state of the machine. */
export function printRows(bench: string, machine: Machine, rows: Row[]): void {
	const { cpu, cores, load, memoryGb, freeMemoryGb, node } = machine;
	console.log(
		`\n${bench} · ${cpu}, ${cores} cores, load ${load}, memory ${freeMemoryGb} of ${memoryGb} GB free, Node ${node}\n`,
	);
	const table = [
		["name", "value", "unit", "target", "holds", "note"],
		...rows.map(({ name, value, unit, target, holds, note }) => [
			name,
			number(value),
			unit,
			words(target),
			holds === null ? "–" : holds ? "yes" : "NO",
			note,
		]),
	];
	const widths = (table[0] as string[]).map((_, column) =>
		Math.max(...table.map((cells) => (cells[column] as string).length)),
	);
	for (const cells of table)
		console.log(
			cells
				.map((cell, column) =>
					column === 1
						? cell.padStart(widths[column] as number)
						: cell.padEnd(widths[column] as number),
				)
				.join("  ")
				.trimEnd(),
		);
}

const number = (value: number) =>
	Number.isInteger(value)
		? String(value)
		: String(Number(value.toPrecision(4)));

const words = ({ op, value }: Target) =>
	op === "none"
		? "–"
		: op === "between"
			? `${value[0]}–${value[1]}`
			: `${op} ${value}`;
