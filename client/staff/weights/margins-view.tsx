import { useRef, useState } from "preact/hooks";
import type { NamedMargin } from "../../../analysis/weights/population-margin.ts";
import type { KnownMargin } from "../../../server/actions/known-margins.ts";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { ApiError } from "../api.ts";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { knownMargins, removeMargin } from "./api.ts";
import { draftOf, emptyDraft, type MarginDraft } from "./margin-draft.ts";
import { MarginForm } from "./margin-form.tsx";

/** Named margins with their sources, what is known already, and the form for one. */
export function MarginsView({
	survey,
	state,
	draft,
	onDraft,
	onChanged,
}: {
	survey: string;
	state: WeightsState;
	draft: MarginDraft | undefined;
	onDraft: (draft: MarginDraft | undefined) => void;
	onChanged: () => void;
}) {
	const { t } = useWords();
	const words = t.weights.margins;
	const form = useRef<HTMLElement>(null);
	const [error, setError] = useState<ApiError>();
	const known = useLoaded(survey, () => knownMargins(survey));
	const open = (next: MarginDraft) => {
		onDraft(next);
		form.current?.scrollIntoView({ block: "start" });
		form.current?.querySelector("input")?.focus();
	};

	async function remove(name: string) {
		setError(undefined);
		try {
			await removeMargin(survey, name);
			onChanged();
		} catch (failed) {
			if (!(failed instanceof ApiError)) throw failed;
			setError(failed);
		}
	}

	return (
		<>
			<p class="measure">{words.intro}</p>
			{state.margins.length === 0 ? (
				<p class="measure quiet">{words.none}</p>
			) : (
				<MarginsTable
					state={state}
					onEdit={(margin) => open(draftOf(margin))}
					onRemove={remove}
				/>
			)}
			{error && <Problem error={error} />}
			{known.data && known.data.margins.length > 0 && (
				<KnownMargins
					margins={known.data.margins}
					onChosen={({ name, typed }) =>
						open({ ...emptyDraft, ...typed, name })
					}
				/>
			)}
			<section ref={form}>
				<h2>
					{draft?.stored === undefined
						? words.newTitle
						: fill(words.editTitle, { name: draft.stored })}
				</h2>
				<MarginForm
					survey={survey}
					variables={state.variables}
					draft={draft ?? emptyDraft}
					onDraft={onDraft}
					onSaved={() => {
						onDraft(undefined);
						onChanged();
					}}
				/>
			</section>
		</>
	);
}

function MarginsTable({
	state,
	onEdit,
	onRemove,
}: {
	state: WeightsState;
	onEdit: (margin: NamedMargin) => void;
	onRemove: (name: string) => void;
}) {
	const { t, say, language } = useWords();
	const words = t.weights.margins;
	const [asked, setAsked] = useState<string>();
	const labelOf = (name: string) => {
		const label = state.variables.find((one) => one.name === name)?.label;
		return name.startsWith("stratum:") && label ? say(label) : name;
	};
	return (
		<div class="scroll">
			<table class="yearbook register margins">
				<thead>
					<tr>
						<th scope="col">{words.name}</th>
						<th scope="col">{words.variables}</th>
						<th scope="col" class="number">
							{words.categories}
						</th>
						<th scope="col" class="number">
							{words.total}
						</th>
						<th scope="col">{words.source}</th>
						<th scope="col" />
					</tr>
				</thead>
				<tbody>
					{state.margins.map((margin) => {
						const { name, body } = margin;
						const total = body.cells.reduce((sum, cell) => sum + cell.total, 0);
						return (
							<tr key={name}>
								<th scope="row">{name}</th>
								<td>{body.variables.map(labelOf).join(" × ")}</td>
								<td class="number">{whole(body.cells.length, language)}</td>
								<td class="number">
									{body.unit === "percent" ? "100%" : whole(total, language)}
									<small>{words.units[body.unit]}</small>
								</td>
								<td>
									{body.source}
									<small>{body.version}</small>
								</td>
								<td class="does">
									{asked === name ? (
										<span class="sure">
											<span class="needed">
												{fill(words.removeSure, { name })}
											</span>
											<button type="button" onClick={() => onRemove(name)}>
												{words.remove}
											</button>
											<button type="button" onClick={() => setAsked(undefined)}>
												{t.weights.versions.no}
											</button>
										</span>
									) : (
										<>
											<button type="button" onClick={() => onEdit(margin)}>
												{words.edit}
											</button>{" "}
											<button type="button" onClick={() => setAsked(name)}>
												{words.remove}
											</button>
										</>
									)}
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</div>
	);
}

function KnownMargins({
	margins,
	onChosen,
}: {
	margins: KnownMargin[];
	onChosen: (margin: KnownMargin) => void;
}) {
	const { t } = useWords();
	const words = t.weights.margins;
	return (
		<>
			<h2>{words.known}</h2>
			<p class="measure">{words.knownHint}</p>
			<ul class="known">
				{margins.map((margin) => (
					<li key={`${margin.from} ${margin.name}`}>
						<span>{margin.name}</span>
						<button type="button" onClick={() => onChosen(margin)}>
							{words.fillIn}
						</button>
					</li>
				))}
			</ul>
		</>
	);
}
