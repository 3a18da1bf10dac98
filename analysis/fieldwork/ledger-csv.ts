import { stringify } from "csv-stringify/sync";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import type { LedgerCount, LedgerCounts } from "./dispositions.ts";

export const ledgerHeaders: Record<LedgerCount, Text> = {
	printed: { vi: "In", en: "Printed" },
	distributed: { vi: "Phát", en: "Distributed" },
	returned: { vi: "Trả lại chưa dùng", en: "Returned unused" },
	returnedRefused: { vi: "Trả lại, nói từ chối", en: "Returned, refused" },
	spoilt: { vi: "Hỏng", en: "Spoilt" },
	exchanged: { vi: "Đổi thẻ", en: "Exchanged" },
	exchangedUsed: { vi: "Đổi vì thẻ đã dùng", en: "Exchanged, already used" },
	agencyRefused: {
		vi: "Cơ quan từ chối (số thẻ dự kiến)",
		en: "Agency refused (planned cards)",
	},
	notAtHome: { vi: "Không gặp", en: "Not at home" },
	refused: { vi: "Từ chối", en: "Refused" },
	notEligible: { vi: "Không đủ điều kiện", en: "Not eligible" },
	emptyHouse: { vi: "Nhà trống", en: "Empty house" },
};

const pileWords: Record<string, Text> = {
	"1": { vi: "lãnh đạo, quản lý", en: "leaders" },
	"2": { vi: "còn lại", en: "others" },
	all: { vi: "tất cả", en: "all" },
};

/** The ledger as a table, one line a lot and pile: UTF-8 with BOM. */
export function ledgerCsv(
	{
		piles,
		counts,
		lots,
	}: {
		piles: string[];
		counts: LedgerCount[];
		lots: {
			id: string;
			stratum: Text;
			piles: Record<string, LedgerCounts>;
		}[];
	},
	language: Language,
): string {
	const vi = language === "vi";
	return stringify(
		[
			[
				vi ? "Lô" : "Lot",
				vi ? "Tầng" : "Stratum",
				vi ? "Chồng thẻ" : "Pile",
				...counts.map((count) => ledgerHeaders[count][language]),
			],
			...lots.flatMap((lot) =>
				piles.map((pile) => [
					lot.id,
					lot.stratum[language],
					pileWords[pile]?.[language] ?? pile,
					...counts.map((count) => lot.piles[pile]?.[count] ?? ""),
				]),
			),
		],
		// A label that a spreadsheet would compute is text.
		{ bom: true, escape_formulas: true },
	);
}
