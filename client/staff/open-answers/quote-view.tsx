import { useState } from "preact/hooks";
import type { ListedAnswer } from "../../../server/actions/list-open-answers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { approve, dropQuotation, quote } from "./api.ts";
import type { OpenAnswersView } from "./view.ts";

/** Texts whose codes are settled, and the passages of them that may be printed. */
export function QuoteView({ survey, user, state, onChanged }: OpenAnswersView) {
	const { t } = useWords();
	const words = t.openAnswers;
	const settled = state.answers.filter((one) => one.state === "settled");
	return (
		<>
			<p class="measure">{words.quote.intro}</p>
			{settled.length === 0 && <p class="measure">{words.quote.nothing}</p>}
			<ul class="quotable">
				{settled.map((answer) => (
					<Quotable
						key={answer.id}
						survey={survey}
						user={user}
						answer={answer}
						codes={(answer.codes ?? []).filter(
							(code) =>
								state.codes.some((one) => one.code === code) &&
								state.mentions
									.find(({ question }) => question === answer.question)
									?.codes.some(
										(one) => one.code === code && one.count !== null,
									),
						)}
						onChanged={onChanged}
					/>
				))}
			</ul>
		</>
	);
}

function Quotable({
	survey,
	user,
	answer,
	codes,
	onChanged,
}: {
	survey: string;
	user: string;
	answer: ListedAnswer;
	/** Codes under which it may be quoted. */
	codes: string[];
	onChanged: () => void;
}) {
	const { t } = useWords();
	const words = t.openAnswers.quote;
	const work = useWork();
	const [passage, setPassage] = useState<string>();
	const [under, setUnder] = useState(codes[0] ?? "");
	const { quotation } = answer;
	const run = (act: () => Promise<unknown>) =>
		void work.run(async () => {
			await act();
			setPassage(undefined);
			onChanged();
		});
	return (
		<li>
			<p class="quiet">
				{answer.question} · {answer.codes?.join(", ")}
			</p>
			<blockquote lang="vi">{answer.masked}</blockquote>
			{quotation && (
				<p class="chosen">
					<q lang="vi">{quotation.passage}</q>{" "}
					<small>
						{quotation.code} ·{" "}
						{fill(words.chosenBy, { name: quotation.chosenBy })} ·{" "}
						{quotation.approvedBy === null
							? words.waiting
							: fill(words.approvedBy, { name: quotation.approvedBy })}
					</small>
				</p>
			)}
			{work.error && <Problem error={work.error} />}
			{passage === undefined ? (
				<p class="act-links">
					{quotation &&
						quotation.approvedBy === null &&
						quotation.chosenBy !== user && (
							<button
								type="button"
								disabled={work.isBusy}
								onClick={() =>
									run(() => approve(survey, answer.id, quotation.passage))
								}
							>
								{words.approve}
							</button>
						)}
					{quotation ? (
						<button
							type="button"
							disabled={work.isBusy}
							onClick={() => run(() => dropQuotation(survey, answer.id))}
						>
							{words.drop}
						</button>
					) : (
						codes.length > 0 && (
							<button
								type="button"
								onClick={() => setPassage(answer.masked ?? "")}
							>
								{words.choose}
							</button>
						)
					)}
				</p>
			) : (
				<form
					class="text-work"
					onSubmit={(event) => {
						event.preventDefault();
						run(() => quote(survey, answer.id, { passage, code: under }));
					}}
				>
					<label>
						<span>{words.passage}</span>
						<textarea
							lang="vi"
							rows={3}
							maxLength={600}
							value={passage}
							onInput={(event) => setPassage(event.currentTarget.value)}
						/>
					</label>
					<label class="under">
						<span>{words.under}</span>
						<select
							value={under}
							onChange={(event) => setUnder(event.currentTarget.value)}
						>
							{codes.map((code) => (
								<option key={code}>{code}</option>
							))}
						</select>
					</label>
					<p class="acts">
						<button type="submit" class="act main" disabled={work.isBusy}>
							{words.choose}
						</button>
					</p>
				</form>
			)}
		</li>
	);
}
