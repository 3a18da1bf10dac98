import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** How many forms carry each flag, where that may be told. */
export function FlagsView({ state }: { state: WeightsState }) {
	const { t, say, language } = useWords();
	const words = t.weights.flags;
	const { flags, forms, minimumBase } = state;
	return (
		<>
			<p class="measure">{words.intro}</p>
			{forms === null ? (
				<p class="measure">{words.before}</p>
			) : flags.length === 0 ? (
				<p class="measure">{words.none}</p>
			) : (
				<>
					<div class="scroll">
						<table class="yearbook register">
							<thead>
								<tr>
									<th scope="col">{words.rule}</th>
									<th scope="col">{words.effect}</th>
									<th scope="col" class="number">
										{words.forms}
									</th>
									<th scope="col">{words.share}</th>
								</tr>
							</thead>
							<tbody>
								{flags.map(({ name, label, effect, forms: flagged }) => (
									<tr key={name}>
										<th scope="row">
											{say(label)}
											<small class="code">flag/{name}</small>
										</th>
										<td>{words.effects[effect]}</td>
										<td class="number">
											{flagged === null ? "…" : whole(flagged, language)}
										</td>
										<td>
											{flagged === null
												? "…"
												: share(flagged / forms, language)}
										</td>
									</tr>
								))}
							</tbody>
							<tbody class="base">
								<tr>
									<th scope="row">{t.weights.steps.n}</th>
									<td />
									<td class="number">{whole(forms, language)}</td>
									<td />
								</tr>
							</tbody>
						</table>
					</div>
					<p class="notes">{fill(words.foot, { min: minimumBase })}</p>
				</>
			)}
		</>
	);
}
