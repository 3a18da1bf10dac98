import { useState } from "preact/hooks";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { hrefOf } from "../address.ts";
import { ApiError } from "../api.ts";
import { factor, whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { makeFinal } from "./api.ts";
import { BeforeClosing } from "./before-closing.tsx";
import { ClassesTable, PilesTable } from "./classes-table.tsx";
import { Spread } from "./spread.tsx";
import { StepsTable } from "./steps-table.tsx";

export type Version = WeightsState["versions"][number];

/** All versions, and one of them step by step. */
export function VersionsView({
	survey,
	state,
	version,
	onChanged,
}: {
	survey: string;
	state: WeightsState;
	/** The one in use where none is named. */
	version: number | undefined;
	onChanged: () => void;
}) {
	const { t } = useWords();
	const words = t.weights.versions;
	const { versions, inUse } = state;
	if (state.forms === null) return <BeforeClosing state={state} />;
	const chosen = versions.find((one) => one.version === (version ?? inUse));
	if (versions.length === 0) return <p class="measure">{words.none}</p>;
	return (
		<>
			<VersionsTable survey={survey} state={state} chosen={chosen?.version} />
			<p class="notes">{words.useNote}</p>
			{chosen ? (
				<article key={chosen.version}>
					<h2>{fill(t.weights.steps.title, { version: chosen.version })}</h2>
					<StepsTable version={chosen} state={state} />
					<Final
						survey={survey}
						version={chosen.version}
						state={state}
						onChanged={onChanged}
					/>
					<Spread survey={survey} version={chosen.version} />
					<ClassesTable version={chosen} state={state} />
					<PilesTable version={chosen} state={state} />
				</article>
			) : (
				<p class="measure">{t.errors["unknown-weights"]}</p>
			)}
		</>
	);
}

function VersionsTable({
	survey,
	state,
	chosen,
}: {
	survey: string;
	state: WeightsState;
	chosen: number | undefined;
}) {
	const { t, language } = useWords();
	const { versions: words, steps: stepWords } = t.weights;
	const isProbability = state.sampling === "probability";
	return (
		<div class="scroll">
			<table class="yearbook wide versions">
				<thead>
					<tr>
						<th scope="col">{words.version}</th>
						<th scope="col" class="words">
							{words.made}
						</th>
						<th scope="col" class="words">
							{words.margins}
						</th>
						<th scope="col">{words.sum}</th>
						<th scope="col">{words.ratio}</th>
						{isProbability && <th scope="col">{words.deff}</th>}
						{isProbability && <th scope="col">{words.effectiveN}</th>}
						<th scope="col" class="words">
							{words.standing}
						</th>
					</tr>
				</thead>
				<tbody>
					{state.versions.map(({ version, isFinal, recipe, steps }) => {
						const summary = steps.at(-1)?.summary;
						return (
							<tr key={version} class={version === chosen ? "chosen" : ""}>
								<th scope="row">
									<a
										href={hrefOf({
											page: "weights",
											survey,
											view: `v${version}`,
											language,
										})}
										aria-current={version === chosen ? "true" : undefined}
									>
										{version}
									</a>
								</th>
								<td class="words">
									{steps
										.map(({ step }) => stepWords.names[step])
										.join(", ")
										.toLocaleLowerCase(language)}
								</td>
								<td class="words">
									{recipe.margins.join("; ") || words.noMargins}
								</td>
								<td>
									{summary?.sum == null ? "…" : whole(summary.sum, language)}
								</td>
								<td>
									{factor(summary ? summary.max / summary.min : null, language)}
								</td>
								{isProbability && (
									<td>{factor(summary?.kish_deff ?? null, language)}</td>
								)}
								{isProbability && (
									<td>{whole(summary?.kish_neff ?? null, language)}</td>
								)}
								<td class="words">
									{isFinal && <strong class="final">{words.final}, </strong>}
									{version === state.inUse ? words.inUse : words.kept}
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</div>
	);
}

/** Asked twice, because it is for good. */
function Final({
	survey,
	version,
	state,
	onChanged,
}: {
	survey: string;
	version: number;
	state: WeightsState;
	onChanged: () => void;
}) {
	const { t } = useWords();
	const words = t.weights.versions;
	const [isAsking, setIsAsking] = useState(false);
	const [error, setError] = useState<ApiError>();
	const final = state.versions.find(({ isFinal }) => isFinal);
	if (final)
		return final.version === version ? (
			<p class="done">{fill(words.finalDone, { version })}</p>
		) : null;

	async function declare() {
		try {
			await makeFinal(survey, version);
			onChanged();
		} catch (failed) {
			if (!(failed instanceof ApiError)) throw failed;
			setIsAsking(false);
			setError(failed);
		}
	}

	return (
		<div class="acts">
			{isAsking ? (
				<>
					<p class="caution">{fill(words.sure, { version })}</p>
					<button type="button" class="main" onClick={declare}>
						{words.yes}
					</button>
					<button type="button" class="act" onClick={() => setIsAsking(false)}>
						{words.no}
					</button>
				</>
			) : (
				<button
					type="button"
					class="act"
					id="make-final"
					onClick={() => setIsAsking(true)}
				>
					{fill(words.makeFinal, { version })}
				</button>
			)}
			{error && <Problem error={error} />}
		</div>
	);
}
