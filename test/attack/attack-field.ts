import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { randomFrom } from "../../analysis/sampling/random.ts";
import type { Access } from "../../db/sqlite/schema/design.ts";
import { closeSurvey } from "../../server/actions/close-survey.ts";
import { sealStorage } from "../../server/actions/seal-storage.ts";
import { type Row, row } from "../bench/row.ts";
import type { AttackSize } from "./attack.ts";
import { attackCopy, decrypt, sharedValues } from "./attack-copy.ts";
import { attackKeys } from "./attack-keys.ts";
import { readDatabase } from "./database-file.ts";
import { type Field, openField } from "./field.ts";
import { errorsAbove, linkageRow, orderRow, percent } from "./figures.ts";
import { remainsOf } from "./remains.ts";
import {
	type Linkage,
	link,
	linkByDifference,
	orderInPages,
	orderOfRests,
	type Trace,
} from "./thief.ts";

interface Copy {
	keys: Map<string, string>;
	time: number;
}

/** A field stolen at moments between two nights, with each night's backup, and at the close; each theft attacked alone. */
export async function attackField(
	folder: string,
	access: Access,
	{ lots, perLot, days, snapshots, seed, tolerance, keyLots }: AttackSize,
	report: (what: string) => void,
): Promise<Row[]> {
	const data = path.join(folder, "data");
	const stolen = path.join(folder, "stolen");
	const backups = path.join(folder, "backups");
	const identity = await generateIdentity();
	const recipient = await identityToRecipient(identity);
	const field = await openField({
		...{ folder: data, access, lots, perLot, days, seed, textEvery: 12 },
		backup: {
			folder: backups,
			// Whoever has both keys of both backups is the worst case.
			recipients: (["collector", "issuer"] as const).map((database) => ({
				...{ database, recipient },
			})),
		},
	});
	const { arrivals, context } = field;
	const random = randomFrom(seed + 1);
	// As opening a field does.
	await context.store.rewriteCollector();
	await context.issuer?.store.rewriteIssuer();
	const steal = (count: number) => {
		rmSync(stolen, { recursive: true, force: true });
		cpSync(data, stolen, { recursive: true });
		return attackCopy(field, stolen, count, random);
	};
	const openBackup = async (count: number) => {
		await sealStorage(context);
		rmSync(stolen, { recursive: true, force: true });
		mkdirSync(stolen);
		for (const name of ["collector", "issuer"]) {
			const backup = path.join(backups, `${name}.db.age`);
			if (existsSync(backup)) await decrypt(backup, identity, stolen);
		}
		addRemains();
		return attackCopy(field, stolen, count, random);
	};
	const remains = { bytes: 0, places: [] as string[], structure: 0 };
	const addRemains = () => {
		for (const name of ["collector.db", "issuer.db"]) {
			const file = path.join(stolen, name);
			if (!existsSync(file)) continue;
			const found = remainsOf(readDatabase(file));
			remains.bytes += found.bytes;
			remains.places.push(...found.places.map((place) => `${name} ${place}`));
			remains.structure += found.oldPlaces.length + found.oldFreePages.length;
		}
	};

	const nights: Copy[] = [];
	let worstBackup = Number.NEGATIVE_INFINITY;
	const night = async (time: number) => {
		const { traces, linkage } = await openBackup(time);
		worstBackup = Math.max(worstBackup, errorsAbove(linkage));
		const keys = new Map(traces.map(({ key, lot }) => [key, lot]));
		nights.push({ keys, time });
	};
	const rows: Row[] = [];
	const asIs = { log: 0, linkages: [] as Linkage[] };
	let indexed = 0;
	const moments = new Set(
		Array.from({ length: snapshots }, (_, at) =>
			Math.floor(((at + 0.5) / snapshots) * arrivals.length),
		),
	);
	for (const [time, arrival] of arrivals.entries()) {
		if (time > 0 && arrival.day !== arrivals[time - 1]?.day) {
			report(`${access}: night ${arrival.day} of ${days}`);
			await night(time);
		}
		await field.send(arrival);
		if (!moments.has(time)) continue;
		// As the disk is at this moment, with what the log still holds …
		const live = steal(time + 1);
		asIs.log += live.traces.filter(isInLog).length;
		asIs.linkages.push(live.linkage);
		// … and seconds later.
		await field.rest();
		const { traces, linkage, arrivalOf, others } = steal(time + 1);
		for (const rested of [traces, ...others.map(({ traces }) => traces)])
			indexed += rested.filter(isInIndex).length;
		addRemains();
		const name = `${access}: mid-field snapshot ${rows.length + 1} of ${snapshots}`;
		rows.push(linkageRow(name, linkage, tolerance));
		if (rows.length < snapshots) continue;
		rows.push(
			orderRow(
				`${access}, pages of what does not fit, last snapshot`,
				orderOfRests(traces, arrivalOf),
			),
			sharedValues(stolen, access),
		);
		if (access === "tokens") {
			const uses = arrivals.slice(0, time + 1);
			rows.push(attackKeys(stolen, uses, keyLots, tolerance));
		}
	}
	await night(arrivals.length);
	report("close");
	await closeSurvey(context, field.surveyId);
	const analysed = await analysedRows(field, random);
	field.close();
	const { traces, linkage, arrivalOf, personOf } = steal(arrivals.length);
	addRemains();

	const live = asIs.linkages.reduce((a, b) =>
		errorsAbove(a) > errorsAbove(b) ? a : b,
	);
	return [
		linkageRow(`${access}: at close: all files`, linkage, tolerance),
		linkageRow(
			`${access}: at close: the data that analysis reads`,
			analysed,
			tolerance,
		),
		orderRow(`${access}, pages at close`, orderInPages(traces, arrivalOf)),
		...rows,
		row(
			`${access}: nightly backups opened, each alone: the worst`,
			worstBackup,
			"SE above chance",
			{ op: "<=", value: tolerance },
			`${nights.length} backups`,
		),
		row(
			`${access}: rows on pages that the log's index lists in the order of writing`,
			indexed,
			"forms",
			{ op: "=", value: 0 },
			`all ${snapshots} snapshots`,
		),
		row(
			`${access}: remains outside rows and in free pages`,
			remains.bytes,
			"bytes",
			{ op: "=", value: 0 },
			[
				`${snapshots} snapshots, ${nights.length} backups, the close; old entries of lists of pages and of places, not counted: ${remains.structure}`,
				...remains.places.slice(0, 3),
			].join("; "),
		),
		row(
			`${access}: not sealed yet: forms whose order the log still shows`,
			asIs.log / snapshots,
			"forms",
			{ op: "<=", value: 50 },
			"on average; it is emptied after 50 forms or 2 seconds, here one form comes after the other",
		),
		row(
			`${access}: not sealed yet: the worst snapshot`,
			percent(live.correct, live.responses),
			"% linked",
			undefined,
			`chance ${percent(live.expected, live.responses).toFixed(2)} %, best signal: ${live.signal}`,
		),
		...[2, 20, 30]
			.filter((count) => count <= nights.length)
			.map((count) =>
				row(
					`${access}: a kept series of ${count} backups`,
					percent(
						linkByDifference(every(nights, count), arrivals, personOf, random),
						arrivals.length,
					),
					"% linked",
					undefined,
					"one generation is kept: this is what keeping more would give away",
				),
			),
	];
}

const isInIndex = ({ signals }: Trace) =>
	signals["last in the log's index"] !== undefined;

const isInLog = ({ signals }: Trace) =>
	signals["first in the log"] !== undefined;

/** So many of a list at equal distances, its last among them. */
const every = <T>(list: T[], count: number): T[] =>
	Array.from(
		{ length: count },
		(_, at) => list[Math.round(((at + 1) / count) * list.length) - 1] as T,
	);

/** The thief before the rows of the columnar snapshot; the marks in them tell the judge alone whose they are. */
async function analysedRows(
	{ context, surveyId, arrivals, arrivalOf }: Field,
	random: () => number,
): Promise<Linkage> {
	const taken = await context.store.snapshot(surveyId);
	const lots = await context.store.lots(surveyId);
	const { lot = [], A = [], B = [], C = [] } = taken?.columns ?? {};
	const persons = new Map<string, number>();
	const traces = Array.from(lot, (place, at) => {
		const key = String(at);
		const marks = { A: A[at] ?? -1, B: B[at] ?? -1, C: C[at] ?? -1 };
		persons.set(key, arrivalOf(marks)?.person ?? -1);
		const signals = { "row of the snapshot": at };
		return { key, lot: lots[place]?.id ?? "", signals };
	});
	const personOf = (key: string) => persons.get(key) ?? -1;
	return link(traces, arrivals, personOf, random);
}
