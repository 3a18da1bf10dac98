import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { destroyCards } from "../actions/destroy-cards.ts";
import { reprintLot } from "../actions/hand-out-cards.ts";
import { printCards } from "../actions/print-cards.ts";
import type { ServerContext } from "../context.ts";
import { unwatched } from "../jobs.ts";
import type { Command } from "./command.ts";

const mostSpare = 50;

export const cards: Command = {
	usage: `  cards SURVEY FILE    issue and print the cards of lots that have none: FILE.pdf to cut, FILE.csv for messages
                       [--spare N] so many more in each lot, for exchange
  cards SURVEY FILE --reprint LOT
                       before the field opens: destroy the cards of one lot and print new ones
  cards SURVEY FILE.txt --destroy
                       make cards worthless that came back, by their codes, one a line`,
	async run(args, context) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				spare: { type: "string", default: "0" },
				reprint: { type: "string" },
				destroy: { type: "boolean", default: false },
			},
		});
		const [survey, file] = positionals;
		if (!survey || !file)
			throw new Error(
				"cards SURVEY FILE: name the survey and a new file, FILE.pdf or FILE.csv",
			);
		if (values.destroy) return destroyed(context(), survey, file);
		const spare = Number(values.spare);
		if (!Number.isInteger(spare) || spare < 0 || spare > mostSpare)
			throw new Error(
				`--spare ${values.spare}: write a whole number from 0 to ${mostSpare}`,
			);
		if (!process.env.PUBLIC_URL)
			throw new Error(
				"set PUBLIC_URL to the address that phones will open: it is printed on every card and cannot be changed afterwards",
			);
		if (values.reprint !== undefined)
			return reprinted(context(), survey, file, values.reprint, spare);
		const { lots, cards } = await printCards(context(), survey, file, {
			spare,
		});
		return `${cards} cards of ${lots} lots are in ${file}. It is the only place where their codes are: print it, then delete it.`;
	},
};

async function reprinted(
	context: ServerContext,
	survey: string,
	file: string,
	lot: string,
	spare: number,
): Promise<string> {
	const kind = path.extname(file).toLowerCase().slice(1);
	if (kind !== "pdf" && kind !== "csv")
		throw new Error(`${file}: the file's name must end in .pdf or .csv`);
	// The file's place is taken before the old cards lose their worth.
	await writeFile(file, "", { mode: 0o600, flag: "wx" }).catch(
		(error: Error) => {
			throw new Error(
				`${file} could not be written (${error.message}), and the lot's cards are as they were: name a new file in a folder that you may write to`,
			);
		},
	);
	const { result, file: printed } = await reprintLot(
		context,
		survey,
		{ lot, kind, spare },
		"cli",
		unwatched,
	).catch(async (error) => {
		await rm(file);
		throw error;
	});
	await writeFile(file, printed.bytes, { flush: true });
	return `${result.cards} new cards of lot ${lot} are in ${file}; destroy the old sheet. It is the only place where their codes are: print it, then delete it.`;
}

async function destroyed(
	context: ServerContext,
	survey: string,
	file: string,
): Promise<string> {
	const typed = await readFile(file, "utf8").catch(() => {
		throw new Error(`${file} cannot be read: check its name`);
	});
	const { read, unreadable } = await destroyCards(
		context,
		survey,
		typed,
		"cli",
	);
	const lines =
		unreadable.length > 0
			? ` No code of ${survey} stands in line ${unreadable.join(", ")}: type it again.`
			: "";
	return `${read} codes were read; those unused among them no longer work.${lines}`;
}
