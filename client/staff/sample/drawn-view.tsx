import { useState } from "preact/hooks";
import type { PlanProblem } from "../../../analysis/sampling/plan-problem.ts";
import type { DrawOutcome } from "../../../server/actions/draw-sample.ts";
import type { SampleState } from "../../../server/actions/sample-state.ts";
import { hrefOf } from "../address.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { draw, drawn } from "./api.ts";
import { DrawRecord } from "./draw-record.tsx";
import { DrawnStrata } from "./drawn-strata.tsx";
import { HandOver } from "./hand-over.tsx";
import { ProblemLines } from "./problem-lines.tsx";
import { RegionsUnder } from "./regions-under.tsx";
import { SampledUnits } from "./sampled-units.tsx";

export function DrawnView({
	survey,
	state,
	onChanged,
}: {
	survey: string;
	state: SampleState;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.drawn;
	const [times, setTimes] = useState(0);
	const loaded = useLoaded(
		state.drawn || times > 0 ? `${survey} ${times}` : undefined,
		() => drawn(survey),
	);
	const mayDraw = !state.printed && state.status === "preparing";
	if (!state.drawn && times === 0 && state.plannedFrame === null)
		return (
			<p class="measure">
				{words.noPlan}{" "}
				<a href={hrefOf({ page: "sample", survey, view: "plan", language })}>
					{words.toPlan}
				</a>
			</p>
		);
	const again = () => {
		loaded.again();
		onChanged();
	};
	const view = loaded.data;
	const form = mayDraw && (
		<Draw
			survey={survey}
			isAgain={view !== undefined}
			onDrawn={() => {
				setTimes(times + 1);
				onChanged();
			}}
		/>
	);
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!view) return form || <p class="loading">{t.loading}</p>;
	return (
		<>
			{view.sampling === "quota" && (
				<p class="caution">{words.nonProbability}</p>
			)}
			<DrawnStrata
				survey={survey}
				view={view}
				isClosed={state.status === "closed"}
				onChanged={again}
			/>
			<HandOver survey={survey} view={view} onChanged={again} />
			<DrawRecord key={view.seed} survey={survey} view={view} />
			{view.sampling === "probability" && (
				<SampledUnits key={times} survey={survey} strata={view.strata} />
			)}
			<RegionsUnder survey={survey} from={view.geographyVersion} />
			{form}
		</>
	);
}

function Draw({
	survey,
	isAgain,
	onDrawn,
}: {
	survey: string;
	isAgain: boolean;
	onDrawn: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.drawn;
	const [seed, setSeed] = useState("");
	const [job, setJob] = useState<string>();
	const [problems, setProblems] = useState<PlanProblem[]>([]);
	const [said, setSaid] = useState("");
	const work = useWork();
	const start = () =>
		void work.run(async () => {
			setProblems([]);
			setSaid("");
			const typed = seed.trim() === "" ? undefined : Number(seed);
			const { job } = await draw(survey, typed);
			setJob(job);
		});
	const isSeed = /^\s*\d*\s*$/.test(seed) && Number(seed) < 2 ** 32;
	return (
		<section>
			<h2>{isAgain ? words.redraw : words.draw}</h2>
			<p class="measure">{isAgain ? words.redrawNote : words.drawNote}</p>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					if (!isAgain && isSeed) start();
				}}
			>
				<label>
					<span>{words.seed}</span>
					<input
						id="draw-seed"
						type="text"
						inputMode="numeric"
						pattern="\s*\d*\s*"
						autocomplete="off"
						aria-invalid={!isSeed}
						value={seed}
						onInput={(event) => setSeed(event.currentTarget.value)}
					/>
					<small
						class={isSeed ? undefined : "wrong"}
						role={isSeed ? undefined : "alert"}
					>
						{words.seedHint}
					</small>
				</label>
				<p class="wide">
					{isAgain ? (
						<Sure
							id="draw-again"
							label={words.redraw}
							question={words.redrawSure}
							isAble={isSeed}
							onSure={start}
						/>
					) : (
						<button
							type="submit"
							id="draw"
							class="act main"
							disabled={!isSeed || work.isBusy || job !== undefined}
						>
							{words.draw}
						</button>
					)}
				</p>
			</form>
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state, result }) => {
						if (state !== "done") return;
						setJob(undefined);
						const outcome = result as DrawOutcome;
						if ("problems" in outcome) return setProblems(outcome.problems);
						setSaid(
							fill(words.done, {
								units: whole(outcome.units, language),
								lots: whole(outcome.lots, language),
							}),
						);
						onDrawn();
					}}
				/>
			)}
			{said && (
				<p class="done" role="status">
					{said}
				</p>
			)}
			{problems.length > 0 && (
				<div role="alert">
					<p class="caution">
						{words.refused}{" "}
						<a
							href={hrefOf({ page: "sample", survey, view: "plan", language })}
						>
							{words.toPlan}
						</a>
					</p>
					<ProblemLines problems={problems} withPlace />
				</div>
			)}
		</section>
	);
}
