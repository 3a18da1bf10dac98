import { readdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import {
	type PlacedRow,
	readDatabase,
	rowsOf,
	rowsWithin,
	type Value,
} from "./database-file.ts";

/** Tables that respondents cause: the last three tell who took part, the first one what somebody answered. */
export type SeenTable = "response" | "spent" | "slip" | "invitation";

/** A row as the thief finds it: its lot, and everything about it that may rise or fall with the order of arrival. */
export interface Trace {
	/** The row's key in hexadecimal. */
	key: string;
	lot: string;
	signals: Record<string, number>;
}

/** A row in its place in a file. */
export interface PlacedTrace extends Trace {
	row: PlacedRow;
}

/** What the thief knows besides the files: who used a card when, as exactly as the log says it. */
export interface Use {
	person: number;
	lot: string;
	time: number;
}

/** Everything that a table of any database in a folder gives away, its log and its indexes included. */
export function tracesIn(
	folder: string,
	table: SeenTable = "response",
): PlacedTrace[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith(".db"))
		.flatMap((name) => tracesOf(path.join(folder, name), table));
}

/** Columns that tell rows that somebody caused from those that wait. */
const turned = ["filled", "used", "state"];

function tracesOf(file: string, table: SeenTable): PlacedTrace[] {
	// Before SQLite opens it: that writes the index of the log anew.
	const database = readDatabase(file);
	const layout = layoutOf(file, table);
	if (!layout) return [];
	const { columns, roots, key } = layout;
	const at = (name: string) => columns.indexOf(name);
	const keyOf = ({ rowid, values }: PlacedRow) =>
		textOf(values[at(key)] ?? rowid);
	const traces = new Map<string, PlacedTrace>();
	for (const row of rowsOf(database, roots[table] as number)) {
		if (turned.some((name) => at(name) >= 0 && row.values[at(name)] !== 1))
			continue;
		const signals: Record<string, number> = {
			"order of the keys": row.position,
			"page of the row": row.page,
			"place in the file": row.page * database.pageSize - row.offset,
			"place in the page": -row.offset,
			"page of the rest": row.overflow,
		};
		if (row.rowid !== undefined) signals.rowid = row.rowid;
		for (const [column, name] of columns.entries())
			if (name !== "lot_id")
				signals[`column ${name}`] = numberOf(row.values[column]);
		const lot = String(row.values[at("lot_id")]);
		const key = keyOf(row);
		traces.set(key, { key, lot, signals, row });
	}
	// Indexes hold each row's key too, in pages of their own.
	for (const [name, root] of Object.entries(roots))
		if (name !== table)
			for (const row of rowsOf(database, root))
				for (const value of row.values) {
					const trace = traces.get(textOf(value));
					if (!trace) continue;
					trace.signals[`place in ${name}`] =
						row.page * database.pageSize - row.offset;
				}
	const before = new Set<string>();
	for (const [page, image] of database.sealed)
		for (const row of rowsWithin(database, image, page))
			if (traces.get(keyOf(row))?.row.bytes.equals(row.bytes))
				before.add(keyOf(row));
	// When the log first shows a row as it is now.
	for (const [frame, { page, image }] of database.frames.entries()) {
		for (const row of rowsWithin(database, image, page)) {
			const trace = traces.get(keyOf(row));
			if (trace?.row.bytes.equals(row.bytes) && !before.has(trace.key))
				trace.signals["first in the log"] ??= frame;
		}
	}
	const written = new Map(
		database.lastWritten.map((page, at) => [page, at + 1]),
	);
	for (const { row, signals } of traces.values()) {
		const at = written.get(row.overflow) ?? written.get(row.page);
		if (at !== undefined) signals["last in the log's index"] = at;
	}
	return [...traces.values()];
}

/** Columns in the order of the record, the key, and the first pages of the table and its indexes. */
function layoutOf(file: string, name: SeenTable) {
	const db = new Database(file, { readonly: true });
	try {
		const trees = db
			.prepare(
				"select name, rootpage, sql from sqlite_master where tbl_name = ? and rootpage > 0",
			)
			.all(name) as { name: string; rootpage: number; sql: string | null }[];
		const table = trees.find((tree) => tree.name === name);
		if (!table) return undefined;
		const columns = db.pragma(`table_info(${name})`) as {
			name: string;
			pk: number;
		}[];
		// A table without rowids keeps its key first.
		const sorted = /WITHOUT ROWID/i.test(table.sql ?? "")
			? [...columns].sort((a, b) => Number(b.pk > 0) - Number(a.pk > 0))
			: columns;
		return {
			columns: sorted.map(({ name }) => name),
			key: columns.find(({ pk }) => pk > 0)?.name ?? "",
			roots: Object.fromEntries(
				trees.map(({ name, rootpage }) => [name, rootpage]),
			) as Record<string, number>,
		};
	} finally {
		db.close();
	}
}

const textOf = (value: Value) =>
	Buffer.isBuffer(value) ? value.toString("hex") : String(value);

const numberOf = (value: Value): number => {
	if (typeof value === "number") return value;
	if (typeof value === "string") return numberOf(Buffer.from(value));
	if (!Buffer.isBuffer(value) || value.length < 6) return 0;
	return value.readUIntBE(0, 6);
};

export interface Linkage {
	responses: number;
	/** What chance would link: one in each lot. */
	expected: number;
	standardError: number;
	/** The signal that links best, and how many it links. */
	signal: string;
	correct: number;
}

/**
 * Links each row to a person of its lot by every signal there is: the lot's rows in the order of the signal, its people
 * in the order of use, forwards and backwards, ties by lot. For a signal that rises with time however noisily this
 * matching has the least expected distance. Gives the best one.
 */
export function link(
	traces: Trace[],
	uses: Use[],
	authorOf: (key: string) => number,
	random: () => number,
): Linkage {
	const result = newLinkage(traces);
	const people = groups(uses, ({ lot }) => lot);
	for (const name of distinctSignals(traces))
		match(result, name, traces, authorOf, random, (lot) =>
			inOrder(people.get(lot) ?? [], random, ({ time }) => time).map(
				({ person }) => person,
			),
		);
	return result;
}

/**
 * The same without a log of uses: each signal of the rows against the signal of the same name in another table, whose
 * rows the thief can give to people.
 */
export function linkByFiles(
	traces: Trace[],
	authorOf: (key: string) => number,
	others: Trace[],
	otherAuthorOf: (key: string) => number,
	random: () => number,
): Linkage {
	const result = newLinkage(traces);
	const known = groups(others, ({ lot }) => lot);
	const there = new Set(others.flatMap(({ signals }) => Object.keys(signals)));
	for (const name of distinctSignals(traces))
		if (there.has(name))
			match(result, name, traces, authorOf, random, (lot) =>
				inOrder(
					known.get(lot) ?? [],
					random,
					({ signals }) => signals[name] ?? 0,
				).map(({ key }) => otherAuthorOf(key)),
			);
	return result;
}

function newLinkage(traces: Trace[]): Linkage {
	const lots = [...groups(traces, ({ lot }) => lot).values()];
	return {
		responses: traces.length,
		expected: lots.length,
		// Right guesses in a random order of two or more: one on average, with a variance of one.
		standardError: Math.sqrt(lots.filter((rows) => rows.length > 1).length),
		signal: "none",
		correct: 0,
	};
}

/** Tries a signal in both directions against each lot's people in their order, and keeps what links more than before. */
function match(
	best: Linkage,
	name: string,
	traces: Trace[],
	authorOf: (key: string) => number,
	random: () => number,
	peopleOf: (lot: string) => number[],
): void {
	for (const direction of [1, -1]) {
		let correct = 0;
		for (const [lot, rows] of groups(traces, (trace) => trace.lot)) {
			const guessed = inOrder(rows, random, ({ signals }) =>
				signals[name] === undefined ? 0 : signals[name] * direction,
			);
			const people = peopleOf(lot);
			for (const [at, { key }] of guessed.entries())
				if (people[at] === authorOf(key)) correct++;
		}
		if (correct > best.correct)
			Object.assign(best, {
				correct,
				signal: direction > 0 ? name : `${name}, backwards`,
			});
	}
}

/** Signals that put the rows into different orders: none that is the same for all, none that repeats another. */
function distinctSignals(traces: Trace[]): string[] {
	const names = new Set(traces.flatMap(({ signals }) => Object.keys(signals)));
	const orders = new Map<string, string>();
	for (const name of names) {
		const of = ({ signals }: Trace) => signals[name] ?? 0;
		const values = [...new Set(traces.map(of))].sort((a, b) => a - b);
		if (values.length < 2) continue;
		const ranks = new Map(values.map((value, rank) => [value, rank]));
		const order = traces.map((trace) => ranks.get(of(trace))).join();
		if (!orders.has(order)) orders.set(order, name);
	}
	return [...orders.values()];
}

const inOrder = <T>(
	list: T[],
	random: () => number,
	of: (one: T) => number,
): T[] =>
	list
		.map((one) => ({ one, by: of(one), tie: random() }))
		.sort((a, b) => a.by - b.by || a.tie - b.tie)
		.map(({ one }) => one);

export function groups<T>(list: T[], of: (one: T) => string): Map<string, T[]> {
	const found = new Map<string, T[]>();
	for (const one of list) {
		const group = found.get(of(one));
		if (group) group.push(one);
		else found.set(of(one), [one]);
	}
	return found;
}

/**
 * What a series of copies tells: what is new in a copy came since the one before it, and so did those who used their
 * cards then. Gives the number of right links where each is guessed within its lot and its interval.
 */
export function linkByDifference(
	copies: { keys: Map<string, string>; time: number }[],
	uses: Use[],
	authorOf: (key: string) => number,
	random: () => number,
): number {
	let correct = 0;
	let before = {
		keys: new Map<string, string>(),
		time: Number.NEGATIVE_INFINITY,
	};
	for (const copy of copies) {
		const since = before;
		const news = [...copy.keys].filter(([key]) => !since.keys.has(key));
		const between = groups(
			uses.filter(({ time }) => time >= since.time && time < copy.time),
			({ lot }) => lot,
		);
		for (const [lot, rows] of groups(news, ([, lot]) => lot)) {
			const guessed = inOrder(between.get(lot) ?? [], random, () => 0);
			for (const [at, [key]] of rows.entries())
				if (guessed[at]?.person === authorOf(key)) correct++;
		}
		before = copy;
	}
	return correct;
}

/**
 * Pairs of rows that lie beside each other in a page, and how many of them lie in the order of arrival. Among m rows in
 * random order the m − 1 pairs that rise have a variance of (m + 1) / 12: less than coins would, for they exclude each
 * other.
 */
export function orderInPages(
	traces: PlacedTrace[],
	arrivalOf: (key: string) => number,
) {
	return orderAmong(
		[...groups(traces, ({ row }) => String(row.page)).values()].map((page) =>
			[...page]
				.sort((a, b) => b.row.offset - a.row.offset)
				.map(({ key }) => arrivalOf(key)),
		),
	);
}

/** The same for the pages that hold what does not fit, over the whole file. */
export const orderOfRests = (
	traces: PlacedTrace[],
	arrivalOf: (key: string) => number,
) =>
	orderAmong([
		traces
			.filter(({ row }) => row.overflow > 0)
			.sort((a, b) => a.row.overflow - b.row.overflow)
			.map(({ key }) => arrivalOf(key)),
	]);

export interface Order {
	pairs: number;
	/** Of pairs in the order of arrival. */
	share: number;
	standardError: number;
}

function orderAmong(runs: number[][]): Order {
	let pairs = 0;
	let rising = 0;
	let variance = 0;
	for (const run of runs) {
		if (run.length < 2) continue;
		pairs += run.length - 1;
		variance += (run.length + 1) / 12;
		for (let at = 1; at < run.length; at++)
			if ((run[at] as number) > (run[at - 1] as number)) rising++;
	}
	if (pairs === 0) throw new Error("no two rows lie beside each other");
	const standardError = Math.sqrt(variance) / pairs;
	return { pairs, share: rising / pairs, standardError };
}
