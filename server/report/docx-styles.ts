import { AlignmentType, type IStylesOptions, LineRuleType } from "docx";
import type { Layout } from "../../analysis/report/document.ts";

export const font = "Times New Roman";

/** Twentieths of a point. */
export const mm = (millimetres: number) =>
	Math.round((millimetres * 1440) / 25.4);

/** Half points, as runs count them. */
export const pt = (points: number) => points * 2;

const a4 = { width: mm(210), height: mm(297) };

/** Margins of Hướng dẫn 36-HD/VPTW and of Nghị định 30/2020/NĐ-CP, in millimetres; portrait or landscape. */
export const margins: Record<
	Layout,
	{ top: number; bottom: number; left: number; right: number }
> = {
	party: { top: 20, bottom: 20, left: 30, right: 20 },
	state: { top: 20, bottom: 20, left: 30, right: 15 },
};

export function pageOf(layout: Layout, isWide: boolean) {
	const { top, bottom, left, right } = margins[layout];
	return {
		size: {
			...a4,
			orientation: isWide ? ("landscape" as const) : ("portrait" as const),
		},
		margin: {
			top: mm(top),
			bottom: mm(bottom),
			left: mm(left),
			right: mm(right),
			header: mm(10),
			footer: mm(10),
			gutter: 0,
		},
	};
}

export const textWidth = (layout: Layout, isWide: boolean): number => {
	const { left, right } = margins[layout];
	return mm((isWide ? 297 : 210) - left - right);
};

const spacing = {
	before: 60,
	after: 60,
	line: 276,
	lineRule: LineRuleType.AUTO,
};
const headingRun = { font, bold: true, color: "000000" };

export const styles: IStylesOptions = {
	default: {
		document: {
			run: {
				font,
				size: pt(14),
				color: "000000",
				language: { value: "vi-VN", eastAsia: "vi-VN", bidirectional: "vi-VN" },
			},
		},
		heading1: {
			run: { ...headingRun, size: pt(14) },
			paragraph: {
				spacing: { before: 240, after: 120 },
				keepNext: true,
				outlineLevel: 0,
			},
		},
		heading2: {
			run: { ...headingRun, size: pt(14) },
			paragraph: {
				spacing: { before: 180, after: 60 },
				keepNext: true,
				outlineLevel: 1,
			},
		},
		heading3: {
			run: { ...headingRun, italics: true, size: pt(14) },
			paragraph: {
				spacing: { before: 120, after: 60 },
				keepNext: true,
				outlineLevel: 2,
			},
		},
	},
	paragraphStyles: [
		...[1, 2].map((level) => ({
			id: `TOC${level}`,
			name: `toc ${level}`,
			basedOn: "Normal",
			run: { size: pt(13) },
			paragraph: {
				spacing: { before: 20, after: 20 },
				indent: { left: mm((level - 1) * 6) },
			},
		})),
		{
			id: "VanBan",
			name: "Văn bản",
			basedOn: "Normal",
			quickFormat: true,
			paragraph: {
				alignment: AlignmentType.JUSTIFIED,
				indent: { firstLine: mm(12.7) },
				spacing: {
					before: 120,
					after: 0,
					line: 276,
					lineRule: LineRuleType.AUTO,
				},
			},
		},
		{
			id: "GachDauDong",
			name: "Gạch đầu dòng",
			basedOn: "Normal",
			quickFormat: true,
			paragraph: {
				alignment: AlignmentType.JUSTIFIED,
				indent: { firstLine: mm(12.7) },
				spacing,
			},
		},
		{
			id: "ChuThichBang",
			name: "Nguồn, ghi chú",
			basedOn: "Normal",
			quickFormat: true,
			run: { size: pt(11), italics: true },
			paragraph: { spacing: { before: 20, after: 20 } },
		},
		{
			id: "TenBang",
			name: "Tên bảng, tên biểu",
			basedOn: "Normal",
			quickFormat: true,
			run: { size: pt(13), bold: true },
			paragraph: {
				spacing: { before: 200, after: 60 },
				keepNext: true,
				alignment: AlignmentType.LEFT,
			},
		},
		{
			id: "OBang",
			name: "Ô bảng",
			basedOn: "Normal",
			run: { size: pt(11) },
			paragraph: { spacing: { before: 20, after: 20 } },
		},
		{
			id: "ConSo",
			name: "Con số",
			basedOn: "Normal",
			run: { size: pt(22), bold: true },
			paragraph: { spacing: { before: 200, after: 0 }, keepNext: true },
		},
		{
			id: "CauHoi",
			name: "Câu hỏi",
			basedOn: "Normal",
			run: { size: pt(13), bold: true },
			paragraph: { spacing: { before: 160, after: 40 }, keepNext: true },
		},
		{
			id: "PhuongAn",
			name: "Phương án trả lời",
			basedOn: "Normal",
			run: { size: pt(13) },
			paragraph: {
				indent: { left: mm(8), hanging: mm(5) },
				spacing: { before: 10, after: 10 },
			},
		},
	],
};
