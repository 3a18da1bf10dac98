import Papa from "papaparse";
import { guessDelimiter } from "../analysis/frame/read-table.ts";
import {
	fromRows,
	type OutsideFile,
} from "../analysis/outside/outside-file.ts";
import { readSav, UnreadableFile } from "../analysis/outside/read-sav.ts";
import { Refusal } from "./refusal.ts";

export interface OutsideUpload {
	name: string;
	bytes: Uint8Array;
}

const words = new Map([
	["zsav", "outside-zsav"],
	["cut-short", "outside-cut-short"],
] as const);

/** A .sav or a CSV, by its name and its first bytes. Throws a Refusal that says what to do with another file. */
export function readOutside({ name, bytes }: OutsideUpload): OutsideFile {
	const isSav = /\.z?sav$/i.test(name) || bytes[0] === 0x24;
	try {
		return isSav ? readSav(bytes) : readCsv(bytes);
	} catch (error) {
		if (!(error instanceof UnreadableFile)) throw error;
		throw new Refusal(
			words.get(error.message as "zsav") ?? "outside-unreadable",
		);
	}
}

function readCsv(bytes: Uint8Array): OutsideFile {
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new UnreadableFile("encoding");
	}
	const { data, errors } = Papa.parse<string[]>(text, {
		delimiter: guessDelimiter(text.slice(0, 10_000)),
		skipEmptyLines: "greedy",
	});
	if (errors.some(({ type }) => type === "Quotes"))
		throw new UnreadableFile("quotes");
	const [header = [], ...rows] = data;
	return fromRows(
		header.map((cell) => cell.trim()),
		rows,
	);
}
