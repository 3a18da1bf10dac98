import type { Gap } from "./compose.ts";

const reasons: Record<Gap["why"], string> = {
	"no-survey": "báo cáo này không có cuộc điều tra đó",
	"not-in-wave": "đợt này không hỏi",
	"nobody-asked": "không có ai được hỏi hoặc trả lời câu này",
	withheld: "toàn bộ ô bị che để bảo vệ người trả lời",
	"no-margins":
		"trọng số chưa hiệu chỉnh theo biên tổng thể vì chưa có biên nào được khai",
	"no-margin-source": "biên tổng thể thiếu nguồn",
	"no-cases":
		"chưa có báo cáo của các cơ quan; để trống, khác với báo cáo “không có”",
	"quotation-not-approved": "chưa được duyệt nên không in",
	"not-coded": "chưa mã hóa",
	"not-estimable": "không ước lượng được",
	"not-frozen": "chưa chốt; đây là bản dự thảo, số liệu còn có thể thay đổi",
	"not-approved": "đã chốt nhưng chưa đủ người duyệt; đây là bản dự thảo",
	"sentence-changed":
		"câu đã sửa không được dùng vì lời hoặc số bên dưới đã đổi; văn bản dùng câu sinh tự động, cần xem lại ở phần Sửa câu",
	"sentence-refused":
		"câu đã sửa không được dùng vì trái quy ước lời; văn bản dùng câu sinh tự động, cần sửa lại ở phần Sửa câu",
	"number-typed":
		"số gõ tay, không có nguồn trong số liệu; kiểm lại trước khi ký",
	"no-ledger": "sổ lô chưa có hoặc ghi thiếu nên chưa tính được tỷ lệ trả lời",
};

/** One line for each reason and place: what is missing, and why. */
export function gapLines(gaps: Gap[]): string[] {
	const groups = new Map<
		string,
		{ why: Gap["why"]; place: string; what: string[] }
	>();
	for (const { what, why, place } of gaps) {
		const key = `${place} ${why}`;
		const group = groups.get(key) ?? { why, place, what: [] };
		groups.set(key, group);
		if (!group.what.includes(what)) group.what.push(what);
	}
	return [...groups.values()].map(
		({ why, place, what }) => `${place} – ${what.join(", ")}: ${reasons[why]}`,
	);
}
