import { useState } from "preact/hooks";
import { readNumber, written } from "./numbers.ts";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

/**
 * A number as people of the page's language write it. A browser's own field follows the browser's language instead, and
 * drops a comma that is not in it: 0,5 became 5. What is no number yet changes nothing, and is gone when the field is left.
 */
export function NumberInput({
	value,
	onValue,
	min = Number.NEGATIVE_INFINITY,
	max = Number.POSITIVE_INFINITY,
	...input
}: {
	value: number | undefined;
	onValue: (value: number) => void;
	id?: string;
	"aria-label"?: string | undefined;
	min?: number | undefined;
	max?: number | undefined;
	disabled?: boolean;
}) {
	const { t, language } = useWords();
	const [typed, setTyped] = useState<string>();
	const isWithin = (number: number) => number >= min && number <= max;
	const range =
		min === Number.NEGATIVE_INFINITY
			? ""
			: max === Number.POSITIVE_INFINITY
				? fill(t.atLeastNumber, { min: written(min, language) })
				: fill(t.betweenNumbers, {
						min: written(min, language),
						max: written(max, language),
					});
	const isRead =
		typed === undefined || readNumber(typed, language) !== undefined;
	const isGood = isRead && (value === undefined || isWithin(value));
	return (
		<input
			{...input}
			type="text"
			class="numeric"
			inputMode="decimal"
			autocomplete="off"
			aria-invalid={!isGood}
			ref={(field) =>
				field?.setCustomValidity(isGood ? "" : isRead ? range : t.notANumber)
			}
			value={typed ?? (value === undefined ? "" : written(value, language))}
			onInput={({ currentTarget }) => {
				setTyped(currentTarget.value);
				const number = readNumber(currentTarget.value, language);
				if (number !== undefined) onValue(number);
			}}
			onBlur={() => setTyped(undefined)}
		/>
	);
}
