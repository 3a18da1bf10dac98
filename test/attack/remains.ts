import {
	cellAt,
	type DatabaseFile,
	headOf,
	kinds,
	rowsOf,
	usableSize,
} from "./database-file.ts";

/** What lies in a file besides its rows and what leads to them. */
export interface Remains {
	/** Bytes that are not zero and that nothing leads to any more. */
	bytes: number;
	/** Where they lie, for whoever looks for the cause. */
	places: string[];
	/** Places within a page that an older, longer list of its rows named. */
	oldPlaces: number[];
	/** Numbers that an older, longer list of free pages named. */
	oldFreePages: number[];
}

/**
 * Accounts for every byte of a file: b-tree pages from the schema on, the pages that take what does not fit into them,
 * and free ones. What remains is counted, but for two things that SQLite leaves and that tell of no row's content: the
 * old end of a page's list of rows, and of a list of free pages. Each is followed from the list's end on, and only as long
 * as it names what such a list can name: no text can be taken for that, whose bytes are 32 at least.
 */
export function remainsOf(file: DatabaseFile): Remains {
	const found: Remains = {
		...{ bytes: 0, places: [] },
		...{ oldPlaces: [], oldFreePages: [] },
	};
	const left = new Set(file.pages.keys());
	const count = (number: number, what: string, bytes: Buffer, at = 0) => {
		const some = bytes.filter((byte) => byte !== 0).length;
		if (some === 0) return;
		found.bytes += some;
		found.places.push(`page ${number}, ${what} at ${at}: ${some} bytes`);
	};
	const take = (number: number) => {
		const page = file.pages.get(number);
		if (!page || !left.delete(number))
			throw new Error(`page ${number} is missing or belongs to two trees`);
		return page;
	};
	const roots = rowsOf(file, 1).flatMap(({ values: [type, , , root] }) =>
		(type === "table" || type === "index") && typeof root === "number"
			? [root]
			: [],
	);
	for (const root of [1, ...roots]) inTree(file, root, take, count, found);
	freePages(file, take, count, found);
	for (const number of left)
		count(number, "of no tree", file.pages.get(number) as Buffer);
	return found;
}

type Take = (number: number) => Buffer;
type Count = (number: number, what: string, bytes: Buffer, at?: number) => void;

function inTree(
	file: DatabaseFile,
	number: number,
	take: Take,
	count: Count,
	found: Remains,
): void {
	const page = take(number);
	const { start, kind, cells, end, content, right } = headOf(page, number);
	const isInterior =
		kind === kinds.interiorIndex || kind === kinds.interiorTable;
	const children: number[] = right ? [right] : [];
	const used = new Uint8Array(page.length);
	used.fill(1, 0, end);
	for (const offset of cells) {
		if (isInterior) children.push(page.readUInt32BE(offset));
		const cell = cellAt(file, page, kind, offset);
		used.fill(1, offset, cell.end);
		overflowPages(file, cell, take, count);
	}
	const free = [{ from: end, to: content }];
	for (let at = page.readUInt16BE(start + 1); at > 0; ) {
		// A free block begins with the next one's place and its own size.
		used.fill(1, at, at + 4);
		free.push({ from: at, to: at + page.readUInt16BE(at + 2) });
		at = page.readUInt16BE(at);
	}
	/** Where a row begins, or where none is any more: what is within a row was never named. */
	const isOldPlace = (place: number) =>
		cells.includes(place) ||
		free.some(({ from, to }) => place >= from && place < to);
	for (let at = end; at + 1 < content; at += 2) {
		const place = page.readUInt16BE(at);
		if (!isOldPlace(place)) break;
		found.oldPlaces.push(place);
		used.fill(1, at, at + 2);
	}
	for (let from = end; from < page.length; ) {
		let to = from;
		while (to < page.length && used[to] === used[from]) to++;
		if (used[from] === 0)
			count(number, "beside its rows", page.subarray(from, to), from);
		from = to;
	}
	for (const child of children) inTree(file, child, take, count, found);
}

/** The last one's end is empty. */
function overflowPages(
	file: DatabaseFile,
	{ overflow, rest }: { overflow: number; rest: number },
	take: Take,
	count: Count,
): void {
	const room = usableSize(file) - 4;
	for (let next = overflow, size = rest; next > 0; size -= room) {
		const page = take(next);
		const end = 4 + Math.min(size, room);
		count(next, "behind the rest of a row", page.subarray(end), end);
		next = page.readUInt32BE(0);
	}
}

/** Some list the others at their beginning; the others are empty. */
function freePages(
	file: DatabaseFile,
	take: Take,
	count: Count,
	found: Remains,
): void {
	const first = file.pages.get(1)?.readUInt32BE(32) ?? 0;
	for (let trunk = first; trunk > 0; ) {
		const page = take(trunk);
		const leaves = page.readUInt32BE(4);
		for (let at = 0; at < leaves; at++) {
			const leaf = page.readUInt32BE(8 + 4 * at);
			count(leaf, "a free page", take(leaf));
		}
		let end = 8 + 4 * leaves;
		for (; end + 4 <= page.length; end += 4) {
			const number = page.readUInt32BE(end);
			if (number === 0 || number > file.pages.size) break;
			found.oldFreePages.push(number);
		}
		count(trunk, "a free page", page.subarray(end), end);
		trunk = page.readUInt32BE(0);
	}
}
