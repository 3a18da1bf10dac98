import { useState } from "preact/hooks";
import type { Job } from "../../../server/jobs.ts";
import { JobProgress } from "../job-progress.tsx";
import { Problem } from "../problem.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { makeReport, type Product, type ReportState } from "./api.ts";
import {
	type HeadDraft,
	LetterheadFields,
	letterheadOf,
} from "./letterhead-fields.tsx";

const closedProducts = ["report", "summary", "method", "package"] as const;
const earlyProducts = ["questionnaire", "plan"] as const;

/** What is made, under which rule and with which head; the file is fetched when it is done. */
export function MakeView({
	survey,
	state,
}: {
	survey: string;
	state: ReportState;
}) {
	const { t, say } = useWords();
	const words = t.report;
	const isClosed = state.status === "closed";
	const [product, setProduct] = useState<Product>(
		isClosed ? "report" : "questionnaire",
	);
	const [layout, setLayout] = useState<"party" | "state">("party");
	const [beside, setBeside] = useState(state.beside[0]?.id ?? "");
	const [head, setHead] = useState<HeadDraft>(state.letterhead.party);
	const [cases, setCases] = useState({ handled: "", people: "", source: "" });
	const [job, setJob] = useState<string>();
	const [missing, setMissing] = useState<string[]>();
	const work = useWork();
	const isEarly = product === "questionnaire" || product === "plan";
	const count = (text: string) => (text === "" ? null : Number(text));

	const choice = (one: Product, isOpen: boolean) => (
		<label key={one} class="choice">
			<input
				type="radio"
				name="product"
				value={one}
				checked={product === one}
				disabled={!isOpen}
				onChange={() => setProduct(one)}
			/>
			<span>
				{words.products[one]}
				{!isOpen && <small> {words.afterClose}</small>}
			</span>
		</label>
	);
	return (
		<>
			<p class="measure">{words.intro}</p>
			<form
				class="sheet"
				onSubmit={(event) => {
					event.preventDefault();
					setMissing(undefined);
					setJob(undefined);
					void work.run(async () => {
						const started = await makeReport(survey, {
							product,
							layout,
							...(!isEarly && beside ? { beside } : {}),
							letterhead: letterheadOf(head),
							...(layout === "state" && !isEarly
								? {
										cases: {
											handled: count(cases.handled),
											people: count(cases.people),
											source: cases.source,
										},
									}
								: {}),
						});
						setJob(started.job);
					});
				}}
			>
				<fieldset>
					<legend>{words.product}</legend>
					{closedProducts.map((one) => choice(one, isClosed))}
					{earlyProducts.map((one) => choice(one, true))}
				</fieldset>
				<fieldset>
					<legend>{words.layout}</legend>
					{(["party", "state"] as const).map((one) => (
						<label key={one} class="choice">
							<input
								type="radio"
								name="layout"
								value={one}
								checked={layout === one}
								onChange={() => {
									setLayout(one);
									setHead(state.letterhead[one]);
								}}
							/>
							<span>{words.layouts[one]}</span>
						</label>
					))}
				</fieldset>
				{!isEarly && (
					<label class="field">
						<span>{words.beside}</span>
						<select
							value={beside}
							onChange={(event) => setBeside(event.currentTarget.value)}
						>
							<option value="">{words.noBeside}</option>
							{state.beside.map(({ id, title }) => (
								<option key={id} value={id}>
									{say(title)} ({id})
								</option>
							))}
						</select>
					</label>
				)}
				{layout === "state" && !isEarly && (
					<fieldset>
						<legend>{words.cases}</legend>
						<p class="quiet" id="cases-hint">
							{words.casesHint}
						</p>
						{(
							[
								["handled", words.cases],
								["people", words.casesPeople],
							] as const
						).map(([name, label]) => (
							<label key={name} class="field">
								<span>{label}</span>
								<input
									type="number"
									min="0"
									step="1"
									aria-describedby="cases-hint"
									value={cases[name]}
									onInput={(event) =>
										setCases({ ...cases, [name]: event.currentTarget.value })
									}
								/>
							</label>
						))}
						<label class="field">
							<span>{words.casesSource}</span>
							<input
								type="text"
								maxLength={300}
								value={cases.source}
								onInput={(event) =>
									setCases({ ...cases, source: event.currentTarget.value })
								}
							/>
						</label>
					</fieldset>
				)}
				<LetterheadFields head={head} onHead={setHead} />
				{work.error && <Problem error={work.error} />}
				<button class="main" type="submit" disabled={work.isBusy}>
					{words.make}
				</button>
				{job && (
					<JobProgress
						key={job}
						id={job}
						onDone={({ state: ended, result }: Job) => {
							if (ended === "done" && !isEarly)
								setMissing((result as { missing: string[] }).missing);
						}}
					/>
				)}
				{missing && (
					<section>
						<h2>{words.missing}</h2>
						{missing.length === 0 ? (
							<p>{words.nothingMissing}</p>
						) : (
							<ul lang="vi">
								{missing.map((line) => (
									<li key={line}>{line}</li>
								))}
							</ul>
						)}
					</section>
				)}
			</form>
		</>
	);
}
