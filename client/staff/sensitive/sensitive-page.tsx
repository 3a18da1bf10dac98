import { useEffect } from "preact/hooks";
import type { SensitiveTechnique } from "../../../analysis/sensitive/techniques.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { hrefOf } from "../address.ts";
import { contents } from "../api.ts";
import { ChartFigure } from "../chart-figure.tsx";
import { DeskNav } from "../desk/desk-nav.tsx";
import { Problem } from "../problem.tsx";
import { go } from "../use-address.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { sensitiveTable, techniques } from "./api.ts";
import { DiagnosticsTable } from "./diagnostics-table.tsx";
import { EstimatesTable } from "./estimates-table.tsx";

/** Between technique and domain variable in the page's address. */
const told = "~";

export function SensitivePage({
	survey,
	view,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	view?: string;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.sensitive;
	const isClosed = survey.status === "closed";
	const loaded = useLoaded(isClosed ? survey.id : undefined, () =>
		techniques(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const [asked, by] = (view ?? "").split(told);
	const list = loaded.data?.techniques ?? [];
	const chosen = list.find(({ name }) => name === asked) ?? list[0];
	const kindOf = (one: SensitiveTechnique) =>
		one.kind === "list" && one.lists.length > 1
			? words.kinds.doubleList
			: words.kinds[one.kind];
	const hrefTo = (name: string, by?: string) =>
		hrefOf({
			page: "sensitive",
			survey: survey.id,
			view: by ? name + told + by : name,
			language,
		});
	return (
		<main class="page work" id="result">
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1>{words.title}</h1>
			<DeskNav survey={survey.id} shown="sensitive" />
			<p class="measure">{isClosed ? words.intro : t.desk.notClosed}</p>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{loaded.data && list.length === 0 && <p class="measure">{words.none}</p>}
			{chosen && (
				<>
					<nav class="views" aria-label={words.techniques}>
						{list.map((one) => (
							<a
								key={one.name}
								href={hrefTo(one.name, by)}
								aria-current={one === chosen ? "page" : undefined}
							>
								{kindOf(one)} <span class="code">{one.name}</span>
							</a>
						))}
					</nav>
					<h2>{say(chosen.label)}</h2>
					<Estimates
						survey={survey.id}
						technique={chosen}
						by={by}
						onBy={(next) => go(hrefTo(chosen.name, next))}
						onLoggedOut={onLoggedOut}
					/>
				</>
			)}
		</main>
	);
}

function Estimates({
	survey,
	technique,
	by,
	onBy,
	onLoggedOut,
}: {
	survey: string;
	technique: SensitiveTechnique;
	by: string | undefined;
	onBy: (by: string | undefined) => void;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.sensitive;
	const domains = useLoaded(survey, () => contents(survey));
	const loaded = useLoaded(
		[survey, technique.name, by, language].join("\n"),
		() => sensitiveTable(survey, { name: technique.name, by, lang: language }),
	);
	useLeave(loaded.error, onLoggedOut);
	const table = loaded.data?.table;
	const identifying = new Set(
		domains.data?.variables
			.filter((one) => one.quasiIdentifier)
			.map(({ name }) => name),
	);
	return (
		<>
			<label class="told-by">
				<span>{words.by}</span>{" "}
				<select
					value={by ?? ""}
					onChange={(event) => onBy(event.currentTarget.value || undefined)}
				>
					<option value="">{words.whole}</option>
					{domains.data?.domains
						.filter(
							({ name }) =>
								name.startsWith("stratum:") ||
								identifying.has(name) ||
								name === by,
						)
						.map(({ name, label }) => (
							<option key={name} value={name}>
								{say(label)}
							</option>
						))}
				</select>
			</label>
			{loaded.error ? (
				<Problem error={loaded.error} again={loaded.again} />
			) : table ? (
				<>
					<EstimatesTable table={table} />
					<p class="method">
						{table.sampling === "probability"
							? words.source
							: `${t.noSamplingError}.`}
					</p>
					{loaded.data?.chart && <ChartFigure chart={loaded.data.chart} />}
					{table.diagnostics && table.diagnostics.length > 0 && (
						<DiagnosticsTable list={table.diagnostics} />
					)}
				</>
			) : (
				<p class="loading">{t.loading}</p>
			)}
		</>
	);
}
