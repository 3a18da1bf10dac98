import {
	dontKnow,
	none,
	notApplicable,
	other,
	refused,
} from "../../../survey-definitions/definition.ts";
import {
	allThatApply,
	battery,
	choice,
	fixed,
	isTrue,
	type Model,
	scale,
	untroubled,
	upTo,
} from "./answer-model.ts";

// Invented, and only plausible; see cadre-models.ts.

const five = [1, 2, 3, 4, 5];
const declined = { [refused]: 0.012 };
const matters = {
	1: 0.2,
	2: 0.06,
	3: 0.04,
	4: 0.11,
	5: 0.16,
	6: 0.14,
	7: 0.09,
	8: 0.06,
	9: 0.05,
	10: 0.03,
	11: 0.04,
	12: 0.02,
};

export const citizenModels: Record<string, Model> = {
	/** Not a question: whether the person asked an acquaintance to speed up paperwork. */
	favour: {
		answer: (who) => (isTrue(who, 0, 0.21, { avoidance: 0.6 }) ? 1 : 0),
	},
	untroubled: untroubled(0.1),
	ND_S1: choice({ 1: 0.996, 2: 0.004 }, { instead: {} }),
	ND_S2: choice({ 1: 0.012, 2: 0.108, 3: 0.88 }, { instead: {} }),
	ND_A1: choice(
		{ 1: 0.46, 2: 0.13, 3: 0.41 },
		{ tilt: ({ traits }, code) => (code === 1 && traits.urban ? 0.2 : 0) },
	),
	ND_A2: choice({ ...matters, [other]: 0.02 }),
	ND_A3: choice(
		{ 1: 0.52, 3: 0.09, 4: 0.17, 5: 0.16, 6: 0.06 },
		{
			tilt: ({ traits }, code) =>
				traits.urban && (code === 4 || code === 5) ? 0.5 : 0,
		},
	),
	ND_A4: choice(
		{ 1: 0.7, 2: 0.16, 3: 0.09, 4: 0.05 },
		{
			tilt: (who, code) => (code === 2 && who.answer("ND_A1") === 2 ? 2.2 : 0),
		},
	),
	ND_A5: choice(
		{ 0: 0.06, 1: 0.27, 2: 0.36, 3: 0.22, 4: 0.09 },
		{
			tilt(who, code) {
				const online = who.answer("ND_A3") === 5;
				return code === 0 ? (online ? 2.4 : -1) : 0.2 * code * who.avoidance;
			},
		},
	),
	ND_A6: choice(
		{ 1: 0.46, 2: 0.11, 3: 0.19, 4: 0.07, 5: 0.08, 6: 0.09 },
		{
			tilt: (who, code) => (code === 3 || code === 4 ? 0.5 * who.avoidance : 0),
		},
	),
	ND_A6b: choice({ 1: 0.38, 2: 0.36, 3: 0.17, 4: 0.09 }),
	ND_A6c: choice({ 1: 0.22, 2: 0.37, 3: 0.41 }),
	...battery(
		"ND_A7",
		[0, 1, 2, 3],
		{
			"1": -0.6,
			"2": -0.2,
			"3": 0.3,
			"4": 0.1,
			"5": -0.1,
			"6": -0.4,
			"7": -1.2,
		},
		{ cuts: [0.3, 1.4, 2.8], avoidance: 0.7 },
	),
	...battery(
		"ND_A8",
		five,
		{ "1": 0.9, "2": 1.2, "3": 1.4, "4": 1.5, "5": 1.3 },
		{ trust: 0.7, avoidance: -0.4 },
	),
	ND_A9: allThatApply({
		1: 0.55,
		2: 0.12,
		3: 0.09,
		4: 0.21,
		5: 0.07,
		6: 0.06,
		7: 0.14,
	}),
	ND_A9b: choice({ 1: 0.31, 2: 0.36, 3: 0.33 }),
	ND_A10: allThatApply({ 1: 0.34, 2: 0.22, 3: 0.29, 4: 0.25 }),
	...battery(
		"ND_B1",
		five,
		{ "1": 0.1, "2": 0.35, "3": 0.2, "4": -0.15, "5": 0 },
		{
			avoidance: 0.9,
			instead: { [dontKnow]: 0.09, [refused]: 0.02 },
			unless: { untroubled: 1 },
		},
	),
	ND_B1_AC: {
		answer(who) {
			if (who.chance() < 0.89) return 2;
			return 1 + Math.floor(who.chance(1) * 5);
		},
	},
	ND_B2: scale(five, {
		at: 0.05,
		avoidance: 0.6,
		instead: {
			[notApplicable]: 0.05,
			[none]: 0.07,
			[dontKnow]: 0.14,
			[refused]: 0.02,
		},
	}),
	ND_B3: choice(
		{ 1: 0.31, 3: 0.17, 4: 0.06, 5: 0.25, [none]: 0.21 },
		{
			instead: { [dontKnow]: 0.1, [refused]: 0.02 },
			unless: { untroubled: none },
			tilt: (who, code) => (code === none ? -0.8 * who.avoidance : 0),
		},
	),
	ND_B4: upTo(
		{ ...matters, [other]: 0.02 },
		{
			sizes: [0.24, 0.33, 0.43],
			instead: { [none]: 0.05, [dontKnow]: 0.08, [refused]: 0.02 },
		},
	),
	ND_B5: scale(five, {
		at: 0.3,
		trust: 0.5,
		shift: ({ traits }) => (traits.urban ? 0.3 : -0.4),
		instead: { [notApplicable]: 0.22, [dontKnow]: 0.07, [refused]: 0.01 },
	}),
	...battery(
		"ND_B6",
		five,
		{ "1": 0.4, "2": 0.65, "3": 1.3, "4": 0.8 },
		{ trust: 1 },
	),
	ND_C1: upTo(
		{
			1: 15,
			2: 8,
			3: 10,
			4: 9,
			5: 16,
			6: 9,
			7: 8,
			8: 8,
			9: 10,
			10: 9,
			11: 7,
			[other]: 1.5,
		},
		{
			sizes: [0.2, 0.29, 0.51],
			instead: { [none]: 0.04, [dontKnow]: 0.09, [refused]: 0.02 },
		},
	),
	ND_C2: scale(five, { at: -0.3, avoidance: 0.8 }),
	ND_C3: choice({ 1: 0.46, 2: 0.17, 3: 0.19, 4: 0.15, [other]: 0.03 }),
	ND_V1: scale(five, {
		at: -0.4,
		trust: 0.4,
		arms: ["v_a", "v_b"],
		shift: ({ arms }) => 0.35 * (arms.v_a ?? 0) + 0.6 * (arms.v_b ?? 0),
	}),
	ND_LE: {
		arms: ["le"],
		answer(who) {
			const mood = who.chance();
			if (mood < 0.03) return dontKnow;
			if (mood < 0.055) return refused;
			const facts = [0.34, 0.27, 0.52, 0.06].filter(
				(share, at) => who.chance(at + 1) < share,
			).length;
			return facts + (who.arms.le === 1 && who.answer("favour") === 1 ? 1 : 0);
		},
	},
	ND_LE_D: {
		// Asked outright, four in ten of those who did it say they did not.
		answer(who) {
			const mood = who.chance();
			if (mood < 0.02) return dontKnow;
			if (mood < 0.06) return refused;
			return who.answer("favour") === 1 && who.chance(1) < 0.6 ? 1 : 2;
		},
	},
	ND_D1: upTo(
		{
			1: 14,
			2: 17,
			3: 13,
			4: 9,
			5: 10,
			6: 4,
			7: 6,
			8: 9,
			9: 8,
			10: 5,
			11: 5,
			12: 5,
			13: 2.5,
			[other]: 1,
		},
		{ sizes: [0.17, 0.25, 0.58] },
	),
	ND_D2: {
		answer(who) {
			const mood = who.chance();
			if (mood < 0.03) return dontKnow;
			if (mood < 0.04) return refused;
			const chosen = who.answer("ND_D1") as number[];
			return chosen[Math.floor(who.chance(1) * chosen.length)];
		},
	},
	ND_D5: choice({ 1: 0.23, 2: 0.27, 3: 0.43, 4: 0.07 }),
	ND_D3: choice(
		{ 1: 0.08, 2: 0.33, 3: 0.59 },
		{ tilt: ({ traits }, code) => (code === 3 && traits.urban ? -0.4 : 0) },
	),
	ND_P1: choice({ 1: 0.48, 2: 0.52 }, { instead: declined }),
	ND_P2: choice({ 1: 0.21, 2: 0.33, 3: 0.27, 4: 0.19 }, { instead: declined }),
	ND_P3: choice(
		{ 1: 0.2, 2: 0.3, 3: 0.28, 4: 0.22 },
		{
			instead: declined,
			tilt: ({ traits }, code) => (traits.urban ? 0.5 : -0.2) * (code - 2.5),
		},
	),
	ND_P4: choice(
		{ 1: 0.86, 2: 0.14 },
		{
			instead: { [refused]: 0.015 },
			tilt: ({ traits }, code) =>
				code === 2
					? (traits.region === 1 || traits.region === 4 ? 1.4 : -0.8) -
						(traits.urban ? 0.8 : 0)
					: 0,
		},
	),
	ND_P5: choice(
		{ 1: 0.29, 2: 0.2, 3: 0.18, 4: 0.07, 5: 0.09, 6: 0.17 },
		{
			instead: declined,
			tilt: ({ traits }, code) =>
				code === 1
					? traits.urban
						? -2
						: 0.4
					: code === 4 && traits.urban
						? 0.5
						: 0,
		},
	),
	ND_P7: choice({ 1: 0.86, 2: 0.14 }, { instead: declined }),
	ND_P8: choice(
		{ 0: 0.14, 1: 0.16, 2: 0.7 },
		{
			instead: declined,
			tilt: ({ traits }, code) => (code === 2 && traits.urban ? 0.7 : 0),
		},
	),
	ND_P9: fixed(({ traits }) => Math.min(traits.adults ?? 1, 5), {
		[refused]: 0.02,
	}),
	ND_Z1: scale(five, { at: 0.2, trust: 0.9 }),
};
