import { useEffect, useState } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import type { MicrodataState } from "../../../server/actions/microdata-state.ts";
import { hrefOf } from "../address.ts";
import { DeskNav } from "../desk/desk-nav.tsx";
import { Problem } from "../problem.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { filesState } from "./api.ts";
import { FileCheck } from "./file-check.tsx";
import { MakeFiles } from "./make-files.tsx";

/** Responses as files: which characteristics they have, what the check says, and the making of them. */
export function FilesPage({
	survey,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.files;
	const isClosed = survey.status === "closed";
	const [chosen, setChosen] = useState<string[]>();
	const [made, setMade] = useState(0);
	const loaded = useLoaded(
		isClosed ? `${survey.id} ${made} ${chosen?.join() ?? "?"}` : undefined,
		() => filesState(survey.id, chosen),
	);
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const state = loaded.data;
	const names = chosen ?? state?.chosen ?? [];
	return (
		<main class="page work files" id="result">
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1>{words.title}</h1>
			<DeskNav survey={survey.id} shown="files" />
			{!isClosed && <p class="measure">{t.desk.notClosed}</p>}
			{isClosed && <p class="measure">{words.intro}</p>}
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{isClosed && !state && !loaded.error && (
				<p class="loading">{t.loading}</p>
			)}
			{state && !state.weights.isFinal && (
				<p class="caution">
					{words.notFinal}{" "}
					<a href={hrefOf({ page: "weights", survey: survey.id, language })}>
						{words.toWeights}
					</a>
				</p>
			)}
			{state && (
				<>
					<Identifiers
						state={state}
						chosen={state.isMade ? state.chosen : names}
						onChosen={setChosen}
					/>
					<FileCheck state={state} isNew={!loaded.isLoading} />
					<MakeFiles
						survey={survey.id}
						state={state}
						mayMake={
							!loaded.isLoading &&
							state.weights.isFinal &&
							state.small.length === 0 &&
							state.told.length === 0
						}
						onMade={() => {
							setChosen(undefined);
							setMade(made + 1);
						}}
					/>
				</>
			)}
		</main>
	);
}

function Identifiers({
	state,
	chosen,
	onChosen,
}: {
	state: MicrodataState;
	chosen: string[];
	onChosen: (names: string[]) => void;
}) {
	const { t, say } = useWords();
	const words = t.files;
	return (
		<fieldset class="characteristics">
			<legend>
				<h2>{words.identifiers}</h2>
			</legend>
			<p class="measure">
				{state.isMade ? words.fixed : words.identifiersHint}
			</p>
			<ul>
				{state.identifiers.map(({ name, label, values }) => (
					<li key={name}>
						<label class="choice">
							<input
								type="checkbox"
								checked={chosen.includes(name)}
								disabled={state.isMade}
								onChange={({ currentTarget }) =>
									onChosen(
										state.identifiers
											.map((one) => one.name)
											.filter((one) =>
												one === name
													? currentTarget.checked
													: chosen.includes(one),
											),
									)
								}
							/>
							<span>
								{say(label)}{" "}
								<small>
									<span class="code">{name}</span>
									{" · "}
									{words.values.replace("{n}", String(values))}
								</small>
							</span>
						</label>
					</li>
				))}
			</ul>
		</fieldset>
	);
}
