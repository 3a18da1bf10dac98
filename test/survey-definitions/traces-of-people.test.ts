import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameWords } from "../../survey-definitions/name-words.ts";
import { tracesOfPeople as tracesIn } from "../../survey-definitions/traces-of-people.ts";

const tracesOfPeople = (text: string) => tracesIn(text, nameWords);

describe("what points at somebody", () => {
	test.each([
		["Xin gọi ông Nguyễn Văn A ở phòng tiếp dân", ["name"]],
		["anh Hùng làm việc chậm", ["name"]],
		["Chị Lan bộ phận một cửa rất nhiệt tình", ["name"]],
		["đồng chí Trần Thị B", ["name"]],
		["đ/c Bình không ký", ["name"]],
		["Giám đốc Lê Quang C. giữ hồ sơ", ["name"]],
		["đồng chí Bí thư Phạm Minh ký rồi", ["name"]],
		["ông Chủ tịch Nguyễn Hòa", ["name"]],
		["Phó Chủ tịch Hương hẹn lại", ["name"]],
		["Trưởng phòng Thành không nhận", ["name"]],
		["hỏi ông NGUYỄN VĂN BÌNH", ["name"]],
		["ÔNG NGUYỄN VĂN BÌNH GÂY KHÓ DỄ", ["name"]],
		["giam doc Hung khong ky", ["name"]],
		["anh Công bảo chờ", ["name"]],
		["cô Thanh nói", ["name"]],
		["Mr Smith", ["name"]],
		["thư về lan.tran@example.gov.vn", ["email"]],
		["liên hệ 0912 345 678", ["number"]],
		["số 0912.345.678", ["number"]],
		["+84 (912) 345-678", ["number"]],
		["căn cước 001085012345", ["number"]],
		["số １２３４５６７８９", ["number"]],
		["anh Nam, nam@example.vn, 0987654321", ["email", "number", "name"]],
	])("%s", (text, traces) => {
		expect(tracesOfPeople(text)).toEqual(traces);
		expect(tracesOfPeople(text.normalize("NFD"))).toEqual(traces);
	});
});

describe("what does not", () => {
	test.each([
		"",
		"Anh/Chị và Ông/Bà nên được trả lời sớm",
		"Anh Chị em trong cơ quan",
		"bà con nông dân; Bà con rất khổ",
		"Ông A nói thế, bà B nói khác",
		"Chủ tịch UBND xã, chủ tịch HĐND tỉnh",
		"Chủ tịch Ủy ban nhân dân phường",
		"Giám đốc Sở Nội vụ và giám đốc Công an tỉnh",
		"Đồng chí Bí thư Tỉnh ủy",
		"Bí thư Chi bộ, bí thư Đảng ủy",
		"ông Giám đốc Trung tâm hành chính công",
		"Trưởng phòng Tài chính – Kế hoạch",
		"trưởng phòng Tư pháp thị xã",
		"các anh Công an khu vực",
		"Chánh Thanh tra tỉnh",
		"tỉnh Bà Rịa - Vũng Tàu, núi Bà Đen",
		"tư tưởng Chủ tịch Hồ Chí Minh",
		"CHỦ TỊCH XÃ LÀM CHẬM, BÀ CON KHỔ",
		"Nghị định 73/2023/NĐ-CP ngày 29/9/2023",
		"từ 01.07.2025 đến 31.12.2026",
		"các năm 2021 2022 2023 2024",
		"giai đoạn 2021-2025 và 2026-2030",
		"mất 1.500.000.000 đồng",
		"mất 12 345 678 000 đ",
		"hồ sơ số 12345678",
		"trả lời @ ngay",
		"thủ tục mất 3 tháng, đi 12 lần, gặp 5 người. Ông nào cũng hẹn.",
		"Cán bộ. Anh nói đúng. Chị hẹn. Nhưng Hà Nội thì khác",
	])("%s", (text) => {
		expect(tracesOfPeople(text)).toEqual([]);
	});
});

const syllables = fc.constantFrom(
	..."làm chậm hồ sơ giấy tờ thủ tục chờ đợi không ai nhận trách nhiệm ông bà anh chị giám đốc chủ tịch bí thư trưởng phòng đồng chí và rất nhiều lần".split(
		" ",
	),
);
const lower = fc
	.array(syllables, { maxLength: 12 })
	.map((words) => words.join(" "));
const given = fc.constantFrom(
	..."Hùng Lan Bình Hương Quỳnh Thủy Nghĩa Khuyên Uyên Ân Đức Giang Thành Công Yến Phượng Triết".split(
		" ",
	),
);
const title = fc.constantFrom(
	"ông",
	"Bà",
	"anh",
	"chị",
	"đồng chí",
	"Giám đốc",
	"chủ tịch",
	"Bí thư",
	"trưởng phòng",
	"phó chủ tịch",
);

test("titles in running words without a capital never warn", () => {
	fc.assert(
		fc.property(lower, (text) => {
			expect(tracesOfPeople(text)).toEqual([]);
		}),
	);
});

test("a title with a capitalised name warns wherever it stands", () => {
	fc.assert(
		fc.property(lower, title, given, lower, (before, who, name, after) => {
			const text = `${before} ${who} ${name}, ${after}`;
			expect(tracesOfPeople(text)).toEqual(["name"]);
		}),
	);
});

test("digits warn from nine on, however they are parted", () => {
	const parted = fc.array(
		fc.tuple(
			fc.integer({ min: 0, max: 9 }),
			fc.constantFrom("", "", "", " ", ".", "-"),
		),
		{ minLength: 1, maxLength: 14 },
	);
	fc.assert(
		fc.property(parted, (digits) => {
			// A nought in front: neither a year nor an amount of money.
			const text = `gọi 0${digits.map(([digit, gap]) => gap + digit).join("")} nhé`;
			const isDate = /\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d/.test(text);
			fc.pre(!isDate);
			expect(tracesOfPeople(text)).toEqual(
				digits.length + 1 >= 9 ? ["number"] : [],
			);
		}),
	);
});

test("anything at all is read without fault, and an address always warns", () => {
	const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
	fc.assert(
		fc.property(
			fc.string({ unit: "binary" }),
			part,
			part,
			(any, name, host) => {
				tracesOfPeople(any);
				expect(tracesOfPeople(`${any} ${name}@${host}.vn`)).toContain("email");
			},
		),
	);
});
