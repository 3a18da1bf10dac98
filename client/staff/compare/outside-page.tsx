import { useEffect, useRef, useState } from "preact/hooks";
import type { OutsideProblem } from "../../../analysis/outside/outside-survey.ts";
import { hrefOf } from "../address.ts";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { go } from "../use-address.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { keepOutside, sendOutside } from "./api.ts";

type Waiting = Awaited<ReturnType<typeof sendOutside>>;

/** A file is read first; then its columns are given their parts in the design. */
export function OutsidePage({ onMade }: { onMade: () => void }) {
	const { t } = useWords();
	const words = t.compare.outside;
	const input = useRef<HTMLInputElement>(null);
	const [waiting, setWaiting] = useState<Waiting>();
	const work = useWork();
	useEffect(() => {
		document.title = [words.title, t.siteName].join(" – ");
	}, [words, t]);
	const read = (event: Event) => {
		event.preventDefault();
		const file = input.current?.files?.[0];
		if (file) void work.run(async () => setWaiting(await sendOutside(file)));
	};
	return (
		<main class="page work compare" id="result">
			<h1>{words.title}</h1>
			<p class="measure">{words.intro}</p>
			<form class="fields" onSubmit={read}>
				<label class="wide">
					<span>{words.file}</span>
					<input ref={input} type="file" accept=".sav,.csv,.txt" required />
				</label>
				<button type="submit" class="act" disabled={work.isBusy}>
					{words.read}
				</button>
			</form>
			{work.error && <Problem error={work.error} />}
			{waiting && (
				<Columns key={waiting.file} waiting={waiting} onMade={onMade} />
			)}
		</main>
	);
}

function Columns({
	waiting,
	onMade,
}: {
	waiting: Waiting;
	onMade: () => void;
}) {
	const { t, language } = useWords();
	const words = t.compare.outside;
	const [problems, setProblems] = useState<OutsideProblem[]>([]);
	const work = useWork();
	const keep = (event: Event & { currentTarget: HTMLFormElement }) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const text = (name: string) => String(form.get(name) ?? "").trim();
		const column = (name: "weight" | "stratum" | "psu") =>
			text(name) ? { [name]: text(name) } : {};
		void work.run(async () => {
			const made = await keepOutside({
				file: waiting.file,
				id: text("id"),
				title: text("title"),
				source: text("source"),
				population: text("population") as "cadres" | "citizens",
				sampling: text("sampling") as "probability" | "non-probability",
				...column("weight"),
				...column("stratum"),
				...column("psu"),
				quasiIdentifiers: form.getAll("identifying").map(String),
			});
			if ("problems" in made) return setProblems(made.problems);
			onMade();
			go(hrefOf({ page: "results", survey: made.survey, language }));
		});
	};
	return (
		<form class="fields" onSubmit={keep}>
			<p class="measure wide">
				{fill(words.found, {
					rows: whole(waiting.rows, language),
					columns: whole(waiting.columns.length, language),
				})}{" "}
				{waiting.leftOut.length > 0 &&
					fill(words.leftOut, { names: waiting.leftOut.join(", ") })}
			</p>
			<label>
				<span>{words.id}</span>
				<input name="id" required pattern="[a-z][a-z0-9\-]{0,39}" />
				<small>{words.idHint}</small>
			</label>
			<label class="wide">
				<span>{words.titleLabel}</span>
				<input name="title" required maxLength={300} />
			</label>
			<label class="wide">
				<span>{words.source}</span>
				<input name="source" required maxLength={500} />
			</label>
			<label>
				<span>{words.population}</span>
				<select name="population">
					<option value="cadres">{t.cadres}</option>
					<option value="citizens">{t.citizens}</option>
				</select>
			</label>
			<label>
				<span>{words.sampling}</span>
				<select name="sampling">
					{(["non-probability", "probability"] as const).map((sampling) => (
						<option key={sampling} value={sampling}>
							{words.samplings[sampling]}
						</option>
					))}
				</select>
			</label>
			{(["weight", "stratum", "psu"] as const).map((name) => (
				<label key={name}>
					<span>{words[name]}</span>
					<select name={name}>
						<option value="">{words.no}</option>
						{waiting.columns.map((column) => (
							<option key={column.name} value={column.name}>
								{[column.name, column.label].filter(Boolean).join(" – ")}
							</option>
						))}
					</select>
				</label>
			))}
			<fieldset class="wide">
				<legend>{words.identifying}</legend>
				<p class="notes">{words.identifyingHint}</p>
				<div class="choices">
					{waiting.columns.map((column) => (
						<label key={column.name} class="choice">
							<input type="checkbox" name="identifying" value={column.name} />{" "}
							{[column.name, column.label].filter(Boolean).join(" – ")}
						</label>
					))}
				</div>
			</fieldset>
			{problems.length > 0 && (
				<ul class="wide wrong" role="alert">
					{problems.map(({ column, code, rows }) => (
						<li key={column + code}>
							{fill(words.problems[code], {
								column,
								rows: whole(rows ?? null, language),
							})}
						</li>
					))}
				</ul>
			)}
			{work.error && <Problem error={work.error} />}
			<button type="submit" class="main" disabled={work.isBusy}>
				{words.keep}
			</button>
		</form>
	);
}
