import type { ReportInput } from "./compose.ts";
import { type Gap, startReport } from "./compose.ts";
import type { Block } from "./document.ts";
import { withEdits } from "./edits.ts";
import { keyFindings } from "./key-findings.ts";
import { methodAnnex } from "./method.ts";
import {
	closing,
	gapBlocks,
	letterheadOf,
	type Made,
	surveyReport,
} from "./survey-report.ts";

/** What is made of a closed survey as a Word document. */
export const documentProducts = ["report", "summary", "method"] as const;
/** Those, the numbers as data, and what is made before the field. */
export const products = [
	...documentProducts,
	"package",
	"questionnaire",
	"plan",
] as const;
export type Product = (typeof products)[number];

export const fileNames: Record<Product, string> = {
	report: "bao-cao",
	summary: "tom-tat-lanh-dao",
	method: "phu-luc-phuong-phap",
	package: "goi-so-lieu",
	questionnaire: "phieu",
	plan: "phuong-an-dieu-tra",
};

export function makeDocument(
	product: (typeof documentProducts)[number],
	input: ReportInput,
): Made {
	if (product === "report") return surveyReport(input);
	return product === "summary" ? leadersSummary(input) : methodDocument(input);
}

/** P2: two to four pages with ten numbers. */
function leadersSummary(input: ReportInput): Made {
	const report = startReport(input);
	const found = keyFindings(report);
	return {
		document: {
			title: "Tóm tắt kết quả điều tra xã hội học",
			head: letterheadOf(
				report,
				"BÁO CÁO TÓM TẮT",
				"Kết quả điều tra xã hội học về tình trạng né tránh, đùn đẩy, làm việc cầm chừng, sợ trách nhiệm không dám làm",
			),
			blocks: withEdits(report, [
				{
					kind: "paragraph",
					id: "tom-tat.mo-dau",
					style: "body",
					content: [
						`${found.length === 10 ? "Mười" : found.length} con số dưới đây rút từ báo cáo đầy đủ; mỗi số có khoảng tin cậy 95% (KTC 95%) và số người trả lời (n). Kết quả chỉ phục vụ nghiên cứu của Đề án; không xếp hạng địa phương, cơ quan.`,
					],
				},
				...found.flatMap(({ id, number, sentence }, at): Block[] => [
					{
						kind: "paragraph",
						id: `con-so.${at + 1}`,
						style: "figure",
						content: [number],
					},
					{
						kind: "paragraph",
						id,
						style: "body",
						content: sentence,
					},
				]),
				closing("tom-tat.ket", "tóm tắt kết quả điều tra xã hội học"),
				{ kind: "signature" },
			]).concat(gapBlocks(report)),
		},
		gaps: report.gaps,
	};
}

/** P4: annex A on its own. */
function methodDocument(input: ReportInput): Made {
	const report = startReport(input);
	return {
		document: {
			title: "Phụ lục phương pháp",
			head: letterheadOf(
				report,
				"PHỤ LỤC PHƯƠNG PHÁP",
				"Điều tra xã hội học của Đề án",
			),
			blocks: withEdits(report, methodAnnex(report)).concat(gapBlocks(report)),
		},
		gaps: report.gaps as Gap[],
	};
}
