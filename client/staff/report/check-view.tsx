import { useState } from "preact/hooks";
import type { Job } from "../../../server/jobs.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { type Checked, checkReport } from "./api.ts";

/** A file that came back, held number by number against the data. */
export function CheckView({ survey }: { survey: string }) {
	const { t } = useWords();
	const words = t.report;
	const [file, setFile] = useState<File>();
	const [job, setJob] = useState<string>();
	const [checked, setChecked] = useState<Checked>();
	const work = useWork();
	return (
		<>
			<p class="measure">{words.checkIntro}</p>
			<form
				class="sheet"
				onSubmit={(event) => {
					event.preventDefault();
					if (!file) return;
					setChecked(undefined);
					setJob(undefined);
					void work.run(async () => {
						const started = await checkReport(survey, file);
						setJob(started.job);
					});
				}}
			>
				<label class="field">
					<span>{words.file}</span>
					<input
						type="file"
						accept=".docx"
						onChange={(event) => setFile(event.currentTarget.files?.[0])}
					/>
				</label>
				{work.error && <Problem error={work.error} />}
				<button class="main" type="submit" disabled={work.isBusy || !file}>
					{words.check}
				</button>
				{job && (
					<JobProgress
						key={job}
						id={job}
						onDone={({ state, result }: Job) => {
							if (state === "done") setChecked(result as Checked);
						}}
					/>
				)}
				{checked && <CheckedFile checked={checked} />}
			</form>
		</>
	);
}

function CheckedFile({
	checked: { numbers, findings, changedData, isOurs, more },
}: {
	checked: Checked;
}) {
	const { t, language } = useWords();
	const words = t.report;
	const isFine = isOurs && changedData.length === 0 && findings.length === 0;
	return (
		<section aria-live="polite">
			<p>{fill(words.verified, { n: whole(numbers, language) })}</p>
			{isFine && <p class="done">{words.allRight}</p>}
			{!isOurs && <p class="caution">{words.notOurs}</p>}
			{changedData.map((survey) => (
				<p key={survey} class="caution">
					{fill(words.changedData, { survey })}
				</p>
			))}
			{findings.length > 0 && (
				<div class="scroll">
					<table class="yearbook register">
						<thead>
							<tr>
								<th scope="col">{words.where}</th>
								<th scope="col">{words.what}</th>
								<th scope="col">{words.found}</th>
								<th scope="col">{words.written}</th>
								<th scope="col">{words.recomputed}</th>
							</tr>
						</thead>
						<tbody>
							{findings.map(
								({ kind, where, found, written, recomputed }, at) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
									<tr key={at}>
										<th scope="row" lang="vi">
											{where}
										</th>
										<td>{words.kinds[kind]}</td>
										<td>{found}</td>
										<td>{written}</td>
										<td>{recomputed}</td>
									</tr>
								),
							)}
						</tbody>
					</table>
				</div>
			)}
			{more > 0 && (
				<p class="notes">{fill(words.more, { n: whole(more, language) })}</p>
			)}
		</section>
	);
}
