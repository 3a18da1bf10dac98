import { useEffect, useState } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import {
	readTableQuery,
	type TableRequest,
	tableSearch,
} from "../../../survey-definitions/table-request.ts";
import { type Address, hrefOf } from "../address.ts";
import { type ApiError, contents as contentsOf } from "../api.ts";
import { DeskNav } from "../desk/desk-nav.tsx";
import { SaveTable } from "../desk/save-table.tsx";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { TableChart } from "../table-chart.tsx";
import { go } from "../use-address.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { weightsState as weightsOf } from "../weights/api.ts";
import { useWords } from "../words.ts";
import { buildTable } from "./api.ts";
import { BuiltTableView } from "./built-table.tsx";
import { RequestForm } from "./request-form.tsx";

type TablesAddress = Extract<Address, { page: "tables" }>;

export function TablesPage({
	address,
	survey,
	onLoggedOut,
}: {
	address: TablesAddress;
	survey: ListedSurvey;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.tables;
	const isClosed = survey.status === "closed";
	const contents = useLoaded(isClosed ? survey.id : undefined, () =>
		contentsOf(survey.id),
	);
	const weights = useLoaded(isClosed ? survey.id : undefined, () =>
		weightsOf(survey.id),
	);
	const request = readTableQuery(survey.id, new URLSearchParams(address.query));
	const isAsked = isClosed && request.rows.length > 0;
	const built = useLoaded(
		isAsked ? `${survey.id}\n${tableSearch(request)}` : undefined,
		() => buildTable(request),
	);
	useLeave(contents.error ?? built.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	// What was asked before, and what was taken back: the address is the present.
	const [past, setPast] = useState<string[]>([]);
	const [future, setFuture] = useState<string[]>([]);
	const open = (query: string) =>
		go(hrefOf({ ...address, query }), { replace: false });
	const change = (next: Omit<TableRequest, "survey">) => {
		setPast([...past, address.query]);
		setFuture([]);
		open(tableSearch(next));
	};
	const step = (
		from: string[],
		setFrom: typeof setPast,
		to: string[],
		setTo: typeof setPast,
	) => {
		const query = from.at(-1);
		if (query === undefined) return;
		setFrom(from.slice(0, -1));
		setTo([...to, address.query]);
		open(query);
	};
	const detail = address.detail ?? false;
	return (
		<main class="page work" id="result" tabIndex={-1}>
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1 id="result-title">{words.title}</h1>
			<DeskNav survey={survey.id} shown="tables" />
			{!isClosed && <p class="measure">{t.desk.notClosed}</p>}
			{contents.error && (
				<Problem error={contents.error} again={contents.again} />
			)}
			{isClosed && !contents.data && !contents.error && (
				<p class="loading">{t.loading}</p>
			)}
			{contents.data && (
				<>
					<p class="measure builder-intro">{words.intro}</p>
					<RequestForm
						request={request}
						contents={contents.data}
						versions={weights.data?.versions ?? []}
						inUse={weights.data?.inUse ?? null}
						filterProblem={filterProblemOf(built.error, language)}
						onChange={change}
					/>
					<p class="tools builder-tools">
						<button
							type="button"
							aria-disabled={past.length === 0}
							onClick={() => step(past, setPast, future, setFuture)}
						>
							{words.undo}
						</button>
						<button
							type="button"
							aria-disabled={future.length === 0}
							onClick={() => step(future, setFuture, past, setPast)}
						>
							{words.redo}
						</button>
						{isAsked && (
							<button type="button" onClick={() => change({ rows: [] })}>
								{words.clear}
							</button>
						)}
						{built.data && isAsked && (
							<>
								<a href={hrefOf({ ...address, detail: !detail })}>
									{detail ? t.detailOff : t.detailOn}
								</a>
								<button type="button" onClick={() => window.print()}>
									{t.print}
								</button>
								<SaveTable
									survey={survey.id}
									query={tableSearch(request)}
									name={request.rows.join(", ")}
								/>
							</>
						)}
					</p>
				</>
			)}
			<div aria-live="polite">
				{contents.data && !isAsked && <p class="measure quiet">{words.pick}</p>}
				{isAsked && built.isLoading && <p class="loading">{words.building}</p>}
				{built.error && <RequestProblem error={built.error} />}
			</div>
			{built.data && isAsked && !built.error && (
				<BuiltTableView
					built={built.data}
					detail={detail}
					isLoading={built.isLoading}
					surveyTitle={say(survey.title)}
				/>
			)}
			{built.data && isAsked && !built.error && !built.isLoading && (
				<TableChart request={request} />
			)}
		</main>
	);
}

function filterProblemOf(error: ApiError | undefined, language: "vi" | "en") {
	const { problem, detail, ...place } =
		error?.code === "not-a-filter" ? (error.problems[0]?.params ?? {}) : {};
	return problem === undefined
		? undefined
		: {
				problem: String(problem),
				detail: String(place[language] ?? detail ?? ""),
			};
}

/** Says which name there is not; what is wrong with a filter stands beside its field. */
function RequestProblem({ error }: { error: ApiError }) {
	const { t } = useWords();
	if (error.code === "unknown-variable" && error.problems[0])
		return (
			<div class="problem" role="alert">
				<p>{fill(t.tables.unknown, { name: error.problems[0].variable })}</p>
			</div>
		);
	return <Problem error={error} />;
}
