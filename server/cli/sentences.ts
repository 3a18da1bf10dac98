import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
	isRefused,
	type SentenceFault,
	type SentenceFinding,
} from "../../analysis/report/check-sentence.ts";
import { asWritten } from "../../analysis/report/sentence.ts";
import { dropSentenceEdit } from "../actions/drop-sentence-edit.ts";
import { editSentence } from "../actions/edit-sentence.ts";
import {
	listSentences,
	type ReportSentence,
} from "../actions/list-sentences.ts";
import { unwatched } from "../jobs.ts";
import { sentencesRequest } from "../report-schema.ts";
import type { Command } from "./command.ts";

export const sentences: Command = {
	usage: [
		"  sentences SURVEY     the sentences of a report that can be worded anew, with places for their numbers:",
		"                       --product report|summary|method (report), --layout, --beside as for report make",
		"  sentences SURVEY PARAGRAPH FILE.txt",
		"                       word one anew; {1}, {2} … are its numbers; --drop instead of the file: the generated one again",
	].join("\n"),
	async run(args, newContext) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				product: { type: "string" },
				layout: { type: "string" },
				beside: { type: "string" },
				drop: { type: "boolean" },
			},
		});
		const { drop, ...given } = values;
		const [survey, paragraph, file, ...more] = positionals;
		const isWhole = drop ? !file : !paragraph === !file;
		if (!survey || more.length > 0 || !isWhole)
			throw new Error(
				"sentences SURVEY, sentences SURVEY PARAGRAPH FILE.txt, or sentences SURVEY PARAGRAPH --drop",
			);
		const context = newContext();
		if (drop && paragraph) {
			const kept = (await context.store.sentenceEdits(survey)).find(
				(one) => one.paragraph === paragraph,
			);
			if (!kept) throw new Error(`nobody has worded “${paragraph}” anew`);
			await dropSentenceEdit(
				context,
				survey,
				{ paragraph, seenAtMs: kept.atMs },
				"cli",
			);
			return `the generated sentence is used again: ${kept.text}`;
		}
		const parsed = sentencesRequest.safeParse({ product: "report", ...given });
		if (!parsed.success)
			throw new Error(
				parsed.error.issues
					.map(({ path, message }) => `${path.join(".")}: ${message}`)
					.join("\n"),
			);
		const listed = await listSentences(context, survey, parsed.data, unwatched);
		if (!paragraph || !file)
			return [
				...listed.sentences.map(lines),
				...listed.elsewhere.map(
					({ paragraph, text, by }) =>
						`${paragraph}  not in this document, worded by ${by}\n  ${text}`,
				),
			].join("\n");
		const found = listed.sentences.find((one) => one.paragraph === paragraph);
		if (!found)
			throw new Error(
				`this document has no sentence “${paragraph}”: sentences ${survey} lists them`,
			);
		const { atMs, findings } = await editSentence(
			context,
			survey,
			{
				paragraph,
				text: asWritten(readFileSync(file, "utf8")),
				madeFrom: found.sentence,
				claimsCause: found.claimsCause,
				seenAtMs: found.edit?.atMs ?? null,
			},
			"cli",
		);
		const told = findings.map(sentence);
		if (atMs === null) throw new Error(["not kept:", ...told].join("\n"));
		return ["kept", ...told].join("\n");
	},
};

const states = {
	used: "worded",
	changed:
		"words or numbers have changed since it was worded, not used; worded",
	refused: "breaks a rule of wording, not used; worded",
};

function lines({ paragraph, sentence, edit }: ReportSentence): string {
	const numbers = sentence.places
		.map(({ text }, at) => `{${at + 1}} ${text}`)
		.join("  ");
	return [
		`${paragraph}${edit ? `  ${states[edit.state]} by ${edit.by}` : ""}`,
		`  ${edit?.state === "used" ? edit.text : sentence.template}`,
		...(numbers ? [`  ${numbers}`] : []),
	].join("\n");
}

const faults: Record<SentenceFault, (piece: string) => string> = {
	empty: () => "the file has no words",
	"number-missing": (piece) =>
		`${piece} is missing: every number stays, interval and n included`,
	"number-doubled": (piece) => `${piece} stands more than once: keep one`,
	"unknown-place": (piece) =>
		`the sentence has no number ${piece}: take it out`,
	"stray-brace": (piece) =>
		`a brace at “${piece}” is the place of no number: take it out`,
	cause: (piece) =>
		`“${piece}” claims a cause, which the survey does not prove: write what respondents said`,
	majority: (piece) =>
		`the generated sentence does not say “${piece}”, which follows from the lower bound: use its word`,
	"not-proven-dropped": (piece) =>
		`the generated sentence says “${piece}”: keep it`,
	ranking: (piece) => `“${piece}” ranks places or agencies: write it otherwise`,
	"scan-error": (piece) => `“${piece}” is a scanning error: mend the spelling`,
	"stray-mark": (piece) =>
		`a mark at “${piece}” belongs to no letter: type it again`,
	"number-typed": (piece) =>
		`${piece} is typed by hand and has no source: report verify will name it`,
	order: () =>
		"the numbers stand in another order: read again whether each is beside what it tells of",
	comparison: (piece) =>
		`“${piece}” compares where the generated sentence does not: keep it only where intervals do not meet`,
	name: (piece) =>
		`“${piece}” looks like the name of a person, a place or an agency: if it is one, take it out`,
};

const sentence = (finding: SentenceFinding): string =>
	`${isRefused(finding) ? "to mend" : "to look at"}: ${faults[finding.fault](finding.piece)}`;
