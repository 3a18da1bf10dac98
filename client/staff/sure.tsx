import { useState } from "preact/hooks";
import { useWords } from "./words.ts";

/** A button for what cannot be undone: it asks once more in its own place. */
export function Sure({
	label,
	question,
	onSure,
	id,
	isAble = true,
}: {
	label: string;
	question: string;
	onSure: () => void;
	id?: string;
	/** Whether all that it needs is there. */
	isAble?: boolean;
}) {
	const { t } = useWords();
	const [isAsking, setIsAsking] = useState(false);
	if (!isAsking)
		return (
			<button
				type="button"
				class="act"
				id={id}
				disabled={!isAble}
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
				disabled={!isAble}
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
