import { useState } from "preact/hooks";
import { useWords } from "./words.ts";

/** A button for what cannot be undone: it asks once more in its own place. */
export function Sure({
	label,
	question,
	onSure,
	id,
}: {
	label: string;
	question: string;
	onSure: () => void;
	id?: string;
}) {
	const { t } = useWords();
	const [isAsking, setIsAsking] = useState(false);
	if (!isAsking)
		return (
			<button
				type="button"
				class="act"
				id={id}
				onClick={() => setIsAsking(true)}
			>
				{label}
			</button>
		);
	return (
		<span class="sure">
			<span>{question}</span>
			<button
				type="button"
				class="act main"
				onClick={() => {
					setIsAsking(false);
					onSure();
				}}
			>
				{t.sample.sure}
			</button>
			<button type="button" class="act" onClick={() => setIsAsking(false)}>
				{t.sample.leave}
			</button>
		</span>
	);
}
