import type { Layout, Letterhead } from "./document.ts";

export type SigningBody = Omit<Letterhead, "layout" | "kind" | "subject">;

/** Who signs where nobody has said otherwise: the plan's steering committee, or the ministry of the Government's channel. */
export const usualLetterhead: Record<Layout, SigningBody> = {
	party: {
		parent: "BAN NỘI CHÍNH TRUNG ƯƠNG",
		organisation: "BAN CHỈ ĐẠO XÂY DỰNG ĐỀ ÁN",
		number: "Số        -BC/BCĐ",
		place: "Hà Nội",
		date: null,
		draft: "DỰ THẢO",
		signing: {
			capacity: "T/M BAN CHỈ ĐẠO XÂY DỰNG ĐỀ ÁN",
			title: "TRƯỞNG BAN",
			name: "",
		},
		recipients: [
			"Ban Chỉ đạo xây dựng Đề án,",
			"Tổ Biên tập,",
			"Viện Dư luận xã hội,",
			"Lưu.",
		],
	},
	state: {
		parent: "",
		organisation: "BỘ NỘI VỤ",
		number: "Số:        /BC-BNV",
		place: "Hà Nội",
		date: null,
		draft: "DỰ THẢO",
		signing: { capacity: "", title: "BỘ TRƯỞNG", name: "" },
		recipients: [
			"Thủ tướng Chính phủ (để báo cáo);",
			"Bộ trưởng, các Thứ trưởng;",
			"Vụ Công chức - Viên chức;",
			"Lưu: VT.",
		],
	},
};

/** Words of one layout that must not stand in a document of the other. */
export const forbiddenIn: Record<Layout, string[]> = {
	party: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
	state: ["ĐẢNG CỘNG SẢN VIỆT NAM"],
};
