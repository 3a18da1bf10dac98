import { useState } from "preact/hooks";
import type { MarginVariable } from "../../../analysis/weights/margin-variables.ts";
import type { MarginUnit } from "../../../analysis/weights/population-margin.ts";
import type { WeightProblem } from "../../../analysis/weights/weight-problem.ts";
import { ApiError } from "../api.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { saveMargin } from "./api.ts";
import {
	cellsOf,
	emptyDraft,
	type MarginDraft,
	withCell,
} from "./margin-draft.ts";
import { WeightProblems } from "./weight-problems.tsx";

const units: MarginUnit[] = ["people", "percent", "structure"];

/** One margin: what it is of, its totals in cells or as text, its source. What is refused stays as it was typed. */
export function MarginForm({
	survey,
	variables,
	draft,
	onDraft,
	onSaved,
}: {
	survey: string;
	variables: MarginVariable[];
	draft: MarginDraft;
	onDraft: (draft: MarginDraft) => void;
	onSaved: () => void;
}) {
	const { t } = useWords();
	const words = t.weights.margins;
	const [problems, setProblems] = useState<WeightProblem[]>([]);
	const [error, setError] = useState<ApiError>();
	const [saved, setSaved] = useState<string>();
	const change = (changes: Partial<MarginDraft>) => {
		setSaved(undefined);
		onDraft({ ...draft, ...changes });
	};
	const [first = "", second = ""] = draft.variables;

	async function save(event: Event) {
		event.preventDefault();
		const { variables, unit, source, version, totals } = draft;
		const name = draft.name.trim();
		setProblems([]);
		setError(undefined);
		try {
			const found = await saveMargin(survey, name, {
				variables,
				unit,
				source,
				version,
				totals,
			});
			setProblems(found.problems);
			if (found.problems.length > 0) return;
			setSaved(name);
			onSaved();
		} catch (failed) {
			if (!(failed instanceof ApiError)) throw failed;
			setError(failed);
		}
	}

	return (
		<form class="sheet margin-form" onSubmit={save}>
			<label class="field">
				<span>{words.name}</span>
				<input
					id="margin-name"
					required
					maxLength={200}
					value={draft.name}
					onInput={({ currentTarget }) => change({ name: currentTarget.value })}
				/>
			</label>
			<div class="two">
				<VariableField
					id="margin-variable"
					label={words.variable}
					none={words.choose}
					variables={variables}
					value={first}
					onValue={(name) =>
						change({ variables: name ? [name] : [], totals: "" })
					}
				/>
				<VariableField
					id="margin-cross"
					label={words.cross}
					none={words.noCross}
					variables={variables.filter(({ name }) => name !== first)}
					value={second}
					onValue={(name) =>
						change({ variables: name ? [first, name] : [first], totals: "" })
					}
				/>
			</div>
			<fieldset>
				<legend>{words.unit}</legend>
				{units.map((unit) => (
					<label key={unit} class="choice">
						<input
							type="radio"
							name="unit"
							checked={draft.unit === unit}
							onChange={() => change({ unit })}
						/>
						<span>
							{words.units[unit]} <small>{words.unitHints[unit]}</small>
						</span>
					</label>
				))}
			</fieldset>
			{first && (
				<TotalsField variables={variables} draft={draft} onChange={change} />
			)}
			<label class="field">
				<span>{words.source}</span>
				<input
					id="margin-source"
					maxLength={1000}
					value={draft.source}
					placeholder={words.sourceHint}
					onInput={({ currentTarget }) =>
						change({ source: currentTarget.value })
					}
				/>
			</label>
			<label class="field">
				<span>{words.version}</span>
				<input
					id="margin-version"
					maxLength={200}
					value={draft.version}
					placeholder={words.versionHint}
					onInput={({ currentTarget }) =>
						change({ version: currentTarget.value })
					}
				/>
			</label>
			<WeightProblems
				title={words.problems}
				problems={problems}
				of={draft.name.trim()}
			/>
			<div class="save">
				<button type="submit" class="main" id="save-margin">
					{words.save}
				</button>
				{draft.stored !== undefined && (
					<button type="button" class="act" onClick={() => onDraft(emptyDraft)}>
						{t.weights.versions.no}
					</button>
				)}
				{error && <Problem error={error} />}
				{saved && (
					<span class="done" role="status">
						{fill(words.saved, { name: saved })}
					</span>
				)}
			</div>
		</form>
	);
}

function VariableField({
	id,
	label,
	none,
	variables,
	value,
	onValue,
}: {
	id: string;
	label: string;
	none: string;
	variables: MarginVariable[];
	value: string;
	onValue: (name: string) => void;
}) {
	const { say } = useWords();
	return (
		<label class="field" for={id}>
			<span>{label}</span>
			<select
				id={id}
				value={value}
				onChange={({ currentTarget }) => onValue(currentTarget.value)}
			>
				<option value="">{none}</option>
				{variables.map(({ name, label }) => (
					<option key={name} value={name}>
						{name.startsWith("stratum:")
							? say(label)
							: `${name} – ${say(label)}`}
					</option>
				))}
			</select>
		</label>
	);
}

/** Totals as a table of cells, or as the lines that a spreadsheet copies. */
function TotalsField({
	variables,
	draft,
	onChange,
}: {
	variables: MarginVariable[];
	draft: MarginDraft;
	onChange: (changes: Partial<MarginDraft>) => void;
}) {
	const { t, say } = useWords();
	const words = t.weights.margins;
	const cells = cellsOf(draft, variables);
	return (
		<fieldset>
			<legend>{words.totals}</legend>
			{draft.isText ? (
				<>
					<textarea
						id="margin-totals"
						class="expression"
						aria-label={words.totals}
						rows={Math.min(16, Math.max(5, cells.length + 1))}
						value={draft.totals}
						onInput={({ currentTarget }) =>
							onChange({ totals: currentTarget.value })
						}
					/>
					<small>{words.textHint}</small>
					<label class="field">
						<span>{words.file}</span>
						<input
							type="file"
							accept=".csv,.txt,text/csv,text/plain"
							onChange={async ({ currentTarget }) => {
								const text = await currentTarget.files?.[0]?.text();
								if (text !== undefined) onChange({ totals: text });
							}}
						/>
					</label>
				</>
			) : (
				<table class="yearbook plain cells">
					<tbody>
						{cells.map(({ codes, labels, typed }, at) => {
							const label = labels.map(say).join(" × ");
							return (
								<tr key={codes.join()}>
									<th scope="row">
										<span class="label">
											<span class="code">{codes.join("; ")}</span>
											<span>{label}</span>
										</span>
									</th>
									<td>
										<input
											aria-label={`${words.total}: ${label}`}
											inputMode="decimal"
											value={typed}
											onInput={({ currentTarget }) =>
												onChange({
													totals: withCell(cells, at, currentTarget.value),
												})
											}
										/>
									</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			)}
			<p class="tools">
				<button
					type="button"
					onClick={() => onChange({ isText: !draft.isText })}
				>
					{draft.isText ? words.asTable : words.asText}
				</button>
			</p>
			<small>{words.missingNote}</small>
		</fieldset>
	);
}
