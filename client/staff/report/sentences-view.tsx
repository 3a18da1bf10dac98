import { useEffect, useState } from "preact/hooks";
import type {
	ReportSentence,
	ReportSentences,
} from "../../../server/actions/list-sentences.ts";
import type { Job } from "../../../server/jobs.ts";
import { hrefOf } from "../address.ts";
import { day } from "../desk/day.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { go } from "../use-address.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { dropEdit, listSentences, type ReportState } from "./api.ts";
import { Filled, SentenceEditor } from "./sentence-editor.tsx";

const products = ["report", "summary", "method"] as const;
const layouts = ["party", "state"] as const;
const filters = ["all", "edited", "open"] as const;

/** The address says which document, which of its sentences are shown, and which one is being edited. */
function shownBy(query: string, state: ReportState) {
	const asked = new URLSearchParams(query);
	const one = <T extends string>(name: string, known: readonly T[]): T =>
		known.find((value) => value === asked.get(name)) ?? (known[0] as T);
	return {
		product: one("product", products),
		layout: one("layout", layouts),
		beside: asked.get("beside") ?? state.beside[0]?.id ?? "",
		show: one("show", filters),
		sentence: asked.get("sentence") ?? "",
	};
}

export function SentencesView({
	survey,
	state,
	user,
	query,
}: {
	survey: string;
	state: ReportState;
	user: string;
	query: string;
}) {
	const { t, say, language } = useWords();
	const words = t.report.sentences;
	const shown = shownBy(query, state);
	const { product, layout, beside, show } = shown;
	const [job, setJob] = useState<string>();
	const [listed, setListed] = useState<ReportSentences>();
	/** What is typed and not saved, by paragraph: it outlives the editor. */
	const [drafts, setDrafts] = useState<Record<string, string>>({});
	const work = useWork();
	const isClosed = state.status === "closed";
	useEffect(() => {
		if (!isClosed) return;
		setListed(undefined);
		setJob(undefined);
		void work.run(async () => {
			const started = await listSentences(survey, {
				product,
				layout,
				...(beside ? { beside } : {}),
			});
			setJob(started.job);
		});
	}, [isClosed, product, layout, beside]);
	if (!isClosed) return <p class="measure">{words.notClosed}</p>;

	const hrefWith = (change: Partial<typeof shown>) => {
		const asked = new URLSearchParams(
			Object.entries({ ...shown, ...change }).filter(
				([name, value]) => value !== "" || name === "beside",
			),
		);
		return hrefOf({
			page: "report",
			survey,
			view: "sentences",
			query: asked.toString(),
			language,
		});
	};
	const choose = (change: Partial<typeof shown>) =>
		go(hrefWith({ sentence: "", ...change }));
	const setSentence = (changed: ReportSentence) =>
		setListed(
			(now) =>
				now && {
					...now,
					sentences: now.sentences.map((one) =>
						one.paragraph === changed.paragraph ? changed : one,
					),
				},
		);
	const sentences = listed?.sentences ?? [];
	const isOpen = ({ edit }: ReportSentence) =>
		edit !== undefined && (edit.state !== "used" || edit.findings.length > 0);
	const isShown = (one: ReportSentence) =>
		show === "all" ||
		one.paragraph === shown.sentence ||
		(show === "edited" ? one.edit !== undefined : isOpen(one));
	const rows = sentences.filter(isShown);
	const chapters = [...new Set(rows.map(({ chapter }) => chapter))];
	const idOf = (chapter: string) => `part-${chapters.indexOf(chapter) + 1}`;
	return (
		<div class="sentences">
			<p class="measure">{words.intro}</p>
			<div class="line">
				<label class="field">
					<span>{words.document}</span>
					<select
						value={product}
						onChange={({ currentTarget: { value } }) =>
							choose({ product: value as typeof product })
						}
					>
						{products.map((one) => (
							<option key={one} value={one}>
								{t.report.products[one]}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>{t.report.layout}</span>
					<select
						value={layout}
						onChange={({ currentTarget: { value } }) =>
							choose({ layout: value as typeof layout })
						}
					>
						{layouts.map((one) => (
							<option key={one} value={one}>
								{t.report.layouts[one]}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>{t.report.beside}</span>
					<select
						value={beside}
						onChange={({ currentTarget: { value } }) =>
							choose({ beside: value })
						}
					>
						<option value="">{t.report.noBeside}</option>
						{state.beside.map(({ id, title }) => (
							<option key={id} value={id}>
								{say(title)} ({id})
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>{words.shown}</span>
					<select
						value={show}
						onChange={({ currentTarget: { value } }) =>
							choose({ show: value as typeof show })
						}
					>
						{filters.map((one) => (
							<option key={one} value={one}>
								{words.filters[one]}
							</option>
						))}
					</select>
				</label>
			</div>
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state: ended, result }: Job) => {
						if (ended === "done") setListed(result as ReportSentences);
					}}
				/>
			)}
			{listed && (
				<>
					<p class="quiet counted" role="status">
						{fill(words.counted, {
							all: whole(sentences.length, language),
							edited: whole(
								sentences.filter(({ edit }) => edit).length,
								language,
							),
							open: whole(sentences.filter(isOpen).length, language),
						})}
					</p>
					{rows.length === 0 && <p class="measure">{words.none}</p>}
					{chapters.length > 1 && (
						<nav class="chapters" aria-label={words.chapters} lang="vi">
							{chapters.map((chapter) => (
								<a key={chapter} href={`#${idOf(chapter)}`}>
									{chapter}
								</a>
							))}
						</nav>
					)}
					{rows.map((one, at) => {
						const before = rows[at - 1];
						const { paragraph, chapter, section } = one;
						const isNew = before?.chapter !== chapter;
						return (
							<section key={paragraph}>
								{isNew && chapter && (
									<h2 id={idOf(chapter)} lang="vi">
										{chapter}
									</h2>
								)}
								{section && (isNew || before?.section !== section) && (
									<h3 lang="vi">{section}</h3>
								)}
								{paragraph === shown.sentence ? (
									<SentenceEditor
										survey={survey}
										user={user}
										sentence={one}
										draft={drafts[paragraph]}
										onDraft={(draft) =>
											setDrafts(({ [paragraph]: _, ...others }) =>
												draft === undefined
													? others
													: { ...others, [paragraph]: draft },
											)
										}
										onSentence={setSentence}
										closeHref={hrefWith({ sentence: "" })}
									/>
								) : (
									<SentenceRow
										sentence={one}
										isDraft={paragraph in drafts}
										href={hrefWith({ sentence: paragraph })}
									/>
								)}
							</section>
						);
					})}
					{listed.elsewhere.length > 0 && (
						<section>
							<h2>{words.elsewhere}</h2>
							<p class="notes">{words.elsewhereHint}</p>
							{listed.elsewhere.map(
								({ paragraph, text, madeFrom, by, atMs }) => (
									<div key={paragraph} class="sentence">
										<p lang="vi">
											<Filled text={text} places={madeFrom.places} />
										</p>
										<p class="margin">
											<small>
												{fill(words.by, { name: by, day: day(atMs, language) })}
											</small>
											<Sure
												label={words.drop}
												question={words.dropSure}
												onSure={() =>
													void work.run(async () => {
														await dropEdit(survey, paragraph, atMs);
														setListed({
															...listed,
															elsewhere: listed.elsewhere.filter(
																(other) => other.paragraph !== paragraph,
															),
														});
													})
												}
											/>
										</p>
									</div>
								),
							)}
						</section>
					)}
				</>
			)}
		</div>
	);
}

/** A sentence as it will be printed; what a person made of it, in the margin. */
function SentenceRow({
	sentence: { paragraph, sentence, edit },
	isDraft,
	href,
}: {
	sentence: ReportSentence;
	isDraft: boolean;
	href: string;
}) {
	const { t, language } = useWords();
	const words = t.report.sentences;
	const text = edit?.state === "used" ? edit.text : sentence.template;
	return (
		<div class="sentence">
			<p lang="vi">
				<Filled text={text} places={sentence.places} />
			</p>
			<p class="margin">
				<a
					id={`edit-${paragraph}`}
					href={href}
					aria-label={fill(words.editOf, { words: text.slice(0, 60) })}
				>
					{words.edit}
					{isDraft && " …"}
				</a>
				{edit && (
					<>
						{edit.state !== "used" && (
							<small class="needed">{words.states[edit.state]}</small>
						)}
						<small>
							{fill(words.by, { name: edit.by, day: day(edit.atMs, language) })}
						</small>
					</>
				)}
			</p>
		</div>
	);
}
