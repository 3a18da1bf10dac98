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
	evenCuts,
	fixed,
	isTrue,
	type Model,
	scale,
	untroubled,
	upTo,
	type Who,
} from "./answer-model.ts";

// Invented, and only plausible: no share below comes from a survey. Each question has its own distribution, so that a
// table of the wrong question or category is seen at once.

const five = [1, 2, 3, 4, 5];
const declined = { [refused]: 0.01 };
const leads = (who: Who) => (who.traits.leader ? 1 : 0);

/** Seven days of a month of 30.44, as the crosswise model assumes. */
const birthdayShare = 7 / 30.44;

/** Attentive people compare the two statements; others tick anything. 1: both or neither true, 2: just one. */
function crosswise(statement: (who: Who) => boolean): Model {
	return {
		answer(who) {
			const attention = who.chance();
			if (attention < 0.02) return dontKnow;
			if (attention < 0.04) return refused;
			if (attention > 0.88) return who.chance(1) < 0.5 ? 1 : 2;
			const born = who.chance(2) < birthdayShare;
			return born === statement(who) ? 1 : 2;
		},
	};
}

/** How many of a list are true, the sensitive statement among them in the arm `level` of `h`. */
function listed(level: number, facts: (who: Who) => boolean[]): Model {
	return {
		arms: ["h"],
		answer(who) {
			const mood = who.chance();
			if (mood < 0.015) return dontKnow;
			if (mood < 0.035) return refused;
			const sensitive = who.arms.h === level && who.answer("postponed") === 1;
			return facts(who).filter(Boolean).length + (sensitive ? 1 : 0);
		},
	};
}

export const cadreModels: Record<string, Model> = {
	/** Not a question: whether the person put off a task for fear of responsibility. */
	postponed: {
		answer: (who) => (isTrue(who, 0, 0.3, { avoidance: 0.7 }) ? 1 : 0),
	},
	untroubled: untroubled(0.06),
	/** Not a question: what J1 chose, dearest first. */
	favourites: {
		answer(who) {
			if (who.chance() < 0.02) return [dontKnow];
			const chosen = who.answer("CB_J1") as number[];
			return [...chosen].sort((one, two) => who.chance(one) - who.chance(two));
		},
	},
	CB_S1: choice({ 1: 0.994, 2: 0.004, 3: 0.002 }, { instead: {} }),
	...battery(
		"CB_B1",
		five,
		{
			"01": 0.6,
			"02": 0.35,
			"03": 0.1,
			"04": -0.2,
			"05": 0.05,
			"06": -0.9,
			"07": 0.8,
			"08": 0.45,
			"09": -0.35,
			"10": 0.2,
			"11": -0.1,
			"12": 0.3,
			"13": 0.95,
			"14": -0.5,
			"15": 0.15,
		},
		{ avoidance: 0.8 },
	),
	CB_B1_AC: {
		answer(who) {
			if (who.chance() < 0.93) return 2;
			return 1 + Math.floor(who.chance(1) * 5);
		},
	},
	...battery(
		"CB_B2",
		five,
		{ "1": -0.2, "2": 0.1, "3": -0.4, "4": 0.5, "5": 0.75 },
		{ avoidance: 0.9, unless: { untroubled: 1 } },
	),
	CB_B8: scale(
		Array.from({ length: 11 }, (_, count) => count),
		{
			at: -1.1,
			avoidance: 0.8,
			cuts: evenCuts(11, 7),
			instead: { [dontKnow]: 0.09, [refused]: 0.02 },
			arms: ["b8"],
			shift: ({ arms }) =>
				({ 1: 0, 2: 0.3, 3: -0.3, 4: 0.7, 5: 0.9 })[arms.b8 ?? 1] ?? 0,
		},
	),
	CB_B3: scale(five, {
		at: 0.2,
		avoidance: 0.6,
		instead: {
			[notApplicable]: 0.08,
			[none]: 0.05,
			[dontKnow]: 0.06,
			[refused]: 0.02,
		},
	}),
	CB_B4: choice(
		{ 1: 0.09, 2: 0.22, 4: 0.24, 5: 0.31, [none]: 0.14 },
		{
			unless: { untroubled: none },
			tilt: (who, code) =>
				code === none
					? -0.9 * who.avoidance
					: who.traits.level === code
						? -0.3
						: 0,
		},
	),
	CB_B5: scale(five, {
		at: -0.1,
		shift: (who) => 0.6 * leads(who),
		instead: { [none]: 0.04, [dontKnow]: 0.05, [refused]: 0.03 },
	}),
	CB_B6: upTo(
		{
			1: 6,
			2: 11,
			3: 10,
			4: 16,
			5: 6,
			6: 3,
			7: 9,
			8: 3,
			9: 5,
			10: 4,
			11: 3,
			12: 3,
			13: 4,
			14: 5,
			15: 4,
			16: 7,
			17: 4,
			18: 3,
			19: 8,
			[other]: 1.5,
		},
		{
			sizes: [0.16, 0.28, 0.56],
			instead: { [none]: 0.06, [dontKnow]: 0.05, [refused]: 0.02 },
			tilt: (who, code) =>
				(who.traits.sector === 7 && code === 10) ||
				(who.traits.sector === 6 && code === 11)
					? 1.2
					: 0,
		},
	),
	CB_B7: upTo(
		{
			1: 14,
			2: 18,
			3: 10,
			4: 8,
			5: 9,
			6: 8,
			7: 6,
			8: 10,
			9: 9,
			10: 6,
			11: 7,
			12: 6,
			[other]: 1.5,
		},
		{
			sizes: [0.14, 0.26, 0.6],
			instead: { [none]: 0.04, [dontKnow]: 0.06, [refused]: 0.02 },
		},
	),
	...battery(
		"CB_C1",
		five,
		{
			"1": 0.9,
			"2": 0.5,
			"3": 0.75,
			"4": 0.1,
			"5": 1.1,
			"6": 0.95,
			"7": 0.6,
			"8": 0.8,
		},
		{ avoidance: 0.7 },
	),
	...battery(
		"CB_D1",
		five,
		{
			"01": 1.1,
			"02": 0.95,
			"03": 0.85,
			"04": 0.6,
			"05": 0.45,
			"06": 0.9,
			"07": 0.7,
			"08": 0.3,
			"09": 1.2,
			"10": 0.8,
			"11": 0.15,
			"12": -0.1,
			"13": -0.4,
			"14": -0.25,
			"15": 0.25,
			"16": -0.3,
			"17": 0.4,
			"18": 0.1,
			"19": 0,
			"20": -0.15,
		},
		{ avoidance: 0.4, trust: -0.3 },
	),
	CB_D2: choice(
		{
			1: 14,
			2: 7,
			3: 8,
			4: 5,
			5: 4,
			6: 8,
			7: 6,
			8: 4,
			9: 11,
			10: 7,
			11: 5,
			12: 3,
			13: 3,
			14: 2,
			15: 4,
			16: 2,
			17: 4,
			18: 2.5,
			19: 2,
			20: 5,
			[other]: 1.5,
		},
		{ instead: { [dontKnow]: 0.05, [refused]: 0.02 } },
	),
	CB_D3: scale(five, {
		at: -0.5,
		shift: (who) => -0.4 * leads(who),
		instead: { [none]: 0.03, [dontKnow]: 0.04, [refused]: 0.02 },
	}),
	CB_E1: allThatApply(
		{ 1: 0.62, 2: 0.28, 3: 0.44, 4: 0.31, 5: 0.12, 6: 0.09, 7: 0.55, 8: 0.37 },
		{ tilt: (who) => 0.3 * who.trust },
	),
	...battery(
		"CB_E2",
		five,
		{
			"1": 0.9,
			"2": 0.3,
			"3": 0.6,
			"4": 0.7,
			"5": 0.1,
			"6": 0.2,
			"7": 0.8,
			"8": 1,
		},
		{ trust: 0.7 },
	),
	...battery(
		"CB_F1",
		five,
		{ "1": 0.2, "2": -0.1, "3": -0.5 },
		{
			cuts: [-1.2, 0, 1.3, 2.8],
			shift: (who) => 0.9 * leads(who),
			instead: declined,
		},
	),
	CB_F2: scale(five, {
		at: 0.1,
		trust: 0.9,
		instead: { [dontKnow]: 0.08, [refused]: 0.02 },
	}),
	CB_F3: scale(five, {
		at: 0.25,
		trust: 1,
		instead: { [dontKnow]: 0.04, [refused]: 0.03 },
	}),
	CB_F4: choice(
		{ 1: 0.34, 2: 0.21, 3: 0.45 },
		{
			instead: { [dontKnow]: 0.22, [refused]: 0.01 },
			tilt: (who, code) =>
				code === 1 ? 0.4 * leads(who) + 0.3 * who.trust : 0,
		},
	),
	CB_V1a: scale(five, {
		at: 0.7,
		trust: 0.5,
		avoidance: -0.4,
		arms: ["v_a", "v_b", "v_c"],
		shift: ({ arms }) =>
			0.3 * (arms.v_a ?? 0) - 1.1 * (arms.v_b ?? 0) - 0.8 * (arms.v_c ?? 0),
	}),
	CB_V1b: choice(
		{ 1: 0.46, 2: 0.17, 3: 0.15, 4: 0.19, 5: 0.03 },
		{
			arms: ["v_a", "v_b", "v_c"],
			tilt: ({ arms }, code) =>
				code === 1
					? 0.5 * (arms.v_c ?? 0)
					: code === 4
						? 0.6 * (arms.v_b ?? 0)
						: 0,
		},
	),
	CB_H1: listed(1, (who) => {
		const course = who.chance(3) < 0.36;
		return [
			who.chance(1) < 0.81,
			who.chance(2) < 0.07,
			course,
			who.chance(4) < (course ? 0.18 : 0.42),
		];
	}),
	CB_H2: listed(2, (who) => [
		who.chance(1) < 0.74,
		who.chance(2) < 0.11,
		who.chance(3) < 0.38,
		who.chance(4) < 0.24,
	]),
	CB_X0: crosswise(() => false),
	CB_X1: crosswise((who) => isTrue(who, 3, 0.22, { avoidance: 0.6 })),
	CB_J0: choice({ 1: 0.34, 2: 0.13, 3: 0.19, 4: 0.11, 5: 0.14, 6: 0.09 }),
	CB_J1: upTo(
		{
			1: 14,
			2: 11,
			3: 13,
			4: 9,
			5: 8,
			6: 8,
			7: 6,
			8: 6,
			9: 3,
			10: 3,
			11: 8,
			12: 5,
			13: 7,
			14: 5,
			15: 10,
			16: 9,
			17: 7,
			18: 2,
			19: 3,
			20: 4,
			21: 3,
			22: 2.5,
			[other]: 1,
		},
		{ sizes: [0.08, 0.12, 0.2, 0.2, 0.4] },
	),
	CB_J2_1: ranked(0),
	CB_J2_2: ranked(1),
	CB_J2_3: ranked(2),
	CB_J3: choice(
		{ 1: 0.16, 2: 0.12, 3: 0.18, 4: 0.25, 5: 0.13, 6: 0.16 },
		{ tilt: (who, code) => (code === 6 && who.traits.level === 4 ? 0.5 : 0) },
	),
	CB_L1: choice(
		{ 1: 0.12, 2: 0.44, 3: 0.44 },
		{
			instead: declined,
			tilt({ traits }, code) {
				const inService = (traits.sector ?? 0) >= 6;
				return code === 1
					? traits.leader
						? 1.2
						: -1.5
					: code === 3
						? inService
							? 3
							: -2
						: inService
							? -1.5
							: 0.5;
			},
		},
	),
	CB_L2: fixed((who) => who.traits.level ?? refused),
	CB_L3: fixed((who) => who.traits.sector ?? refused),
	CB_L4: fixed((who) => (who.traits.leader ? 1 : 2), { [refused]: 0.02 }),
	CB_L5: choice(
		{ 1: 0.62, 2: 0.38 },
		{
			instead: { [refused]: 0.02 },
			tilt: ({ traits }, code) =>
				code === 1
					? (traits.leader ? 2 : 0) + ((traits.sector ?? 9) <= 2 ? 1.2 : 0)
					: 0,
		},
	),
	CB_L6: choice(
		{ 1: 0.27, 2: 0.43, 3: 0.3 },
		{
			instead: declined,
			tilt: ({ traits }, code) => (traits.leader ? (code - 2) * 0.9 : 0),
		},
	),
	CB_L7: choice(
		{ 1: 0.5, 2: 0.5 },
		{
			instead: declined,
			tilt: ({ traits }, code) =>
				code === 1
					? (traits.leader ? 0.6 : 0) - ((traits.sector ?? 0) >= 6 ? 0.7 : 0)
					: 0,
		},
	),
	CB_L8: choice(
		{ 1: 0.31, 2: 0.41, 3: 0.28 },
		{
			instead: declined,
			tilt(who, code) {
				const age = who.answer("CB_L6") as number;
				return age <= 3 ? (code - 2) * (age - 2) * 1.3 : 0;
			},
		},
	),
	CB_Z1: scale(five, { at: 0.4, trust: 0.9 }),
};

/** A place in the ranking of what J1 chose; whoever cannot rank says so in the first place. */
function ranked(place: number): Model {
	return {
		answer(who) {
			const order = who.answer("favourites") as number[];
			return order[0] === dontKnow && place > 0 ? undefined : order[place];
		},
	};
}
