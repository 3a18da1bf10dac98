import type { Text } from "./definition.ts";

/** A rule of data cleaning, written before fieldwork in the questionnaire's own expressions, e.g. `all-equal(CB_B1, 3)`. */
export interface CleaningRule {
	name: string;
	label: Text;
	/** The forms it holds for are flagged. */
	when: string;
	/**
	 * `flag`: the form is marked and nothing else. `outside`: the person is no member of the population, counted apart and
	 * given no weight.
	 */
	effect: "flag" | "outside";
}
