import type { ListedSurvey } from "../../server/actions/list-surveys.ts";
import { type Address, hrefOf } from "./address.ts";
import { useWords } from "./words.ts";

/** Where the work on a survey stands. */
export const firstPage = (status: ListedSurvey["status"]) =>
	status === "preparing"
		? "questionnaire"
		: status === "closed"
			? "results"
			: "field";

const steps = [
	"questionnaire",
	"sample",
	"field",
	"weights",
	"results",
	"report",
] as const;

/** Pages that a researcher reads closed data on. */
const deskPages: string[] = [
	"results",
	"tables",
	"topline",
	"derived",
	"saved",
	"sensitive",
	"open-answers",
	"files",
];

/** Surveys, and under the chosen one the steps of its work in their order. */
export function SideColumn({
	address,
	surveys,
	user,
	onLogOut,
}: {
	address: Address;
	surveys: ListedSurvey[];
	user: string;
	onLogOut: () => void;
}) {
	const { t, say, language } = useWords();
	const chosen = "survey" in address ? address.survey : undefined;
	return (
		<header class="side">
			<a class="skip" href="#result">
				{t.skipToTable}
			</a>
			<p class="site">
				<a href={hrefOf({ page: "surveys", language })}>{t.siteName}</a>
			</p>
			<nav aria-label={t.surveys}>
				<h2>{t.surveys}</h2>
				<ul class="surveys">
					{surveys.map(({ id, title, population, status }) => (
						<li key={id} class={id === chosen ? "chosen" : ""}>
							<a
								href={hrefOf({ page: firstPage(status), survey: id, language })}
								title={say(title)}
								aria-current={id === chosen ? "true" : undefined}
							>
								{t[population]}
								<small>
									{id} · {t.statuses[status]}
								</small>
							</a>
							{id === chosen && (
								<ol class="steps" aria-label={t.stepsLabel}>
									{steps.map((step) => (
										<li
											key={step}
											aria-current={
												step === address.page ||
												(step === "results" && deskPages.includes(address.page))
													? "step"
													: undefined
											}
										>
											<a href={hrefOf({ page: step, survey: id, language })}>
												{t.steps[step]}
											</a>
										</li>
									))}
								</ol>
							)}
						</li>
					))}
				</ul>
			</nav>
			<div class="side-foot">
				<LanguageLink address={address} />
				<p>
					<a
						href={hrefOf({ page: "tokens", language })}
						aria-current={address.page === "tokens" ? "page" : undefined}
					>
						{t.desk.tokens.link}
					</a>
				</p>
				<p>
					{user}
					<button type="button" onClick={onLogOut}>
						{t.logOut}
					</button>
				</p>
			</div>
		</header>
	);
}

export function LanguageLink({ address }: { address: Address }) {
	const { t, language } = useWords();
	const other = language === "vi" ? "en" : "vi";
	return (
		<a
			class="language"
			href={hrefOf({ ...address, language: other }) + window.location.hash}
			lang={other}
			hreflang={other}
		>
			{t.otherLanguage}
		</a>
	);
}
