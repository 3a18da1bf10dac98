// III: groups of solutions, and under each what was proposed; IV: what goes to whom.
import { batteryBlocks, questionLine } from "./battery-blocks.ts";
import { shareBlocks } from "./chart-blocks.ts";
import {
	addGap,
	cellInline,
	cellOf,
	intervalInline,
	type Known,
	known,
	paragraph,
	populationWords,
	type Report,
	say,
	share,
	signs,
	sourceLine,
} from "./compose.ts";
import type { Block, BodyRow, Inline } from "./document.ts";
import type { Exhibit } from "./exhibit.ts";
import type { Population } from "./figures.ts";
import { type Outline, type Place, solutionGroups } from "./mapping.ts";
import { choiceExhibit, itemsOf } from "./situation.ts";
import { isKnown, quoted } from "./wording.ts";

const both = (place: Place) => ({ PL5: place, PL3: place });

/** J0: the rank of the groups. In Phụ lục 3 the same rows stand under five headings, so both add up to the same. */
const ranked: Exhibit = {
	id: "nhom-giai-phap",
	places: both("III.0"),
	variables: ["CB_J0"],
	compose: (report) => {
		const of = known(report, "cadres", "CB_J0", "III.0");
		if (!of) return [];
		const labelOf = (code: number) =>
			of.table.rows.find((row) => row.code === code)?.label.vi ?? "";
		const row = (code: number, label: string): BodyRow => ({
			cells: [
				[label],
				cellInline(report, of, `share/${code}`, "all", "share"),
				intervalInline(report, of, `share/${code}`, "all"),
			],
		});
		const groups = groupsIn(report.outline);
		const others = of.table.rows.filter(({ code }) => code >= 96);
		const drawn = solutionGroups.map(({ code }) => ({
			of,
			name: `share/${code}`,
			label: labelOf(code),
		}));
		const told = drawn
			.flatMap((one) => {
				const cell = cellOf(of, one.name);
				return isKnown(cell) ? [{ ...one, cell }] : [];
			})
			.sort((a, b) => b.cell.value - a.cell.value);
		const [top] = told;
		return [
			{
				kind: "table",
				id: "nhom-giai-phap",
				caption: `Nhóm giải pháp nên tập trung trước (${report.outline === "PL5" ? "sáu nhóm của đề cương" : "năm nhóm của đề cương; nội dung lãnh đạo, chỉ đạo của cấp ủy ghi ở nhóm 5"})`,
				head: [
					[{ text: "Nhóm giải pháp" }, { text: "%" }, { text: "KTC 95%" }],
				],
				rows: [
					...groups.flatMap(({ place, members }) =>
						members.map(({ code }) =>
							row(code, `${place.slice(4)}. ${labelOf(code)}`),
						),
					),
					...others.map(({ code, label }) => row(code, label.vi)),
				],
				widths: [5.5, 1.2, 1.6],
				foot: [
					questionLine(of),
					[
						"Thứ hạng nhóm lấy từ câu này; không cộng các giải pháp cụ thể thành tổng của nhóm vì số phương án của các nhóm khác nhau.",
					],
					sourceLine(report, [of]),
				],
			},
			...(top
				? [
						paragraph(
							"nhom-giai-phap.lead",
							say`Nhóm được chọn nhiều nhất là ${quoted(top.label)} (${share(report, of, top.name)})`,
							told
								.slice(1, 3)
								.flatMap(
									({ label, name }, at) =>
										say`${at === 0 ? ", tiếp theo là " : " và "}${quoted(label)} (${share(report, of, name)})`,
								),
							".",
						),
						...shareBlocks(
							report,
							"bars",
							"nhom-giai-phap-thanh",
							drawn,
							say`Nhóm ${quoted(top.label)} được chọn nhiều nhất, ${share(report, of, top.name)}`,
						),
					]
				: []),
		];
	},
};

/** The groups of an outline: its places in their order, and the codes of J0 under each. */
export const groupsIn = (outline: Outline) => {
	const places = [...new Set(solutionGroups.map((group) => group[outline]))];
	return places.sort().map((place) => ({
		place,
		members: solutionGroups.filter((group) => group[outline] === place),
	}));
};

/** The options of one group with how many it has, so that nobody compares groups by them. */
const options = (
	group: (typeof solutionGroups)[number],
	population: Population,
	variable: string,
): Exhibit => {
	const id = `giai-phap-${population === "cadres" ? "cb" : "nd"}-g${group.code}`;
	const codes = group[population];
	return {
		id,
		places: { PL5: group.PL5, PL3: group.PL3 },
		variables: [variable],
		compose: (report) => {
			const of = known(report, population, variable, group[report.outline]);
			if (!of) return [];
			const rows = of.table.rows
				.filter(({ code }) => codes.includes(code))
				.map(({ code, label }) => ({ code, label, name: `share/${code}` }));
			const told = rows
				.flatMap((one) => {
					const cell = cellOf(of, one.name);
					return isKnown(cell) ? [{ ...one, cell }] : [];
				})
				.sort((a, b) => b.cell.value - a.cell.value);
			const size = (code: number) =>
				told.find((one) => one.code === code)?.cell.value ?? -1;
			const [top] = told;
			return [
				{
					kind: "table",
					id,
					caption: `Giải pháp cụ thể ${group.code === 4 && report.outline === "PL3" ? "về lãnh đạo, chỉ đạo của cấp ủy" : "của nhóm"}, theo ${populationWords[population].people} (nhóm có ${codes.filter((code) => code !== 96).length} phương án)`,
					head: [
						[{ text: "Giải pháp" }, { text: "% chọn" }, { text: "KTC 95%" }],
					],
					rows: [...rows]
						.sort((a, b) => size(b.code) - size(a.code))
						.map(({ label, name }) => ({
							cells: [
								[label.vi],
								cellInline(report, of, name, "all", "share"),
								intervalInline(report, of, name, "all"),
							],
						})),
					widths: [5.5, 1.2, 1.6],
					foot: [questionLine(of), sourceLine(report, [of])],
				},
				...(top
					? [
							paragraph(
								`${id}.lead`,
								say`${share(report, of, top.name)} ${populationWords[population].people} chọn giải pháp ${quoted(top.label.vi)}`,
								told[1]
									? say`; ${share(report, of, told[1].name)} chọn ${quoted(told[1].label.vi)}.`
									: ["."],
							),
						]
					: []),
			];
		},
	};
};

const awareness: Exhibit = {
	id: "nhan-biet",
	places: both("III.1"),
	variables: ["CB_F1"],
	compose: (report) =>
		batteryBlocks(report, {
			id: "nhan-biet",
			population: "cadres",
			items: itemsOf(report, "cadres", "CB_F1"),
			net: [3, 4, 5],
			netWords: "biết một số nội dung trở lên",
			caption: "Mức nhận biết văn bản về khuyến khích, bảo vệ cán bộ",
			itemHead: "Văn bản",
			sentence: { before: "biết một số nội dung trở lên của", after: "" },
			keepOrder: true,
			place: "III.1",
		}).blocks,
};

/** What was ranked first by where it should go; the codes of open answers follow once they are coded. */
const addresses: Exhibit = {
	id: "kien-nghi-dia-chi",
	places: both("IV"),
	variables: ["CB_J3", "CB_J_TOP"],
	compose: (report) =>
		crossed(report, {
			id: "kien-nghi-dia-chi",
			population: "cadres",
			variable: "CB_J3",
			by: "CB_J_TOP",
			caption:
				"Giải pháp xếp thứ nhất và nơi nên gửi đến, cán bộ, công chức, viên chức (% theo hàng)",
		}),
};

const addressesOfCitizens: Exhibit = {
	id: "kien-nghi-noi-lam",
	places: both("IV"),
	variables: ["ND_D5", "ND_D_TOP"],
	compose: (report) =>
		crossed(report, {
			id: "kien-nghi-noi-lam",
			population: "citizens",
			variable: "ND_D5",
			by: "ND_D_TOP",
			caption: "Việc quan trọng nhất và nơi nên làm, người dân (% theo hàng)",
		}),
};

function crossed(
	report: Report,
	{
		id,
		population,
		variable,
		by,
		caption,
	}: {
		id: string;
		population: Population;
		variable: string;
		by: string;
		caption: string;
	},
): Block[] {
	const whole = known(report, population, variable, "IV");
	if (!whole) return [];
	const of = known(report, population, variable, "IV", by);
	const codes = whole.table.rows.map(({ code }) => code);
	const rowOf = (from: Known, key: string, label: string): BodyRow => ({
		cells: [
			[label],
			...codes.map((code): Inline[] =>
				cellInline(report, from, `share/${code}`, key, "share"),
			),
		],
	});
	const columns = (of?.table.columns ?? []).filter(
		({ key, cells }) =>
			key !== "all" && codes.some((code) => isKnown(cells[`share/${code}`])),
	);
	const hidden = (of?.table.columns ?? []).filter(
		(column) => column.key !== "all" && !columns.includes(column),
	);
	return [
		{
			kind: "table",
			id,
			caption,
			wide: true,
			head: [
				[
					{ text: "Giải pháp" },
					...whole.table.rows.map(({ label }) => ({ text: label.vi })),
				],
			],
			rows: [
				rowOf(whole, "all", "Chung"),
				...(of
					? columns.map(({ key, label }) => rowOf(of, key, label.vi))
					: []),
			],
			widths: [3, ...codes.map(() => 1)],
			foot: [
				questionLine(whole),
				...(hidden.length > 0
					? [
							[
								`Không công bố theo hàng, để bảo vệ người trả lời: ${hidden.map(({ label }) => label.vi).join("; ")}.`,
							] as Inline[],
						]
					: []),
				[`“${signs.withheld}”: ô bị che.`],
				sourceLine(report, [whole]),
			],
		},
	];
}

const openAnswers: Exhibit = {
	id: "kien-nghi-mo",
	places: both("IV"),
	variables: [],
	compose: (report) => {
		const refused = report.quotations.filter(({ isApproved }) => !isApproved);
		for (const { code } of refused)
			addGap(report, {
				what: `trích dẫn ${code}`,
				why: "quotation-not-approved",
				place: "IV",
			});
		if (report.codedAnswers.length === 0)
			addGap(report, {
				what: "câu mở (CB_J4, ND_D4)",
				why: "not-coded",
				place: "IV",
			});
		const approved = report.quotations.filter(({ isApproved }) => isApproved);
		return [
			paragraph(
				"kien-nghi-mo",
				report.codedAnswers.length === 0
					? "Kiến nghị mở: chưa có kết quả mã hóa."
					: "Kiến nghị mở đã mã hóa được trình bày ở Phụ lục E; đó là số lần nêu, không phải tỷ lệ của tổng thể.",
			),
			...approved.map(
				({ code, text }, at): Block => ({
					kind: "paragraph",
					id: `trich-dan-${at + 1}`,
					style: "list",
					isFixed: true,
					content: [`[${code}] “${text}”`],
				}),
			),
		];
	},
};

export const solutions: Exhibit[] = [
	ranked,
	...solutionGroups.flatMap((group) => [
		options(group, "cadres", "CB_J1"),
		options(group, "citizens", "ND_D1"),
	]),
	awareness,
	choiceExhibit(
		"van-ban-cu-the-hoa",
		both("III.1"),
		"CB_F4",
		"Nơi làm việc đã có văn bản cụ thể hóa việc bảo vệ cán bộ",
		"Trả lời",
		"trả lời:",
	),
	choiceExhibit(
		"y-kien-khac",
		both("III.3"),
		"CB_F3",
		"Niềm tin rằng ý kiến khác với cấp trên được xem xét công bằng",
		"Mức",
		"trả lời:",
	),
];

export const recommendations: Exhibit[] = [
	choiceExhibit(
		"xep-thu-nhat",
		both("IV"),
		"CB_J_TOP",
		"Giải pháp được xếp thứ nhất, cán bộ, công chức, viên chức",
		"Giải pháp",
		"xếp thứ nhất giải pháp",
		{ bySize: true },
	),
	ranking(),
	addresses,
	choiceExhibit(
		"viec-quan-trong-nhat",
		both("IV"),
		"ND_D_TOP",
		"Việc quan trọng nhất, người dân",
		"Việc",
		"chọn việc quan trọng nhất là",
		{ bySize: true },
	),
	choiceExhibit(
		"viec-quan-trong-trong-cac-viec",
		both("IV"),
		"ND_D2",
		"Việc quan trọng nhất trong các việc đã chọn, người dân chọn từ hai việc",
		"Việc",
		"chọn từ hai việc cho rằng quan trọng nhất là",
		{ bySize: true },
	),
	addressesOfCitizens,
	openAnswers,
];

/** The three places of J2, and Borda points 3-2-1 of them out of numbers that are not rounded. */
function ranking(): Exhibit {
	return {
		id: "thu-hang",
		places: both("IV"),
		variables: ["CB_J2"],
		compose: (report) => {
			const found = [1, 2, 3].flatMap((place) => {
				const of = known(report, "cadres", `CB_J2_${place}`, "IV");
				return of ? [of] : [];
			});
			const [first] = found;
			if (!first) return [];
			const size = (code: number) =>
				found.reduce((sum, of, at) => {
					const cell = cellOf(of, `share/${code}`);
					return sum + (isKnown(cell) ? (3 - at) * cell.value : 0);
				}, 0);
			const rows = first.table.rows
				.filter(({ code }) => code < 97)
				.sort((a, b) => size(b.code) - size(a.code));
			return [
				{
					kind: "table",
					id: "thu-hang",
					caption:
						"Giải pháp được xếp thứ nhất, thứ hai, thứ ba, người chọn từ hai giải pháp (%; xếp theo điểm 3-2-1)",
					head: [
						[
							{ text: "Giải pháp" },
							...found.map(({ variable }) => ({
								text: variable.item?.vi ?? variable.name,
							})),
						],
					],
					rows: rows.map(({ code, label }) => ({
						cells: [
							[label.vi],
							...found.map((of) =>
								cellInline(report, of, `share/${code}`, "all", "share"),
							),
						],
					})),
					widths: [5, ...found.map(() => 1.2)],
					foot: [questionLine(first), sourceLine(report, found)],
				},
			];
		},
	};
}
