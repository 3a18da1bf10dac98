import { useState } from "preact/hooks";
import type { PublishedResults } from "../../../analysis/report/published-results.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import type { Job } from "../../../server/jobs.ts";
import { day } from "../desk/day.ts";
import { JobProgress } from "../job-progress.tsx";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import {
	approveHash,
	freeze,
	frozenState,
	previewPublication,
	publish,
} from "./api.ts";

/** Freezing, two approvals, and the public page. */
export function PublishView({
	survey,
	user,
}: {
	survey: ListedSurvey;
	user: string;
}) {
	const { t, language } = useWords();
	const words = t.report.publish;
	const { id } = survey;
	const loaded = useLoaded(id, () => frozenState(id));
	const work = useWork();
	const [job, setJob] = useState<string>();
	const [preview, setPreview] = useState<PublishedResults>();
	if (survey.status !== "closed")
		return <p class="measure">{words.notClosed}</p>;
	if (loaded.error) return <Problem error={loaded.error} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const { frozen, published } = loaded.data;
	const shown = preview ?? published;
	const act = (doing: () => Promise<unknown>) =>
		void work.run(async () => {
			await doing();
			loaded.again();
		});
	const start = (starting: () => Promise<{ job: string }>) =>
		void work.run(async () => setJob((await starting()).job));
	return (
		<div class="publish">
			<p class="measure">{words.intro}</p>
			{work.error && <Problem error={work.error} />}
			{!frozen ? (
				<p class="acts">
					<Sure
						label={words.freeze}
						question={words.freezeSure}
						onSure={() => act(() => freeze(id))}
					/>
				</p>
			) : (
				<>
					<p class="measure">
						{fill(words.frozen, {
							day: day(frozen.atMs, language),
							name: frozen.by,
							version: frozen.weightsVersion,
						})}
					</p>
					<p class="notes hash">
						{words.hash}: <code>{frozen.hash}</code>
					</p>
					<h2>{words.approvals}</h2>
					<ul>
						{frozen.approvals.map((one) => (
							<li key={one.by}>
								{fill(words.approved, {
									name: one.by,
									day: day(one.atMs, language),
								})}
							</li>
						))}
					</ul>
					{!frozen.isApproved && (
						<p class="quiet">
							{frozen.approvals.length === 0 ? words.nobody : words.oneMore}
						</p>
					)}
					{!frozen.approvals.some(({ by }) => by === user) && (
						<p class="acts">
							<button
								type="button"
								class="act"
								disabled={work.isBusy}
								onClick={() => act(() => approveHash(id, frozen.hash))}
							>
								{words.approve}
							</button>
						</p>
					)}
					<p class="acts">
						<button
							type="button"
							class="act"
							disabled={work.isBusy}
							onClick={() => start(() => previewPublication(id))}
						>
							{words.preview}
						</button>{" "}
						{frozen.isApproved && (
							<Sure
								label={published ? words.again : words.publish}
								question={words.publishSure}
								onSure={() => start(() => publish(id))}
							/>
						)}
					</p>
				</>
			)}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state, result }: Job) => {
						if (state !== "done") return;
						setPreview(result as PublishedResults);
						loaded.again();
					}}
				/>
			)}
			{published && (
				<p class="measure">
					{fill(words.published, {
						day: day(Date.parse(published.publishedOn), language),
					})}{" "}
					<a href={`/s/${id}/ket-qua`}>{words.open}</a>{" "}
					<a href={`/s/${id}/ket-qua.pdf`}>{words.pdf}</a>
				</p>
			)}
			{shown && shown.headlines.length === 0 && (
				<p class="measure">{words.empty}</p>
			)}
			{shown && shown.headlines.length > 0 && (
				<ol class="headlines" lang="vi">
					{shown.headlines.map(({ number, sentence }) => (
						<li key={sentence}>
							<strong>{number}</strong>
							<span>{sentence}</span>
						</li>
					))}
				</ol>
			)}
		</div>
	);
}
