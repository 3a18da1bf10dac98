import type {
	DataFile,
	FileColumn,
} from "../../../analysis/export/data-file.ts";

const same = (text: string) => ({ vi: text, en: text });

/** What people write that files have broken on: quotes, breaks, formulas, emoji, long answers, codes that are no answer. */
export const oddTexts = [
	"Đường Trường Sơn, 'nháy đơn' và \"nháy kép\"",
	"😀 👩‍👩‍👧 ☂",
	"=1+1",
	"+84",
	"-3",
	"@SUM(A1)",
	"ế".repeat(600),
	"a".repeat(252),
	"b".repeat(253),
	"c".repeat(255),
	"d".repeat(256),
	"e".repeat(1009),
	"dòng một\ndòng hai;\tthụt, phẩy",
	"ữ ".repeat(16_000).trimEnd(),
	"",
	"  thụt đầu dòng",
	"q".repeat(32_000),
	"<b>&amp;</b> _x0041_",
];

export const oddCodes = [1, 2, 3, 97, 98, 99, 101, 102, 103];

const rows = oddTexts.length;
const column = (name: string, more: Partial<FileColumn>): FileColumn => ({
	name,
	label: same(name),
	type: "code",
	categories: [],
	missing: [],
	values: [],
	...more,
});

export const oddFile: DataFile = {
	title: { vi: "Điều tra thử “né tránh”", en: "A trial" },
	rows,
	weight: "weight",
	columns: [
		column("CB_B2_1", {
			label: {
				vi: `Việc “đùn đẩy” ở nơi làm việc, 'né tránh' ${"rất dài ".repeat(50)}`.trim(),
				en: "Buck-passing",
			},
			categories: oddCodes.map((code) => ({
				code,
				label: { vi: `Mức ${code}: không biết`, en: `Level ${code}` },
			})),
			missing: oddCodes.filter((code) => code > 96),
			values: Int16Array.from(
				{ length: rows },
				(_, row) => oddCodes[row % oddCodes.length]!,
			),
		}),
		column("far", {
			values: Int32Array.from({ length: rows }, (_, row) => row * 100_000 - 3),
		}),
		column("weight", {
			type: "number",
			values: Float64Array.from({ length: rows }, (_, row) =>
				row === 5 ? Number.NaN : (row + 1) / 7,
			),
		}),
		column("short", {
			type: "text",
			values: oddTexts.map((text) => [...text].slice(0, 5).join("").trimEnd()),
		}),
		column("open", { type: "text", values: oddTexts }),
		column("last", {
			values: Int16Array.from({ length: rows }, (_, row) => row % 2),
		}),
	],
};

export function bytesOfChunks(chunks: Iterable<Uint8Array>): Buffer {
	return Buffer.concat([...chunks]);
}
