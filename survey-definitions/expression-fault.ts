import type { Text } from "./definition.ts";

/** Why an expression cannot be read, and where. */
export interface ExpressionFault {
	code: keyof typeof sentences;
	/** Place of the character, from 1. */
	at: number;
	/** What stands before it. */
	before: string;
	/** What stands there; empty at the end. */
	found: string;
	/** The sign that should, or the functions that there are. */
	wanted?: string;
}

type Parts = Pick<ExpressionFault, "found" | "wanted">;

const sentences = {
	empty: () => ({
		vi: "biểu thức còn trống",
		en: "an expression was expected, and there is none",
	}),
	"too-large": () => ({
		vi: "biểu thức quá dài hoặc ngoặc lồng nhau quá sâu; tách ra thành vài biến",
		en: "the expression is too long, or its brackets are nested too deep; split it into several variables",
	}),
	unreadable: ({ found }: Parts) => ({
		vi: `không đọc được “${found}”; so sánh viết = != < <= > >=, nối bằng and hoặc or, chữ đặt trong nháy thẳng '…' có mở có đóng, tên câu viết \${TÊN}`,
		en: `“${found}” cannot be read; comparisons are = != < <= > >=, conditions are joined by and or or, text stands between straight quotes '…', names are written \${NAME}`,
	}),
	value: ({ found }: Parts) => ({
		vi: `cần một giá trị${found && `, không phải “${found}”`}: tên câu \${TÊN}, một số, hoặc chữ trong nháy '…'`,
		en: `a value was expected${found && `, not “${found}”`}: a name \${NAME}, a number, or text in quotes '…'`,
	}),
	"second-comparison": ({ found }: Parts) => ({
		vi: `thừa “${found}”: giữa hai giá trị chỉ viết một phép so sánh, = != < <= > hoặc >=`,
		en: `a value was expected, not “${found}”: between two values stands one comparison, = != < <= > or >=`,
	}),
	"bare-name": ({ found }: Parts) => ({
		vi: `tên câu “${found}” phải viết là \${${found}}, còn chữ thì đặt trong nháy '${found}'`,
		en: `the name “${found}” is written \${${found}}, and text in quotes '${found}'`,
	}),
	"unknown-function": ({ found, wanted }: Parts) => ({
		vi: `không có hàm “${found}”; các hàm là ${wanted}`,
		en: `there is no function “${found}”; known functions are ${wanted}`,
	}),
	sign: ({ found, wanted }: Parts) => ({
		vi: `cần dấu “${wanted}”${found && `, không phải “${found}”`}`,
		en: `“${wanted}” was expected${found && `, not “${found}”`}`,
	}),
	battery: ({ found }: Parts) => ({
		vi: `cần mã của một bộ câu, viết trần không có \${ }${found && `, không phải “${found}”`}`,
		en: `a battery's name was expected, without \${ }${found && `, not “${found}”`}`,
	}),
	comparison: ({ found }: Parts) => ({
		vi: `cần một phép so sánh như >=${found && `, không phải “${found}”`}`,
		en: `a comparison such as >= was expected${found && `, not “${found}”`}`,
	}),
	end: ({ found }: Parts) => ({
		vi: `thừa “${found}”: hai điều kiện nối với nhau bằng and hoặc or, viết thường`,
		en: `the end was expected, not “${found}”: two conditions are joined by and or or, in small letters`,
	}),
} satisfies Record<string, (parts: Parts) => Text>;

const mostShown = 16;

/** The place, what is wrong there, and what may stand there. */
export function faultText(fault: ExpressionFault): Text {
	const { code, at, found } = fault;
	const characters = [...fault.before];
	const before =
		(characters.length > mostShown ? "…" : "") +
		characters.slice(-mostShown).join("");
	const { vi, en } = sentences[code](fault);
	if (before === "") return { vi, en };
	return found === ""
		? {
				vi: `ở cuối, sau “${before}”, ${vi}`,
				en: `at the end, after “${before}”, ${en}`,
			}
		: {
				vi: `ký tự thứ ${at}, sau “${before}”: ${vi}`,
				en: `character ${at}, after “${before}”: ${en}`,
			};
}
