import { useWords } from "../words.ts";
import type { ReportState } from "./api.ts";

export type HeadDraft = ReportState["letterhead"]["party"];

/** Names and numbers of the head and the foot; nobody signs and nothing is stamped by itself. */
export function LetterheadFields({
	head,
	onHead,
}: {
	head: HeadDraft;
	onHead: (head: HeadDraft) => void;
}) {
	const { t } = useWords();
	const words = t.report;
	const plain = [
		["parent", words.parent],
		["organisation", words.organisation],
		["number", words.number],
		["place", words.place],
		["draft", words.draft],
	] as const;
	const signing = [
		["capacity", words.capacity],
		["title", words.signer],
		["name", words.name],
	] as const;
	return (
		<details>
			<summary>{words.letterhead}</summary>
			{plain.map(([name, label]) => (
				<label key={name} class="field">
					<span>{label}</span>
					<input
						type="text"
						maxLength={300}
						value={head[name]}
						onInput={(event) =>
							onHead({ ...head, [name]: event.currentTarget.value })
						}
					/>
				</label>
			))}
			<label class="field">
				<span>{words.date}</span>
				<input
					type="date"
					value={head.date ?? ""}
					onInput={(event) =>
						onHead({ ...head, date: event.currentTarget.value || null })
					}
				/>
			</label>
			{signing.map(([name, label]) => (
				<label key={name} class="field">
					<span>{label}</span>
					<input
						type="text"
						maxLength={300}
						value={head.signing[name]}
						onInput={(event) =>
							onHead({
								...head,
								signing: { ...head.signing, [name]: event.currentTarget.value },
							})
						}
					/>
				</label>
			))}
			<label class="field">
				<span>{words.recipients}</span>
				<textarea
					rows={5}
					value={head.recipients.join("\n")}
					onInput={(event) =>
						onHead({
							...head,
							recipients: event.currentTarget.value.split("\n"),
						})
					}
				/>
			</label>
		</details>
	);
}

/** As the request takes it: lines without words are none. */
export const letterheadOf = (head: HeadDraft): HeadDraft => ({
	...head,
	recipients: head.recipients
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.slice(0, 20),
});
