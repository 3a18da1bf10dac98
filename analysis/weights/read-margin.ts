import { isUrbanRural, type MarginVariable } from "./margin-variables.ts";
import type { MarginUnit, PopulationMargin } from "./population-margin.ts";
import { type WeightProblem, weightProblem } from "./weight-problem.ts";

/** A margin as somebody typed or pasted it. */
export interface TypedMargin {
	variables: string[];
	unit: MarginUnit;
	source: string;
	version: string;
	/** A line for each category: its code in each variable, then its total, with semicolons or tabs between them. */
	totals: string;
}

/** Σ of the registered population of resolution 202/2025/QH15, in which no margin may be expressed. */
const registeredPopulation = 113_570_000;

/** Reads the lines and checks that the margin is whole. Gives the margin, or all that is wrong with it. */
export function readMargin(
	name: string,
	typed: TypedMargin,
	variables: MarginVariable[],
	/** Version of the geography that the sample was drawn in, where there is one. */
	geography: string | undefined,
): PopulationMargin | { problems: WeightProblem[] } {
	const problems: WeightProblem[] = [];
	const report: typeof weightProblem = (code, found) => {
		const problem = weightProblem(code, { margin: name, ...found });
		problems.push(problem);
		return problem;
	};
	const source = typed.source.normalize("NFC").trim();
	const version = typed.version.normalize("NFC").trim();
	if (!source) report("source-missing");
	if (!version) report("version-missing");
	const chosen = typed.variables.flatMap((wanted) => {
		const variable = variables.find((one) => one.name === wanted);
		if (!variable) report("unknown-variable", { value: wanted });
		return variable ? [variable] : [];
	});
	if (typed.variables.length === 0) report("no-variable");
	if (chosen.length !== typed.variables.length || chosen.length === 0)
		return { problems };

	const cells = readLines(typed, chosen, report);
	const sum = cells.reduce((total, cell) => total + cell.total, 0);
	const isWhole = problems.length === 0 && cells.length > 0;
	if (cells.length === 0 && problems.every(({ row }) => row === 0))
		report("no-totals");
	if (isWhole) {
		const found = new Set(cells.map(({ codes }) => codes.join(";")));
		for (const codes of crossed(chosen))
			if (!found.has(codes.join(";")))
				report("missing-category", { value: nameOf(codes, chosen) });
		if (sum === 0) report("nothing-to-share");
		else if (
			typed.unit === "percent" &&
			Math.abs(sum - 100) > 0.5 &&
			Math.abs(sum - 1) > 0.005
		)
			report("percent-not-100", { value: String(Number(sum.toFixed(2))) });
	}
	const said = `${name} ${source} ${version}`;
	const isCensus = /2019/.test(said);
	const isNew = geography === "G3" || geography === "G4";
	if (isNew && isCensus && chosen.some(isUrbanRural))
		report("census-urban-rural", { value: geography });
	if (
		/(^|\D)202\s*\/\s*2025|NQ\s*202(\D|$)|nghị quyết (số )?202(\D|$)/i.test(
			said,
		) ||
		Math.abs(sum / registeredPopulation - 1) < 0.002
	)
		report("registered-population");
	return problems.length > 0
		? { problems }
		: { variables: typed.variables, unit: typed.unit, cells, source, version };
}

function readLines(
	{ totals, unit }: TypedMargin,
	chosen: MarginVariable[],
	report: typeof weightProblem,
): PopulationMargin["cells"] {
	const cells: PopulationMargin["cells"] = [];
	const lineOf = new Map<string, number>();
	const lines = totals.replace(/^\uFEFF/, "").split(/\r?\n/);
	const decimals = decimalSign(lines.map((line) => plain(lastField(line))));
	for (const [at, line] of lines.entries()) {
		const row = at + 1;
		if (line.trim() === "") continue;
		const fields = line.split(/[;\t]/).map((field) => field.trim());
		const [total = "", ...before] = fields.toReversed();
		const codes = before.reverse();
		// A line of headings stands on top of what spreadsheets copy.
		if (cells.length === 0 && lineOf.size === 0 && at === 0 && !/\d/.test(line))
			continue;
		if (codes.length !== chosen.length) {
			report("wrong-fields", {
				row,
				value: line.trim(),
				count: chosen.length + 1,
			});
			continue;
		}
		const isKnown = chosen.map(({ name, categories }, place) => {
			const code = codes[place] ?? "";
			const known = categories.some((one) => String(one.code) === code);
			if (!known)
				report("unknown-category", { row, column: name, value: code });
			return known;
		});
		const number = readTotal(total, unit, decimals);
		if (number === undefined)
			report("not-a-number", { row, column: "total", value: total });
		else if (number < 0)
			report("negative-total", { row, column: "total", value: total });
		if (number === undefined || number < 0 || isKnown.includes(false)) continue;
		const key = codes.join(";");
		const earlier = lineOf.get(key);
		if (earlier !== undefined) {
			report("repeated-category", { row, value: key, other: earlier });
			continue;
		}
		lineOf.set(key, row);
		cells.push({ codes: codes.map(Number), total: number });
	}
	return cells;
}

const lastField = (line: string) => line.split(/[;\t]/).at(-1) ?? "";

const plain = (total: string) =>
	total.replace(/[%\u00a0\u202f\s]/g, "").replace("−", "-");

/** The sign that one of the totals has before its decimals: beside 34,4 or 0,125 a 34,428 is no 34 428. */
const decimalSign = (totals: string[]): string | undefined =>
	totals
		.map(
			(total) => /^-?(?:0|.*\d(?=[.,](?!\d{3}$)))([.,])\d+$/.exec(total)?.[1],
		)
		.find((sign) => sign !== undefined);

/** 1.234.567, 1 234 567 and 1,234,567 are people; a share has one sign before its decimals, whichever. */
function readTotal(
	text: string,
	unit: MarginUnit,
	decimals: string | undefined,
): number | undefined {
	const total = plain(text);
	if (/^-?\d+$/.test(total)) return Number(total);
	const [, thousands] = /^-?\d{1,3}([.,])\d{3}(\1\d{3})*$/.exec(total) ?? [];
	if (unit !== "percent" && thousands && thousands !== decimals)
		return Number(total.replace(/[.,]/g, ""));
	if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(total))
		return Number(total.replaceAll(".", "").replace(",", "."));
	if (/^-?\d+[.,]\d+$/.test(total)) return Number(total.replace(",", "."));
	return undefined;
}

/** Every combination of the variables' codes. */
const crossed = (chosen: MarginVariable[]): number[][] =>
	chosen.reduce<number[][]>(
		(above, { categories }) =>
			above.flatMap((codes) => categories.map(({ code }) => [...codes, code])),
		[[]],
	);

/** "4 (Xã) × 1 (Có)". */
export const nameOf = (codes: number[], chosen: MarginVariable[]): string =>
	codes
		.map((code, place) => {
			const label = chosen[place]?.categories.find(
				(category) => category.code === code,
			)?.label.vi;
			return label && label !== String(code) ? `${code} (${label})` : `${code}`;
		})
		.join(" × ");
