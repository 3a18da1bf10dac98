import { statSync } from "node:fs";
import { z } from "zod";
import { type BallotBoxToAudit, format, type Listed } from "./ballot-box.ts";
import { type JsonFile, openJson } from "./json-file.ts";

const items = {
	spent: z.tuple([z.string(), z.string(), z.string()]),
	responses: z.string(),
};
type ListName = keyof typeof items;
type Item<Name extends ListName> = z.infer<(typeof items)[Name]>;
const isListName = (name: string): name is ListName =>
	Object.hasOwn(items, name);

const lot = z.object({
	id: z.string(),
	printed: z.number(),
	used: z.number().optional(),
	publicKey: z.string().optional(),
});
/** The two long lists are empty in it: their items are checked one by one. */
const boxSchema = z.object({
	format: z.literal(format),
	survey: z.string(),
	access: z.enum(["slips", "tokens"]),
	manifest: z
		.object({
			survey: z.string(),
			version: z.number(),
			questionnaireHash: z.string(),
			lots: z.array(
				z.object({
					id: z.string(),
					population: z.number(),
					invited: z.number(),
					publicKeyHash: z.string(),
				}),
			),
		})
		.optional(),
	root: z.string().optional(),
	lots: z.array(lot),
	spent: z.array(items.spent),
	responses: z.array(items.responses),
	withoutForm: z.number(),
});

/**
 * A ballot box as it was exported, of any size. The whole file is read and checked once; the two long lists stay in it
 * and are read from there again, as often as somebody goes through them.
 */
export function readBallotBox(file: string): BallotBoxToAudit {
	if (!statSync(file).isFile())
		throw new Error(
			`${file} is a folder or a stream: save the ballot box as a file, which is read more than once`,
		);
	const found = new Map<string, unknown>();
	const lists = {
		spent: { place: 0, length: 0 },
		responses: { place: 0, length: 0 },
	};
	for (const { name, value, list } of readIn(file, 0, entriesOf)) {
		if (found.has(name))
			throw noBallotBox(file, [{ path: [name], message: "stands twice" }]);
		found.set(name, value);
		if (list) lists[list.of] = list;
	}
	const parsed = boxSchema.safeParse(Object.fromEntries(found));
	if (!parsed.success) throw noBallotBox(file, parsed.error.issues);
	const { manifest, root, ...box } = parsed.data;
	const inFile = <Name extends ListName>(name: Name): Listed<Item<Name>> => ({
		length: lists[name].length,
		[Symbol.iterator]: () =>
			readIn(file, lists[name].place, (json) => itemsOf(file, json, name)),
	});
	return {
		...box,
		lots: box.lots.map(({ used, publicKey, ...lot }) => ({
			...lot,
			...(used === undefined ? {} : { used }),
			...(publicKey === undefined ? {} : { publicKey }),
		})),
		...(manifest && root ? { manifest, root } : {}),
		spent: inFile("spent"),
		responses: inFile("responses"),
	};
}

interface Entry {
	name: string;
	value: unknown;
	/** Of a long list: where it begins. */
	list?: { of: ListName; place: number; length: number };
}

function* entriesOf(json: JsonFile, file: string): Generator<Entry> {
	for (const name of json.names())
		if (isListName(name) && json.isList()) {
			const place = json.place();
			let length = 0;
			for (const _ of itemsOf(file, json, name)) length++;
			yield { name, value: [], list: { of: name, place, length } };
		} else yield { name, value: json.value() };
	json.mustEnd();
}

function* itemsOf<Name extends ListName>(
	file: string,
	json: JsonFile,
	name: Name,
): Generator<Item<Name>> {
	let at = 0;
	for (const item of json.list()) {
		const parsed = items[name].safeParse(item);
		if (!parsed.success)
			throw noBallotBox(
				file,
				parsed.error.issues.map(({ path, message }) => ({
					path: [name, at, ...path],
					message,
				})),
			);
		yield parsed.data as Item<Name>;
		at++;
	}
}

/** What `read` gives of a file from a place on. */
function* readIn<T>(
	file: string,
	place: number,
	read: (json: JsonFile, file: string) => Generator<T>,
): Generator<T> {
	const json = openJson(file, place);
	try {
		yield* read(json, file);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new Error(
			`${file} is not JSON (${error.message}): export the ballot box again`,
		);
	} finally {
		json.close();
	}
}

function noBallotBox(
	file: string,
	[issue]: { path: PropertyKey[]; message: string }[],
): Error {
	return new Error(
		`${file} is no ballot box (${issue?.path.join(".")}: ${issue?.message}): export it again`,
	);
}
