import { useState } from "preact/hooks";
import { hrefOf } from "../address.ts";
import { JobProgress } from "../job-progress.tsx";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { TypedSure } from "../typed-sure.tsx";
import { go } from "../use-address.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import {
	closeField,
	extendField,
	fieldState,
	openField,
	pauseField,
	purgePilot,
	resumeField,
} from "./api.ts";
import { CheckTable } from "./check-table.tsx";
import type { FieldViewProps } from "./field-page.tsx";
import { PilotSection } from "./pilot-section.tsx";

/** Where the field stands, and what can be done with it now. */
export function LifeView({ survey, onChanged, onLoggedOut }: FieldViewProps) {
	const { t, language } = useWords();
	const words = t.field.life;
	const loaded = useLoaded(`field ${survey.id}`, () => fieldState(survey.id));
	useLeave(loaded.error, onLoggedOut);
	const work = useWork();
	const [date, setDate] = useState("");
	const [extended, setExtended] = useState("");
	const [job, setJob] = useState<string>();
	const [isClosing, setIsClosing] = useState(false);
	const state = loaded.data;
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!state) return <p class="loading">{t.loading}</p>;
	const { status, points } = state;
	const unmet = points.filter(({ state }) => state === "unmet").length;
	const act = (work_: () => Promise<unknown>) =>
		void work.run(async () => {
			await work_();
			loaded.again();
			onChanged();
		});
	return (
		<>
			<p class={`standing ${status}`} role="status">
				{words[status]}
			</p>
			{work.error && <Problem error={work.error} />}
			{status === "preparing" && (
				<section>
					<h2>{words.checklist}</h2>
					<CheckTable survey={survey.id} points={points} />
					{unmet > 0 && (
						<p class="notes">{fill(words.notReady, { n: unmet })}</p>
					)}
					<p class="acts">
						<button
							id="open-field"
							class="main"
							type="button"
							disabled={work.isBusy || unmet > 0}
							onClick={() => act(() => openField(survey.id))}
						>
							{words.open_}
						</button>
						<small>{words.openHint}</small>
					</p>
				</section>
			)}
			{status === "preparing" && !survey.pilotOf && (
				<PilotSection
					survey={survey.id}
					state={state}
					onChanged={() => {
						loaded.again();
						onChanged();
					}}
				/>
			)}
			{(status === "open" || status === "paused") && (
				<>
					<p class="acts">
						{status === "open" ? (
							<button
								id="pause-field"
								class="main"
								type="button"
								disabled={work.isBusy}
								onClick={() => act(() => pauseField(survey.id))}
							>
								{words.pause}
							</button>
						) : (
							<button
								id="resume-field"
								class="main"
								type="button"
								disabled={work.isBusy}
								onClick={() => act(() => resumeField(survey.id))}
							>
								{words.resume}
							</button>
						)}
					</p>
					<section>
						<h2>{words.extend}</h2>
						<form
							class="line"
							onSubmit={(event) => {
								event.preventDefault();
								act(async () => {
									await extendField(survey.id, date);
									setExtended(date);
								});
							}}
						>
							<label class="field" for="extend-date">
								<span>{words.extendDate}</span>
								<input
									id="extend-date"
									type="date"
									required
									value={date}
									onInput={(event) => setDate(event.currentTarget.value)}
								/>
							</label>
							<button class="act" type="submit" disabled={work.isBusy}>
								{words.extendButton}
							</button>
						</form>
						{extended && (
							<p role="status">
								{fill(words.extended, { date: dayOf(extended, language) })}
							</p>
						)}
					</section>
					<section>
						<h2>{words.close}</h2>
						<p class="measure">{words.closeText}</p>
						{job && (
							<JobProgress
								key={job}
								id={job}
								onDone={() => {
									setIsClosing(false);
									loaded.again();
									onChanged();
								}}
							/>
						)}
						{!isClosing && (
							<TypedSure
								id="close-survey"
								survey={survey.id}
								question={words.closeType}
								button={words.closeButton}
								isBusy={work.isBusy}
								onSure={(typed) =>
									void work.run(async () => {
										setJob((await closeField(survey.id, typed)).id);
										setIsClosing(true);
									})
								}
							/>
						)}
					</section>
				</>
			)}
			{status === "closed" && (
				<p class="acts">
					<a href={hrefOf({ page: "results", survey: survey.id, language })}>
						{words.toResults}
					</a>
				</p>
			)}
			{survey.pilotOf && (
				<section>
					<h2>{t.field.pilot.purge}</h2>
					<p class="measure">{t.field.pilot.purgeText}</p>
					<TypedSure
						id="purge-pilot"
						survey={survey.id}
						question={t.field.pilot.purgeType}
						button={t.field.pilot.purgeButton}
						isBusy={work.isBusy}
						onSure={(typed) =>
							void work.run(async () => {
								await purgePilot(survey.id, typed);
								onChanged();
								go(
									hrefOf({
										page: "field",
										survey: survey.pilotOf ?? "",
										language,
									}),
								);
							})
						}
					/>
				</section>
			)}
		</>
	);
}

/** 2026-12-31 → 31/12/2026 */
export const dayOf = (date: string, language: "vi" | "en"): string =>
	new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", {
		timeZone: "UTC",
	}).format(new Date(`${date}T00:00:00Z`));
