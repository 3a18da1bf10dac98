import { rmSync } from "node:fs";
import path from "node:path";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import { type Row, row, type Target } from "../bench/row.ts";
import type { AttackSize } from "./attack.ts";
import type { Arrival } from "./field.ts";
import { orderRow, percent } from "./figures.ts";
import { link, orderInPages, tracesIn } from "./thief.ts";
import { storeWeakly, type Weak, weakVariants } from "./weak.ts";

/** The thief's own trial: what is known not to hold must be seen not to hold. */
export function attackWeak(folder: string, size: AttackSize): Row[] {
	return weakVariants.flatMap((weak) =>
		(weak.byDay ? [7, 30] : [size.days]).map((days) => {
			const theft = theftOf(folder, weak, size, days, 4096);
			const { traces, uses, personOf, random } = theft;
			const linkage = link(traces, uses, personOf, random);
			const share = percent(linkage.correct, linkage.responses);
			const name = `weak: ${weak.name}${weak.byDay ? `, ${days}-day field` : ""}`;
			const note = `best signal: ${linkage.signal}`;
			return row(name, share, "% linked", targetOf(weak, days, size), note);
		}),
	);
}

/** The same for the order within pages: rows that were inserted one by one, in pages that hold many. */
export function attackWeakPages(
	folder: string,
	size: AttackSize,
	body: number,
): Row {
	const weak = weakVariants.find(
		({ vacuum, table }) => !vacuum && table.includes("WITHOUT"),
	) as Weak;
	// Fewer pairs would not tell 55 % from a half.
	const many = { ...size, lots: 100 };
	const theft = theftOf(folder, weak, many, size.days, body);
	const order = orderInPages(theft.traces, theft.arrivalOf);
	const { name, value, unit, note } = orderRow("", order);
	const seen = Number((50 + 300 * order.standardError).toFixed(2));
	const target = { op: ">=", value: seen } as const;
	return row(`weak: ${name}${weak.name}`, value, unit, target, note);
}

function theftOf(
	folder: string,
	weak: Weak,
	{ lots, perLot, seed }: AttackSize,
	days: number,
	body: number,
) {
	const random = randomFrom(seed);
	const people = Array.from({ length: lots * perLot }, (_, person) => person);
	const arrivals = shuffled(people, random).map(
		(person, time): Arrival => ({
			...{ person, time, lot: `L${Math.floor(person / perLot)}` },
			...{ day: Math.floor((time / people.length) * days) },
			...{ code: "", marks: {} },
		}),
	);
	const own = path.join(folder, "variant");
	const { authors, close } = storeWeakly(own, weak, arrivals, body);
	const traces = tracesIn(own);
	const uses = arrivals.map((one) =>
		weak.byDay ? { ...one, time: one.day } : one,
	);
	const personOf = (key: string) => authors.get(key)?.person ?? -1;
	const arrivalOf = (key: string) => authors.get(key)?.time ?? -1;
	close();
	rmSync(folder, { recursive: true });
	return { traces, uses, personOf, arrivalOf, random };
}

/**
 * At least 90 %; with dates by the day, about what chance leaves: within a lot and a day one guess is right on average,
 * so days on which somebody of the lot came ÷ people of the lot.
 */
function targetOf({ byDay }: Weak, days: number, size: AttackSize): Target {
	if (!byDay) return { op: ">=", value: 90 };
	const { perLot, lots } = size;
	const mean = days * (1 - (1 - 1 / days) ** perLot);
	const error = 4 * Math.sqrt(mean / lots);
	const inPercent = (value: number) =>
		Number(percent(value, perLot).toFixed(1));
	return {
		op: "between",
		value: [inPercent(mean - error), inPercent(mean + error)],
	};
}
