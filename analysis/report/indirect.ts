// What people say of themselves behind chance: single answers mean nothing, so only estimates are told.
import {
	addGap,
	paragraph,
	populationWords,
	type Report,
	say,
} from "./compose.ts";
import type { Block, Inline } from "./document.ts";
import { sensitiveCells, sensitiveNumber } from "./effect-blocks.ts";
import type { Exhibit } from "./exhibit.ts";
import { numberAt, type Population, type SensitiveFigures } from "./figures.ts";
import { quoted } from "./wording.ts";

const here = { PL5: "I.1", PL3: "I.1" } as const;

const kinds: Record<SensitiveFigures["kind"], string> = {
	list: "danh sách",
	crosswise: "mô hình chéo có câu neo",
	vignette: "tình huống",
};

export const indirectTechniques = (report: Report) =>
	(["cadres", "citizens"] as const).flatMap((population) =>
		(report.surveys[population]?.sensitive ?? [])
			.filter(({ kind }) => kind !== "vignette")
			.map((of) => ({ population, of })),
	);

const ownConduct: Exhibit = {
	id: "hanh-vi-ban-than",
	places: here,
	variables: ["CB_H1", "CB_H2", "CB_X0", "CB_X1", "ND_LE", "ND_LE_D"],
	compose: (report) => {
		const told = indirectTechniques(report).filter(
			({ of }) => numberAt(of, "prevalence|value") !== undefined,
		);
		for (const [population, variable] of [
			["cadres", "CB_H1"],
			["cadres", "CB_X1"],
			["citizens", "ND_LE"],
		] as [Population, string][])
			if (
				report.surveys[population] &&
				!told.some(({ of }) => of.variables.includes(variable))
			)
				addGap(report, { what: variable, why: "not-estimable", place: "I.1" });
		if (told.length === 0) return [];
		return [
			{
				kind: "table",
				id: "hanh-vi-ban-than",
				caption: "Hành vi của bản thân, ước lượng bằng kỹ thuật gián tiếp",
				head: [
					[
						{ text: "Hành vi" },
						{ text: "Kỹ thuật" },
						{ text: "Ước lượng" },
						{ text: "KTC 95%" },
						{ text: "n" },
					],
				],
				rows: told.map(({ population, of }) => ({
					cells: [
						[`${populationWords[population].short}: ${of.label.vi}`],
						[
							of.kind === "list" && of.variables.length > 1
								? "danh sách kép"
								: kinds[of.kind],
						],
						...sensitiveCells(report, of, "prevalence", ["share", "bound"]),
						[sensitiveNumber(report, of, "base", "count")],
					],
				})),
				widths: [4, 1.6, 1.2, 1.5, 1],
				foot: [
					[
						"Từng câu trả lời không cho biết hành vi của người trả lời; chỉ ước lượng được cho cả nhóm. Phiếu cán bộ không hỏi trực tiếp. Kiểm định ở Phụ lục F.",
					],
					["Nguồn: Điều tra xã hội học của Đề án."],
				],
			},
			...told.map(
				({ population, of }, at): Block =>
					paragraph(
						`hanh-vi-ban-than.${at + 1}`,
						say`Ước lượng ${sensitiveNumber(report, of, "prevalence|value", "share")} ${populationWords[population].people}${numberAt(of, "prevalence|lower") === undefined ? [] : say` (KTC 95%: ${sensitiveNumber(report, of, "prevalence|lower", "bound")}–${sensitiveNumber(report, of, "prevalence|upper", "bound")})`} có hành vi nêu trong câu ${quoted(of.label.vi)}.`,
					),
			),
		];
	},
};

export const indirect: Exhibit[] = [ownConduct];

/** Annex F: what speaks for and against each technique. */
export function indirectAnnex(report: Report): Block[] {
	const told = indirectTechniques(report).filter(
		({ of }) => of.diagnostics.length > 0,
	);
	if (told.length === 0)
		return [
			paragraph(
				"phu-luc-f",
				"Kỹ thuật gián tiếp (danh sách kép, mô hình chéo có câu neo; danh sách đơn ở phiếu người dân): bản này không có ước lượng được công bố.",
			),
		];
	return told.map(
		({ population, of }, at): Block => ({
			kind: "table",
			id: `f-${at + 1}`,
			caption: `Kiểm định kỹ thuật ${kinds[of.kind]}, ${populationWords[population].asked}: ${of.variables.join(", ")}`,
			head: [[{ text: "Kiểm định" }, { text: "Giá trị" }, { text: "p" }]],
			rows: of.diagnostics.map(({ words, value, form, p }) => ({
				cells: [
					[words],
					numberAt(of, value) === undefined
						? (["–"] as Inline[])
						: [sensitiveNumber(report, of, value, form)],
					p === undefined || numberAt(of, p) === undefined
						? ([""] as Inline[])
						: [sensitiveNumber(report, of, p, "p")],
				],
			})),
			widths: [5.5, 1.4, 1.2],
			foot: [
				[
					"Kiểm định hiệu ứng thiết kế của Blair và Imai (2012); p là hai phía. Nguồn: Điều tra xã hội học của Đề án.",
				],
			],
		}),
	);
}
