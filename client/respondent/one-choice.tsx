import { dontKnow } from "../../survey-definitions/definition.ts";
import { missingCodes } from "../../survey-definitions/missing-codes.ts";
import type { Answer, Answers } from "../../survey-definitions/response.ts";
import type { Choice } from "../../survey-definitions/survey.ts";
import type { FirstPart, Rest } from "./parts.ts";
import type { Screen } from "./screens.ts";

export interface QuestionProps {
	survey: FirstPart["survey"];
	screen: Screen;
	/** A text of this question with its pieces put in. */
	word: (text: string) => string;
	answers: Answers;
	text: string;
	/** Until it has come, only a question with one choice can be shown. */
	rest: Rest | undefined;
	/** `undefined` takes an answer back. */
	onAnswer: (
		answers: Record<string, Answer | undefined>,
		byPointer?: boolean,
	) => void;
	/** Set when the tap before would have chosen more than may be. */
	tooMany: boolean;
	onTooMany: () => void;
	onText: (text: string) => void;
	choicesOf: (question: string) => Choice<string>[];
}

interface RowProps {
	type: "radio" | "checkbox";
	name: string;
	value: number;
	chosen: boolean;
	mark?: string;
	look?: "quiet-row" | "number";
	label: string;
	/** False when the choice is not taken. */
	onChoose: (byPointer: boolean) => boolean | void;
}

// Of the tap under way: a click follows it, and none that came from a key.
let byPointer = false;

/** A full-width answer; the tick says what the colour says. */
export function Row({
	type,
	name,
	value,
	chosen,
	mark,
	look,
	label,
	onChoose,
}: RowProps) {
	return (
		<label
			class={look ?? "row"}
			onPointerDown={() => {
				byPointer = true;
			}}
		>
			<input
				type={type}
				name={name}
				value={value}
				checked={chosen}
				onKeyDown={() => {
					byPointer = false;
				}}
				// Not onChange: tapping the chosen answer again must move a battery on too.
				onClick={(event) => {
					// Without this the browser would leave its own tick where none was taken.
					if (onChoose(byPointer) === false) event.preventDefault();
					byPointer = false;
				}}
			/>
			<span>{label}</span>
			<span class="mark" aria-hidden="true">
				{chosen ? (mark ?? "✓") : ""}
			</span>
		</label>
	);
}

/** "Don't know" and "prefer not to answer", set apart from the scale. */
export function Missing({
	survey,
	screen,
	chosen,
	onChoose,
}: Pick<QuestionProps, "survey" | "screen"> & {
	chosen: (code: number) => boolean;
	onChoose: (code: number, byPointer: boolean) => void;
}) {
	const codes = missingCodes(screen.asked.question);
	if (codes.length === 0) return null;
	return (
		<div class="missing">
			{codes.map((code) => (
				<Row
					key={code}
					type="radio"
					name={screen.key}
					value={code}
					look="quiet-row"
					chosen={chosen(code)}
					label={code === dontKnow ? survey.dontKnow : survey.refused}
					onChoose={(byPointer) => onChoose(code, byPointer)}
				/>
			))}
		</div>
	);
}

export function OneChoice(props: QuestionProps) {
	const { survey, screen, answers, rest, onAnswer } = props;
	const { key } = screen;
	const { choices, question } = screen.asked;
	const chosen = (code: number) => answers[key] === code;
	const choose = (code: number, byPointer: boolean) =>
		onAnswer({ [key]: code }, byPointer);
	return (
		<fieldset aria-labelledby="stem question">
			{question.kind === "single" && question.statements && (
				<ol class="statements">
					{question.statements.map((statement) => (
						<li key={statement}>{props.word(statement)}</li>
					))}
				</ol>
			)}
			<div class="rows">
				{choices.map((choice) => (
					<Row
						key={choice.code}
						type="radio"
						name={key}
						value={choice.code}
						chosen={chosen(choice.code)}
						label={choice.text}
						onChoose={(byPointer) => choose(choice.code, byPointer)}
					/>
				))}
			</div>
			{rest && <rest.later.OtherText {...props} rest={rest} />}
			<Missing
				survey={survey}
				screen={screen}
				chosen={chosen}
				onChoose={choose}
			/>
		</fieldset>
	);
}
