import type { SurveyDefinition } from "../../survey-definitions/definition.ts";

export const t = (vi: string, en = vi) => ({ vi, en });

const option = (code: number, more: object = {}) => ({
	code,
	text: t(`Ý ${code}`, `Option ${code}`),
	...more,
});

/** One question of every kind, small enough to know by heart. */
export const smallSurvey = (): SurveyDefinition => ({
	id: "small",
	version: 3,
	title: t("Phiếu nhỏ", "Small form"),
	population: "cadres",
	address: t("Anh/Chị", "you"),
	keepsLanguage: false,
	parameters: {
		REF: { default: t("Trong 12 tháng qua", "In the past 12 months") },
		WAVE_DATE: { default: "2026-11-01" },
		HOTLINE: {},
	},
	arms: [
		{ name: "rev", levels: [0, 1] },
		{ name: "h", levels: [1, 2] },
		{ name: "h_pos", levels: [1, 2, 3] },
	],
	scales: {
		FREQ3: [
			{ code: 1, text: t("Không", "Never") },
			{ code: 2, text: t("Ít", "Rarely") },
			{ code: 3, text: t("Nhiều", "Often") },
		],
	},
	dontKnow: t("Không biết", "Don't know"),
	refused: t("Không muốn trả lời", "Prefer not to answer"),
	consent: {
		name: "T_Q0",
		title: t("Xin ý kiến", "Your views"),
		invitation: t("Mời trả lời", "Please answer"),
		points: [t("Hỏi đáp: {{HOTLINE}}.", "Questions: {{HOTLINE}}.")],
		more: [],
		agree: t("Đồng ý", "I agree"),
		decline: t("Không", "I decline"),
		sensitive: { name: "T_Q0b", text: t("Đồng ý riêng", "Separate consent") },
	},
	sections: [
		{
			id: "first",
			title: t("Phần đầu", "First part"),
			elements: [
				{
					kind: "single",
					name: "T_S1",
					text: t("Đủ tuổi chưa?", "Of age?"),
					required: true,
					options: [option(1), option(2, { ends: "screened" })],
				},
				{
					kind: "battery",
					name: "T_B",
					text: t("{{REF}}, mức nào?", "{{REF}}, how much?"),
					scale: "FREQ3",
					randomise: true,
					draw: { count: 3, when: "${MODE} != 'plain'" },
					items: [1, 2, 3, 4, 5].map((code) => ({
						name: `T_B_${code}`,
						code,
						text: t(`Điều ${code}`, `Item ${code}`),
						...(code === 1 ? { anchor: true as const } : {}),
					})),
					attention: {
						name: "T_B_AC",
						text: t("Chọn «Ít»", "Choose rarely"),
						code: 2,
						positions: [2, 3],
					},
				},
				{
					kind: "calculate",
					name: "T_HAS",
					label: t("Có tình trạng", "It happens"),
					calculate: "count-where(T_B, >=, 2) >= 1",
				},
				{
					kind: "multiple",
					name: "T_M",
					text: t("Những ý nào?", "Which?"),
					relevant: "${T_HAS}",
					max: 2,
					randomise: true,
					options: [
						option(1),
						option(2),
						option(3, { relevant: "${WAVE_DATE} <= '2025-06-30'" }),
						option(4),
						option(96, { anchored: true, otherText: 10 }),
						option(97, { anchored: true, exclusive: true }),
					],
				},
				{
					kind: "ranking",
					name: "T_R",
					text: t("Xếp thứ tự", "Rank"),
					of: "T_M",
					count: 2,
					relevant: "count-selected(${T_M}) >= 2",
				},
				{
					kind: "single",
					name: "T_TO",
					text: t("«{first}» gửi đâu?", "Where should “{first}” go?"),
					pieces: { first: { labelOf: "T_R_1", of: "T_M" } },
					relevant: "${T_R_1} <= 96",
					options: [option(1), option(2)],
				},
			],
		},
		{
			id: "second",
			title: t("Phần hai", "Second part"),
			intro: t("{n} câu kín.", "{n} private questions."),
			pieces: {
				n: [
					{ when: "${h} = 1", text: t("Một", "One") },
					{ text: t("Hai", "Two") },
				],
			},
			elements: [
				{
					kind: "count",
					name: "T_H",
					text: t("Bao nhiêu điều đúng?", "How many are true?"),
					statements: [t("A", "A"), t("B", "B")],
					sensitive: {
						text: t("Kín", "Private"),
						relevant: "${h} = 1",
						position: "h_pos",
					},
				},
				{
					kind: "number",
					name: "T_N",
					text: t("Mấy người?", "How many people?"),
					min: 0,
					max: 10,
					constraint: "${T_N} != 7",
				},
				{ kind: "text", name: "T_T", text: t("Ý kiến?", "Views?"), limit: 20 },
			],
		},
	],
	endings: {
		sent: t("Đã gửi", "Sent"),
		declined: t("Cảm ơn", "Thank you"),
		screened: t("Cảm ơn", "Thank you"),
	},
	baseWeight: { kind: "class", variable: "T_N" },
});

export const smallWave = { HOTLINE: "1900 0000" };
