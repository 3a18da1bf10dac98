import { useEffect, useMemo, useState } from "preact/hooks";
import type { ListedSurvey } from "../../server/actions/list-surveys.ts";
import { tableSearch } from "../../survey-definitions/table-request.ts";
import { type Address, hrefOf } from "./address.ts";
import {
	type Contents,
	contents as contentsOf,
	csvHref,
	table,
} from "./api.ts";
import { titleOf } from "./describe-table.ts";
import { DeskNav } from "./desk/desk-nav.tsx";
import { SaveTable } from "./desk/save-table.tsx";
import { DomainPicker } from "./domain-picker.tsx";
import { questionGroups } from "./list-groups.ts";
import { whole } from "./numbers.ts";
import { Problem } from "./problem.tsx";
import { QuestionList } from "./question-list.tsx";
import { ResultTable } from "./result-table.tsx";
import { fill } from "./strings.ts";
import { TableChart } from "./table-chart.tsx";
import { useLeave } from "./use-leave.ts";
import { useLoaded } from "./use-loaded.ts";
import { useWords } from "./words.ts";

type ResultsAddress = Extract<Address, { page: "results" }>;

export function ResultsPage({
	address,
	survey,
	onLoggedOut,
}: {
	address: ResultsAddress;
	survey: ListedSurvey;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const contents = useLoaded(
		survey.status === "closed" ? survey.id : undefined,
		() => contentsOf(survey.id),
	);
	useLeave(contents.error, onLoggedOut);
	if (survey.status === "open") return <OpenPage survey={survey} />;
	if (contents.error)
		return (
			<main class="page">
				<Problem error={contents.error} again={contents.again} />
			</main>
		);
	if (!contents.data || contents.isLoading)
		return (
			<main class="page">
				<p class="loading">{t.loading}</p>
			</main>
		);
	return (
		<div class="results">
			<QuestionPicker address={address} contents={contents.data} />
			<main class="page" id="result" tabIndex={-1}>
				<DeskNav survey={survey.id} shown="results" />
				<Result
					address={address}
					survey={survey}
					contents={contents.data}
					onLoggedOut={onLoggedOut}
				/>
			</main>
		</div>
	);
}

function OpenPage({ survey }: { survey: ListedSurvey }) {
	const { t, say, language } = useWords();
	return (
		<main class="page" id="result">
			<p class="kicker">{say(survey.title)}</p>
			<h1>{t.openTitle}</h1>
			<p class="measure">{t.openText}</p>
			<p class="measure">
				{fill(t.openCount, { n: whole(survey.responses, language) })}
			</p>
		</main>
	);
}

function QuestionPicker({
	address,
	contents,
}: {
	address: ResultsAddress;
	contents: Contents;
}) {
	const { t, language } = useWords();
	const { survey, variable, by, detail } = address;
	const [isOpen, setIsOpen] = useState(variable === undefined);
	const isNumber = (name: string) =>
		contents.variables.some(
			(one) => one.name === name && one.type === "number",
		);
	const groups = useMemo(
		() =>
			questionGroups(contents.variables, contents.sections, {
				language,
				hrefOf: (name) =>
					// An index has a mean and no categories: the builder shows it.
					isNumber(name)
						? hrefOf({
								page: "tables",
								survey,
								language,
								query: tableSearch({ rows: [name], statistics: ["mean"] }),
							})
						: hrefOf({
								page: "results",
								survey,
								language,
								variable: name,
								...(by && by !== name ? { by } : {}),
								...(detail === undefined ? {} : { detail }),
							}),
			}),
		[contents, language, survey, by, detail],
	);
	return (
		<aside class={`picker ${isOpen ? "is-open" : ""}`}>
			<h2>{t.questions}</h2>
			<button
				type="button"
				class="opener"
				aria-expanded={isOpen}
				onClick={() => setIsOpen(!isOpen)}
			>
				{variable ? t.changeQuestion : t.chooseQuestion}
			</button>
			<QuestionList
				label={t.questions}
				groups={groups}
				current={variable}
				onChosen={() => setIsOpen(false)}
			/>
		</aside>
	);
}

function Result({
	address,
	survey,
	contents,
	onLoggedOut,
}: {
	address: ResultsAddress;
	survey: ListedSurvey;
	contents: Contents;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const { variable: name, by } = address;
	const request = name ? { survey: survey.id, variable: name, by } : undefined;
	const loaded = useLoaded(
		request && [survey.id, name, by].join("\n"),
		// Only called with a key, and so with a request.
		() => table(request as NonNullable<typeof request>),
	);
	useLeave(loaded.error, onLoggedOut);
	// What is on the page, which stays until the next table has come.
	const variable = contents.variables.find(
		(one) => one.name === loaded.data?.variable.name,
	);
	const title = variable ? say(titleOf(variable)) : "";
	useEffect(() => {
		document.title = [name, title || say(survey.title), t.siteName]
			.filter(Boolean)
			.join(" – ");
	}, [name, title, survey, t]);

	if (!request)
		return (
			<>
				<p class="kicker">
					{fill(t.responsesInAll, { n: whole(contents.responses, language) })}
				</p>
				<h1>{say(survey.title)}</h1>
				<p class="measure">{t.pickFirst}</p>
			</>
		);
	if (loaded.error) {
		const asked = contents.variables.find((one) => one.name === name);
		return (
			<article>
				{asked && (
					<>
						<h1 id="result-title">{say(titleOf(asked))}</h1>
						<DomainPicker address={address} contents={contents} />
					</>
				)}
				<Problem error={loaded.error} again={loaded.again} />
				{loaded.error.code === "crossed-already" && by && name && (
					<p class="tools">
						<a href={hrefOf({ ...address, variable: by, by: name })}>
							{t.otherWayRound}
						</a>
					</p>
				)}
			</article>
		);
	}
	if (!loaded.data || !variable) return <p class="loading">{t.loading}</p>;

	const shown = loaded.data;
	const section =
		contents.sections.find(({ id }) => id === variable.section)?.title ??
		undefined;
	const detail = address.detail ?? shown.by === undefined;
	const other = language === "vi" ? "en" : "vi";
	return (
		<article class={loaded.isLoading ? "is-loading" : ""}>
			<p class="kicker">
				<span>
					{t[survey.population]} ·{" "}
					{section
						? say(section)
						: variable.derived
							? t.desk.pages.derived
							: t.arms}
				</span>
				<span class="code">{variable.name}</span>
			</p>
			<h1 id="result-title" class={title.length > 90 ? "long" : ""}>
				{title}
			</h1>
			{variable.item && <p class="asked">{say(variable.question)}</p>}
			<p class="other-language" lang={other}>
				{titleOf(variable)[other]}
			</p>
			<DomainPicker address={address} contents={contents} />
			{variable.splitBy && variable.splitBy !== by && (
				<p class="caution">
					{fill(t.splitNote, { arm: variable.splitBy })}{" "}
					{contents.domains.some((one) => one.name === variable.splitBy) && (
						<a href={hrefOf({ ...address, by: variable.splitBy })}>
							{fill(t.splitLink, { arm: variable.splitBy })}
						</a>
					)}
				</p>
			)}
			<div class={shown.columns.length > 5 ? "" : "pair"}>
				<div>
					<ResultTable table={shown} detail={detail} />
					{variable.drawn && <p class="notes">{t.drawnNote}</p>}
					<p class="method">
						<strong>{t.source}:</strong> {say(survey.title)},{" "}
						{fill(t.responsesInAll, {
							n: whole(contents.responses, language),
						})}
						.{" "}
						{shown.sampling === "probability" ? (
							t.method
						) : (
							<strong>{t.noSamplingError}.</strong>
						)}{" "}
						<a href={hrefOf({ page: "weights", survey: survey.id, language })}>
							{fill(
								shown.weights.isFinal ? t.weightsFinal : t.weightsNotFinal,
								{ version: shown.weights.version },
							)}
						</a>
						.
					</p>
					<p class="tools">
						{shown.sampling === "probability" && (
							<a href={hrefOf({ ...address, detail: !detail })}>
								{detail ? t.detailOff : t.detailOn}
							</a>
						)}
						<a href={csvHref(request, language)} download="">
							{t.download}
						</a>
						<button type="button" onClick={() => window.print()}>
							{t.print}
						</button>
						<SaveTable
							survey={survey.id}
							query={tableSearch({
								rows: [shown.variable.name],
								...(shown.by ? { banner: [[shown.by.name]] } : {}),
							})}
							name={title}
						/>
					</p>
				</div>
				<TableChart
					request={{
						survey: survey.id,
						rows: [shown.variable.name],
						...(shown.by ? { banner: [[shown.by.name]] } : {}),
					}}
				/>
			</div>
		</article>
	);
}
