import {
	dontKnow,
	none,
	refused,
} from "../../../survey-definitions/definition.ts";
import type { Answer } from "../../../survey-definitions/response.ts";
import { bell, expit, logit, uniform } from "./chance.ts";
import type { Person, Traits } from "./population.ts";

/** What moves many answers of a person at once. */
export type Latent = "avoidance" | "trust";

/** A person in the middle of one question. */
export interface Who extends Record<Latent, number> {
	traits: Traits;
	arms: Record<string, number>;
	/** Uniform, of this person and question; another for each `key`. */
	chance(key?: number): number;
	/**
	 * What everybody of the person's agency or commune shares in this question, made once for each: `bell` gives bells
	 * with standard deviation 1, another for each key.
	 */
	shared<T>(make: (bell: (key: number) => number) => T): T;
	/** The answer to another question, whether or not it is asked. */
	answer(name: string): Answer | undefined;
}

export interface Model {
	/** Arms that change the answer. */
	arms?: string[];
	/** None: a place of a ranking that the person leaves free. */
	answer(who: Who): Answer | undefined;
}

/** Answers given in the place of a substantive one, with their shares. */
export type Instead = Partial<Record<number, number>>;
const usual: Instead = { [dontKnow]: 0.03, [refused]: 0.015 };

/** By fact: the code that those give of whom it holds. */
export type Unless = Record<string, number>;

function spared(who: Who, unless: Unless): number | undefined {
	for (const fact in unless) if (who.answer(fact) === 1) return unless[fact];
	return undefined;
}

/** How much agencies differ in a question, on the logit scale, beyond what the latents make. */
const betweenClusters = 0.25;

interface Pull {
	/** How strongly each latent pulls the answer up. */
	avoidance?: number;
	trust?: number;
	/** What else does. */
	shift?(who: Who): number;
}

const pulled = (who: Who, { avoidance = 0, trust = 0, shift }: Pull) =>
	avoidance * who.avoidance + trust * who.trust + (shift?.(who) ?? 0);

export interface Scale extends Pull {
	/** Where the middle of the answers lies: above 0 towards the last code. */
	at: number;
	cuts?: number[];
	instead?: Instead;
	unless?: Unless;
	arms?: string[];
}

/** Ordered codes: a proportional-odds model with the latents and the agency in it. */
export function scale(codes: number[], model: Scale): Model {
	const { at, cuts = [-1.8, -0.4, 1.1, 2.6], arms, unless = {} } = model;
	if (cuts.length !== codes.length - 1)
		throw new Error("a scale has one cut fewer than codes");
	const instead = replacing(model.instead);
	return {
		...(arms ? { arms } : {}),
		answer(who) {
			const chance = who.chance();
			if (chance < instead.share) return instead.code(chance);
			const sure = spared(who, unless);
			if (sure !== undefined) return sure;
			const place =
				at +
				pulled(who, model) +
				betweenClusters * who.shared((bell) => bell(0)) +
				logit(instead.rest(chance));
			let step = 0;
			while (step < cuts.length && place > (cuts[step] as number)) step++;
			return codes[step] as number;
		},
	};
}

/** Cuts for `count` codes whose middle is spread by `width` on the logit scale. */
export const evenCuts = (count: number, width: number) =>
	Array.from(
		{ length: count - 1 },
		(_, step) => ((step + 1) / count - 0.5) * width,
	);

export type Weights = Record<number, number>;

interface Choice {
	instead?: Instead;
	unless?: Unless;
	/** Pulls an option up or down: its weight times exp of this. */
	tilt?: (who: Who, code: number) => number;
	arms?: string[];
}

/** Options with the weights that they have in the person's agency; agencies differ in what they favour. */
function weighted(weights: Weights, { tilt }: Choice) {
	const codes = Object.keys(weights).map(Number);
	const inCluster = (bell: (key: number) => number) =>
		Float64Array.from(
			codes,
			(code) =>
				(weights[code] as number) * Math.exp(betweenClusters * bell(code)),
		);
	return {
		codes,
		weightsFor(who: Who): Float64Array {
			const shared = who.shared(inCluster);
			return tilt
				? shared.map((weight, at) => {
						const pull = tilt(who, codes[at] as number);
						return pull === 0 ? weight : weight * Math.exp(pull);
					})
				: shared;
		},
	};
}

/** One of several codes. */
export function choice(weights: Weights, how: Choice = {}): Model {
	const { codes, weightsFor } = weighted(weights, how);
	const { unless = {} } = how;
	const instead = replacing(how.instead);
	return {
		...(how.arms ? { arms: how.arms } : {}),
		answer(who) {
			const chance = who.chance();
			if (chance < instead.share) return instead.code(chance);
			const sure = spared(who, unless);
			if (sure !== undefined) return sure;
			const shares = weightsFor(who);
			let sum = 0;
			for (const share of shares) sum += share;
			let left = instead.rest(chance) * sum;
			for (let at = 0; at < codes.length - 1; at++) {
				left -= shares[at] as number;
				if (left < 0) return codes[at] as number;
			}
			return codes.at(-1) as number;
		},
	};
}

/** Codes that depend on a trait or an earlier answer alone, e.g. what the frame knows. */
export function fixed(
	code: (who: Who) => number,
	missing: Instead = { [refused]: 0.01 },
): Model {
	const instead = replacing(missing);
	return {
		answer(who) {
			const chance = who.chance();
			return chance < instead.share ? instead.code(chance) : code(who);
		},
	};
}

interface Several extends Choice {
	/** Share of people who choose one, two, three … */
	sizes: number[];
}

/** Up to so many options, drawn by weight without replacement: those whose exponential clocks ring first. */
export function upTo(weights: Weights, how: Several): Model {
	const { codes, weightsFor } = weighted(weights, how);
	const instead = replacing(how.instead);
	const rings = new Float64Array(codes.length);
	return {
		answer(who) {
			const chance = who.chance();
			if (chance < instead.share) return [instead.code(chance)];
			let left = instead.rest(chance);
			let size = 1;
			while (size < how.sizes.length) {
				left -= how.sizes[size - 1] as number;
				if (left < 0) break;
				size++;
			}
			const shares = weightsFor(who);
			for (const [at, code] of codes.entries())
				rings[at] = -Math.log(who.chance(code)) / (shares[at] as number);
			return Array.from({ length: size }, () => {
				let first = 0;
				for (let at = 1; at < rings.length; at++)
					if ((rings[at] as number) < (rings[first] as number)) first = at;
				rings[first] = Infinity;
				return codes[first] as number;
			});
		},
	};
}

/** All that apply, each by itself; code 97 where none does. */
export function allThatApply(
	shares: Weights,
	{ instead: missing, tilt }: Choice = {},
): Model {
	const codes = Object.keys(shares).map(Number);
	const instead = replacing(missing);
	return {
		answer(who) {
			const chance = who.chance();
			if (chance < instead.share) return [instead.code(chance)];
			const places = who.shared((bell) =>
				codes.map(
					(code) =>
						logit(shares[code] as number) + betweenClusters * bell(code),
				),
			);
			const chosen = codes.filter(
				(code, at) =>
					logit(who.chance(code)) <
					(places[at] as number) + (tilt?.(who, code) ?? 0),
			);
			return chosen.length > 0 ? chosen : [none];
		},
	};
}

/** Not a question: people at whose place none of what is asked about happens. */
export const untroubled = (share: number): Model => ({
	answer: (who) => (isTrue(who, 0, share, { avoidance: -0.8 }) ? 1 : 0),
});

/** Whether something is true of a person: `share` on the whole, moved by the latents. */
export const isTrue = (who: Who, key: number, share: number, pull: Pull = {}) =>
	who.chance(key) < expit(logit(share) + pulled(who, pull));

/** Splits one chance: below `share` an answer instead, above it the rest, uniform again. */
function replacing(instead: Instead = usual) {
	const pairs = Object.entries(instead).map(
		([code, share = 0]) => [Number(code), share] as const,
	);
	const share = pairs.reduce((sum, [, each]) => sum + each, 0);
	return {
		share,
		code(chance: number): number {
			let left = chance;
			for (const [code, each] of pairs) {
				left -= each;
				if (left < 0) return code;
			}
			return pairs.at(-1)?.[0] ?? refused;
		},
		rest: (chance: number) => (chance - share) / (1 - share),
	};
}

/** The models of a battery's items: one scale, a place for each item. */
export const battery = (
	name: string,
	codes: number[],
	places: Record<string, number>,
	rest: Omit<Scale, "at">,
): Record<string, Model> =>
	Object.fromEntries(
		Object.entries(places).map(([item, at]) => [
			`${name}_${item}`,
			scale(codes, { ...rest, at }),
		]),
	);

export interface Answering {
	names: string[];
	/** The arms that change the answer to a question. */
	armsOf(name: string): string[];
	/** Turns to a person; whatever was answered before is forgotten. */
	meet(person: Person): void;
	/** The answer that the person would give to a question, in these arms. */
	answer(name: string, arms: Record<string, number>): Answer | undefined;
}

/** The answers of people, as functions of seed, person, question and arms. */
export function answering(
	models: Record<string, Model>,
	seed: number,
): Answering {
	const names = Object.keys(models);
	const indices = new Map(names.map((name, index) => [name, index]));
	const listed = Object.values(models);
	const shared = new Array<unknown>(names.length);
	const memo = new Array<Answer | undefined>(names.length);
	let person: Person | undefined;
	let clusterLatents = { avoidance: 0, trust: 0 };
	let variable = 0;

	const bellOfCluster = (key: number) =>
		bell(uniform(seed + 1, (person as Person).cluster, variable + 1, key));
	const who: Who = {
		traits: {},
		arms: {},
		avoidance: 0,
		trust: 0,
		chance: (key = 0) =>
			uniform(seed, (person as Person).id, variable + 1, key),
		shared<T>(make: (bell: (key: number) => number) => T): T {
			shared[variable] ??= make(bellOfCluster);
			return shared[variable] as T;
		},
		answer: (name) => answer(name),
	};

	function answer(name: string): Answer | undefined {
		const index = indices.get(name);
		const model = listed[index ?? -1];
		if (index === undefined || !model)
			throw new Error(`no model says how people answer ${name}`);
		const known = memo[index];
		if (known !== undefined) return known;
		const asked = variable;
		variable = index;
		const given = model.answer(who);
		variable = asked;
		if (!model.arms) memo[index] = given;
		return given;
	}

	return {
		names,
		armsOf: (name) => models[name]?.arms ?? [],
		meet(next) {
			if (next.cluster !== person?.cluster) {
				shared.fill(undefined);
				clusterLatents = {
					avoidance: latent(seed + 2, next, 0),
					trust: latent(seed + 2, next, 1),
				};
			}
			person = next;
			memo.fill(undefined);
			who.traits = next.traits;
			const own = bell(uniform(seed + 3, next.id, 0));
			who.avoidance =
				clusterLatents.avoidance +
				own -
				(next.traits.leader ? 0.35 : 0) +
				(next.traits.urban ? 0.15 : 0);
			who.trust =
				clusterLatents.trust +
				0.9 * bell(uniform(seed + 3, next.id, 1)) -
				0.4 * own +
				(next.traits.leader ? 0.3 : 0);
		},
		answer(name, arms) {
			who.arms = arms;
			return answer(name);
		},
	};
}

/** What an agency's people share: of its stratum, its province, itself. */
function latent(
	seed: number,
	{ cluster, stratum, province }: Person,
	key: number,
) {
	return (
		0.25 * bell(uniform(seed, key, 1, stratum)) +
		0.1 * bell(uniform(seed, key, 2, province)) +
		0.4 * bell(uniform(seed, key, 3, cluster))
	);
}
