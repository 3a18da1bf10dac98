/** Whole numbers with or without dots, commas or spaces between groups of three. */
export function wholeNumber(text: string): number | undefined {
	const digits = /^-?\d{1,3}([., ]\d{3})+$/.test(text)
		? text.replace(/[., ]/g, "")
		: text;
	if (!/^-?\d+$/.test(digits)) return undefined;
	const value = Number(digits);
	return Number.isSafeInteger(value) ? value : undefined;
}

const words = <T>(table: [T, string][]) => {
	const byWord = new Map(
		table.flatMap(([value, names]) =>
			names.split("|").map((name) => [name, value] as const),
		),
	);
	return (text: string) => byWord.get(text);
};

export const levelCode = words<number>([
	[1, "1|trung uong|tw|cap trung uong|central"],
	[2, "2|tinh|cap tinh|tinh thanh pho|thanh pho|province"],
	[3, "3|huyen|cap huyen|quan|quan huyen|district"],
	[4, "4|xa|cap xa|phuong|dac khu|xa phuong|xa phuong dac khu|commune"],
	[5, "5|khu vuc|cap khu vuc|area"],
]);

export const sectorCode = words<number>([
	[1, "1|dang"],
	[2, "2|mttq doan the|mat tran doan the|mat tran|doan the|mttq"],
	[3, "3|quoc hoi hdnd|quoc hoi|hdnd"],
	[4, "4|hanh chinh|hanh chinh nha nuoc"],
	[
		5,
		"5|tu phap|tu phap thanh tra kiem tra|tu phap thanh tra kiem tra kiem toan",
	],
	[6, "6|su nghiep giao duc|giao duc"],
	[7, "7|su nghiep y te|y te"],
	[8, "8|su nghiep khac|su nghiep"],
	[9, "9|dnnn|doanh nghiep nha nuoc"],
]);

export const urbanOf = words<"urban" | "rural">([
	["urban", "1|thanh thi|do thi|tt|urban|u|phuong"],
	["rural", "2|nong thon|nt|rural|r|xa"],
]);
