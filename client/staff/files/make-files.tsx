import { useState } from "preact/hooks";
import type { FileFormat } from "../../../analysis/microdata/package-files.ts";
import type { PackedMicrodata } from "../../../server/actions/export-microdata.ts";
import type { MicrodataState } from "../../../server/actions/microdata-state.ts";
import type { Job } from "../../../server/jobs.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { makeFiles } from "./api.ts";

const formats: FileFormat[] = ["csv", "sav", "dta", "parquet", "xlsx"];

/** Formats, licence and who publishes; then the work, and what it packed. */
export function MakeFiles({
	survey,
	state,
	mayMake,
	onMade,
}: {
	survey: string;
	state: MicrodataState;
	mayMake: boolean;
	onMade: () => void;
}) {
	const { t, say } = useWords();
	const words = t.files;
	const [wanted, setWanted] = useState<FileFormat[]>(formats);
	const [producer, setProducer] = useState("");
	const [licence, setLicence] = useState("CC BY 4.0");
	const [isAsking, setIsAsking] = useState(false);
	const [job, setJob] = useState<string>();
	const [packed, setPacked] = useState<PackedMicrodata>();
	const work = useWork();
	const start = () =>
		void work.run(async () => {
			setIsAsking(false);
			setPacked(undefined);
			const started = await makeFiles(survey, {
				identifiers: state.chosen,
				formats: wanted,
				producer,
				licence,
			});
			setJob(started.job);
		});
	const isReady = mayMake && wanted.length > 0;
	const labels = state.identifiers
		.filter(({ name }) => state.chosen.includes(name))
		.map(({ label }) => say(label));
	return (
		<>
			<form
				class="sheet"
				onSubmit={(event) => {
					event.preventDefault();
					if (state.isMade) start();
					else setIsAsking(true);
				}}
			>
				<fieldset>
					<legend>
						<h2>{words.formats}</h2>
					</legend>
					{formats.map((format) => (
						<label key={format} class="choice">
							<input
								type="checkbox"
								checked={wanted.includes(format)}
								onChange={({ currentTarget }) =>
									setWanted(
										formats.filter((one) =>
											one === format
												? currentTarget.checked
												: wanted.includes(one),
										),
									)
								}
							/>
							<span>{words.formatNames[format]}</span>
						</label>
					))}
					<p class="notes">{words.always}</p>
				</fieldset>
				<label class="field">
					<span>{words.producer}</span>
					<input
						required
						maxLength={300}
						value={producer}
						onInput={({ currentTarget }) => setProducer(currentTarget.value)}
					/>
					<small>{words.producerHint}</small>
				</label>
				<label class="field">
					<span>{words.licence}</span>
					<input
						required
						maxLength={200}
						value={licence}
						onInput={({ currentTarget }) => setLicence(currentTarget.value)}
					/>
				</label>
				{!state.isMade && <p class="notes">{words.first}</p>}
				<div class="save">
					{isAsking ? (
						<>
							<p class="caution">
								{fill(words.sure, {
									names: labels.join("; ") || words.noIdentifiers,
								})}
							</p>
							<button type="button" class="main" onClick={start}>
								{words.yes}
							</button>{" "}
							<button
								type="button"
								class="act"
								onClick={() => setIsAsking(false)}
							>
								{words.no}
							</button>
						</>
					) : (
						<button type="submit" class="main" disabled={!isReady}>
							{words.make}
						</button>
					)}
				</div>
			</form>
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state: ended, result }: Job) => {
						if (ended !== "done") return;
						setPacked(result as PackedMicrodata);
						onMade();
					}}
				/>
			)}
			{packed && <Packed packed={packed} />}
		</>
	);
}

function Packed({ packed }: { packed: PackedMicrodata }) {
	const { t, language } = useWords();
	const words = t.files;
	const number = (value: number) => whole(value, language);
	return (
		<div class="scroll">
			<table class="yearbook register">
				<caption>
					{fill(words.made, {
						rows: number(packed.rows),
						columns: number(packed.columns),
					})}
				</caption>
				<thead>
					<tr>
						<th scope="col">{words.file}</th>
						<th scope="col" class="number">
							{words.size}
						</th>
						<th scope="col">{words.hash}</th>
					</tr>
				</thead>
				<tbody>
					{packed.files.map(({ name, bytes, sha256 }) => (
						<tr key={name}>
							<th scope="row">{name}</th>
							<td class="number">
								{fill(words.bytes, { n: number(Math.ceil(bytes / 1000)) })}
							</td>
							<td class="hash">{sha256}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
