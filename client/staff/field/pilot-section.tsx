import { useState } from "preact/hooks";
import { hrefOf } from "../address.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { type FieldState, openPilot, waivePilot } from "./api.ts";

/** A pilot is opened or waived; both are points of the checklist. */
export function PilotSection({
	survey,
	state,
	onChanged,
}: {
	survey: string;
	state: FieldState;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.field.pilot;
	const [cards, setCards] = useState("60");
	const [reason, setReason] = useState("");
	const work = useWork();
	const isDone = state.points.some(
		({ name, state }) => name === "pilot" && state === "met",
	);
	return (
		<section id="pilot">
			<h2>{words.title}</h2>
			<p class="measure">{words.intro}</p>
			{state.pilot ? (
				<p class="acts">
					<a href={hrefOf({ page: "field", survey: state.pilot.id, language })}>
						{fill(words.see, { id: state.pilot.id })}
					</a>{" "}
					<small>{t.statuses[state.pilot.status]}</small>
				</p>
			) : (
				<form
					class="line"
					onSubmit={(event) => {
						event.preventDefault();
						void work.run(async () => {
							await openPilot(survey, Number(cards));
							onChanged();
						});
					}}
				>
					<label class="field" for="pilot-cards">
						<span>{words.cards}</span>
						<input
							id="pilot-cards"
							type="number"
							min={40}
							max={1000}
							required
							value={cards}
							onInput={(event) => setCards(event.currentTarget.value)}
						/>
					</label>
					<button class="act" type="submit" disabled={work.isBusy}>
						{words.open}
					</button>
				</form>
			)}
			{!isDone && (
				<form
					class="line"
					onSubmit={(event) => {
						event.preventDefault();
						void work.run(async () => {
							await waivePilot(survey, reason);
							onChanged();
						});
					}}
				>
					<label class="field long" for="waive-reason">
						<span>{words.waive}</span>
						<input
							id="waive-reason"
							type="text"
							pattern="\s*\S.{8,}\S\s*"
							title={words.waiveHint}
							maxLength={1000}
							required
							value={reason}
							onInput={(event) => setReason(event.currentTarget.value)}
						/>
						<small>{words.waiveHint}</small>
					</label>
					<button class="act" type="submit" disabled={work.isBusy}>
						{words.waiveButton}
					</button>
				</form>
			)}
			{work.error && <Problem error={work.error} />}
		</section>
	);
}
