import { useState } from "preact/hooks";
import { hrefOf } from "../address.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { go } from "../use-address.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { newSurvey, sources } from "./api.ts";

export function NewSurveyPage({
	onMade,
	onLoggedOut,
}: {
	onMade: () => void;
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.questionnaire.fresh;
	const loaded = useLoaded("sources", sources);
	useLeave(loaded.error, onLoggedOut);
	const [from, setFrom] = useState("");
	const [id, setId] = useState("");
	const work = useWork();
	const all = loaded.data?.sources ?? [];
	const keyOf = (source: { kind: string; id: string }) =>
		`${source.kind} ${source.id}`;
	const chosen = all.find((source) => keyOf(source) === from) ?? all[0];
	const group = (kind: "questionnaire" | "survey", label: string) => {
		const of = all.filter((source) => source.kind === kind);
		return of.length === 0 ? null : (
			<fieldset>
				<legend>{label}</legend>
				{of.map((source) => (
					<label key={keyOf(source)} class="choice">
						<input
							type="radio"
							name="source"
							value={keyOf(source)}
							checked={source === chosen}
							onChange={() => setFrom(keyOf(source))}
						/>
						<span>
							{say(source.title)}{" "}
							<small>
								{source.id} · {fill(words.version, { n: source.version })}
							</small>
						</span>
					</label>
				))}
				{kind === "survey" && <small>{words.copied}</small>}
			</fieldset>
		);
	};
	return (
		<main class="page work" id="result">
			<h1>{t.newSurvey}</h1>
			<p class="measure">{words.intro}</p>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			<form
				class="sheet"
				onSubmit={(event) => {
					event.preventDefault();
					if (!chosen) return;
					void work.run(async () => {
						await newSurvey({ id, from: { kind: chosen.kind, id: chosen.id } });
						onMade();
						go(hrefOf({ page: "questionnaire", survey: id, language }));
					});
				}}
			>
				{group("questionnaire", words.questionnaires)}
				{group("survey", words.waves)}
				<label class="field">
					<span>{words.id}</span>
					<input
						id="survey-id"
						type="text"
						required
						pattern="[a-z][a-z0-9\-]{0,39}"
						title={words.idForm}
						autocomplete="off"
						autocapitalize="none"
						spellcheck={false}
						aria-describedby="survey-id-hint"
						value={id}
						onInput={(event) =>
							setId(event.currentTarget.value.trim().toLowerCase())
						}
					/>
					<small id="survey-id-hint">
						{words.idForm}{" "}
						{fill(words.idHint, {
							address: `${window.location.host}/s/${id || "…"}`,
						})}
					</small>
				</label>
				{work.error && <Problem error={work.error} />}
				<button class="main" type="submit" disabled={work.isBusy || !chosen}>
					{words.make}
				</button>
			</form>
		</main>
	);
}
