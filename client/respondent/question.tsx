import { useRef, useState } from "preact/hooks";
import { dontKnow, refused } from "../../survey-definitions/definition.ts";
import { missingCodes } from "../../survey-definitions/flow.ts";
import { rankedNames } from "../../survey-definitions/ranked-names.ts";
import type { Answer, Answers } from "../../survey-definitions/response.ts";
import type {
	Choice,
	Multiple,
	Ranking,
	Survey,
} from "../../survey-definitions/survey.ts";
import type { Screen } from "./screens.ts";
import type { Strings } from "./strings.ts";

export interface QuestionProps {
	survey: Survey<string>;
	screen: Screen;
	/** A text of this question with its pieces put in. */
	word: (text: string) => string;
	answers: Answers;
	text: string;
	strings: Strings;
	/** `undefined` takes an answer back. */
	onAnswer: (
		answers: Record<string, Answer | undefined>,
		byPointer?: boolean,
	) => void;
	onText: (text: string) => void;
	choicesOf: (question: string) => Choice<string>[];
}

/** The answers of one screen. */
export function Question(props: QuestionProps) {
	const { question } = props.screen.asked;
	switch (question.kind) {
		case "single":
		case "battery":
			return <OneChoice {...props} />;
		case "multiple":
			return <ManyChoices {...props} question={question} />;
		case "number":
			return <Numbers {...props} numbers={range(question.min, question.max)} />;
		case "count":
			return (
				<>
					<ol class="statements">
						{props.screen.asked.statements.map((statement) => (
							<li key={statement}>{statement}</li>
						))}
					</ol>
					<Numbers
						{...props}
						numbers={range(0, props.screen.asked.statements.length)}
					/>
				</>
			);
		case "text":
			return <OpenText {...props} limit={question.limit} />;
		case "ranking":
			return <Ranks {...props} question={question} />;
	}
}

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

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

/** A full-width answer; the tick says what the colour says. */
function Row({
	type,
	name,
	value,
	chosen,
	mark,
	look,
	label,
	onChoose,
}: RowProps) {
	const byPointer = useRef(false);
	return (
		<label
			class={look ?? "row"}
			onPointerDown={() => {
				byPointer.current = true;
			}}
		>
			<input
				type={type}
				name={name}
				value={value}
				checked={chosen}
				// Not onChange: tapping the chosen answer again must move a battery on too.
				onClick={(event) => {
					// Without this the browser would leave its own tick where none was taken.
					if (onChoose(byPointer.current) === false) event.preventDefault();
					byPointer.current = false;
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
function Missing({
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

function OneChoice(props: QuestionProps) {
	const { survey, screen, answers, onAnswer } = props;
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
			<OtherText {...props} />
			<Missing
				survey={survey}
				screen={screen}
				chosen={chosen}
				onChoose={choose}
			/>
		</fieldset>
	);
}

function ManyChoices({
	question,
	...props
}: QuestionProps & { question: Multiple<string> }) {
	const { survey, screen, answers, strings, onAnswer } = props;
	const { key } = screen;
	const { choices } = screen.asked;
	const [tooMany, setTooMany] = useState(false);
	const codes = ([] as number[]).concat(answers[key] ?? []);
	const stands = (code: number) =>
		code === dontKnow ||
		code === refused ||
		choices.some((choice) => choice.exclusive && choice.code === code);
	const choose = (code: number) => {
		const without = codes.filter((other) => other !== code && !stands(other));
		const next = codes.includes(code)
			? codes.filter((other) => other !== code)
			: stands(code)
				? [code]
				: [...without, code];
		const over = question.max !== undefined && next.length > question.max;
		setTooMany(over);
		if (!over) onAnswer({ [key]: next.length > 0 ? next : undefined });
		return !over;
	};
	const counted = codes.filter((code) => !stands(code)).length;
	return (
		<fieldset aria-labelledby="stem question">
			<div class="rows">
				{choices.map((choice) => (
					<Row
						key={choice.code}
						type="checkbox"
						name={key}
						value={choice.code}
						chosen={codes.includes(choice.code)}
						label={choice.text}
						onChoose={() => choose(choice.code)}
					/>
				))}
			</div>
			<OtherText {...props} />
			{question.max !== undefined && (
				<p class="advice at-hand" role="status">
					{tooMany
						? strings.tooMany(question.max)
						: counted > 0
							? strings.chosen(counted, question.max)
							: ""}
				</p>
			)}
			<Missing
				survey={survey}
				screen={screen}
				chosen={(code) => codes.includes(code)}
				onChoose={choose}
			/>
		</fieldset>
	);
}

/** The few words that may go with "other"; they are stored apart from the form. */
function OtherText({ screen, answers, text, strings, onText }: QuestionProps) {
	const codes = ([] as number[]).concat(answers[screen.key] ?? []);
	const limit = screen.asked.choices.find(
		(choice) => choice.otherText && codes.includes(choice.code),
	)?.otherText;
	if (limit === undefined) return null;
	return (
		<label class="field">
			<span>{strings.otherText}</span>
			<input
				type="text"
				maxLength={limit}
				autocomplete="off"
				value={text}
				onInput={(event) => onText(event.currentTarget.value)}
			/>
		</label>
	);
}

function Numbers(props: QuestionProps & { numbers: number[] }) {
	const { survey, screen, answers, onAnswer, numbers } = props;
	const { key } = screen;
	const chosen = (code: number) => answers[key] === code;
	const choose = (code: number) => onAnswer({ [key]: code });
	return (
		<fieldset aria-labelledby="stem question">
			<div class="numbers">
				{numbers.map((number) => (
					<Row
						key={number}
						type="radio"
						name={key}
						value={number}
						look="number"
						chosen={chosen(number)}
						label={String(number)}
						onChoose={() => choose(number)}
					/>
				))}
			</div>
			<Missing
				survey={survey}
				screen={screen}
				chosen={chosen}
				onChoose={choose}
			/>
		</fieldset>
	);
}

function OpenText({
	text,
	limit,
	strings,
	onText,
}: QuestionProps & { limit: number }) {
	return (
		<label class="field">
			<textarea
				rows={6}
				maxLength={limit}
				aria-labelledby="stem question"
				value={text}
				onInput={(event) => onText(event.currentTarget.value)}
			/>
			<span class="count">{strings.charactersLeft(limit - text.length)}</span>
		</label>
	);
}

function Ranks({
	question,
	...props
}: QuestionProps & { question: Ranking<string> }) {
	const { survey, screen, answers, strings, onAnswer, choicesOf } = props;
	const names = rankedNames(question);
	const first = names[0] as string;
	const ranked = names
		.map((name) => answers[name])
		.filter((code): code is number => code !== undefined);
	const chosen = ([] as number[]).concat(answers[question.of] ?? []);
	const isMissing = (code: number) => code === dontKnow || code === refused;
	const order = ranked.filter((code) => !isMissing(code));
	const places = Math.min(names.length, chosen.length);
	const set = (codes: number[]) =>
		onAnswer(
			Object.fromEntries(names.map((name, place) => [name, codes[place]])),
		);
	return (
		<fieldset aria-labelledby="stem question">
			<p class="hint">{strings.tapInOrder}</p>
			<div class="rows">
				{choicesOf(question.of)
					.filter((choice) => chosen.includes(choice.code))
					.map((choice) => {
						const place = order.indexOf(choice.code);
						return (
							<Row
								key={choice.code}
								type="checkbox"
								name={question.name}
								value={choice.code}
								chosen={place >= 0}
								mark={String(place + 1)}
								label={choice.text}
								onChoose={() => {
									if (place >= 0) set(order.slice(0, place));
									else if (order.length < places) set([...order, choice.code]);
									else return false;
								}}
							/>
						);
					})}
			</div>
			{order.length > 0 && (
				<button type="button" class="quiet" onClick={() => set([])}>
					{strings.rankAgain}
				</button>
			)}
			<Missing
				survey={survey}
				screen={screen}
				chosen={(code) => answers[first] === code}
				onChoose={(code) => set(answers[first] === code ? [] : [code])}
			/>
		</fieldset>
	);
}
