import { existsSync, readFileSync } from "node:fs";

// An SQLite file as a thief reads it: its pages and those of its log as they lie there, not what SQL shows of them.
// https://www.sqlite.org/fileformat2.html

export type Value = number | string | Buffer | null | undefined;

/** A row and where it lies. */
export interface PlacedRow {
	/** Place in the order of the keys. */
	position: number;
	page: number;
	/** Byte within the page. */
	offset: number;
	/** First of the pages that hold what does not fit; 0 for none. */
	overflow: number;
	rowid: number | undefined;
	/** In the order of the record; undefined where a value is not within the page. */
	values: Value[];
	/** The part within the page. */
	bytes: Buffer;
}

export interface DatabaseFile {
	pageSize: number;
	pages: Map<number, Buffer>;
	/** Without the log: as they were when it was emptied last. */
	sealed: Map<number, Buffer>;
	/** Every page image of the log, older ones included, in the order written. */
	frames: { page: number; image: Buffer }[];
	/** Pages in the order in which the index of the log (-shm) last saw them written. */
	lastWritten: number[];
}

export function readDatabase(file: string): DatabaseFile {
	const bytes = readFileSync(file);
	const declared = bytes.readUInt16BE(16);
	const pageSize = declared === 1 ? 65536 : declared;
	const pages = new Map<number, Buffer>();
	for (let at = 0; at + pageSize <= bytes.length; at += pageSize)
		pages.set(at / pageSize + 1, bytes.subarray(at, at + pageSize));

	const sealed = new Map(pages);
	const frames: DatabaseFile["frames"] = [];
	const log = existsSync(`${file}-wal`)
		? readFileSync(`${file}-wal`)
		: Buffer.alloc(0);
	const salt = log.subarray(16, 24);
	let uncommitted: DatabaseFile["frames"] = [];
	for (let at = 32; at + 24 + pageSize <= log.length; at += 24 + pageSize) {
		const image = log.subarray(at + 24, at + 24 + pageSize);
		const frame = { page: log.readUInt32BE(at), image };
		frames.push(frame);
		// Frames of an earlier round lie behind those of this one.
		if (!log.subarray(at + 8, at + 16).equals(salt)) continue;
		uncommitted.push(frame);
		if (log.readUInt32BE(at + 4) === 0) continue;
		for (const { page, image } of uncommitted) pages.set(page, image);
		uncommitted = [];
	}
	return { pageSize, pages, sealed, frames, lastWritten: lastWritten(file) };
}

/** The index of the log lies in a file too, and keeps its entries when the log is emptied. */
function lastWritten(file: string): number[] {
	if (!existsSync(`${file}-shm`)) return [];
	const index = readFileSync(`${file}-shm`);
	const first = 136;
	const most = 4062;
	return Array.from({ length: most }, (_, at) =>
		first + 4 * at + 4 <= index.length ? index.readUInt32LE(first + 4 * at) : 0,
	).filter((page) => page > 0);
}

export const kinds = {
	interiorIndex: 2,
	interiorTable: 5,
	leafIndex: 10,
	leafTable: 13,
};

/** The rows of a b-tree in the order of its keys. */
export function rowsOf(file: DatabaseFile, root: number): PlacedRow[] {
	const rows: PlacedRow[] = [];
	const visit = (number: number) => {
		const page = file.pages.get(number);
		if (!page) return;
		const { kind, cells, right } = headOf(page, number);
		for (const offset of cells) {
			if (kind === kinds.interiorIndex || kind === kinds.interiorTable)
				visit(page.readUInt32BE(offset));
			const row = rowAt(file, page, kind, number, offset);
			if (row) rows.push({ ...row, position: rows.length });
		}
		if (right) visit(right);
	};
	visit(root);
	return rows;
}

/** The rows within one image of a page, whatever tree it belongs to; none where it is no page of rows. */
export function rowsWithin(
	file: DatabaseFile,
	page: Buffer,
	number: number,
): PlacedRow[] {
	const { kind, cells } = headOf(page, number);
	if (!Object.values(kinds).includes(kind)) return [];
	return cells.flatMap((offset, position) => {
		try {
			const row = rowAt(file, page, kind, number, offset);
			return row ? [{ ...row, position }] : [];
		} catch {
			// A page of something else that begins like one of rows.
			return [];
		}
	});
}

/** Kind, list of cells and limits of a b-tree page. */
export function headOf(page: Buffer, number: number) {
	const start = number === 1 ? 100 : 0;
	const kind = page[start] as number;
	const isInterior =
		kind === kinds.interiorIndex || kind === kinds.interiorTable;
	const count = page.readUInt16BE(start + 3);
	const first = start + (isInterior ? 12 : 8);
	const cells = Array.from({ length: count }, (_, at) =>
		first + 2 * at + 2 <= page.length ? page.readUInt16BE(first + 2 * at) : 0,
	).filter((offset) => offset > 0);
	return {
		start,
		kind,
		cells,
		/** Where the list of cells ends. */
		end: first + 2 * count,
		content: page.readUInt16BE(start + 5) || 65536,
		right: isInterior ? page.readUInt32BE(start + 8) : 0,
	};
}

function rowAt(
	file: DatabaseFile,
	page: Buffer,
	kind: number,
	number: number,
	offset: number,
): PlacedRow | undefined {
	if (kind === kinds.interiorTable) return undefined;
	const { rowid, bytes, overflow } = cellAt(file, page, kind, offset);
	const place = { position: 0, page: number, offset, overflow, rowid, bytes };
	return { ...place, values: valuesOf(bytes) };
}

/** A cell as it lies in its page. */
export function cellAt(
	file: DatabaseFile,
	page: Buffer,
	kind: number,
	offset: number,
) {
	let at =
		offset +
		(kind === kinds.interiorIndex || kind === kinds.interiorTable ? 4 : 0);
	let size = 0;
	let rowid: number | undefined;
	if (kind !== kinds.interiorTable) [size, at] = varint(page, at);
	if (kind === kinds.leafTable || kind === kinds.interiorTable)
		[rowid, at] = varint(page, at);
	const usable = usableSize(file);
	const largest =
		kind === kinds.leafTable
			? usable - 35
			: Math.floor(((usable - 12) * 64) / 255) - 23;
	const least = Math.floor(((usable - 12) * 32) / 255) - 23;
	const spilt = least + ((size - least) % (usable - 4));
	const local = size <= largest ? size : spilt <= largest ? spilt : least;
	return {
		rowid,
		/** The part within the page. */
		bytes: page.subarray(at, at + local),
		/** First of the pages that hold what does not fit, and how much that is. */
		overflow: local < size ? page.readUInt32BE(at + local) : 0,
		rest: size - local,
		end: Math.max(at + local + (local < size ? 4 : 0), offset + 4),
	};
}

/** Of a page, without what the file sets aside at the end of each. */
export const usableSize = ({ pageSize, pages }: DatabaseFile) =>
	pageSize - (pages.get(1)?.[20] ?? 0);

function valuesOf(record: Buffer): Value[] {
	const [headSize, first] = varint(record, 0);
	const values: Value[] = [];
	let at = headSize;
	for (let head = first; head < headSize; ) {
		let type: number;
		[type, head] = varint(record, head);
		const size =
			type >= 12
				? (type - 12) >> 1
				: ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0);
		// 8 and 9 are the numbers 0 and 1 and take no room, wherever the record goes on.
		if (type === 8 || type === 9) values.push(type - 8);
		else if (at + size > record.length) values.push(undefined);
		else if (type === 0) values.push(null);
		else if (type === 7) values.push(record.readDoubleBE(at));
		else if (type < 7) values.push(integer(record, at, size));
		else if (type % 2 === 0) values.push(record.subarray(at, at + size));
		else values.push(record.toString("utf8", at, at + size));
		at += size;
	}
	return values;
}

const integer = (bytes: Buffer, at: number, size: number) =>
	size === 8 ? Number(bytes.readBigInt64BE(at)) : bytes.readIntBE(at, size);

function varint(bytes: Buffer, at: number): [value: number, next: number] {
	let value = 0;
	for (let i = 0; i < 9; i++) {
		const byte = bytes[at + i];
		if (byte === undefined) throw new Error("the page ends within a number");
		if (i === 8) return [value * 256 + byte, at + 9];
		value = value * 128 + (byte & 0x7f);
		if (byte < 128) return [value, at + i + 1];
	}
	return [value, at + 9];
}
