import { baseWords, netName, questionLine } from "./battery-blocks.ts";
import {
	cellInline,
	cellOf,
	difference,
	intervalInline,
	type Known,
	known,
	paragraph,
	type Report,
	say,
	share,
	sourceLine,
} from "./compose.ts";
import type { Block, BodyRow } from "./document.ts";
import { differApart, isKnown, notProven, quoted } from "./wording.ts";

/** Pairs of items that both populations were asked about. */
export interface CompareExhibit {
	id: string;
	caption: string;
	head: string;
	pairs: { label: string; cadres: string; citizens: string }[];
	/** Cells compared, the same on both sides. */
	net: number[];
	netWords: string;
	place: string;
}

export interface ComparedPair {
	label: string;
	cadres: Known;
	citizens: Known;
}

/** Two populations beside each other, with their difference and whether it is more than chance. */
export function compareBlocks(
	report: Report,
	{ id, caption, head, pairs, net, netWords, place }: CompareExhibit,
): { blocks: Block[]; pairs: ComparedPair[] } {
	const found = pairs.flatMap(({ label, cadres, citizens }) => {
		const one = known(report, "cadres", cadres, place);
		const other = known(report, "citizens", citizens, place);
		return one && other ? [{ label, cadres: one, citizens: other }] : [];
	});
	const [first] = found;
	if (!first) return { blocks: [], pairs: [] };
	const name = netName(net);
	const path = `all|${name}|value`;
	const judged = found.map((pair) => {
		const one = cellOf(pair.cadres, name);
		const other = cellOf(pair.citizens, name);
		const both = isKnown(one) && isKnown(other);
		return {
			...pair,
			both,
			differs: both && differApart(one, other),
			hasError: both && one.se !== undefined && other.se !== undefined,
		};
	});
	const rows = judged.map(
		({ label, cadres, citizens, both, differs, hasError }): BodyRow => ({
			cells: [
				[label],
				cellInline(report, cadres, name, "all", "share"),
				intervalInline(report, cadres, name, "all"),
				cellInline(report, citizens, name, "all", "share"),
				intervalInline(report, citizens, name, "all"),
				both
					? [
							difference(report, { of: cadres, path }, { of: citizens, path }),
							...(differs ? [" ▲"] : []),
						]
					: ["…"],
				[hasError ? (differs ? "khác nhau" : notProven) : "–"],
			],
		}),
	);
	const different = judged.filter(({ differs }) => differs);
	const alike = judged.filter(({ hasError, differs }) => hasError && !differs);
	return {
		pairs: judged,
		blocks: [
			{
				kind: "table",
				id,
				caption,
				head: [
					[
						{ text: head, down: 2 },
						{ text: "Cán bộ, công chức, viên chức", span: 2 },
						{ text: "Người dân", span: 2 },
						{ text: "Chênh lệch (điểm phần trăm)", down: 2 },
						{ text: "Kết luận thống kê", down: 2 },
					],
					[
						{ text: `% ${netWords}` },
						{ text: "KTC 95%" },
						{ text: `% ${netWords}` },
						{ text: "KTC 95%" },
					],
				],
				rows,
				widths: [3.2, 1.2, 1.5, 1.2, 1.5, 1.3, 1.8],
				foot: [
					questionLine(first.cadres),
					questionLine(first.citizens),
					[
						"Hai mẫu chọn độc lập; ▲: khác nhau có ý nghĩa thống kê ở mức 5%. Chênh lệch tính từ số chưa làm tròn.",
					],
					[baseWords],
					sourceLine(report, [first.cadres, first.citizens]),
				],
			},
			...(different.length > 0
				? [
						paragraph(
							`${id}.differ`,
							say`Đánh giá của hai nhóm khác nhau có ý nghĩa thống kê ở ${different.length === 1 ? "nội dung" : "các nội dung"}: `,
							different.flatMap(
								({ label, cadres, citizens }, index) =>
									say`${index > 0 ? "; " : ""}${quoted(label)} (cán bộ, công chức, viên chức ${share(report, cadres, name)}, người dân ${share(report, citizens, name)})`,
							),
							".",
						),
					]
				: []),
			...(alike.length > 0
				? [
						paragraph(
							`${id}.alike`,
							`Giữa hai nhóm, ${notProven} ở ${alike.length === 1 ? "nội dung" : "các nội dung"} ${alike.map(({ label }) => quoted(label)).join(", ")}.`,
						),
					]
				: []),
		],
	};
}
