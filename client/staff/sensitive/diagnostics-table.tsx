import type { Diagnostic } from "../../../analysis/sensitive/sensitive-table.ts";
import { factor, points, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { pOf } from "./estimates-table.tsx";

/** Whether the technique worked: what was found, and how to read it. */
export function DiagnosticsTable({ list }: { list: Diagnostic[] }) {
	const { t, language } = useWords();
	const words = t.sensitive;
	const nameOf = (one: Diagnostic) =>
		fill(words.of[one.kind], {
			variable: "variable" in one ? one.variable : "",
			arm: "arm" in one ? one.arm : "",
		});
	const findingOf = (one: Diagnostic) => {
		const figures = {
			p: "p" in one ? pOf(one.p, language) : "",
			value: points("value" in one ? one.value : null, language),
			se: points("se" in one ? one.se : null, language),
		};
		switch (one.kind) {
			case "design-effect":
				return fill(words.pValue, figures);
			case "floor":
			case "ceiling":
				return list
					.flatMap((other) =>
						other.kind === one.kind && other.variable === one.variable
							? [
									fill(words.shareOf, {
										arm: other.isTreated ? words.treated : words.control,
										share: share(other.value, language),
										n: whole(other.base, language),
									}),
								]
							: [],
					)
					.join("; ");
			case "attention":
				return fill(words.gamma, {
					value: factor(one.value, language),
					interval: `${factor(one.ci.lower, language)}–${factor(one.ci.upper, language)}`,
				});
			case "lists-differ":
			case "order":
				return fill(words.points, figures);
			case "direct":
				return fill(words.directly, {
					share: share(one.value, language),
					value: points(one.difference, language),
					se: points(one.differenceSe, language),
					p: pOf(one.p, language),
				});
		}
	};
	const isFirst = (one: Diagnostic, at: number) =>
		list.findIndex((other) => nameOf(other) === nameOf(one)) === at;
	return (
		<section>
			<h2>{words.diagnostics}</h2>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
			<section class="scroll" tabIndex={0} aria-label={words.diagnostics}>
				<table class="yearbook register diagnostics">
					<thead>
						<tr>
							<th scope="col">{words.test}</th>
							<th scope="col">{words.finding}</th>
							<th scope="col">{words.reading}</th>
						</tr>
					</thead>
					<tbody>
						{/* Both arms of a list stand on one line. */}
						{list.filter(isFirst).map((one) => (
							<tr key={nameOf(one)}>
								<th scope="row">{nameOf(one)}</th>
								<td>{findingOf(one)}</td>
								<td class="quiet">{words.readings[one.kind]}</td>
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</section>
	);
}
