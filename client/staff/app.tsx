import { useEffect, useState } from "preact/hooks";
import { hrefOf, isSurveyPage, type SurveyPage } from "./address.ts";
import { ApiError, logOut, me, surveys } from "./api.ts";
import { ComparePage } from "./compare/compare-page.tsx";
import { OutsidePage } from "./compare/outside-page.tsx";
import { DerivedPage } from "./desk/derived-page.tsx";
import { SavedPage } from "./desk/saved-page.tsx";
import { TokensPage } from "./desk/tokens-page.tsx";
import { ToplinePage } from "./desk/topline-page.tsx";
import { LogInPage, SetUpPage } from "./entry-page.tsx";
import { FieldPage } from "./field/field-page.tsx";
import { FilesPage } from "./files/files-page.tsx";
import { OpenAnswersPage } from "./open-answers/open-answers-page.tsx";
import { Problem } from "./problem.tsx";
import { NewSurveyPage } from "./questionnaire/new-survey-page.tsx";
import { QuestionnairePage } from "./questionnaire/questionnaire-page.tsx";
import { ReportPage } from "./report/report-page.tsx";
import { ResultsPage } from "./results-page.tsx";
import { SamplePage } from "./sample/sample-page.tsx";
import { SensitivePage } from "./sensitive/sensitive-page.tsx";
import { SideColumn } from "./side-column.tsx";
import { SurveysPage } from "./surveys-page.tsx";
import { TablesPage } from "./tables/tables-page.tsx";
import { go, useAddress } from "./use-address.ts";
import { useLeave } from "./use-leave.ts";
import { useLoaded } from "./use-loaded.ts";
import { WeightsPage } from "./weights/weights-page.tsx";
import { LanguageContext, useWords } from "./words.ts";

type User = { name: string } | "nobody";

/** Nobody logged in is an answer, not an error. */
const whoAmI = (): Promise<User> =>
	me().catch((error) => {
		if (error instanceof ApiError && error.code === "not-logged-in")
			return "nobody";
		throw error;
	});

export function App() {
	const address = useAddress();
	const { language } = address;
	useEffect(() => {
		document.documentElement.lang = language;
	}, [language]);
	return (
		<LanguageContext.Provider value={language}>
			<Console address={address} />
		</LanguageContext.Provider>
	);
}

function Console({ address }: { address: ReturnType<typeof useAddress> }) {
	const { t, language } = useWords();
	const [entered, setEntered] = useState<User>();
	const loaded = useLoaded(address.page === "setup" ? undefined : "me", whoAmI);
	const user = entered ?? loaded.data;
	useEffect(() => {
		if (address.page !== "results") document.title = t.siteName;
	}, [address, t]);

	if (address.page === "setup")
		return (
			<SetUpPage
				address={address}
				onEntered={(name) => {
					setEntered(name);
					// The spent token leaves the address.
					go(hrefOf({ page: "surveys", language }), { replace: true });
				}}
			/>
		);
	if (loaded.error && !entered)
		return (
			<main class="entry">
				<Problem error={loaded.error} again={loaded.again} />
			</main>
		);
	if (user === undefined) return <p class="entry loading">{t.loading}</p>;
	if (user === "nobody")
		return <LogInPage address={address} onEntered={setEntered} />;
	return (
		<Inside
			address={address}
			user={user.name}
			onLoggedOut={() => setEntered("nobody")}
		/>
	);
}

function Inside({
	address,
	user,
	onLoggedOut,
}: {
	address: ReturnType<typeof useAddress>;
	user: string;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const [problem, setProblem] = useState<ApiError>();
	const loaded = useLoaded("surveys", surveys);
	useLeave(loaded.error, onLoggedOut);
	const list = loaded.data?.surveys ?? [];
	const chosen =
		"survey" in address
			? list.find(({ id }) => id === address.survey)
			: undefined;

	async function leave() {
		try {
			await logOut();
			onLoggedOut();
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.code === "not-logged-in") onLoggedOut();
			else setProblem(error);
		}
	}

	const error = problem ?? loaded.error;
	return (
		<div class="console">
			<SideColumn
				address={address}
				surveys={list}
				user={user}
				onLogOut={leave}
			/>
			{error ? (
				<main class="page">
					<Problem
						error={error}
						again={() => {
							setProblem(undefined);
							loaded.again();
						}}
					/>
				</main>
			) : !loaded.data ? (
				<p class="page loading">{t.loading}</p>
			) : address.page === "surveys" ? (
				<SurveysPage surveys={list} />
			) : chosen && address.page === "results" ? (
				<ResultsPage
					key={chosen.id}
					address={address}
					survey={chosen}
					onLoggedOut={onLoggedOut}
				/>
			) : chosen && address.page === "tables" ? (
				<TablesPage
					key={chosen.id}
					address={address}
					survey={chosen}
					onLoggedOut={onLoggedOut}
				/>
			) : chosen && isSurveyPage(address) ? (
				<StepPage
					key={chosen.id}
					step={address.page}
					survey={chosen}
					user={user}
					{...(address.view ? { view: address.view } : {})}
					{...(address.query ? { query: address.query } : {})}
					onChanged={loaded.again}
					onLoggedOut={onLoggedOut}
				/>
			) : address.page === "compare" ? (
				<ComparePage
					address={address}
					surveys={list}
					onLoggedOut={onLoggedOut}
				/>
			) : address.page === "outside" ? (
				<OutsidePage onMade={loaded.again} />
			) : address.page === "tokens" ? (
				<TokensPage surveys={loaded.data.surveys} onLoggedOut={onLoggedOut} />
			) : address.page === "new-survey" ? (
				<NewSurveyPage onMade={loaded.again} onLoggedOut={onLoggedOut} />
			) : (
				<main class="page" id="result">
					<p class="measure">
						{"survey" in address ? t.errors["unknown-survey"] : t.pageNotFound}
					</p>
				</main>
			)}
		</div>
	);
}

const stepPages = {
	questionnaire: QuestionnairePage,
	sample: SamplePage,
	field: FieldPage,
	weights: WeightsPage,
	topline: ToplinePage,
	derived: DerivedPage,
	saved: SavedPage,
	files: FilesPage,
	"open-answers": OpenAnswersPage,
	sensitive: SensitivePage,
	report: ReportPage,
};

function StepPage({
	step,
	...props
}: { step: SurveyPage; user: string; query?: string } & Parameters<
	typeof SamplePage
>[0]) {
	const Page = stepPages[step];
	return <Page {...props} />;
}
