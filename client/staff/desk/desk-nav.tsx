import { hrefOf } from "../address.ts";
import { useWords } from "../words.ts";

/** The parts of the step Kết quả: tables, topline, derived variables, saved tables, data files. */
export function DeskNav({
	survey,
	shown,
}: {
	survey: string;
	shown:
		| "results"
		| "tables"
		| "topline"
		| "derived"
		| "saved"
		| "sensitive"
		| "open-answers"
		| "files";
}) {
	const { t, language } = useWords();
	return (
		<nav class="views desk-views" aria-label={t.desk.label}>
			{(
				[
					"results",
					"tables",
					"topline",
					"derived",
					"saved",
					"sensitive",
					"open-answers",
					"files",
				] as const
			).map((page) => (
				<a
					key={page}
					href={hrefOf(
						page === "tables"
							? { page, survey, language, query: "" }
							: { page, survey, language },
					)}
					aria-current={page === shown ? "page" : undefined}
				>
					{t.desk.pages[page]}
				</a>
			))}
		</nav>
	);
}
