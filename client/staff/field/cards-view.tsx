import { useState } from "preact/hooks";
import type { DestroyedCards } from "../../../server/actions/destroy-cards.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import {
	type CardKind,
	destroyCards,
	cards as loadCards,
	printCards,
	reprintLot,
} from "./api.ts";
import type { FieldViewProps } from "./field-page.tsx";

/** Cards are issued, printed, printed again before opening, and destroyed when they come back. */
export function CardsView({ survey, onLoggedOut }: FieldViewProps) {
	const { t, say, language } = useWords();
	const words = t.field.cards;
	const loaded = useLoaded(`cards ${survey.id}`, () => loadCards(survey.id));
	useLeave(loaded.error, onLoggedOut);
	const work = useWork();
	const [kind, setKind] = useState<CardKind>("pdf");
	const [spare, setSpare] = useState("0");
	const [lot, setLot] = useState("");
	const [job, setJob] = useState<string>();
	const [codes, setCodes] = useState("");
	const [destroyed, setDestroyed] = useState<DestroyedCards>();
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const { lots, status, files } = loaded.data;
	const waiting = lots.filter(({ isPrinted }) => !isPrinted);
	const n = (count: number) => whole(count, language);
	const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
	const chosenLot = lot || (lots.find(({ isPrinted }) => isPrinted)?.id ?? "");
	const kinds = (
		<label class="field" for="card-kind">
			<span>{words.kind}</span>
			<select
				id="card-kind"
				value={kind}
				onChange={(event) => setKind(event.currentTarget.value as CardKind)}
			>
				<option value="pdf">{words.kinds.pdf}</option>
				<option value="csv">{words.kinds.csv}</option>
			</select>
		</label>
	);
	return (
		<>
			<p class="measure">
				{fill(words.intro, {
					address: `${window.location.origin}/s/${survey.id}`,
				})}
			</p>
			{work.error && <Problem error={work.error} />}
			{[...new Set([...files, ...(job ? [job] : [])])].map((id) => (
				<JobProgress key={id} id={id} onDone={() => loaded.again()} />
			))}
			<section>
				<h2>{words.print}</h2>
				{lots.length === 0 ? (
					<p class="measure">{words.noLots}</p>
				) : waiting.length === 0 ? (
					<p class="measure">{words.allPrinted}</p>
				) : status === "closed" ? null : (
					<>
						<p class="measure">
							{fill(words.waiting, {
								lots: n(waiting.length),
								cards: n(sum(waiting.map(({ invited }) => invited))),
							})}
						</p>
						<form
							class="line"
							onSubmit={(event) => {
								event.preventDefault();
								void work.run(async () => {
									setJob((await printCards(survey.id, kind, Number(spare))).id);
								});
							}}
						>
							{kinds}
							<label class="field" for="card-spare">
								<span>{words.spare}</span>
								<input
									id="card-spare"
									type="number"
									min={0}
									max={50}
									value={spare}
									onInput={(event) => setSpare(event.currentTarget.value)}
								/>
							</label>
							<button
								id="print-cards"
								class="main"
								type="submit"
								disabled={work.isBusy}
							>
								{words.printButton}
							</button>
						</form>
					</>
				)}
			</section>
			{lots.length > 0 && (
				<div class="scroll tall">
					<table class="yearbook register">
						<thead>
							<tr>
								<th scope="col">{words.lot}</th>
								<th scope="col">{words.stratum}</th>
								<th scope="col" class="number">
									{words.invited}
								</th>
								<th scope="col">{words.printed}</th>
							</tr>
						</thead>
						<tbody>
							{lots.map(({ id, stratum, invited, isPrinted, cards }) => (
								<tr key={id}>
									<th scope="row" class="code">
										{id}
									</th>
									<td>{say(stratum)}</td>
									<td class="number">{n(invited)}</td>
									<td>
										{!isPrinted
											? "–"
											: cards === null
												? t.sample.yes
												: n(cards)}
									</td>
								</tr>
							))}
						</tbody>
						<tfoot>
							<tr>
								<th scope="row" colSpan={2}>
									{t.field.ledger.total}
								</th>
								<td class="number">
									{n(sum(lots.map(({ invited }) => invited)))}
								</td>
								<td>
									{status === "preparing" &&
										n(sum(lots.map(({ cards }) => cards ?? 0)))}
								</td>
							</tr>
						</tfoot>
					</table>
				</div>
			)}
			{status === "preparing" && waiting.length < lots.length && (
				<section>
					<h2>{words.reprint}</h2>
					<p class="measure">{words.reprintIntro}</p>
					<div class="line">
						<label class="field" for="reprint-lot">
							<span>{words.lot}</span>
							<select
								id="reprint-lot"
								value={chosenLot}
								onChange={(event) => setLot(event.currentTarget.value)}
							>
								{lots
									.filter(({ isPrinted }) => isPrinted)
									.map(({ id }) => (
										<option key={id} value={id}>
											{id}
										</option>
									))}
							</select>
						</label>
						{waiting.length === 0 && kinds}
						<Sure
							id="reprint"
							label={words.reprintButton}
							question={fill(words.reprintSure, { lot: chosenLot })}
							onSure={() =>
								void work.run(async () => {
									setJob((await reprintLot(survey.id, chosenLot, kind)).id);
								})
							}
						/>
					</div>
				</section>
			)}
			{status !== "closed" && lots.length > 0 && (
				<section>
					<h2>{words.destroy}</h2>
					<p class="measure">{words.destroyIntro}</p>
					<form
						class="sheet"
						onSubmit={(event) => {
							event.preventDefault();
							void work.run(async () => {
								const done = await destroyCards(survey.id, codes);
								setDestroyed(done);
								// What could not be read stays to be mended.
								const lines = codes.split("\n");
								setCodes(done.unreadable.map((at) => lines[at - 1]).join("\n"));
								loaded.again();
							});
						}}
					>
						<label class="field" for="destroy-codes">
							<span>{words.destroyLabel}</span>
							<textarea
								id="destroy-codes"
								class="expression"
								rows={4}
								required
								spellcheck={false}
								autocapitalize="characters"
								value={codes}
								onInput={(event) => setCodes(event.currentTarget.value)}
							/>
						</label>
						<button class="act" type="submit" disabled={work.isBusy}>
							{words.destroyButton}
						</button>
						{destroyed && (
							<p role="status">
								{fill(words.destroyed, { n: destroyed.read })}{" "}
								{destroyed.unreadable.length > 0 && (
									<span class="wrong">
										{fill(words.unreadable, {
											// Those that could not be read are all that is left in the field.
											lines: destroyed.unreadable
												.map((_, at) => at + 1)
												.join(", "),
										})}
									</span>
								)}
							</p>
						)}
					</form>
				</section>
			)}
		</>
	);
}
