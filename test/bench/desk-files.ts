import { fork } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { csvChunks } from "../../analysis/export/data-csv.ts";
import type { DataFile, FileColumn } from "../../analysis/export/data-file.ts";
import { dtaChunks } from "../../analysis/export/dta.ts";
import { parquetChunks } from "../../analysis/export/parquet.ts";
import { savChunks } from "../../analysis/export/sav.ts";
import { xlsxChunks } from "../../analysis/export/xlsx.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { largestMemory } from "./largest-memory.ts";
import { type Row, row } from "./row.ts";

const rows = 132_000;
const columns = 510;
const numbers = 10;

const formats = {
	sav: { chunks: savChunks, seconds: 30 },
	parquet: { chunks: parquetChunks, seconds: 30 },
	csv: { chunks: csvChunks, seconds: 30 },
	dta: { chunks: dtaChunks, seconds: undefined },
	xlsx: { chunks: xlsxChunks, seconds: 150 },
} as const;

type Format = keyof typeof formats;

interface Written {
	seconds: number;
	megabytes: number;
	/** Most memory of the process, data included. */
	memory: number;
	/** How often it told how far it was. */
	reports: number;
}

/** What a process of one format alone is asked for. */
const asked = process.env.BENCH_DESK_FILE as Format | undefined;

/** Whether this is such a process: then it does that and nothing else. */
export const isOneFormat = asked !== undefined;

/** 132,000 × 510 cells to each format, each in a process of its own, which tells its memory and nothing else's. */
export async function run(): Promise<Row[]> {
	if (asked) {
		process.send?.(writeOne(asked));
		process.disconnect();
		return [];
	}
	const made: Row[] = [];
	for (const name of Object.keys(formats) as Format[]) {
		const { seconds, megabytes, memory, reports } = await inProcess(name);
		const { seconds: most } = formats[name];
		made.push(
			row(
				`${rows} × ${columns} cells to .${name}`,
				seconds,
				"s",
				most ? { op: "<=", value: most } : undefined,
				`${megabytes.toFixed(0)} MB, ${reports} reports of progress`,
			),
			row(`memory of it, data included`, memory, "MB", {
				op: "<=",
				value: 300,
			}),
		);
	}
	return made;
}

function inProcess(format: Format): Promise<Written> {
	return new Promise((resolve, reject) => {
		const child = fork(process.argv[1]!, ["desk"], {
			env: { ...process.env, BENCH_DESK_FILE: format },
			// As the thread that writes files has it: a larger nursery only holds more of what is gone.
			silent: true,
			execArgv: [...process.execArgv, "--max-semi-space-size=4"],
		});
		child.on("message", (written) => resolve(written as Written));
		child.on("error", reject);
		child.on("exit", (code) =>
			reject(new Error(`${format} ended with ${code}`)),
		);
	});
}

function writeOne(format: Format): Written {
	const folder = mkdtempSync(path.join(os.tmpdir(), "bench-files-"));
	try {
		const file = largeFile();
		const output = openSync(path.join(folder, "file"), "w");
		let bytes = 0;
		let reports = 0;
		const started = performance.now();
		for (const chunk of formats[format].chunks(file, () => reports++)) {
			bytes += chunk.length;
			writeSync(output, chunk);
		}
		const seconds = (performance.now() - started) / 1000;
		closeSync(output);
		return {
			seconds,
			megabytes: bytes / 1e6,
			memory: largestMemory(),
			reports,
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function largeFile(): DataFile {
	const random = randomFrom(1);
	const same = (text: string) => ({ vi: text, en: text });
	const codes = [1, 2, 3, 4, 5, 97, 98, 99, 101, 102, 103];
	const categories = codes.map((code) => ({
		code,
		label: same(`Mức ${code}`),
	}));
	// One long draw, read from another place for each column.
	const draws = Uint8Array.from({ length: 1 << 16 }, () =>
		Math.floor(codes.length * random() * random()),
	);
	return {
		title: same("Đo"),
		rows,
		columns: Array.from({ length: columns }, (_, at): FileColumn => {
			const name = `Q${at + 1}`;
			return at < columns - numbers
				? {
						name,
						label: same(`Câu ${at + 1}`),
						type: "code",
						categories,
						missing: codes.filter((code) => code > 96),
						values: Int16Array.from(
							{ length: rows },
							(_, row) => codes[draws[(row * 7 + at * 131) & 0xffff]!]!,
						),
					}
				: {
						name,
						label: same(name),
						type: "number",
						categories: [],
						missing: [],
						values: Float64Array.from({ length: rows }, () => 3 * random()),
					};
		}),
	};
}
