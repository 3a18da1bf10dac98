import { useState } from "preact/hooks";
import { fill } from "./strings.ts";

/** What cannot be undone wants the survey's name typed. */
export function TypedSure({
	id,
	survey,
	question,
	button,
	isBusy,
	onSure,
}: {
	id: string;
	survey: string;
	question: string;
	button: string;
	isBusy: boolean;
	onSure: (typed: string) => void;
}) {
	const [typed, setTyped] = useState("");
	return (
		<form
			class="line"
			onSubmit={(event) => {
				event.preventDefault();
				onSure(typed.trim());
			}}
		>
			<label class="field" for={id}>
				<span>{fill(question, { id: survey })}</span>
				<input
					id={id}
					type="text"
					autocomplete="off"
					autocapitalize="none"
					spellcheck={false}
					value={typed}
					onInput={(event) => setTyped(event.currentTarget.value)}
				/>
			</label>
			<button
				class="main loss"
				type="submit"
				disabled={isBusy || typed.trim() !== survey}
			>
				{button}
			</button>
		</form>
	);
}
