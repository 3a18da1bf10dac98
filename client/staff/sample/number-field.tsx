import type { ComponentChildren } from "preact";
import { NumberInput } from "../number-input.tsx";

/** A number with its label. */
export function NumberField({
	id,
	label,
	value,
	onValue,
	min,
	max,
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
	hint?: ComponentChildren;
	/** The label is for ears: a table's head says it to the eyes. */
	hidden?: boolean;
	disabled?: boolean;
}) {
	const input = (
		<NumberInput
			id={id}
			aria-label={hidden ? label : undefined}
			value={value}
			onValue={onValue}
			min={min}
			max={max}
			disabled={disabled}
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
