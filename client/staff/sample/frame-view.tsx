import { useRef, useState } from "preact/hooks";
import type { FrameKind } from "../../../analysis/frame/map-columns.ts";
import type { FrameCheck } from "../../../server/actions/check-staged-frame.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import type { SampleState } from "../../../server/actions/sample-state.ts";
import { hrefOf } from "../address.ts";
import { ApiError } from "../api.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { checkFrame, type FrameAsked, keepFrame, sendFrame } from "./api.ts";
import { FrameFindings } from "./frame-findings.tsx";

const largest = 128 * 2 ** 20;
const geographies = ["G4", "G3", "G2", "G1"] as const;

export function FrameView({
	survey,
	population,
	state,
	onChanged,
}: {
	survey: string;
	population: ListedSurvey["population"];
	state: SampleState;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.frame;
	const mayImport = state.status === "preparing" || state.status === "paused";
	return (
		<>
			<h2>{words.versions}</h2>
			{state.frames.length === 0 ? (
				<p class="quiet">{words.noVersions}</p>
			) : (
				<div class="scroll">
					<table class="yearbook register">
						<thead>
							<tr>
								<th scope="col">{words.version}</th>
								<th scope="col">{words.file}</th>
								<th scope="col">{words.kind}</th>
								<th scope="col">{words.geography}</th>
								<th scope="col">{words.hash}</th>
								<th scope="col">{words.units}</th>
							</tr>
						</thead>
						<tbody>
							{state.frames.toReversed().map((frame) => (
								<tr key={frame.version}>
									<th scope="row">{frame.version}</th>
									<td>{frame.name}</td>
									<td>{words.kinds[frame.kind]}</td>
									<td>{frame.geographyVersion}</td>
									<td class="code" title={frame.sha256}>
										{frame.sha256.slice(0, 12)}
									</td>
									<td>{whole(frame.units, language)}</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			{state.drawn && (
				<p class="notes">
					{fill(words.drawnNote, { version: state.drawnFrame ?? "–" })}
				</p>
			)}
			{mayImport ? (
				<Import
					survey={survey}
					usual={population === "cadres" ? "agencies" : "areas"}
					onImported={onChanged}
				/>
			) : (
				<p class="caution">{words.closedNote}</p>
			)}
		</>
	);
}

function Import({
	survey,
	usual,
	onImported,
}: {
	survey: string;
	/** What the people asked are found in. */
	usual: FrameKind;
	onImported: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.frame;
	const input = useRef<HTMLInputElement>(null);
	const [asked, setAsked] = useState<FrameAsked>();
	const [kind, setKind] = useState(usual);
	const [geography, setGeography] = useState("G4");
	const [job, setJob] = useState<{ id: string; verb: "check" | "keep" }>();
	const [report, setReport] = useState<FrameCheck>();
	const [kept, setKept] = useState<number>();
	const [isSending, setIsSending] = useState(false);
	const work = useWork();

	const check = (event: Event) => {
		event.preventDefault();
		const file = input.current?.files?.[0];
		if (!file) return;
		setReport(undefined);
		setKept(undefined);
		void work.run(async () => {
			if (file.size > largest) throw new ApiError("too-large");
			setIsSending(true);
			try {
				const staged = await sendFrame(survey, file);
				await begin({ file: staged.file, kind, geography, chosen: {} });
			} finally {
				setIsSending(false);
			}
		});
	};

	async function begin(next: FrameAsked) {
		setAsked(next);
		const { job } = await checkFrame(survey, next);
		setJob({ id: job, verb: "check" });
	}

	const forget = () => {
		setReport(undefined);
		setAsked(undefined);
		setJob(undefined);
		if (input.current) input.current.value = "";
	};

	return (
		<section>
			<h2>{words.import}</h2>
			<p class="measure">{words.intro}</p>
			<form class="fields" onSubmit={check}>
				<label class="wide">
					<span>{words.chooseFile}</span>
					<input
						ref={input}
						id="frame-file"
						type="file"
						accept=".csv,.xlsx,.txt,.tsv"
						required
					/>
					<small>{words.fileHint}</small>
				</label>
				<label>
					<span>{words.chooseKind}</span>
					<select
						id="frame-kind"
						value={kind}
						onChange={(event) =>
							setKind(event.currentTarget.value as FrameKind)
						}
					>
						<option value="agencies">{words.kinds.agencies}</option>
						<option value="areas">{words.kinds.areas}</option>
					</select>
				</label>
				<label>
					<span>{words.chooseGeography}</span>
					<select
						id="frame-geography"
						value={geography}
						onChange={(event) => setGeography(event.currentTarget.value)}
					>
						{geographies.map((version) => (
							<option key={version} value={version}>
								{words.geographies[version]}
							</option>
						))}
					</select>
				</label>
				<p class="wide">
					<button
						type="submit"
						class="act main"
						id="frame-check"
						disabled={work.isBusy || job !== undefined}
					>
						{words.check}
					</button>
				</p>
			</form>
			{isSending && <p role="status">{words.sending}</p>}
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job.id}
					id={job.id}
					onDone={({ state, result }) => {
						if (state !== "done") return;
						setJob(undefined);
						if (job.verb === "check") setReport(result as FrameCheck);
						else {
							setKept((result as { version: number }).version);
							forget();
							onImported();
						}
					}}
				/>
			)}
			{kept !== undefined && (
				<p class="done" role="status">
					{fill(words.kept, { n: kept })}{" "}
					<a href={hrefOf({ page: "sample", survey, view: "plan", language })}>
						{words.toPlan}
					</a>
				</p>
			)}
			{report && asked && (
				<>
					<FrameFindings
						report={report}
						kind={asked.kind}
						isChecking={job !== undefined || work.isBusy}
						onMapping={(chosen) =>
							void work.run(() => begin({ ...asked, chosen }))
						}
					/>
					<p class="acts">
						<button
							type="button"
							class="act main"
							id="frame-keep"
							disabled={report.blocked || job !== undefined || work.isBusy}
							onClick={() =>
								void work.run(async () => {
									const { job } = await keepFrame(survey, asked);
									setJob({ id: job, verb: "keep" });
								})
							}
						>
							{words.keep}
						</button>
						<button type="button" class="act" onClick={forget}>
							{words.forget}
						</button>
					</p>
				</>
			)}
		</section>
	);
}
