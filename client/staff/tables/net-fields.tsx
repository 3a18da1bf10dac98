import { useState } from "preact/hooks";
import type { TableNet } from "../../../survey-definitions/table-request.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** Categories that are counted together, by their codes. */
const focusFirst = (within: HTMLElement | null) =>
	within?.querySelector("input")?.focus();

export function NetFields({
	nets,
	onChange,
}: {
	nets: TableNet[];
	onChange: (nets: TableNet[]) => void;
}) {
	const { t } = useWords();
	const words = t.tables;
	const [label, setLabel] = useState("");
	const [text, setText] = useState("");
	const [isWrong, setIsWrong] = useState(false);
	return (
		<fieldset>
			<legend>{words.nets}</legend>
			{nets.length > 0 && (
				<ol class="chosen-list">
					{nets.map(({ label: name, codes }, at) => (
						<li key={`${name}${codes}`}>
							<span class="code">{codes.join(", ")}</span>
							<span>{name}</span>
							<button
								type="button"
								aria-label={fill(words.remove, { name })}
								onClick={(event) => {
									focusFirst(event.currentTarget.closest("fieldset"));
									onChange(nets.filter((_, k) => k !== at));
								}}
							>
								×
							</button>
						</li>
					))}
				</ol>
			)}
			<form
				class="builder-add"
				onSubmit={(event) => {
					event.preventDefault();
					const codes = text
						.split(/[,;.\s]+/)
						.filter(Boolean)
						.map(Number);
					const isRight =
						label.trim() !== "" &&
						codes.length >= 2 &&
						codes.every(Number.isInteger);
					setIsWrong(!isRight);
					if (!isRight) return;
					onChange([...nets, { label: label.trim(), codes }]);
					setLabel("");
					setText("");
					focusFirst(event.currentTarget);
				}}
			>
				<label class="field">
					<span>{words.netLabel}</span>
					<input
						value={label}
						maxLength={200}
						onInput={(event) => setLabel(event.currentTarget.value)}
					/>
				</label>
				<label class="field">
					<span>{words.netCodes}</span>
					<input
						value={text}
						onInput={(event) => setText(event.currentTarget.value)}
					/>
				</label>
				<button type="submit">{words.add}</button>
				{isWrong && (
					<p class="hint wrong" role="alert">
						{words.netWrong}
					</p>
				)}
			</form>
		</fieldset>
	);
}
