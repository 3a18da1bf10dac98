import { implicitOrder } from "./implicit-order.ts";
import { inclusionProbabilities, systematicPps } from "./pps.ts";
import { shuffled } from "./random.ts";
import { drawSampford } from "./sampford.ts";
import type { FrameUnit, Order, Selection } from "./selection.ts";
import { placesAtStep, systematicPlaces } from "./systematic.ts";

/** Places in the list of a stratum's units. */
export interface DrawnPlaces {
	/** In the order of selection, that of the arranged list. */
	main: number[];
	/** In the order in which they are to be opened. */
	reserve: number[];
	/** Of every unit of the list, to be in the main sample. */
	probabilities: number[];
}

/**
 * Draws one stratum. A reserve is drawn as one sample with the main one, of which chance keeps it back, in random order
 * (Särndal, Swensson & Wretman 1992, ch. 9, two phases): the main sample, and the main sample with the first k of the
 * reserve, are probability samples. Units that are certain in the main sample stay in it. The frame must have passed
 * `frameProblems`.
 */
export function drawStratum(
	units: readonly FrameUnit[],
	selection: Selection,
	random: () => number,
): DrawnPlaces {
	const order = arranged(units, orderOf(selection), random);
	if (selection.method === "fixed-step") {
		const { probability } = selection;
		return {
			main: placesAtStep(units.length, probability, random()).map(
				(at) => order[at]!,
			),
			reserve: [],
			probabilities: units.map(() => probability),
		};
	}
	const { n, reserve = 0 } = selection;
	const inMain = mainProbabilities(units, selection);
	const certain = (place: number) => inMain[place] === 1;
	const open = order.filter((place) => !certain(place));
	const places = n - (order.length - open.length);
	const { drawn, probabilities } = drawOpen(
		open.map((place) => units[place]!),
		selection,
		places + reserve,
		random,
	);
	const keptBack = new Set(
		keepBack(drawn.length, reserve, selection, random).map(
			(at) => open[drawn[at]!]!,
		),
	);
	const chosen = new Set(drawn.map((at) => open[at]!));
	const share = places > 0 ? places / (places + reserve) : 0;
	const all = [...inMain];
	for (const [at, place] of open.entries())
		all[place] = probabilities[at]! * share;
	return {
		main: order.filter(
			(place) => certain(place) || (chosen.has(place) && !keptBack.has(place)),
		),
		reserve: shuffled([...keptBack], random),
		probabilities: all,
	};
}

/** Draws `count` of the units that are not certain. */
function drawOpen(
	units: readonly FrameUnit[],
	selection: Exclude<Selection, { method: "fixed-step" }>,
	count: number,
	random: () => number,
): { drawn: number[]; probabilities: number[] } {
	if (selection.method === "simple-random" || selection.method === "systematic")
		return {
			drawn:
				selection.method === "systematic"
					? systematicPlaces(units.length, count, random())
					: shuffled([...units.keys()], random)
							.slice(0, count)
							.sort((a, b) => a - b),
			probabilities: units.map(() => count / units.length),
		};
	const probabilities = inclusionProbabilities(
		units.map(({ size }) => size as number),
		count,
	);
	return {
		drawn:
			selection.method === "sampford"
				? drawSampford(probabilities, random)
				: systematicPps(probabilities, random()),
		probabilities,
	};
}

/** Probabilities before a reserve is thought of; 1 for units that are certain. */
function mainProbabilities(
	units: readonly FrameUnit[],
	selection: Exclude<Selection, { method: "fixed-step" }>,
): number[] {
	return selection.method === "simple-random" ||
		selection.method === "systematic"
		? units.map(() => selection.n / units.length)
		: inclusionProbabilities(
				units.map(({ size }) => size as number),
				selection.n,
			);
}

/** Places among the drawn that become the reserve: spread over the order where the draw was, else at random. */
function keepBack(
	drawn: number,
	reserve: number,
	{ method }: Selection,
	random: () => number,
): number[] {
	if (reserve === 0) return [];
	return method === "systematic" || method === "systematic-pps"
		? systematicPlaces(drawn, reserve, random())
		: shuffled([...Array(drawn).keys()], random).slice(0, reserve);
}

const orderOf = (selection: Selection): Order =>
	selection.method === "simple-random" || selection.method === "sampford"
		? "listed"
		: (selection.order ?? "listed");

function arranged(
	units: readonly FrameUnit[],
	order: Order,
	random: () => number,
): number[] {
	if (order === "listed") return [...units.keys()];
	if (order === "random") return shuffled([...units.keys()], random);
	return implicitOrder(
		units.map(({ keys = [] }) => keys),
		order === "serpentine",
	);
}
