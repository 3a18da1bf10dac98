import type {
	ReleasedSensitiveTable,
	SensitiveWithheld,
} from "../../../analysis/disclosure/release-sensitive.ts";
import { interval, points, share, whole } from "../numbers.ts";
import { useWords } from "../words.ts";

type Cell = ReleasedSensitiveTable["columns"][number]["estimates"][string];

/** Measures down, everybody or the levels of a domain variable across. */
export function EstimatesTable({ table }: { table: ReleasedSensitiveTable }) {
	const { t, say, language } = useWords();
	const words = t.sensitive;
	const withheld = new Set(
		table.columns.flatMap(({ estimates }) =>
			Object.values(estimates).flatMap((cell) =>
				"withheld" in cell ? [cell.withheld] : [],
			),
		),
	);
	const isWide = table.by === undefined && table.sampling === "probability";
	const isEffect = (name: string) => name.startsWith("effect:");
	const shown = (cell: Cell | undefined, name: string) => {
		if (!cell || "withheld" in cell)
			return <Withheld reason={cell?.withheld} />;
		return isEffect(name)
			? `${cell.value > 0 ? "+" : ""}${points(cell.value, language)}`
			: share(cell.value, language);
	};
	return (
		<div class="table-and-notes">
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
			<section class="scroll" tabIndex={0} aria-label={words.measure}>
				<table class={`yearbook ${isWide ? "wide" : "crossed"}`}>
					<thead>
						<tr>
							<th scope="col">{words.measure}</th>
							{table.columns.map(({ code, label }) => (
								<th key={code} scope="col">
									{say(label)}
								</th>
							))}
							{isWide && (
								<>
									<th scope="col">{words.interval}</th>
									<th scope="col">{words.se}</th>
									<th scope="col">{words.p}</th>
								</>
							)}
						</tr>
					</thead>
					<tbody>
						{table.measures.map(({ name, label }) => (
							<tr key={name}>
								<th scope="row">
									{name === "baseline" ? words.baseline : say(label)}
								</th>
								{table.columns.map(({ code, estimates }) => {
									const cell = estimates[name];
									return (
										<td key={code}>
											<span class="figure">{shown(cell, name)}</span>
											{!isWide && cell && !("withheld" in cell) && cell.ci && (
												<span class="beneath">
													{interval(cell.ci, language)}
												</span>
											)}
										</td>
									);
								})}
								{isWide && (
									<Uncertainty cell={table.columns[0]?.estimates[name]} />
								)}
							</tr>
						))}
					</tbody>
					<tbody class="base">
						<tr>
							<th scope="row">{words.base}</th>
							{table.columns.map(({ code, base }) => (
								<td key={code}>
									{base === null ? "…" : whole(base, language)}
								</td>
							))}
							{isWide && <td colSpan={3} />}
						</tr>
					</tbody>
				</table>
			</section>
			<div class="notes">
				<p>
					{table.technique.kind === "vignette"
						? words.effectUnit
						: words.estimateUnit}
				</p>
				{withheld.size > 0 && (
					<p>
						… {[...withheld].map((reason) => words.withheld[reason]).join("; ")}
						.
					</p>
				)}
			</div>
		</div>
	);
}

function Withheld({ reason }: { reason: SensitiveWithheld | undefined }) {
	const { t } = useWords();
	return (
		<span
			class="withheld"
			title={t.sensitive.withheld[reason ?? "not-estimable"]}
		>
			<span aria-hidden={true}>…</span>
			<span class="for-ears">
				{t.sensitive.withheld[reason ?? "not-estimable"]}
			</span>
		</span>
	);
}

function Uncertainty({ cell }: { cell: Cell | undefined }) {
	const { language } = useWords();
	const figures =
		cell && !("withheld" in cell) && cell.ci
			? [
					interval(cell.ci, language),
					points(cell.se ?? null, language),
					pOf(cell.p, language),
				]
			: ["", "", ""];
	return (
		<>
			{figures.map((figure, at) => (
				<td key={at} class="quiet">
					{figure}
				</td>
			))}
		</>
	);
}

const small = 0.001;

/** 0,034; <0,001 */
export function pOf(p: number | null | undefined, language: "vi" | "en") {
	if (p === null || p === undefined || Number.isNaN(p)) return "–";
	const format = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", {
		minimumFractionDigits: 3,
		maximumFractionDigits: 3,
	});
	return p < small ? `<${format.format(small)}` : format.format(p);
}
