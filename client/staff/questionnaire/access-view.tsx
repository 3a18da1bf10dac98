import { useState } from "preact/hooks";
import type { DescribedSurvey } from "../../../server/actions/describe-survey.ts";
import { Problem } from "../problem.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { setAccess } from "./api.ts";

const kinds = ["slips", "tokens"] as const;

/** What the cards of a survey are, with what follows from either; fixed from the first card on. */
export function AccessView({
	described,
	onSaved,
}: {
	described: DescribedSurvey;
	onSaved: () => void;
}) {
	const { t } = useWords();
	const words = t.questionnaire.access;
	const isFixed = described.status !== "preparing" || described.isPrinted;
	const [access, setChosen] = useState(described.access);
	const [isSaved, setSaved] = useState<boolean>();
	const work = useWork();
	return (
		<form
			class="sheet"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(async () => {
					await setAccess(described.id, access);
					setSaved(true);
					onSaved();
				});
			}}
		>
			<p class="measure">
				{isFixed && described.isPrinted ? words.printed : words.intro}
			</p>
			<fieldset class="choices" disabled={isFixed}>
				<legend>{words.legend}</legend>
				{kinds.map((kind) => (
					<div key={kind} class="access">
						<label>
							<input
								type="radio"
								name="access"
								checked={access === kind}
								aria-describedby={`access-${kind}`}
								onChange={() => {
									setSaved(false);
									setChosen(kind);
								}}
							/>
							<strong>{words[kind].name}</strong>
						</label>
						<ul id={`access-${kind}`}>
							{words[kind].follows.map((one) => (
								<li key={one}>{one}</li>
							))}
						</ul>
					</div>
				))}
			</fieldset>
			<p class="measure">{described.isSplit ? words.split : words.together}</p>
			{work.error && <Problem error={work.error} />}
			{!isFixed && (
				<div class="save">
					<button class="main" type="submit" disabled={work.isBusy}>
						{t.questionnaire.save}
					</button>
					<span role="status">
						{isSaved !== undefined &&
							t.questionnaire[isSaved ? "saved" : "unsaved"]}
					</span>
				</div>
			)}
		</form>
	);
}
