import { useEffect, useState } from "preact/hooks";
import type { Topline } from "../../../analysis/tables/topline.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { footnotesOf } from "../footnotes.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { startTopline, toplineHref, topline as toplineOf } from "./api.ts";
import { DeskNav } from "./desk-nav.tsx";
import { type Mark, ToplineBlock } from "./topline-block.tsx";

/** With more forms than this it is made as a job, which shows how far it is. */
const mostAtOnce = 50_000;

export function ToplinePage({
	survey,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.desk.topline;
	const isClosed = survey.status === "closed";
	const isLong = survey.responses > mostAtOnce;
	const loaded = useLoaded(isClosed && !isLong ? survey.id : undefined, () =>
		toplineOf(survey.id),
	);
	const [made, setMade] = useState<Topline>();
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const topline = made ?? loaded.data;
	return (
		<main class="page topline" id="result">
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1>{words.title}</h1>
			<DeskNav survey={survey.id} shown="topline" />
			{!isClosed ? (
				<p class="measure">{t.desk.notClosed}</p>
			) : loaded.error ? (
				<Problem error={loaded.error} again={loaded.again} />
			) : topline ? (
				<Shown topline={topline} />
			) : isLong ? (
				<LongWork survey={survey} onMade={setMade} />
			) : (
				<p class="loading">{t.loading}</p>
			)}
			{topline && (
				<p class="method">
					<strong>{t.source}:</strong>{" "}
					{fill(words.source, {
						title: say(topline.title),
						n: whole(topline.responses, language),
					})}{" "}
					{topline.sampling === "probability" ? (
						t.method
					) : (
						<strong>{t.noSamplingError}.</strong>
					)}{" "}
					{fill(topline.weights.isFinal ? t.weightsFinal : t.weightsNotFinal, {
						version: topline.weights.version,
					})}
					.
				</p>
			)}
		</main>
	);
}

function LongWork({
	survey,
	onMade,
}: {
	survey: ListedSurvey;
	onMade: (topline: Topline) => void;
}) {
	const { t, language } = useWords();
	const words = t.desk.topline;
	const [job, setJob] = useState<string>();
	const work = useWork();
	return (
		<>
			<p class="measure">
				{fill(words.long, { n: whole(survey.responses, language) })}
			</p>
			{work.error && <Problem error={work.error} />}
			{job ? (
				<JobProgress
					id={job}
					onDone={({ result }) => {
						if (result) onMade(result as Topline);
					}}
				/>
			) : (
				<p class="tools">
					<button
						type="button"
						disabled={work.isBusy}
						onClick={() =>
							void work.run(async () => {
								setJob((await startTopline(survey.id)).job);
							})
						}
					>
						{words.start}
					</button>
				</p>
			)}
		</>
	);
}

function Shown({ topline }: { topline: Topline }) {
	const { t, say, language } = useWords();
	const words = t.desk.topline;
	const { footnotes, markOf } = notesOf(topline);
	const sections = topline.sections.filter((one) => one.questions.length > 0);
	return (
		<>
			<p class="measure">{words.intro}</p>
			<p class="tools">
				<a href={toplineHref(topline.survey, "xlsx", language)} download="">
					{words.xlsx}
				</a>
				<a href={toplineHref(topline.survey, "csv", language)} download="">
					{words.csv}
				</a>
				<button type="button" onClick={() => window.print()}>
					{words.print}
				</button>
			</p>
			<nav class="contents" aria-label={words.sections}>
				<ol>
					{sections.map(({ id, title }) => (
						<li key={id}>
							<a href={`#section-${id}`}>{say(title)}</a>
						</li>
					))}
				</ol>
			</nav>
			{sections.map(({ id, title, questions }) => (
				<section key={id} aria-labelledby={`section-${id}`}>
					<h2 id={`section-${id}`}>{say(title)}</h2>
					{questions.map((question) => (
						<ToplineBlock
							key={question.name}
							question={question}
							markOf={markOf}
						/>
					))}
				</section>
			))}
			{footnotes.list.length > 0 && (
				<div class="notes">
					<h2>{words.notes}</h2>
					<ul>
						{footnotes.list.map((note) => (
							<li key={note}>
								<sup>{footnotes.letter(note)}</sup>{" "}
								{note === "protected" || note === "not-estimable"
									? fill(t.withheld[note], { min: minimumOf(topline) })
									: t.notes[note]}
							</li>
						))}
					</ul>
				</div>
			)}
		</>
	);
}

const minimumOf = ({ sections }: Topline) =>
	sections.flatMap(({ questions }) =>
		questions.flatMap(({ tables }) => tables.map((one) => one.minimumBase)),
	)[0] ?? 0;

/** One list of notes for the whole document, with a letter for each. */
function notesOf({ sections }: Topline) {
	const tables = sections.flatMap(({ questions }) =>
		questions.flatMap(({ tables }) => tables),
	);
	const footnotes = footnotesOf({
		columns: tables.flatMap(({ columns }) => columns.slice(0, 1)),
	});
	const places = new Map(tables.map((table, at) => [table.variable.name, at]));
	const markOf: Mark = (variable, row) => {
		const placed = footnotes.columns[places.get(variable) ?? -1];
		const notes =
			row === undefined ? (placed?.column ?? []) : (placed?.cells[row] ?? []);
		return notes.map(footnotes.letter).join(" ");
	};
	return { footnotes, markOf };
}
