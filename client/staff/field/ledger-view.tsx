import { Fragment } from "preact";
import { useState } from "preact/hooks";
import type {
	LedgerCount,
	LedgerCounts,
} from "../../../analysis/fieldwork/dispositions.ts";
import type {
	Ledger,
	LedgerRowProblem,
} from "../../../server/actions/set-ledger.ts";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { ledgerCsvHref, ledger as loadLedger, setLedger } from "./api.ts";
import type { FieldViewProps } from "./field-page.tsx";

/** What was typed, cell by cell, until it is saved. */
type Typed = Record<string, string>;

const cell = (lot: string, pile: string, count: string) =>
	`${lot}/${pile}/${count}`;

export function LedgerView({ survey, onLoggedOut }: FieldViewProps) {
	const { t, say, language } = useWords();
	const words = t.field.ledger;
	const loaded = useLoaded(`ledger ${survey.id} ${survey.status}`, () =>
		loadLedger(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	const [typed, setTyped] = useState<Typed>({});
	const [problems, setProblems] = useState<LedgerRowProblem[]>([]);
	const [isSaved, setIsSaved] = useState(false);
	const work = useWork();
	const ledger = loaded.data;
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!ledger) return <p class="loading">{t.loading}</p>;
	if (ledger.lots.length === 0) return <p class="measure">{words.noLots}</p>;
	const { lots, piles, counts, locked } = ledger;
	const countOf = (
		lot: Ledger["lots"][number],
		pile: string,
		count: LedgerCount,
	) =>
		typed[cell(lot.id, pile, count)] ?? String(lot.piles[pile]?.[count] ?? "");

	async function save() {
		const changed = lots.flatMap((lot) =>
			piles
				.filter((pile) =>
					counts.some((count) => cell(lot.id, pile, count) in typed),
				)
				.map((pile) => {
					const row: LedgerCounts = {};
					for (const count of counts) {
						const value = countOf(lot, pile, count).trim();
						// What is no number is kept as one that the server refuses by its cell.
						if (value !== "")
							row[count] = /^\d+$/.test(value) ? Number(value) : -1;
					}
					return { lot: lot.id, pile, counts: row };
				}),
		);
		const { problems } = await setLedger(survey.id, changed);
		setProblems(problems);
		setIsSaved(problems.length === 0);
		if (problems.length > 0) return;
		loaded.again();
		setTyped({});
	}

	const total = (count: LedgerCount) =>
		lots.reduce(
			(sum, lot) =>
				sum +
				piles.reduce(
					(of, pile) => of + (Number(countOf(lot, pile, count)) || 0),
					0,
				),
			0,
		);
	return (
		<form
			class="ledger"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(save);
			}}
		>
			<p class="measure tools">{locked ? words.locked : words.intro}</p>
			<div class="scroll">
				<table class="yearbook crossed cells" onKeyDown={moveDown}>
					<thead>
						<tr>
							<th scope="col">{t.field.cards.lot}</th>
							{piles.length > 1 && (
								<th scope="col" class="pile">
									{words.pile}
								</th>
							)}
							{counts.map((count) => (
								<th key={count} scope="col">
									{words.counts[count]}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{lots.map((lot) =>
							piles.map((pile, at) => {
								const wrong = problems.filter(
									(one) => one.lot === lot.id && one.pile === pile,
								);
								return (
									<Fragment key={lot.id + pile}>
										<tr class={at > 0 ? "same-lot" : ""}>
											{at === 0 && (
												<th
													scope="rowgroup"
													rowSpan={
														piles.length +
														piles.filter((one) =>
															problems.some(
																(wrong) =>
																	wrong.lot === lot.id && wrong.pile === one,
															),
														).length
													}
												>
													<span class="code">{lot.id}</span>
													<small>
														{say(lot.stratum)},{" "}
														{fill(words.planned, {
															n: whole(lot.planned, language),
														})}
													</small>
												</th>
											)}
											{piles.length > 1 && (
												<td class="pile">
													{words.piles[pile as keyof typeof words.piles]}
												</td>
											)}
											{counts.map((count) => {
												const name = cell(lot.id, pile, count);
												return (
													<td key={count}>
														{locked ? (
															countOf(lot, pile, count) || "–"
														) : (
															<input
																name={name}
																type="text"
																inputMode="numeric"
																autocomplete="off"
																aria-label={`${lot.id}, ${words.piles[pile as keyof typeof words.piles]}, ${words.counts[count]}`}
																aria-invalid={wrong.some(
																	(one) => one.count === count,
																)}
																value={countOf(lot, pile, count)}
																onFocus={(event) =>
																	event.currentTarget.select()
																}
																onInput={(event) => {
																	setIsSaved(false);
																	setTyped({
																		...typed,
																		[name]: event.currentTarget.value,
																	});
																}}
															/>
														)}
													</td>
												);
											})}
										</tr>
										{wrong.length > 0 && (
											<tr class="row-problem">
												<td
													colSpan={counts.length + (piles.length > 1 ? 1 : 0)}
													role="alert"
												>
													{wrong
														.map(({ count, code }) =>
															[count && words.counts[count], words.errors[code]]
																.filter(Boolean)
																.join(": "),
														)
														.join("; ")}
												</td>
											</tr>
										)}
									</Fragment>
								);
							}),
						)}
					</tbody>
					<tfoot>
						<tr>
							<th scope="row">{words.total}</th>
							{piles.length > 1 && <td />}
							{counts.map((count) => (
								<td key={count}>{whole(total(count), language)}</td>
							))}
						</tr>
					</tfoot>
				</table>
			</div>
			{work.error && <Problem error={work.error} />}
			<div class="save tools">
				{problems.length > 0 && (
					<p class="problem" role="alert">
						{words.notSaved}
					</p>
				)}
				{!locked && (
					<button class="main" type="submit" disabled={work.isBusy}>
						{words.save}
					</button>
				)}
				<span role="status">
					{isSaved
						? words.saved
						: Object.keys(typed).length > 0 && words.unsaved}
				</span>
				<a href={ledgerCsvHref(survey.id, language)} download>
					{words.download}
				</a>
				<button type="button" onClick={() => window.print()}>
					{t.print}
				</button>
			</div>
		</form>
	);
}

/** Enter goes down a column, as in a spreadsheet; from the last row it stays. */
function moveDown(event: KeyboardEvent) {
	if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement))
		return;
	event.preventDefault();
	const here = event.target;
	const count = here.name.split("/").at(-1);
	const column = [
		...(here.closest("table")?.querySelectorAll("input") ?? []),
	].filter(({ name }) => name.split("/").at(-1) === count);
	column[column.indexOf(here) + (event.shiftKey ? -1 : 1)]?.focus();
}
