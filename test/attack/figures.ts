import { type Row, row } from "../bench/row.ts";
import type { Linkage, Order } from "./thief.ts";

const rounded = (value: number) => Number(value.toFixed(2));

export const percent = (count: number, of: number) => (100 * count) / of;

/** How far the thief is above chance. */
export const errorsAbove = ({ correct, expected, standardError }: Linkage) =>
	standardError > 0 ? (correct - expected) / standardError : 0;

/** Right links in %, which must not exceed chance by more than so many standard errors. */
export function linkageRow(
	name: string,
	linkage: Linkage,
	tolerance: number,
): Row {
	const { correct, responses, expected, standardError, signal } = linkage;
	const most = percent(expected + tolerance * standardError, responses);
	return row(
		name,
		percent(correct, responses),
		"% linked",
		{ op: "<=", value: rounded(most) },
		`${responses} responses, chance ${percent(expected, responses).toFixed(2)} %, best signal: ${signal}`,
	);
}

/** The share of neighbours in the order of arrival, which must be within 3 standard errors of a half. */
export function orderRow(name: string, order: Order): Row {
	const { pairs, share, standardError } = order;
	const room = 300 * standardError;
	return row(
		`order of arrival: ${name}`,
		100 * share,
		"% of pairs",
		{ op: "between", value: [rounded(50 - room), rounded(50 + room)] },
		`${pairs} pairs of neighbours, 3 standard errors`,
	);
}
