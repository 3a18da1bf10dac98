import { useState } from "preact/hooks";
import type { DrawnView } from "../../../server/actions/sample-state.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { eraseHandOver, handOver } from "./api.ts";

/** The one table that leads from a lot to units: given out as a file, erased once it has arrived. */
export function HandOver({
	survey,
	view: { handOver: list, sampling },
	onChanged,
}: {
	survey: string;
	view: DrawnView;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.drawn;
	const [job, setJob] = useState<string>();
	const work = useWork();
	const n = whole(list.units, language);
	return (
		<section>
			<h2>{words.handOver}</h2>
			{sampling === "quota" ? (
				<p class="quiet">{words.handOverNone}</p>
			) : list.units === 0 ? (
				<p class="quiet">{words.handOverGone}</p>
			) : (
				<>
					<p class="measure">{words.handOverText}</p>
					{list.given && (
						<p class="caution">{fill(words.handOverArrived, { n })}</p>
					)}
					<p class="acts">
						<button
							type="button"
							class="act"
							id="hand-over"
							disabled={work.isBusy}
							onClick={() =>
								void work.run(async () => {
									setJob((await handOver(survey, language)).job);
								})
							}
						>
							{fill(words.handOverFetch, { n })}
						</button>
						{list.given && (
							<Sure
								id="hand-over-erase"
								label={words.handOverErase}
								question={words.handOverEraseSure}
								onSure={() =>
									void work.run(async () => {
										await eraseHandOver(survey);
										setJob(undefined);
										onChanged();
									})
								}
							/>
						)}
					</p>
				</>
			)}
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state }) => state === "done" && onChanged()}
				/>
			)}
		</section>
	);
}
