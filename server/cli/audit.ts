import { runBallotBoxAudit } from "./ballot-box.ts";
import type { Command } from "./command.ts";

export const audit: Command = {
	usage: `  audit SURVEY         what staff did to a survey, and whether the chain of records holds
  audit ballot-box SURVEY|FILE
                       check every signature and count of a ballot box [--hash HEX] [--receipt DIGITS]`,
	async run([survey, ...rest], context) {
		if (survey === "ballot-box") return runBallotBoxAudit(rest, context);
		if (!survey) throw new Error("audit SURVEY: name the survey");
		const { store } = context();
		const records = await store.auditOf(survey);
		const broken = await store.brokenAudit();
		const lines = records
			.toReversed()
			.map(
				({ seq, atMs, by, verb, detail }) =>
					`${seq} ${new Date(atMs).toISOString()} ${by} ${verb} ${JSON.stringify(detail)}`,
			);
		const verdict = broken
			? `the chain of records is broken at ${broken.seq}: it was changed, or one before it was removed`
			: "the chain of records holds";
		if (broken) throw new Error([...lines, verdict].join("\n"));
		return [...lines, verdict].join("\n");
	},
};
