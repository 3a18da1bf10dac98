import {
	cpSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import {
	Decrypter,
	generateIdentity,
	identityToRecipient,
} from "age-encryption";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { closeSurvey } from "../../server/actions/close-survey.ts";
import { sealStorage } from "../../server/actions/seal-storage.ts";
import { type Row, row } from "../bench/row.ts";
import type { AttackSize } from "./attack.ts";
import { readDatabase, remainsOf } from "./database-file.ts";
import { type Field, openField } from "./field.ts";
import { errorsAbove, linkageRow, orderRow, percent } from "./figures.ts";
import {
	type Linkage,
	link,
	linkByDifference,
	orderInPages,
	orderOfRests,
	type Trace,
	tracesIn,
} from "./thief.ts";

interface Copy {
	keys: Map<string, string>;
	time: number;
}

/** A field stolen at moments between two nights, with each night's backup, and at the close; each theft attacked alone. */
export async function attackField(
	folder: string,
	{ lots, perLot, days, snapshots, seed, tolerance }: AttackSize,
	report: (what: string) => void,
): Promise<Row[]> {
	const data = path.join(folder, "data");
	const stolen = path.join(folder, "stolen");
	const backups = path.join(folder, "backups");
	const identity = await generateIdentity();
	const recipient = await identityToRecipient(identity);
	const field = await openField({
		...{ folder: data, lots, perLot, days, seed, textEvery: 12 },
		backup: {
			folder: backups,
			recipients: [{ database: "collector", recipient }],
		},
	});
	const { arrivals, context } = field;
	const random = randomFrom(seed + 1);
	// A night lies between printing the cards and the first form. Before it, pages that were split as blanks were laid
	// down still hold some of their ids.
	await sealStorage(context);
	const steal = (count: number) => {
		rmSync(stolen, { recursive: true, force: true });
		cpSync(data, stolen, { recursive: true });
		return attackCopy(field, stolen, count, random);
	};
	const openBackup = async (count: number) => {
		await sealStorage(context);
		rmSync(stolen, { recursive: true, force: true });
		mkdirSync(stolen);
		await decrypt(path.join(backups, "collector.db.age"), identity, stolen);
		return attackCopy(field, stolen, count, random);
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
	let remains = 0;
	let indexed = 0;
	const moments = new Set(
		Array.from({ length: snapshots }, (_, at) =>
			Math.floor(((at + 0.5) / snapshots) * arrivals.length),
		),
	);
	for (const [time, arrival] of arrivals.entries()) {
		if (time > 0 && arrival.day !== arrivals[time - 1]?.day) {
			report(`night ${arrival.day} of ${days}`);
			await night(time);
		}
		await field.send(arrival);
		if (!moments.has(time)) continue;
		// As the disk is at this moment, with what the log still holds …
		const live = steal(time + 1);
		asIs.log += live.traces.filter(isInLog).length;
		asIs.linkages.push(live.linkage);
		// … and seconds later.
		await context.store.sealNow();
		const { traces, linkage, arrivalOf } = steal(time + 1);
		indexed += traces.filter(isInIndex).length;
		remains += remainsOf(readDatabase(path.join(stolen, "collector.db")));
		const name = `mid-field snapshot ${rows.length + 1} of ${snapshots}`;
		rows.push(linkageRow(name, linkage, tolerance));
		if (rows.length === snapshots)
			rows.push(
				orderRow(
					"pages of what does not fit, last snapshot",
					orderOfRests(traces, arrivalOf),
				),
			);
	}
	await night(arrivals.length);
	report("close");
	await closeSurvey(context, field.surveyId);
	const analysed = await analysedRows(field, random);
	context.store.close();
	const { traces, linkage, arrivalOf, personOf } = steal(arrivals.length);

	const live = asIs.linkages.reduce((a, b) =>
		errorsAbove(a) > errorsAbove(b) ? a : b,
	);
	return [
		linkageRow("at close: all files", linkage, tolerance),
		linkageRow("at close: the data that analysis reads", analysed, tolerance),
		orderRow("pages, at close", orderInPages(traces, arrivalOf)),
		...rows,
		row(
			"nightly backups opened, each alone: the worst",
			worstBackup,
			"SE above chance",
			{ op: "<=", value: tolerance },
			`${nights.length} backups`,
		),
		row(
			"forms on pages that the log's index lists in the order of writing",
			indexed,
			"forms",
			{ op: "=", value: 0 },
			`all ${snapshots} snapshots`,
		),
		row(
			"remains outside rows and in free pages",
			remains,
			"bytes",
			{ op: "=", value: 0 },
			`all ${snapshots} snapshots`,
		),
		row(
			"not sealed yet: forms whose order the log still shows",
			asIs.log / snapshots,
			"forms",
			{ op: "<=", value: 50 },
			"on average; it is emptied after 50 forms or 2 seconds, here one form comes after the other",
		),
		row(
			"not sealed yet: the worst snapshot",
			percent(live.correct, live.responses),
			"% linked",
			undefined,
			`chance ${percent(live.expected, live.responses).toFixed(2)} %, best signal: ${live.signal}`,
		),
		...[2, 20, 30]
			.filter((count) => count <= nights.length)
			.map((count) =>
				row(
					`a kept series of ${count} backups`,
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

export function attackCopy(
	{ authors, arrivals }: Field,
	copy: string,
	count: number,
	random: () => number,
) {
	const traces = tracesIn(copy);
	const known = authors(copy);
	if (traces.length !== count || known.size !== count)
		throw new Error(
			`the thief sees ${traces.length} and the judge ${known.size} of ${count} responses`,
		);
	const personOf = (key: string) => known.get(key)?.person ?? -1;
	const arrivalOf = (key: string) => known.get(key)?.time ?? -1;
	const linkage = link(traces, arrivals.slice(0, count), personOf, random);
	return { traces, linkage, personOf, arrivalOf };
}

export async function decrypt(
	backup: string,
	identity: string,
	folder: string,
): Promise<void> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	const plain = await decrypter.decrypt(readFileSync(backup));
	writeFileSync(path.join(folder, path.basename(backup, ".age")), plain);
}

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
