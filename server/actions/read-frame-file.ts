import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import Papa from "papaparse";
import {
	type FrameProblem,
	frameProblem,
} from "../../analysis/frame/frame-problem.ts";
import { legacyEncodingOf } from "../../analysis/frame/legacy-encoding.ts";
import { guessDelimiter } from "../../analysis/frame/read-table.ts";
import { readSheetInThread } from "../sheet-thread.ts";

/** A file on the disk or in an upload. */
export interface FrameFile {
	/** Without its folder. */
	name: string;
	bytes: number;
	open(): AsyncIterable<Uint8Array>;
}

export interface RowSink {
	take(cells: string[]): void;
	report(problem: FrameProblem): void;
}

const largest = 200 * 2 ** 20;

export async function frameFileOf(file: string): Promise<FrameFile> {
	const { size } = await stat(file).catch((error: Error) => {
		throw new Error(
			`${file} cannot be read (${error.message}): check its name and folder`,
		);
	});
	return {
		name: path.basename(file).normalize("NFC"),
		bytes: size,
		open: () => createReadStream(file),
	};
}

/**
 * Hands on the rows of a CSV or XLSX file one by one, formulas and errors as they are written, and reports what keeps the
 * file from being read. Gives the SHA-256 of its bytes.
 */
export async function readFrameFile(
	file: FrameFile,
	sink: RowSink,
): Promise<string> {
	const hash = createHash("sha256");
	if (file.bytes > largest) {
		sink.report(frameProblem("too-large", { value: file.name }));
		return "";
	}
	let begun: AsyncGenerator<Uint8Array> | undefined;
	async function* hashed() {
		let read = 0;
		for await (const chunk of file.open()) {
			read += chunk.length;
			// An upload may be longer than it said.
			if (read > largest) throw new TooLarge();
			hash.update(chunk);
			yield chunk;
		}
	}
	try {
		begun = hashed();
		const first = await beginning(begun);
		const start = first.subarray(0, 4);
		if (start.equals(Buffer.from("d0cf11e0", "hex")))
			sink.report(frameProblem("old-excel", { value: file.name }));
		else if (start.toString("latin1").startsWith("PK"))
			await readSheetInThread(await whole(first, begun), sink);
		else await readCsv(first, begun, sink);
	} catch (error) {
		if (!(error instanceof TooLarge)) throw error;
		sink.report(frameProblem("too-large", { value: file.name }));
	} finally {
		await begun?.return(undefined);
	}
	return hash.digest("hex");
}

class TooLarge extends Error {}
class NotUnicode extends Error {
	readonly bytes: Uint8Array;
	constructor(bytes: Uint8Array) {
		super("the file is not Unicode");
		this.bytes = bytes;
	}
}

/** Enough of a file to tell what it is: pieces may be as small as they like. */
async function beginning(pieces: AsyncGenerator<Uint8Array>): Promise<Buffer> {
	const taken: Uint8Array[] = [];
	for (let length = 0; length < 2 ** 16; ) {
		const { value, done } = await pieces.next();
		if (done) break;
		taken.push(value);
		length += value.length;
	}
	return Buffer.concat(taken);
}

async function whole(
	first: Uint8Array,
	rest: AsyncIterable<Uint8Array>,
): Promise<Buffer> {
	const chunks = [first];
	for await (const chunk of rest) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** UTF-8, or UTF-16 where a byte order mark says so (Excel's «Unicode text»). */
async function* decoded(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
	const wide = first[0] === 0xff && first[1] === 0xfe;
	const decoder = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true });
	const decode = (bytes: Uint8Array) => {
		try {
			return decoder.decode(bytes, { stream: true });
		} catch {
			throw new NotUnicode(bytes);
		}
	};
	yield decode(first);
	for await (const chunk of rest) yield decode(chunk);
}

async function readCsv(
	first: Uint8Array,
	rest: AsyncIterable<Uint8Array>,
	sink: RowSink,
) {
	const texts = decoded(first, rest);
	try {
		const { value: start = "" } = await texts.next();
		const delimiter = guessDelimiter(start.slice(0, 20_000));
		async function* all() {
			yield start;
			yield* texts;
		}
		await parseCsv(Readable.from(all()), delimiter, sink);
	} catch (error) {
		if (!(error instanceof NotUnicode)) throw error;
		const latin = new TextDecoder("windows-1252").decode(
			error.bytes.subarray(0, 100_000),
		);
		const encoding = legacyEncodingOf(latin) ?? "TCVN3/VNI/windows-1258";
		sink.report(frameProblem("legacy-encoding", { encoding }));
	}
}

function parseCsv(
	text: Readable,
	delimiter: string,
	sink: RowSink,
): Promise<void> {
	let row = 0;
	return new Promise((resolve, reject) => {
		Papa.parse<string[]>(text, {
			delimiter,
			step({ data, errors }) {
				row += 1;
				if (errors.some(({ type }) => type === "Quotes"))
					sink.report(frameProblem("broken-quotes", { row }));
				sink.take(data);
			},
			complete: () => resolve(),
			error: reject,
		});
	});
}
