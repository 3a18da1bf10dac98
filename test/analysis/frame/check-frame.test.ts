import { expect, test } from "vitest";
import {
	checkFrame,
	type FrameOptions,
} from "../../../analysis/frame/check-frame.ts";
import { openStore } from "../../../db/store.ts";

const store = openStore(":memory:");
const geography = await store.geography();
store.close();

const table = (text: string) =>
	text
		.trim()
		.split("\n")
		.map((line) => line.split("|").map((cell) => cell.trim()));

const check = (text: string, options: Partial<FrameOptions> = {}) =>
	checkFrame(table(text), {
		kind: "agencies",
		geography,
		version: "G3",
		...options,
	});

const found = (text: string, options: Partial<FrameOptions> = {}) =>
	check(text, options).problems.map(
		({ row, column, code, value }) => `${row} ${column} ${code} ${value}`,
	);

const agencies = "Mã đơn vị | Tên đơn vị | Tỉnh | Số người | Số lãnh đạo";

test("a frame of agencies is read under Vietnamese headers, its provinces as codes", () => {
	const { units, problems, blocked, mapping } = check(`
		DANH SÁCH CƠ QUAN | | | | | | |
		Mã cơ quan | Tên cơ quan | Cấp | Khối | Mã tầng | Tỉnh/Thành phố | Số người | Số lãnh đạo
		A1 | Sở Y tế | Tỉnh | Y tế | 2.7 | Hà Nội | 1.234 | 12
		A2 | Tòa án khu vực 1 | Khu vực | 5 | 5.5 | Đắk Lắk | 40 | 0`);
	expect(problems).toEqual([]);
	expect(blocked).toBe(false);
	expect(mapping).toMatchObject({ unit: "Mã cơ quan", people: "Số người" });
	expect(units).toEqual([
		expect.objectContaining({
			row: 3,
			unit: "A1",
			name: "Sở Y tế",
			level: 2,
			sector: 7,
			stratum: "2.7",
			province: "01",
			people: 1234,
			leaders: 12,
			households: null,
		}),
		expect.objectContaining({
			level: 5,
			sector: 5,
			province: "66",
			leaders: 0,
		}),
	]);
});

test("a frame of villages is read with its communes, households, adults and urban or rural", () => {
	const { units, problems } = check(
		`
		Mã thôn | Mã xã | Tên thôn | Mã tỉnh | TT/NT | Số hộ | Số người từ 18 tuổi trở lên
		T1 | X1 | Thôn Đông | 1 | Nông thôn | 210 | 640
		T2 | X1 | Tổ 5 | 01 | thành thị | 180 | 500`,
		{ kind: "areas" },
	);
	expect(problems).toEqual([]);
	expect(units).toMatchObject([
		{
			unit: "T1",
			parent: "X1",
			province: "01",
			urban: "rural",
			households: 210,
			adults: 640,
			people: null,
		},
		{ unit: "T2", urban: "urban" },
	]);
});

test("sizes that no unit can have are refused with row, column and remedy", () => {
	const text = `${agencies}
		A1 | a | Hà Nội | 0 | 0
		A2 | b | Hà Nội | -5 | 0
		A3 | c | Hà Nội | | 1
		A4 | d | Hà Nội | 12,5 | 1
		A5 | e | Hà Nội | 10 | 11
		A6 | f | Hà Nội | khoảng 20 | 1`;
	expect(found(text)).toEqual([
		"2 Số người zero-size 0",
		"3 Số người negative-size -5",
		"4 Số người missing-size ",
		"5 Số người not-a-number 12,5",
		"6 Số lãnh đạo leaders-over-people 11",
		"7 Số người not-a-number khoảng 20",
	]);
	const { units, problems } = check(text);
	expect(units).toEqual([]);
	for (const { remedy } of problems) {
		expect(remedy.vi.length).toBeGreaterThan(10);
		expect(remedy.vi + remedy.en).not.toMatch(/[{}]/);
	}
});

test("duplicate and missing ids, totals and empty rows are found; rows after the data are none", () => {
	expect(
		found(`${agencies}
		A1 | a | Hà Nội | 10 | 1
		a1 | b | Hà Nội | 10 | 1
		| | | |
		| c | Hà Nội | 10 | 1
		| Tổng cộng | | 30 | 3
		A2 | Tổng cục Thống kê | Hà Nội | 10 | 1
		| | | |`),
	).toEqual([
		"3 Mã đơn vị duplicate-unit a1",
		"4  empty-row ",
		"5 Mã đơn vị missing-unit ",
		"6 Tên đơn vị total-row Tổng cộng",
	]);
});

test("spellings of one province are named once each and read as one code", () => {
	const { units, problems, blocked } = check(
		`${agencies}
		A1 | a | Hòa Bình | 10 | 1
		A2 | b | Hoà Bình | 10 | 1
		A3 | c | Hoà Bình | 10 | 1
		A4 | d | Đắc Lắc | 10 | 1
		A5 | e | Daklak | 10 | 1
		A6 | f | TP. Hồ Chí Minh | 10 | 1
		A7 | g | TP HCM | 10 | 1
		A8 | h | Tỉnh Bà Rịa – Vũng Tàu | 10 | 1
		A9 | i | Huế | 10 | 1
		B1 | j | Ðắk Nông | 10 | 1`,
		{ version: "G1" },
	);
	expect(units.map(({ province }) => province)).toEqual(
		"17 17 17 66 66 79 79 77 46 67".split(" "),
	);
	expect(blocked).toBe(false);
	expect(problems.map(({ value }) => value)).toEqual([
		"Hoà Bình",
		"Đắc Lắc",
		"Daklak",
		"TP. Hồ Chí Minh",
		"TP HCM",
		"Tỉnh Bà Rịa – Vũng Tàu",
		"Huế",
		"Ðắk Nông",
	]);
	expect(problems[0]?.remedy.en).toContain("Hòa Bình (code 17)");
});

test("names without marks are one province each in every version", () => {
	for (const version of ["G1", "G2", "G3", "G4"]) {
		const provinces = geography.units.filter(
			(unit) => unit.version === version && unit.level === "province",
		);
		const rows = provinces.map(
			({ name }, at) => `A${at} | a | ${name} | 10 | 1`,
		);
		const { units, problems } = check([agencies, ...rows].join("\n"), {
			version,
		});
		expect(problems).toEqual([]);
		expect(units.map(({ province }) => province)).toEqual(
			provinces.map(({ code }) => code),
		);
	}
});

test("a province of another version is refused, and told where it stands", () => {
	const { problems } = check(`${agencies}
		A1 | a | Quảng Bình | 10 | 1
		A2 | b | Atlantis | 10 | 1`);
	expect(problems.map(({ code }) => code)).toEqual([
		"unknown-province",
		"unknown-province",
	]);
	expect(problems[0]?.remedy.en).toContain("(G1, G2)");
});

test("a code that means another province than the name is refused: seven codes are re-used", () => {
	const text = `Mã đơn vị | Mã tỉnh | Tỉnh | Số người | Số lãnh đạo
		A1 | 27 | Bắc Ninh | 10 | 1
		A2 | 24 | Bắc Ninh | 10 | 1`;
	expect(found(text, { version: "G1" })).toEqual([
		"3 Mã tỉnh province-disagrees 24",
	]);
	expect(found(text, { version: "G3" })).toEqual([
		"2 Mã tỉnh unknown-province 27",
	]);
});

test("strata, levels and sectors have to be known; districts ended with G2", () => {
	const text = `Mã đơn vị | Mã tầng | Cấp | Khối | Số người | Số lãnh đạo
		A1 | 1 | Huyện | Đảng | 10 | 1
		A2 | 9 | Hành tinh | Biển | 10 | 1
		A3 | | Xã | Đảng | 10 | 1`;
	expect(found(text, { strata: ["1", "2"] })).toEqual([
		"2 Cấp no-district-level Huyện",
		"3 Cấp unknown-level Hành tinh",
		"3 Khối unknown-sector Biển",
		"3 Mã tầng unknown-stratum 9",
		"4 Mã tầng unknown-stratum ",
	]);
	expect(found(text, { version: "G2" })).not.toContain(
		"2 Cấp no-district-level Huyện",
	);
});

test("formulas and errors of Excel are refused, dashes and signs are not", () => {
	expect(
		found(`${agencies} | Ghi chú
		A1 | =HYPERLINK("http://x") | Hà Nội | =SUM(A1:A9) | 1 | -
		A2 | b | Hà Nội | #REF! | 1 | - như trên
		A3 | c | Hà Nội | 10 | 1 | @cmd
		A4 | d | Hà Nội | 10 | 1 | +CMD(1)`),
	).toEqual([
		'2 Tên đơn vị formula =HYPERLINK("http://x")',
		"2 Số người formula =SUM(A1:A9)",
		"3 Số người error-value #REF!",
		"4 Ghi chú formula @cmd",
		"5 Ghi chú formula +CMD(1)",
	]);
});

test("columns of persons are refused, by their header or by what they hold", () => {
	const rows = (header: string, cell: string) => `${agencies} | ${header}
		A1 | a | Hà Nội | 10 | 1 | ${cell}
		A2 | b | Hà Nội | 10 | 1 | ${cell}`;
	for (const header of [
		"Họ và tên",
		"Họ tên thủ trưởng",
		"Họ",
		"Số điện thoại",
		"SĐT",
		"CCCD",
		"Email",
		"Ngày sinh",
	])
		expect(found(rows(header, "x")), header).toEqual([
			`1 ${header} personal-column `,
		]);
	for (const header of ["Hộ", "Số thứ tự", "Ghi chú"])
		expect(found(rows(header, "x")), header).toEqual([]);
	expect(found(rows("Liên hệ", "0912 345 678"))).toEqual([
		"0 Liên hệ personal-column ",
	]);
	expect(found(rows("Khác", "001085012345"))).toEqual([
		"0 Khác personal-column ",
	]);
});

test("TCVN3 and VNI are told by their look, a foreign name is let through", () => {
	const named = (...names: string[]) =>
		check(
			[
				"Mã đơn vị | Tên đơn vị | Số người | Số lãnh đạo",
				...names.map((name, at) => `A${at} | ${name} | 10 | 1`),
			].join("\n"),
		).problems.map(({ code, remedy }) =>
			[code, /TCVN3|VNI/.exec(remedy.en)?.[0]].join(" "),
		);
	expect(named("Së Y tÕ Hµ Néi", "UBND tØnh Qu¶ng TrÞ", "§¾k L¾k")).toEqual([
		"legacy-encoding TCVN3",
		"legacy-encoding TCVN3",
		"legacy-encoding TCVN3",
	]);
	expect(named("Sôû Y teá Haø Noäi", "Quaûng Trò", "Ñaø Naüng")).toEqual([
		"legacy-encoding VNI",
		"legacy-encoding VNI",
		"legacy-encoding VNI",
	]);
	const sound = [
		"Sở Y tế «Hà Nội»",
		"Ủy ban nhân dân tỉnh Đắk Lắk",
		"Trường Nguyễn Thị Minh Khai",
		"Viện Pasteur",
		"Ban Dân vận – Đảng ủy khối",
	];
	expect(named(...sound)).toEqual([]);
	expect(named(...sound, "Trường Düsseldorf")).toEqual([]);
});

test("headers in an old encoding are refused before any row", () => {
	expect(
		found(`M· ®¬n vÞ | Sè ng­êi | Số lãnh đạo
		A1 | 10 | 1`).some((line) => line.includes("legacy-encoding")),
	).toBe(true);
});

test("missing columns are named, and the caller may say which they are", () => {
	const text = `Ký hiệu | Quân số | Số lãnh đạo
		A1 | 10 | 1`;
	const { problems, blocked } = check(text);
	expect(blocked).toBe(true);
	expect(problems.map(({ code, remedy }) => [code, remedy.en])).toEqual([
		["missing-column", expect.stringContaining("(unit)")],
		["missing-column", expect.stringContaining("(people)")],
	]);
	const chosen = { unit: "ký hiệu", people: "Quân số" };
	expect(check(text, { chosen }).units).toMatchObject([
		{ unit: "A1", people: 10 },
	]);
	expect(found(text, { chosen: { ...chosen, name: "Tên" } })).toEqual([
		"1 Tên missing-column ",
	]);
});

test("a file without data is refused", () => {
	expect(found(agencies)).toEqual(["0  empty-file "]);
	expect(found("")).toEqual(["0  empty-file "]);
});

test("problems beyond a thousand are counted, not listed", () => {
	const rows = Array.from({ length: 1500 }, (_, at) => `A${at} | a | | 0 | 0`);
	const { problems, leftOut } = check([agencies, ...rows].join("\n"));
	expect([problems.length, leftOut]).toEqual([1000, 500]);
});

test("twelve thousand agencies are checked: every unit is there, every fault is found", () => {
	const provinces = geography.units.filter(
		(unit) => unit.version === "G3" && unit.level === "province",
	);
	const rows = Array.from({ length: 12_000 }, (_, at) => {
		const people = at % 1000 === 999 ? 0 : 5 + (at % 400);
		return `CQ${at} | Cơ quan ${at} | ${provinces[at % 34]?.name} | ${people} | ${people && at % 5}`;
	});
	const { units, problems } = check([agencies, ...rows].join("\n"));
	expect(units).toHaveLength(11_988);
	expect(problems.map(({ row, code }) => [row, code])).toEqual(
		Array.from({ length: 12 }, (_, at) => [1001 + at * 1000, "zero-size"]),
	);
});
