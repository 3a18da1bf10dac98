import type { ReleasedTable } from "../../analysis/tables/table.ts";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import { dontKnow } from "../../survey-definitions/definition.ts";
import { isShown } from "./footnotes.ts";
import { interval, share } from "./numbers.ts";
import { fill, strings } from "./strings.ts";

/** The item of a battery as its title, else the question itself. */
export const titleOf = ({
	question,
	item,
}: {
	question: Text;
	item?: Text | undefined;
}): Text => item ?? question;

/** 98 and 99: an answer, but no opinion. */
export const isWithoutOpinion = ({ code }: { code: number }): boolean =>
	code >= dontKnow;

/** The chart in words, for whoever does not see it. */
export function chartInWords(table: ReleasedTable, language: Language): string {
	const t = strings[language];
	const cells = table.columns.map(({ label, cells }) => {
		const figures = cells.map((cell, row) => {
			const label = table.rows[row]?.label[language] ?? "";
			return isShown(cell)
				? fill(cell.ci ? t.chartCell : t.chartCellPlain, {
						label,
						share: share(cell.value, language),
						interval: cell.ci ? interval(cell.ci, language) : "",
					})
				: `${label}: ${t.notShown}`;
		});
		return `${table.by ? `${label[language]} – ` : ""}${figures.join("; ")}`;
	});
	return fill(t.chartAlt, {
		title: titleOf(table.variable)[language],
		cells: cells.join(". "),
	});
}
