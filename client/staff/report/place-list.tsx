import type { Sentence } from "../../../analysis/report/sentence.ts";
import type { ReportSentence } from "../../../server/actions/list-sentences.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** The numbers of a sentence, where each comes from, and whether the text has it; a click puts it in. */
export function PlaceList({
	places,
	sources,
	text,
	onInsert,
}: {
	places: Sentence["places"];
	sources: ReportSentence["sources"];
	text: string;
	onInsert: (place: string) => void;
}) {
	const { t } = useWords();
	const words = t.report.sentences;
	const sourceOf = (index: number) => {
		const source = sources[index];
		if (!source) return "";
		if (places[index]?.to) return words.reference;
		const measure = source.at.split("|").at(-1) ?? "";
		const name = Object.entries(words.measures).find(
			([known]) => known === measure,
		);
		return [
			source.of === "method" ? words.method : source.of,
			name ? name[1] : source.at,
		].join(", ");
	};
	return (
		<ol class="places" aria-label={words.numbers}>
			{places.map(({ text: number }, index) => {
				const place = `{${index + 1}}`;
				const isAbsent = !text.includes(place);
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
					<li key={index}>
						<button
							type="button"
							aria-label={fill(words.insert, { place, number })}
							onClick={() => onInsert(place)}
						>
							{place}
						</button>
						<b>{number}</b>
						<small title={sources[index]?.at}>{sourceOf(index)}</small>
						{isAbsent && <small class="needed">{words.absent}</small>}
					</li>
				);
			})}
		</ol>
	);
}
