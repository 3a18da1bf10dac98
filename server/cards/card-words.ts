import type { SurveyDefinition } from "../../survey-definitions/definition.ts";

/** What a card and its sheet say. `you` is how the person is addressed: Anh/Chị, Ông/Bà. */
export interface CardWords {
	howTo: string;
	assurance: string;
	questions: string;
	fingerprint: string;
	lot: string;
	cardsOfLot: (from: number, to: number, all: number) => string;
	page: (page: number, of: number) => string;
	cutAndShuffle: string;
	keepApart: string;
}

const noBreak = "\u00a0";

export const cardWords = (
	you: string,
	population: SurveyDefinition["population"],
): CardWords => ({
	howTo: `Mời ${you} quét mã bằng điện thoại${population === "cadres" ? " riêng" : ""}, hoặc mở địa chỉ sau rồi nhập${noBreak}mã:`,
	assurance:
		"Không ghi tên người nhận thẻ; đổi thẻ ở nơi phát cũng không ghi tên.",
	questions: `Hỏi đáp:${noBreak}`,
	fingerprint: "Dấu đối chiếu",
	lot: "Lô",
	cardsOfLot: (from, to, all) => `thẻ ${from}–${to} trên ${all}`,
	page: (page, of) => `trang ${page} trên ${of}`,
	cutAndShuffle: "Cắt theo dấu, trộn đều thẻ trong lô rồi mới cho bốc.",
	keepApart: "Không ghi gì lên thẻ. Bốn chữ đầu của mã là ký hiệu lô.",
});
