/** A unit of a frame: an agency, a commune, a household's place on a list. */
export interface FrameUnit {
	/** Unlike that of every other unit of the frame. */
	id: string;
	stratum: string;
	/** Measure of size, for selection in proportion to it. */
	size?: number;
	/** What the frame is ordered by inside the stratum, the first key outermost: province, then kind. */
	keys?: readonly (string | number)[];
	/** Row of the file it came from; its place in the list, from 1, unless told. */
	row?: number;
}

interface FixedSize {
	n: number;
	/** Units drawn with the sample and kept back. */
	reserve?: number;
}

/** The order in which a systematic selection passes the units. */
export type Order = "listed" | "keys" | "serpentine" | "random";

/** How the units of one stratum are drawn. */
export type Selection =
	| ({ method: "simple-random" } & FixedSize)
	| ({ method: "systematic"; order?: Order } & FixedSize)
	/** Every unit with this probability, so that the number drawn moves with the list. */
	| { method: "fixed-step"; probability: number; order?: Order }
	/** In proportion to size. `take` takes units that would be drawn more than once with certainty, `refuse` names them. */
	| ({
			method: "systematic-pps";
			certainty: "take" | "refuse";
			order?: Order;
	  } & FixedSize)
	| ({ method: "sampford"; certainty: "take" | "refuse" } & FixedSize);

export const rowOf = (unit: FrameUnit, place: number): number =>
	unit.row ?? place + 1;
