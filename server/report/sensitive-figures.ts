import type { ReleasedSensitive } from "../../analysis/disclosure/release-sensitive.ts";
import type {
	FigureSource,
	SensitiveFigures,
} from "../../analysis/report/figures.ts";
import type { Diagnostic } from "../../analysis/sensitive/sensitive-table.ts";

/** A released indirect estimate as the report reads it. */
export function sensitiveFigures(
	{ technique, measures, columns, diagnostics = [] }: ReleasedSensitive,
	source: FigureSource,
): SensitiveFigures {
	const [column] = columns;
	const numbers: SensitiveFigures["numbers"] = { base: column?.base ?? null };
	for (const { name } of measures) {
		const cell = column?.estimates[name];
		const isKnown = cell !== undefined && "value" in cell;
		numbers[`${name}|value`] = isKnown ? cell.value : null;
		numbers[`${name}|lower`] = isKnown ? (cell.ci?.lower ?? null) : null;
		numbers[`${name}|upper`] = isKnown ? (cell.ci?.upper ?? null) : null;
	}
	const told: SensitiveFigures["diagnostics"] = [];
	const add = (
		at: number,
		words: string,
		value: number,
		form: SensitiveFigures["diagnostics"][number]["form"],
		p?: number,
	) => {
		const name = `test|${at}|${told.length}`;
		numbers[`${name}|value`] = value;
		if (p !== undefined) numbers[`${name}|p`] = p;
		told.push({
			words,
			value: `${name}|value`,
			form,
			...(p === undefined ? {} : { p: `${name}|p` }),
		});
	};
	diagnostics.forEach((one, at) => {
		for (const [words, value, form, p] of linesOf(one))
			add(at, words, value, form, p);
	});
	return {
		source,
		kind: technique.kind,
		label: technique.label,
		variables: technique.variables,
		measures,
		numbers,
		diagnostics: told,
	};
}

type Line = [
	words: string,
	value: number,
	form: "share" | "points",
	p?: number,
];

function linesOf(one: Diagnostic): Line[] {
	switch (one.kind) {
		case "design-effect":
			return [
				[
					`${one.variable}: không có hiệu ứng thiết kế, tỷ lệ nhỏ nhất của một kiểu trả lời`,
					one.least,
					"share",
					one.p,
				],
			];
		case "floor":
		case "ceiling":
			return [
				[
					`${one.variable}, ${one.isTreated ? "nhánh có mục thêm" : "nhánh đối chứng"}: ${one.kind === "floor" ? "sàn (không điều nào)" : "trần (mọi điều)"}`,
					one.value,
					"share",
				],
			];
		case "attention":
			return [["Độ chú ý theo câu neo", one.value, "share"]];
		case "lists-differ":
			return [["Chênh lệch giữa hai danh sách", one.value, "points", one.p]];
		case "order":
			return [
				[`Chênh lệch theo thứ tự (${one.arm})`, one.value, "points", one.p],
			];
		case "direct":
			return [
				[`Câu trực tiếp ${one.variable}`, one.value, "share"],
				["Chênh lệch gián tiếp trừ trực tiếp", one.difference, "points", one.p],
			];
	}
}
