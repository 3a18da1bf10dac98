import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import {
	type LedgerCounts,
	ledgerCounts,
} from "../../analysis/fieldwork/dispositions.ts";
import {
	ledgerCsv,
	ledgerHeaders,
} from "../../analysis/fieldwork/ledger-csv.ts";
import { readLedger, setLedger } from "../actions/set-ledger.ts";
import { ledgerSentences } from "./check-sentences.ts";
import type { Command } from "./command.ts";

export const ledger: Command = {
	usage:
		"  ledger SURVEY [FILE.csv]\n                       print the ledger as CSV, or store one: lot, pile (1, 2 or all) and counts by name",
	async run([survey, file], context) {
		if (!survey) throw new Error("ledger SURVEY [FILE.csv]: name the survey");
		const opened = context();
		if (!file) return ledgerCsv(await readLedger(opened, survey), "en").trim();
		const content = await readFile(file, "utf8").catch(() => {
			throw new Error(`${file} cannot be read: check its name`);
		});
		const { data } = Papa.parse<Record<string, string>>(
			content.replace(/^\uFEFF/, ""),
			{ header: true, skipEmptyLines: true, transformHeader: nameOf },
		);
		const entries = data.map((row) => ({
			lot: row.lot ?? "",
			pile: piles[row.pile ?? ""] ?? row.pile ?? "",
			counts: Object.fromEntries(
				ledgerCounts.flatMap((count) => {
					const value = row[count]?.trim();
					if (!value) return [];
					return [[count, /^\d+$/.test(value) ? Number(value) : -1]];
				}),
			) as LedgerCounts,
		}));
		const problems = await setLedger(opened, survey, entries, "cli");
		if (problems.length > 0)
			throw new Error(
				problems
					.map(({ lot, pile, count, code }) => {
						const row = entries.findIndex(
							(entry) => entry.lot === lot && entry.pile === pile,
						);
						return `row ${row + 2}, lot ${lot}, pile ${pile}${count ? `, column ${count}` : ""}: ${ledgerSentences[code]}`;
					})
					.concat("refused, nothing is stored")
					.join("\n"),
			);
		return `${entries.length} rows are stored.`;
	},
};

/** Headers as `ledger SURVEY` prints them, or the counts' own names. */
const nameOf = (header: string): string => {
	const words = header.trim().toLowerCase();
	const known = Object.entries(ledgerHeaders).find(([name, { vi, en }]) =>
		[name, vi, en].some((one) => one.toLowerCase() === words),
	);
	if (known) return known[0];
	if (words === "lô") return "lot";
	if (words === "chồng thẻ") return "pile";
	return words;
};

const piles: Record<string, string> = {
	leaders: "1",
	"lãnh đạo, quản lý": "1",
	others: "2",
	"còn lại": "2",
	"tất cả": "all",
};
