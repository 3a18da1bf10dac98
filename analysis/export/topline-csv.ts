import { stringify } from "csv-stringify/sync";
import type { Language } from "../../survey-definitions/definition.ts";
import type { Released } from "../disclosure/release.ts";
import type { Topline } from "../tables/topline.ts";
import { toplineLines } from "./topline-lines.ts";

/** A released topline as CSV: UTF-8 with BOM, decimal point, no formula in any cell. */
export function toplineCsv(
	topline: Topline<Released>,
	language: Language = "vi",
): string {
	const { header, lines } = toplineLines(topline, language);
	return stringify([header, ...lines], { bom: true, escape_formulas: true });
}
