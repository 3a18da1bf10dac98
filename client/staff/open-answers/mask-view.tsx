import { useState } from "preact/hooks";
import type { Identity } from "../../../analysis/open-answers/mark-identities.ts";
import type { ListedAnswer } from "../../../server/actions/list-open-answers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { mask } from "./api.ts";
import type { OpenAnswersView } from "./view.ts";

/** The next text to be masked, with what the machine would mask. */
export function MaskView({ survey, state, onChanged }: OpenAnswersView) {
	const { t } = useWords();
	const words = t.openAnswers;
	const waiting = state.answers.filter((one) => one.state === "to-mask");
	const [next] = waiting;
	return (
		<>
			<p class="measure">{words.mask.intro}</p>
			{next ? (
				<>
					<p class="quiet counted">{fill(words.left, { n: waiting.length })}</p>
					<MaskForm
						key={next.id}
						survey={survey}
						answer={next}
						onChanged={onChanged}
					/>
				</>
			) : (
				<p class="measure">{words.mask.nothing}</p>
			)}
		</>
	);
}

const signs: Record<Identity["kind"], string> = {
	email: "[email]",
	number: "[số]",
	name: "[tên]",
	agency: "[cơ quan]",
};

/** The text cut at the edges of its pieces. */
function cut(text: string, identities: Identity[]) {
	let from = 0;
	const parts = identities.flatMap((identity) => {
		const { start, end } = identity;
		const before = text.slice(from, start);
		from = end;
		return [{ text: before }, { text: text.slice(start, end), identity }];
	});
	return [...parts, { text: text.slice(from) }] as {
		text: string;
		identity?: Identity;
	}[];
}

function MaskForm({
	survey,
	answer,
	onChanged,
}: {
	survey: string;
	answer: ListedAnswer;
	onChanged: () => void;
}) {
	const { t } = useWords();
	const words = t.openAnswers;
	const work = useWork();
	const written = answer.written ?? "";
	const parts = cut(written, answer.identities ?? []);
	const [masked, setMasked] = useState(
		parts
			.map(({ text, identity }) => (identity ? signs[identity.kind] : text))
			.join(""),
	);
	const [left, setLeft] = useState<Identity[]>([]);
	const send = (result: string | null, sure = false) =>
		void work.run(async () => {
			const still = await mask(survey, answer.id, { masked: result, sure });
			setLeft(still.left);
			if (still.left.length === 0) onChanged();
		});
	return (
		<form
			class="text-work"
			onSubmit={(event) => {
				event.preventDefault();
				send(masked);
			}}
		>
			<h2>{fill(words.question, { name: answer.question })}</h2>
			<p class="said-label">{words.mask.written}</p>
			<blockquote lang="vi">
				{parts.map(({ text, identity }, at) =>
					identity ? <mark key={at}>{text}</mark> : text,
				)}
			</blockquote>
			<label>
				<span>{words.mask.result}</span>
				<textarea
					lang="vi"
					rows={4}
					value={masked}
					required
					onInput={(event) => {
						setMasked(event.currentTarget.value);
						setLeft([]);
					}}
				/>
			</label>
			{left.length > 0 && (
				<p class="caution" role="alert">
					{fill(words.mask.still, {
						pieces: left
							.map(({ start, end }) => `“${masked.slice(start, end)}”`)
							.join(", "),
					})}
				</p>
			)}
			{work.error && <Problem error={work.error} />}
			<p class="acts">
				{left.length > 0 ? (
					<button
						type="button"
						class="act main"
						disabled={work.isBusy}
						onClick={() => send(masked, true)}
					>
						{words.mask.sure}
					</button>
				) : (
					<button type="submit" class="act main" disabled={work.isBusy}>
						{words.mask.done}
					</button>
				)}
				<button
					type="button"
					class="act"
					disabled={work.isBusy}
					onClick={() => send(null)}
				>
					{words.mask.leaveOut}
				</button>
			</p>
			<p class="notes">{words.mask.leaveOutHint}</p>
		</form>
	);
}
