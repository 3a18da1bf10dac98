import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import type { OpenAnswersView } from "./view.ts";

/** Mentions of each code by question, and how far two coders agreed. */
export function CountsView({ state }: OpenAnswersView) {
	const { t, say, language } = useWords();
	const words = t.openAnswers.counts;
	const locale = language === "vi" ? "vi-VN" : "en-GB";
	const decimals = new Intl.NumberFormat(locale, {
		minimumFractionDigits: 2,
		maximumFractionDigits: 2,
	});
	const kappa = (value: number | null | undefined) =>
		typeof value === "number" ? decimals.format(value) : "–";
	const { agreement, mentions } = state;
	return (
		<>
			<p class="measure">{words.intro}</p>
			<p class="measure">
				{agreement.texts === 0
					? words.nothing
					: fill(words.agreement, {
							n: agreement.texts,
							kappa:
								agreement.kappa === null
									? words.noKappa
									: decimals.format(agreement.kappa),
						})}
			</p>
			{mentions.map(({ question, settled, codes: counted, frame }) => (
				<div class="scroll" key={question}>
					<table class="yearbook register mentions">
						<caption>
							{fill(words.caption, { name: question, n: settled })}
						</caption>
						<thead>
							<tr>
								<th scope="col">{words.code}</th>
								<th scope="col">{words.content}</th>
								<th scope="col" class="number">
									{words.mentions}
								</th>
								<th scope="col" class="number">
									{words.kappa}
								</th>
							</tr>
						</thead>
						<tbody>
							{frame.map(({ code, label }) => {
								const count = counted.find((one) => one.code === code)?.count;
								return (
									<tr key={code}>
										<td class="code">{code}</td>
										<th scope="row">{say(label)}</th>
										<td class="number">{count ?? "…"}</td>
										<td class="number">
											{kappa(
												agreement.byCode.find((one) => one.code === code)
													?.kappa,
											)}
										</td>
									</tr>
								);
							})}
						</tbody>
					</table>
				</div>
			))}
		</>
	);
}
