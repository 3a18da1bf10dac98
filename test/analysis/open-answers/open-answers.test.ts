import fc from "fast-check";
import { expect, test } from "vitest";
import { agreement } from "../../../analysis/open-answers/agreement.ts";
import { countCodes } from "../../../analysis/open-answers/count-codes.ts";
import {
	markIdentities,
	masked,
} from "../../../analysis/open-answers/mark-identities.ts";
import {
	type Coding,
	settleCodes,
} from "../../../analysis/open-answers/settle-codes.ts";
import { nameWords } from "../../../survey-definitions/name-words.ts";

const mask = (text: string) => masked(text, markIdentities(text, nameWords));

test.each([
	["Gọi cho tôi số 0912 345 678.", "Gọi cho tôi số [số]."],
	["Gửi về a.b@tinh.gov.vn nhé", "Gửi về [email] nhé"],
	["Ông Nguyễn Văn An hay né việc", "Ông [tên] hay né việc"],
	["giám đốc Lê Hoa chậm ký", "giám đốc [tên] chậm ký"],
	["Trần Thị Bình ở UBND xã Tân Lập", "[tên] ở [cơ quan]"],
	["Sở Tài Chính trả hồ sơ chậm", "[cơ quan] trả hồ sơ chậm"],
	["phường 12 trả lời chung chung", "[cơ quan] trả lời chung chung"],
])("“%s” is masked", (written, shown) => {
	expect(mask(written)).toBe(shown);
});

test.each([
	"Cần sửa luật cho rõ, giao việc đúng người.",
	"Cấp xã thiếu người, sở không trả lời, phòng ban đùn đẩy.",
	"Chi 1.500.000 đồng mà chờ 30 ngày.",
])("“%s” names nobody", (written) => {
	expect(markIdentities(written, nameWords)).toEqual([]);
});

test("pieces never overlap, and what is masked holds none of the numbers and addresses", () => {
	const piece = fc.constantFrom(
		"Ông Nguyễn Văn An",
		"0912345678",
		"x@y.vn",
		"UBND xã Tân Lập",
		"cần luật rõ",
		"Lê",
		",",
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
			const text = pieces.join(" ");
			const found = markIdentities(text, nameWords);
			for (const [at, one] of found.entries())
				expect(one.start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0);
			expect(masked(text, found)).not.toMatch(/\d{9}|@|Văn|Tân/);
		}),
	);
});

const coding = (coder: string, ...codes: string[]): Coding => ({
	coder,
	codes,
});

test("a third opinion is asked for only where two differ, and then decides", () => {
	expect(settleCodes([])).toEqual({ state: "open", codings: 0 });
	expect(settleCodes([coding("a", "G1")])).toEqual({
		state: "open",
		codings: 1,
	});
	expect(
		settleCodes([coding("a", "G1", "R3"), coding("b", "R3", "G1")]),
	).toMatchObject({ state: "settled", byThird: false });
	expect(settleCodes([coding("a", "G1"), coding("b", "G1", "G2")])).toEqual({
		state: "differs",
	});
	expect(
		settleCodes([coding("a", "G1"), coding("b", "G2"), coding("c", "G2")]),
	).toEqual({ state: "settled", codes: ["G2"], byThird: true });
});

test("kappa of two coders is Cohen's: 20 and 15 of 50 agreed gives 0.4", () => {
	const texts = [
		...Array.from({ length: 20 }, () => ["G1", "G1"]),
		...Array.from({ length: 5 }, () => ["G1", "G2"]),
		...Array.from({ length: 10 }, () => ["G2", "G1"]),
		...Array.from({ length: 15 }, () => ["G2", "G2"]),
	].map(([one = "", other = ""]) => [coding("a", one), coding("b", other)]);
	const { kappa, byCode } = agreement(texts, ["G1", "G2"]);
	expect(byCode[0]?.kappa).toBeCloseTo(0.4, 12);
	expect(byCode[1]?.kappa).toBeCloseTo(0.4, 12);
	expect(kappa).toBeCloseTo(0.4, 12);
	expect(agreement([[coding("a", "G1")]], ["G1"]).kappa).toBeNull();
});

test("fewer mentions than the least have no count, none at all is 0", () => {
	const settled = [
		...Array.from({ length: 10 }, () => ["G1", "G2"]),
		...Array.from({ length: 9 }, () => ["G3"]),
	];
	expect(countCodes(settled, ["G1", "G2", "G3", "G4"], 10)).toEqual([
		{ code: "G1", count: 10 },
		{ code: "G2", count: 10 },
		{ code: "G3", count: null },
		{ code: "G4", count: 0 },
	]);
});
