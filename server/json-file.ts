import { closeSync, openSync, readSync } from "node:fs";

export type JsonFile = ReturnType<typeof openJson>;

const pieceSize = 64 * 1024;
const largestValue = 32 * 1024 * 1024;

const [quote, backslash, comma, colon] = [34, 92, 44, 58];
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125];
const isSpace = (byte: number | undefined) =>
	byte === 32 || byte === 10 || byte === 13 || byte === 9;

/**
 * A file of JSON that may be longer than one text, read forward from a place in it, value by value: never more of it is
 * held than the longest value. What is no JSON throws a SyntaxError that says at which byte.
 */
export function openJson(file: string, from = 0) {
	const handle = openSync(file, "r");
	let piece = Buffer.alloc(pieceSize);
	/** Of the file, where the piece begins. */
	let begin = from;
	let at = 0;
	let end = 0;

	/** Reads on behind the piece, and lets go of what lies before `at`; false at the end of the file. */
	function readOn(): boolean {
		if (at > 0) {
			piece.copyWithin(0, at, end);
			begin += at;
			end -= at;
			at = 0;
		} else if (end === piece.length) {
			if (end >= largestValue)
				throw new SyntaxError(
					`the value that begins at byte ${begin} is longer than ${largestValue} bytes`,
				);
			piece = Buffer.concat([piece], 2 * piece.length);
		}
		const read = readSync(handle, piece, end, piece.length - end, begin + end);
		end += read;
		return read > 0;
	}

	const brokenOff = () =>
		new SyntaxError(`it breaks off at byte ${begin + end}`);
	const damaged = () => new SyntaxError(`it is damaged at byte ${begin + at}`);

	/** The byte that comes next, spaces apart. */
	function next(): number | undefined {
		for (; ; at++) {
			if (at === end && !readOn()) return undefined;
			if (!isSpace(piece[at])) return piece[at];
		}
	}

	function take(...marks: number[]): number {
		const mark = next();
		if (mark === undefined) throw brokenOff();
		if (!marks.includes(mark)) throw damaged();
		at++;
		return mark;
	}

	/** Bytes that the value takes which begins here. */
	function valueLength(): number {
		let depth = 0;
		let inText = false;
		for (let length = 0; ; length++) {
			while (at + length >= end)
				if (!readOn()) {
					if (inText || depth > 0)
						throw new SyntaxError(
							`the value that begins at byte ${begin + at} does not end before the file does`,
						);
					if (length === 0) throw brokenOff();
					return length;
				}
			const byte = piece[at + length];
			if (inText) {
				if (byte === backslash) length++;
				else if (byte === quote) inText = false;
				else continue;
				if (!inText && depth === 0) return length + 1;
			} else if (byte === quote) inText = true;
			else if (byte === openList || byte === openObject) depth++;
			else if (byte === closeList || byte === closeObject) {
				if (depth === 0) return length;
				if (--depth === 0) return length + 1;
			} else if (depth === 0 && (byte === comma || isSpace(byte)))
				return length;
		}
	}

	function value(): unknown {
		next();
		const length = valueLength();
		try {
			const found: unknown = JSON.parse(
				piece.toString("utf8", at, at + length),
			);
			at += length;
			return found;
		} catch {
			throw damaged();
		}
	}

	/** Stops before each item between two brackets. */
	function* items(open: number, close: number): Generator<void> {
		take(open);
		if (next() === close) take(close);
		else
			do yield;
			while (take(comma, close) === comma);
	}

	return {
		/** Whether a list comes next. */
		isList: () => next() === openList,
		/** Where in the file the next value begins. */
		place(): number {
			next();
			return begin + at;
		},
		value,
		/** The values of a list. */
		*list(): Generator<unknown> {
			for (const _ of items(openList, closeList)) yield value();
		},
		/** The names of an object; the value of each is read before the next is asked for. */
		*names(): Generator<string> {
			for (const _ of items(openObject, closeObject)) {
				if (next() !== quote)
					throw next() === undefined ? brokenOff() : damaged();
				const name = value() as string;
				take(colon);
				yield name;
			}
		},
		mustEnd(): void {
			if (next() !== undefined) throw damaged();
		},
		close: () => closeSync(handle),
	};
}
