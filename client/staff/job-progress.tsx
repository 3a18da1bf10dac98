import { useEffect, useState } from "preact/hooks";
import type { Job } from "../../server/jobs.ts";
import { ApiError, job as askJob, jobFileHref, stopJob } from "./api.ts";
import { whole } from "./numbers.ts";
import { Problem } from "./problem.tsx";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

const everyMs = 500;

/** Long work of the server: how far it is, a way to stop it, and its file when it is done. */
export function JobProgress({
	id,
	onDone,
}: {
	id: string;
	onDone: (job: Job) => void;
}) {
	const { t, language } = useWords();
	const [job, setJob] = useState<Job>();
	const [error, setError] = useState<ApiError>();
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		let isWanted = true;
		const ask = () =>
			askJob(id).then(
				(now) => {
					if (!isWanted) return;
					setJob(now);
					if (now.state === "running") timer = setTimeout(ask, everyMs);
					else onDone(now);
				},
				(failed: unknown) => {
					if (!(failed instanceof ApiError)) throw failed;
					if (isWanted) setError(failed);
				},
			);
		ask();
		return () => {
			isWanted = false;
			clearTimeout(timer);
		};
	}, [id]);

	if (error) return <Problem error={error} />;
	if (job?.state === "stopped") return <p role="status">{t.jobs.stopped}</p>;
	if (job?.state === "failed") return <Problem error={errorOf(job)} />;
	if (job?.state === "done")
		return job.hasFile ? (
			<p role="status">
				<a href={jobFileHref(id)} download>
					{t.jobs.fetchFile}
				</a>{" "}
				<small>{t.jobs.fetchedOnce}</small>
			</p>
		) : null;
	const { done = 0, total = 0 } = job ?? {};
	return (
		<p class="job" role="status">
			<progress value={total > 0 ? done : undefined} max={total || 1} />
			<span>
				{total > 0
					? fill(t.jobs.running, {
							done: whole(done, language),
							total: whole(total, language),
						})
					: t.jobs.started}
			</span>
			<button type="button" onClick={() => stopJob(id).catch(() => {})}>
				{t.jobs.stop}
			</button>
		</p>
	);
}

const errorOf = ({ error }: Job): ApiError =>
	!error || error.code === "bug"
		? new ApiError("unexpected")
		: new ApiError(error.code, error.problems);
