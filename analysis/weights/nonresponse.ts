export interface NonresponseClass {
	/** Classes of the frame that were put together in it. */
	members: number[];
	/** Σ base weights of what was handed out and of what came back. */
	issued: number;
	returned: number;
	responses: number;
	/** issued / returned: what the base weights of its responses are multiplied by. */
	factor: number;
}

export interface NonresponseOptions {
	/** Fewest responses of a class; 30. */
	fewest?: number;
	/** Greatest factor, as a multiple of that of the whole survey; 2.5. */
	greatest?: number;
	/** How much two classes of the frame have in common; the neighbour that has more takes a class in, else the one before. */
	likeness?: (a: number, b: number) => number;
}

/**
 * Weighting-class adjustment for nonresponse, a = Σ d(issued)/Σ d(returned) (Oh & Scheuren 1983; Särndal, Swensson &
 * Wretman 1992, §15.6.2), with classes merged with their neighbour in the order given until each has enough responses and
 * no factor far above the survey's own. Throws where nothing came back at all.
 */
export function nonresponseClasses(
	issued: ArrayLike<number>,
	returned: ArrayLike<number>,
	responses: ArrayLike<number>,
	{ fewest = 30, greatest = 2.5, likeness = () => 0 }: NonresponseOptions = {},
): NonresponseClass[] {
	const sum = (values: ArrayLike<number>) =>
		Array.from(values).reduce((a, b) => a + b, 0);
	const overall = sum(issued) / sum(returned);
	if (!Number.isFinite(overall))
		throw new Error("no response came back: there is nothing to weight");
	const isSound = ({ responses: n, factor }: NonresponseClass) =>
		n >= fewest && factor <= greatest * overall;
	let classes = Array.from(issued, (out, k) =>
		classOf([k], out, returned[k]!, responses[k]!),
	);
	for (;;) {
		const weak = classes.findIndex((each) => !isSound(each));
		if (weak < 0 || classes.length === 1) return classes;
		const partner = partnerOf(classes, weak, likeness);
		const [a, b] = [classes[weak]!, classes[partner]!];
		const merged = classOf(
			[...a.members, ...b.members].sort((x, y) => x - y),
			a.issued + b.issued,
			a.returned + b.returned,
			a.responses + b.responses,
		);
		classes = classes
			.map((each, k) => (k === partner ? merged : each))
			.filter((_, k) => k !== weak);
	}
}

function partnerOf(
	classes: NonresponseClass[],
	weak: number,
	likeness: (a: number, b: number) => number,
): number {
	if (weak === 0) return 1;
	if (weak === classes.length - 1) return weak - 1;
	const alike = (other: number) =>
		Math.max(
			...classes[weak]!.members.flatMap((a) =>
				classes[other]!.members.map((b) => likeness(a, b)),
			),
		);
	return alike(weak + 1) > alike(weak - 1) ? weak + 1 : weak - 1;
}

function classOf(
	members: number[],
	issued: number,
	returned: number,
	responses: number,
): NonresponseClass {
	return { members, issued, returned, responses, factor: issued / returned };
}
