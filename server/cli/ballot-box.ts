import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { auditBallotBox } from "../actions/audit-ballot-box.ts";
import { exportBallotBox } from "../actions/export-ballot-box.ts";
import { ballotBoxFile } from "../ballot-box.ts";
import type { ServerContext } from "../context.ts";
import { readBallotBox } from "../read-ballot-box.ts";
import type { Command } from "./command.ts";

export const ballotBox: Command = {
	usage:
		"  ballot-box export SURVEY FILE\n                       write the ballot box of a closed survey to a new file, for anybody to audit",
	async run([verb, survey, file], context) {
		if (verb !== "export" || !survey || !file)
			throw new Error(
				"ballot-box export SURVEY FILE: name a closed survey and a new file",
			);
		if (existsSync(file))
			throw new Error(`${file} exists: name another file, or move it away`);
		const { box, publishedHash } = await exportBallotBox(
			context().store,
			survey,
		);
		await writeFile(file, ballotBoxFile(box), { flag: "wx" });
		return `${box.responses.length} forms and ${box.spent.length} spent tokens are in ${file}. Published at close: ${publishedHash}`;
	},
};

/** `audit ballot-box`: of a file on a machine that has nothing else, or of a survey of this one. */
export async function runBallotBoxAudit(
	args: string[],
	context: () => ServerContext,
): Promise<string> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { hash: { type: "string" }, receipt: { type: "string" } },
	});
	const [of] = positionals;
	if (!of || positionals.length > 1)
		throw new Error(
			"audit ballot-box SURVEY|FILE [--hash HEX] [--receipt DIGITS]: name a closed survey, or the file of its ballot box",
		);
	const { box, publishedHash } = existsSync(of)
		? { box: readBallotBox(of), publishedHash: undefined }
		: await exportBallotBox(context().store, of);
	const expected = values.hash ?? publishedHash;
	const audit = await auditBallotBox(box, {
		publishedHash: expected,
		receipt: values.receipt,
	});
	const { findings, fingerprint, hasReceipt } = audit;
	const cards =
		box.access === "tokens"
			? `${audit.printed} invited, ${audit.used ?? "unknown"} issued, ${audit.spent} spent; ${audit.verified} of ${audit.spent} signatures hold by public keys alone`
			: `${audit.printed} slips printed, ${audit.used ?? 0} used; slips carry no signature`;
	const lines = [
		`${box.survey}: ${audit.lots} lots, ${cards}`,
		`${audit.responses} forms, ${audit.withoutForm} votes without one`,
		...(fingerprint
			? [`fingerprint ${fingerprint}: it must be the one on the cards`]
			: []),
		`hash ${audit.hash}${expected === undefined ? ": compare it with the one published at close (--hash), only that shows what was taken away" : ""}`,
		...(hasReceipt === undefined
			? []
			: [
					hasReceipt
						? "the receipt is in the box"
						: "the receipt is not in the box",
				]),
	];
	if (findings.length > 0 || hasReceipt === false)
		throw new Error(
			[...lines, ...findings, `${findings.length} findings`].join("\n"),
		);
	return [...lines, "everything holds"].join("\n");
}
