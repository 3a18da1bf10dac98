import { useEffect, useRef, useState } from "preact/hooks";
import type { SentenceFinding } from "../../../analysis/report/check-sentence.ts";
import type { Sentence } from "../../../analysis/report/sentence.ts";
import type {
	KeptEdit,
	ReportSentence,
} from "../../../server/actions/list-sentences.ts";
import { ApiError } from "../api.ts";
import { day } from "../desk/day.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { go } from "../use-address.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { dropEdit, editSentence, keptEdits } from "./api.ts";
import { PlaceList } from "./place-list.tsx";

/** A text with the numbers in their places. */
export function Filled({
	text,
	places,
}: {
	text: string;
	places: Sentence["places"];
}) {
	return (
		<>
			{text.split(/(\{\d+\})/).map((piece, at) => {
				const place = /^\{\d+\}$/.test(piece)
					? places[Number(piece.slice(1, -1)) - 1]
					: undefined;
				// biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name
				return place ? <b key={at}>{place.text}</b> : piece;
			})}
		</>
	);
}

/** The words of one sentence with its numbers as places, and what comes of them. */
export function SentenceEditor({
	survey,
	user,
	sentence: listed,
	draft,
	onDraft,
	onSentence,
	closeHref,
}: {
	survey: string;
	user: string;
	sentence: ReportSentence;
	draft: string | undefined;
	onDraft: (draft: string | undefined) => void;
	onSentence: (changed: ReportSentence) => void;
	closeHref: string;
}) {
	const { t, language } = useWords();
	const words = t.report.sentences;
	const { paragraph, sentence, claimsCause, sources, edit } = listed;
	const text = draft ?? edit?.text ?? sentence.template;
	const field = useRef<HTMLTextAreaElement>(null);
	const work = useWork();
	const [found, setFound] = useState<{
		isSaved: boolean;
		findings: SentenceFinding[];
	}>();
	const [theirs, setTheirs] = useState<KeptEdit>();
	useEffect(() => field.current?.focus(), []);
	const write = (next: string) => {
		setFound(undefined);
		onDraft(next);
	};
	const close = () => {
		go(closeHref);
		// The row is there once the address has changed.
		setTimeout(() => document.getElementById(`edit-${paragraph}`)?.focus());
	};
	/** After somebody else's change the next try takes its place, as the refusal says. */
	const act = (doing: () => Promise<void>) => {
		// Buttons stay enabled meanwhile: one that is disabled loses the focus.
		if (work.isBusy) return;
		void work.run(async () => {
			setTheirs(undefined);
			try {
				await doing();
			} catch (error) {
				if (!(error instanceof ApiError && error.code === "changed-meanwhile"))
					throw error;
				const kept = (await keptEdits(survey)).find(
					(one) => one.paragraph === paragraph,
				);
				const { edit: _, ...generated } = listed;
				onDraft(text);
				setTheirs(kept);
				onSentence({
					...generated,
					...(kept
						? { edit: { ...kept, state: "used" as const, findings: [] } }
						: {}),
				});
				throw error;
			}
		});
	};
	const save = () =>
		act(async () => {
			const { atMs, findings } = await editSentence(survey, paragraph, {
				text,
				madeFrom: sentence,
				claimsCause,
				seenAtMs: edit?.atMs ?? null,
			});
			setFound({ isSaved: atMs !== null, findings });
			if (atMs === null) return;
			onDraft(undefined);
			onSentence({
				...listed,
				edit: {
					text: text.normalize("NFC").replace(/\s+/g, " ").trim(),
					madeFrom: sentence,
					by: user,
					atMs,
					state: "used",
					findings,
				},
			});
		});
	const generate = () =>
		act(async () => {
			if (edit) await dropEdit(survey, paragraph, edit.atMs);
			onDraft(undefined);
			const { edit: _, ...generated } = listed;
			onSentence(generated);
			close();
		});
	const insert = (place: string) => {
		const { selectionStart: start, selectionEnd: end } =
			field.current as HTMLTextAreaElement;
		write(text.slice(0, start) + place + text.slice(end));
		requestAnimationFrame(() => {
			field.current?.focus();
			field.current?.setSelectionRange(
				start + place.length,
				start + place.length,
			);
		});
	};
	const ofEdit = edit && { name: edit.by, day: day(edit.atMs, language) };
	const findings =
		found?.findings ?? (draft === undefined ? edit?.findings : []);
	const title = !found
		? undefined
		: !found.isSaved
			? words.refused
			: found.findings.length > 0
				? words.savedBut
				: words.saved;
	const id = (what: string) => `${what}-${paragraph}`;
	return (
		<form
			class="sentence-editor"
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
			onKeyDown={(event) => {
				if (event.key === "Escape") close();
			}}
		>
			{edit?.state === "changed" && ofEdit && (
				<p class="caution">{fill(words.changed, ofEdit)}</p>
			)}
			<label>
				<span>{words.words}</span>
				<textarea
					ref={field}
					lang="vi"
					rows={Math.max(3, Math.ceil(text.length / 72))}
					maxLength={6000}
					value={text}
					aria-describedby={id("hint")}
					aria-invalid={found?.isSaved === false}
					onInput={(event) => write(event.currentTarget.value)}
				/>
			</label>
			{sentence.places.length > 0 && (
				<>
					<p class="notes" id={id("hint")}>
						{words.hint}
					</p>
					<PlaceList
						places={sentence.places}
						sources={sources}
						text={text}
						onInsert={insert}
					/>
				</>
			)}
			<p class="head">{words.preview}</p>
			<p class="printed" lang="vi">
				<Filled text={text} places={sentence.places} />
			</p>
			{text !== sentence.template && (
				<>
					<p class="head">{words.generated}</p>
					<p class="quiet" lang="vi">
						<Filled text={sentence.template} places={sentence.places} />
					</p>
				</>
			)}
			{edit?.state === "changed" && ofEdit && (
				<>
					<p class="head">{fill(words.seen, ofEdit)}</p>
					<p class="quiet" lang="vi">
						<Filled
							text={edit.madeFrom.template}
							places={edit.madeFrom.places}
						/>
					</p>
				</>
			)}
			<div aria-live="polite">
				{title && <p class={found?.isSaved ? "done" : "wrong"}>{title}</p>}
				{findings && findings.length > 0 && (
					<ul class="findings">
						{findings.map(({ fault, piece }) => (
							<li key={fault + piece}>
								{fill(words.faults[fault], { piece })}
							</li>
						))}
					</ul>
				)}
			</div>
			{work.error && <Problem error={work.error} />}
			{theirs && (
				<p class="caution">
					{fill(words.theirs, {
						name: theirs.by,
						day: day(theirs.atMs, language),
					})}{" "}
					<span lang="vi">
						<Filled text={theirs.text} places={theirs.madeFrom.places} />
					</span>
				</p>
			)}
			<p class="acts">
				<button type="submit" class="main">
					{words.save}
				</button>
				<button
					type="button"
					class="act"
					disabled={!edit && text === sentence.template}
					onClick={generate}
				>
					{words.again}
				</button>
				<button type="button" onClick={close}>
					{words.close}
				</button>
				{ofEdit && <small>{fill(words.by, ofEdit)}</small>}
			</p>
		</form>
	);
}
