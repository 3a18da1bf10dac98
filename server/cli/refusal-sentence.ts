import type { Refusal, RefusalCode } from "../refusal.ts";

/** What the command line says of what the rules forbid, and what to do; staff's pages have their own words. */
const sentences: Partial<Record<RefusalCode, string>> = {
	"unknown-survey":
		"there is no such survey or questionnaire: check its name, or make it with survey new",
	"outside-zsav":
		"the file is compressed as ZSAV, which is not read: save it as a plain .sav, or export a CSV",
	"too-large":
		"the file is too large to be read: leave out columns that are not used",
	"outside-cut-short": "the end of the file is missing: copy it again",
	"outside-unreadable":
		"the file cannot be read: use an SPSS .sav, or a CSV in UTF-8 with a line of column names",
	"same-population":
		"both surveys are of the same population: name one of the other with --beside, or none",
	"not-a-report":
		"this is no .docx report made here, or its traces are gone: give the file as it was made",
	"data-changed":
		"the data are no longer those that were frozen: publish nothing, and find out who changed the databases",
	"unknown-lot": "the survey has no such lot: ledger SURVEY lists them",
	"unknown-variable":
		"the questionnaire has no such question: check its name in the definition",
	"unknown-weights":
		"there is no such version of weights: weight SURVEY lists them",
	"unknown-margin": "there is no such margin: check its name",
	"no-frame": "there is no such frame: import one first with frame import",
	"no-plan": "no plan is stored: keep one first with plan SURVEY --save",
	"no-sample": "no sample is drawn: draw one first with draw SURVEY",
	"no-hand-over":
		"there is no hand-over list here: it was given out and erased, or the sample has none; ask whoever keeps the file",
	"hand-over-not-given":
		"nobody has fetched this sample's hand-over list, so it is not erased: fetch it first with hand-over SURVEY FILE.csv",
	"no-reserve":
		"the stratum has no reserve that is still kept back: name another",
	"sample-printed":
		"cards of this sample are printed, so sample and plan stay as they are: to change them, make another wave with survey new",
	"already-opened":
		"the survey has opened, so this cannot be changed any more: make another wave with survey new",
	"changed-meanwhile":
		"somebody has saved another version meanwhile: read it again, then save",
	"fieldwork-closed": "the field is closed for good",
	"fieldwork-not-open": "the field has not opened: open SURVEY opens it",
	"fieldwork-open":
		"the field is open, and nothing is analysed until it is closed: close SURVEY --yes closes it",
	"survey-exists": "there is a survey of this name: choose another",
	"field-not-ready":
		"parameters are missing: wave SURVEY says which, set them first",
	"not-a-pilot":
		"this is done with pilots alone, and a pilot has no pilot of its own",
	"cards-used":
		"a card of the lot has been used, so it is not printed again: exchange single cards",
	"nothing-to-print":
		"every lot has its cards, and no code is kept: take back a spoilt card and give an unused one of the same lot for it, or print a lot anew before opening with cards SURVEY FILE --reprint LOT",
	"changed-while-printing":
		"while the cards were being made somebody changed the sample, the questions or the kind of cards, so none were issued: look at that change, then print again",
	"no-hotline":
		"the wave names no HOTLINE, which every card carries: set it first with wave SURVEY FILE.json",
	"too-long-for-card":
		"a card has no room for this text: shorten it with wave SURVEY FILE.json",
	"job-running": "this is being done at this moment: wait for its end",
	"forms-differ-by-few":
		"this version takes in or leaves out a few forms compared with the tables released: declare one final that has the same forms",
	"weights-final":
		"a version of weights is final, and a final version stays as it is",
	"nothing-to-weight":
		"there is no form to weight, so the field is not closed and stays as it was",
	"issuer-elsewhere":
		"this machine holds no keys to issue with: do it on the issuer's",
	"lots-too-small":
		"a lot has too few cards: merge its stratum in the plan, and draw again",
	"questions-promised":
		"the manifest that is printed on the cards promises the questions as they were: to change them, make another wave with survey new",
	"unknown-table":
		"there is no such saved table, or it is not shared: list them first",
	"invalid-api-token":
		"no valid token stands in the Authorization header: ask an administrator for one",
	"role-forbids":
		"the token's role does not go so far: read a shared table, or ask for the role analyst",
	"too-many-requests":
		"the token has asked too often: wait as long as Retry-After says",
	"crossed-already":
		"these two variables are crossed the other way round: change rows and columns",
	"domains-differ-by-few":
		"compared with tables already released, these columns would tell of too few people: choose others",
	"filter-isolates-few":
		"together with the filters used before, this one would set apart too few people, or holds nobody: widen it, or tell the table apart by the variable",
	"opinion-differs-by-few":
		"too few gave no opinion for them to be left out: keep the base of all who answered",
	"not-a-filter":
		"the filter cannot be read: mend it at the place that is named",
	"too-many-columns":
		"the table has more than 400 columns: nest one variable less",
	"drawn-together":
		"three items of a battery of which each person saw a part have no common weight: take two at most",
	"recode-isolates-few":
		"a category of this derived variable holds too few people: join it to another",
	"weights-changed":
		"tables were released under another version of the weights: declare one final",
	"weights-not-final":
		"the weights are not final: declare a version final with weight SURVEY --final VERSION",
	"few-alike":
		"few people share these characteristics, so no file is made: leave one of each combination out with --identifiers",
	"microdata-made":
		"a file was made of this survey with these identifiers, and two files joined would tell more: ask for the same ones",
	"tables-tell-left-out":
		"the tables released tell too much of these identifiers for a file to leave them out: put them in, or make no file",
	"left-out-of-file":
		"a file of responses was made without what this table is told apart by: choose something that is in it",
	"too-large-for-xlsx":
		"the data are more than a sheet of XLSX holds: leave xlsx out of --formats",
	"storage-busy": "the database is busy: try again in a few seconds",
};

export function refusalSentence({ code, problems }: Refusal): string {
	const wrong = problems.map(({ variable, code, params }) =>
		[variable, code, params && JSON.stringify(params)]
			.filter(Boolean)
			.join(" "),
	);
	const of = wrong.length > 0 ? ` (${wrong.join("; ")})` : "";
	return `refused, ${code}${of}${sentences[code] ? `: ${sentences[code]}` : ""}`;
}
