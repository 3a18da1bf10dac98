import type { Variable } from "../../survey-definitions/codebook.ts";

/** The two outlines of the plan: Phụ lục 5 (Party bodies, provinces) and Phụ lục 3 (the Government's channel). */
export type Outline = "PL5" | "PL3";

/** Sections of the two outlines; II.3 holds what the frame leaves open, III.0 what stands before the groups. */
export type Place =
	| "I.1"
	| "I.2"
	| "I.3"
	| "II"
	| "II.1"
	| "II.2"
	| "II.3"
	| "III.0"
	| "III.1"
	| "III.2"
	| "III.3"
	| "III.4"
	| "III.5"
	| "III.6"
	| "IV"
	/** Domains, weights and quality: the annex on method. */
	| "method";

/** Where the answers to a question go; `codes` where a part of its answers goes to a place of its own. */
export interface Mapped {
	/** A variable, or the battery or ranking that it belongs to. */
	variable: string;
	codes?: number[];
	PL5: Place;
	PL3: Place;
}

const same = (place: Place, ...variables: string[]): Mapped[] =>
	variables.map((variable) => ({ variable, PL5: place, PL3: place }));

const items = (battery: string, from: number, to: number): string[] =>
	Array.from(
		{ length: to - from + 1 },
		(_, at) => `${battery}_${String(from + at).padStart(2, "0")}`,
	);

/** The six groups of Phụ lục 5 and where Phụ lục 3, which has five, takes them: G4 goes with the last one. */
export const solutionGroups: {
	code: number;
	PL5: Place;
	PL3: Place;
	cadres: number[];
	citizens: number[];
}[] = [
	{
		code: 1,
		PL5: "III.1",
		PL3: "III.1",
		cadres: [1, 2, 3, 4],
		citizens: [1, 3, 7],
	},
	{
		code: 2,
		PL5: "III.2",
		PL3: "III.2",
		cadres: [9, 10, 11, 18, 19],
		citizens: [8, 10],
	},
	{
		code: 3,
		PL5: "III.3",
		PL3: "III.3",
		cadres: [6, 12, 13, 14],
		citizens: [11, 12],
	},
	{
		code: 4,
		PL5: "III.4",
		PL3: "III.5",
		cadres: [5, 7, 16, 17, 21],
		citizens: [2, 6, 9],
	},
	{
		code: 5,
		PL5: "III.5",
		PL3: "III.4",
		cadres: [8, 20],
		citizens: [4, 5],
	},
	{
		code: 6,
		PL5: "III.6",
		PL3: "III.5",
		cadres: [15, 22, 96],
		citizens: [13, 96],
	},
];

const inGroups = (
	variable: string,
	codesOf: (group: (typeof solutionGroups)[number]) => number[],
): Mapped[] =>
	solutionGroups.map((group) => ({
		variable,
		codes: codesOf(group),
		PL5: group.PL5,
		PL3: group.PL3,
	}));

/** Every question of the two questionnaires and its place in both outlines. */
export const mapping: Mapped[] = [
	...same("I.1", "CB_B1", "CB_B2", "CB_B8", "CB_B6", "CB_B7", "CB_B4"),
	...same("I.1", "CB_B5", "CB_H1", "CB_H2", "CB_X0", "CB_X1"),
	...same("I.2", "CB_B3", "CB_C1"),
	{ variable: "CB_E1", PL5: "III.0", PL3: "I.3" },
	{ variable: "CB_E2", PL5: "III.0", PL3: "I.3" },
	...same("II.1", ...items("CB_D1", 1, 8)),
	...same("II.2", ...items("CB_D1", 11, 20)),
	...same("II.3", ...items("CB_D1", 9, 10), "CB_F2", "CB_V1a", "CB_V1b"),
	...same("II", "CB_D2", "CB_D3"),
	...same("III.1", "CB_F1", "CB_F4"),
	...same("III.3", "CB_F3"),
	...inGroups("CB_J0", ({ code }) => [code]),
	...inGroups("CB_J1", ({ cadres }) => cadres),
	...same("IV", "CB_J2", "CB_J_TOP", "CB_J3"),
	...same("method", "CB_S1", "CB_B1_AC", "CB_Z1", "CB_HAS", "ND_HAS"),
	...same("method", ...Array.from({ length: 8 }, (_, at) => `CB_L${at + 1}`)),

	...same("I.1", "ND_A1", "ND_A7", "ND_B1", "ND_A2", "ND_B4"),
	...same("I.1", "ND_A3", "ND_B3", "ND_LE", "ND_LE_D", "ND_A4"),
	...same("I.2", "ND_A5", "ND_A6", "ND_A6b", "ND_A6c", "ND_A8", "ND_B2"),
	...same("I.2", "ND_B5", "ND_C2", "ND_C3", "ND_B6", "ND_A9", "ND_A10"),
	...same("I.2", "ND_V1"),
	{ variable: "ND_A9b", PL5: "III.0", PL3: "I.3" },
	{ variable: "ND_D3", PL5: "III.0", PL3: "I.3" },
	{ variable: "ND_C1", codes: [1, 2, 6, 7], PL5: "II.1", PL3: "II.1" },
	{ variable: "ND_C1", codes: [4, 5, 8, 9, 10], PL5: "II.2", PL3: "II.2" },
	{ variable: "ND_C1", codes: [3], PL5: "II.3", PL3: "II.3" },
	// A neighbouring conduct (M24), told apart from causes; other and none are no cause of either kind.
	{ variable: "ND_C1", codes: [11, 96, 97], PL5: "II.3", PL3: "II.3" },
	...inGroups("ND_D1", ({ citizens }) => citizens),
	...same("IV", "ND_D2", "ND_D_TOP", "ND_D5"),
	...same(
		"method",
		"ND_S1",
		"ND_S2",
		"ND_S3",
		"ND_B1_AC",
		"ND_Z1",
		"ND_CONTACT",
	),
	...same("method", "ND_P1", "ND_P2", "ND_P3", "ND_P4", "ND_P5", "ND_P7"),
	...same("method", "ND_P8", "ND_P9"),
];

/** The entries that a variable falls under; a line of a battery under its own name before the battery's. */
export function mappedTo({ name, battery }: Variable): Mapped[] {
	const own = mapping.filter(({ variable }) => variable === name);
	if (own.length > 0) return own;
	const parent = battery ?? name.replace(/_\d$/, "");
	return mapping.filter(({ variable }) => variable === parent);
}

/** Variables of a survey that stand nowhere in the outline: arms apart, they are told in the annex of frequencies alone. */
export const unmapped = (variables: Variable[]): Variable[] =>
	variables.filter(
		(variable) =>
			variable.section !== "arms" && mappedTo(variable).length === 0,
	);
