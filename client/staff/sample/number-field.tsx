import type { ComponentChildren } from "preact";

/** A number with its label; what is typed and is no number yet changes nothing. */
export function NumberField({
	id,
	label,
	value,
	onValue,
	min,
	max,
	step = 1,
	hint,
	hidden = false,
	disabled = false,
}: {
	id: string;
	label: string;
	value: number;
	onValue: (value: number) => void;
	min?: number;
	max?: number;
	step?: number | "any";
	hint?: ComponentChildren;
	/** The label is for ears: a table's head says it to the eyes. */
	hidden?: boolean;
	disabled?: boolean;
}) {
	const input = (
		<input
			id={id}
			type="number"
			inputMode="decimal"
			aria-label={hidden ? label : undefined}
			value={value}
			min={min}
			max={max}
			step={step}
			disabled={disabled}
			onInput={(event) => {
				const typed = event.currentTarget.valueAsNumber;
				if (Number.isFinite(typed)) onValue(typed);
			}}
		/>
	);
	if (hidden) return input;
	return (
		<label for={id}>
			<span>{label}</span>
			{input}
			{hint && <small>{hint}</small>}
		</label>
	);
}

/** 0.59 as 59, without the dust of binary fractions. */
export const percent = (value: number): number => Math.round(value * 1e8) / 1e6;
