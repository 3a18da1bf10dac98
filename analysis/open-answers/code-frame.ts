import type { Text } from "../../survey-definitions/definition.ts";

/** A code of the frame of concepts: six groups of solutions, five recommendations, and two for what fits neither. */
export interface OpenCode {
	code: string;
	label: Text;
}

export const openCodes: OpenCode[] = [
	{
		code: "G1",
		label: { vi: "Thể chế, pháp luật", en: "Institutions and law" },
	},
	{
		code: "G2",
		label: {
			vi: "Kiểm tra, giám sát, thanh tra, xử lý",
			en: "Inspection, supervision, handling",
		},
	},
	{ code: "G3", label: { vi: "Tổ chức, cán bộ", en: "Organisation, cadres" } },
	{
		code: "G4",
		label: {
			vi: "Lãnh đạo, chỉ đạo của cấp ủy",
			en: "Leadership of Party committees",
		},
	},
	{ code: "G5", label: { vi: "Chế tài", en: "Sanctions" } },
	{ code: "G6", label: { vi: "Giải pháp khác", en: "Other solutions" } },
	{
		code: "R1",
		label: {
			vi: "Hoàn thiện cơ chế bảo vệ cán bộ dám nghĩ, dám làm",
			en: "Protect cadres who dare to think and act",
		},
	},
	{
		code: "R2",
		label: {
			vi: "Phân bổ biên chế theo khối lượng việc",
			en: "Staff allotted by the volume of work",
		},
	},
	{ code: "R3", label: { vi: "Tiền lương, đãi ngộ", en: "Pay and benefits" } },
	{
		code: "R4",
		label: {
			vi: "Rà soát, hoàn thiện văn bản, thực thi thống nhất",
			en: "Review legal documents, apply them alike",
		},
	},
	{
		code: "R5",
		label: {
			vi: "Hướng dẫn kịp thời khi chưa sửa được văn bản",
			en: "Timely guidance while documents are not amended",
		},
	},
	{ code: "KHAC", label: { vi: "Nội dung khác", en: "Something else" } },
	{
		code: "TRONG",
		label: { vi: "Không có nội dung", en: "No content" },
	},
];
