import { say } from "../../survey-definitions/languages.ts";
import { tracesOfPeople } from "../../survey-definitions/traces-of-people.ts";
import type { Form } from "./parts.ts";

/** A sentence about what may point at somebody; empty where nothing does. It warns and forbids nothing. */
export function cautionOf(text: string, { words, nameWords }: Form): string {
	const traces = tracesOfPeople(text, nameWords);
	return traces.length > 0
		? say(words.tracesFound, {
				what: traces.map((trace) => words.traces[trace]).join(", "),
			})
		: "";
}
