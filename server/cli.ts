import { analyseRequestFile } from "./actions/analyse-request.ts";
import { closeSurvey } from "./actions/close-survey.ts";
import { setupLink } from "./actions/make-setup-link.ts";
import { printCards } from "./actions/print-cards.ts";
import { readConfig } from "./config.ts";
import { openContext } from "./open-context.ts";
import { Refusal } from "./refusal.ts";

const usage = `npm run cli -- COMMAND

  analyse REQUEST.json answer an analysis-request/1 with an analysis-result/1
  cards SURVEY FILE    issue and print the cards of lots that have none: FILE.pdf to cut, FILE.csv for messages
  close SURVEY --yes   end fieldwork for good and build the data that analysis reads
  administrator        a one-time link that makes another administrator`;

const [command, ...args] = process.argv.slice(2);

async function run(): Promise<string> {
	const context = () => openContext(readConfig(process.env));
	if (command === "analyse") {
		const [file] = args;
		if (!file) throw new Error("analyse REQUEST.json: name the request's file");
		return analyseRequestFile(file);
	}
	if (command === "cards") {
		const [survey, file] = args;
		if (!survey || !file)
			throw new Error(
				"cards SURVEY FILE: name the survey and a new file, FILE.pdf or FILE.csv",
			);
		if (!process.env.PUBLIC_URL)
			throw new Error(
				"set PUBLIC_URL to the address that phones will open: it is printed on every card and cannot be changed afterwards",
			);
		const { lots, cards } = await printCards(context(), survey, file);
		return `${cards} cards of ${lots} lots are in ${file}. It is the only place where their codes are: print it, then delete it.`;
	}
	if (command === "close") {
		const [survey, sure] = args;
		if (!survey || sure !== "--yes")
			throw new Error(
				"close SURVEY --yes: closing cannot be undone, and cards that were not used stop working",
			);
		await closeSurvey(context(), survey);
		return `${survey} is closed. Its results are in the staff console.`;
	}
	if (command === "administrator") return setupLink(context());
	throw new Error(usage);
}

try {
	console.log(await run());
} catch (error) {
	console.error(
		error instanceof Refusal
			? `refused: ${error.code}`
			: error instanceof Error
				? error.message
				: error,
	);
	process.exit(1);
}
