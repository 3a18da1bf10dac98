import type { Report } from "./compose.ts";
import type { Block } from "./document.ts";
import type { Outline, Place } from "./mapping.ts";

/** A table, a chart and what is said of them; where it stands follows from the outline. */
export interface Exhibit {
	id: string;
	places: Record<Outline, Place>;
	/** What it tells of, as the mapping names it: a variable, a battery or a ranking. */
	variables: string[];
	compose: (report: Report) => Block[];
}

/** The exhibits of a place in the order in which they are listed. */
export const exhibitsAt = (
	exhibits: Exhibit[],
	outline: Outline,
	place: Place,
): Exhibit[] => exhibits.filter(({ places }) => places[outline] === place);
