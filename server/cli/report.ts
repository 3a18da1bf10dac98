import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gapLines } from "../../analysis/report/gap-lines.ts";
import { products } from "../../analysis/report/products.ts";
import { makeReport } from "../actions/make-report.ts";
import { verifyReport } from "../actions/verify-report.ts";
import { unwatched } from "../jobs.ts";
import type { Finding } from "../report/judge-docx.ts";
import type { VerifiedFile } from "../report/verified-file.ts";
import { reportRequest } from "../report-schema.ts";
import type { Command } from "./command.ts";

export const report: Command = {
	usage: [
		"  report make SURVEY FILE",
		`                       make a product of a survey: --product ${products.join("|")} (report),`,
		"                       --layout party|state (party), --beside SURVEY (of the other population),",
		"                       --request FILE.json (letterhead, cases)",
		"  report verify FILE.docx",
		"                       work out every number of a report again and name each that differs or has no source",
	].join("\n"),
	async run(args, newContext) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				product: { type: "string" },
				layout: { type: "string" },
				beside: { type: "string" },
				request: { type: "string" },
			},
		});
		const [verb, first, second, ...more] = positionals;
		if (verb === "verify" && first && second === undefined)
			return verifiedLines(
				await verifyReport(newContext(), readFileSync(first), unwatched),
			);
		if (verb !== "make" || !first || !second || more.length > 0)
			throw new Error("report make SURVEY FILE, or report verify FILE.docx");
		const given: unknown =
			values.request === undefined
				? {}
				: JSON.parse(readFileSync(values.request, "utf8"));
		const parsed = reportRequest.safeParse({
			product: "report",
			...(given as object),
			...(values.product ? { product: values.product } : {}),
			...(values.layout ? { layout: values.layout } : {}),
			...(values.beside ? { beside: values.beside } : {}),
		});
		if (!parsed.success)
			throw new Error(
				parsed.error.issues
					.map(({ path, message }) => `${path.join(".")}: ${message}`)
					.join("\n"),
			);
		const made = await makeReport(
			newContext(),
			first,
			parsed.data,
			"cli",
			unwatched,
		);
		writeFileSync(second, made.bytes);
		const missing = gapLines(made.gaps);
		return [
			`${second}: ${made.bytes.length} bytes`,
			...(missing.length > 0
				? ["missing:", ...missing]
				: ["nothing is missing"]),
		].join("\n");
	},
};

const kinds: Record<Finding["kind"], (finding: Finding) => string> = {
	changed: ({ found, written, recomputed }) =>
		`changed by hand: “${found}”, written as “${written}”${recomputed === undefined ? "" : `, recomputed “${recomputed}”`}`,
	"data-differ": ({ written, recomputed }) =>
		`the data give “${recomputed}”, written was “${written}”`,
	"no-longer-released": ({ written }) =>
		`“${written}” can no longer be had from the data`,
	typed: ({ found }) => `typed by hand, without a source: “${found}”`,
	missing: ({ written }) =>
		`no longer in the file${written ? `: “${written}”` : ""}`,
};

/** Throws where a number differs, so that a script sees it. */
function verifiedLines({
	product,
	surveys,
	numbers,
	changedData,
	isOurs,
	findings,
}: VerifiedFile): string {
	const lines = [
		`${product}: ${surveys.map(({ id, dataHash, weights }) => `${id}, weights ${weights}, data ${dataHash.slice(0, 16)}`).join("; ") || "design"}`,
		`${numbers} numbers worked out again`,
		...changedData.map(
			(id) =>
				`the data or weights of ${id} are not those that the file was made of`,
		),
		...(isOurs
			? []
			: [
					"the audit does not know this file's traces: it was made elsewhere, or they were altered",
				]),
		...findings.map(
			(finding) => `${finding.where}: ${kinds[finding.kind](finding)}`,
		),
	];
	const isFine =
		isOurs &&
		changedData.length === 0 &&
		findings.every(({ kind }) => kind === "missing");
	if (!isFine) throw new Error(lines.join("\n"));
	return [...lines, "every number is as the data give it"].join("\n");
}
